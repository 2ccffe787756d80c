import pytest
from pydicom import dcmread

from radlane.encode.planes import read_planes
from radlane.encode.stand_in import slice_stand_ins, stand_in
from support.radiographs import radiograph, real
from support.volume_sources import CT, TILTED, Stack, slices


def test_a_stand_in_holds_references_and_grid_and_nothing_of_the_patient() -> None:
    source = dcmread(real("RG1_UNCI.dcm"))
    shown = stand_in(source)
    assert (shown.Rows, shown.Columns) == (source.Rows, source.Columns)
    assert shown.SOPInstanceUID == source.SOPInstanceUID
    texts = {str(element.value) for element in shown}
    assert not texts & {"CompressedSamples^RG1", "9RG1", "ward", "exam Number", "19400305", "Philips Medical Systems"}


def test_a_frame_of_reference_is_left_out() -> None:
    assert "FrameOfReferenceUID" not in stand_in(radiograph(FrameOfReferenceUID="1.2.3"))


@pytest.mark.parametrize("stack", [CT, TILTED])
def test_stand_ins_of_slices_lie_where_those_do(stack: Stack) -> None:
    sources = slices(stack)
    planes = read_planes(sources)
    assert planes is not None
    shown = slice_stand_ins(sources, planes)
    for one, source in zip(shown, sources, strict=True):
        assert one.SOPInstanceUID == source.SOPInstanceUID
        assert one.FrameOfReferenceUID == source.FrameOfReferenceUID
        for keyword in ("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing", "SliceThickness"):
            assert one[keyword].value == source[keyword].value
        assert len(str(one.SpacingBetweenSlices)) <= 16
    assert not {str(element.value) for element in shown[0]} & {"T-1", "radlane tests", "A-1", "CHEST"}
