from pydicom import dcmread

from radlane.encode.stand_in import stand_in
from support.radiographs import radiograph, real


def test_a_stand_in_holds_references_and_grid_and_nothing_of_the_patient() -> None:
    source = dcmread(real("RG1_UNCI.dcm"))
    shown = stand_in(source)
    assert (shown.Rows, shown.Columns) == (source.Rows, source.Columns)
    assert shown.SOPInstanceUID == source.SOPInstanceUID
    texts = {str(element.value) for element in shown}
    assert not texts & {"CompressedSamples^RG1", "9RG1", "ward", "exam Number", "19400305", "Philips Medical Systems"}


def test_a_frame_of_reference_is_left_out() -> None:
    assert "FrameOfReferenceUID" not in stand_in(radiograph(FrameOfReferenceUID="1.2.3"))
