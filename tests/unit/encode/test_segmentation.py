from dataclasses import replace
from pathlib import Path
from typing import Any

import highdicom
import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion
from radlane.encode.codes import SIDES
from radlane.encode.context import EncodeContext
from radlane.encode.part10 import to_bytes
from radlane.encode.segmentation import build_segmentation
from support import volume_encoding
from support.encoding import conclusion, context, encoded, finding, lungs
from support.radiographs import radiograph, real
from support.volume_sources import CT, FRAME_OF_REFERENCE, HARDLY_TILTED, MR, TILTED, Stack, slices


def build(source: Dataset, found: Conclusion, segments: int = 2) -> Dataset:
    built = build_segmentation(context(source, segments=segments), found)
    assert built is not None
    return built


def sides(segmentation: Dataset) -> list[str | None]:
    kinds = [segment.SegmentedPropertyTypeCodeSequence[0] for segment in segmentation.SegmentSequence]
    modifiers = [kind.get("SegmentedPropertyTypeModifierCodeSequence") for kind in kinds]
    return [modifier[0].CodeMeaning if modifier else None for modifier in modifiers]


def test_the_pixels_come_back_as_they_were() -> None:
    source = dcmread(real("RG1_UNCI.dcm"))
    found = conclusion(source.Rows, source.Columns)
    segmentation = highdicom.seg.Segmentation.from_dataset(encoded(source, found)[0])
    pixels = segmentation.get_pixels_by_source_instance([source.SOPInstanceUID])
    for index, mask in enumerate(lungs(source.Rows, source.Columns)):
        np.testing.assert_array_equal(pixels[0, :, :, index].astype(bool), mask)


def test_segments_are_described_in_the_manifests_order() -> None:
    segmentation = build(radiograph(), conclusion(48, 40))
    assert [segment.SegmentNumber for segment in segmentation.SegmentSequence] == [1, 2]
    assert [segment.SegmentLabel for segment in segmentation.SegmentSequence] == ["Right lung", "Left lung"]
    assert sides(segmentation) == [code.meaning for code in SIDES.values()]
    first = segmentation.SegmentSequence[0]
    assert first.SegmentAlgorithmType == "AUTOMATIC"
    assert first.SegmentationAlgorithmIdentificationSequence[0].AlgorithmParameters.startswith("lungs threshold=0.5,")
    assert len({segment.TrackingUID for segment in segmentation.SegmentSequence}) == 2


def test_findings_may_come_in_any_order() -> None:
    mirrored = Conclusion(findings=conclusion(48, 40).findings[::-1])
    segmentation = build(radiograph(), mirrored)
    assert [segment.SegmentNumber for segment in segmentation.SegmentSequence] == [1, 2]


def test_an_unknown_side_is_not_stated() -> None:
    segmentation = build(radiograph(PatientOrientation=None), conclusion(48, 40, lateral=False))
    assert sides(segmentation) == [None, None]
    assert {segment.SegmentLabel for segment in segmentation.SegmentSequence} == {"Lung, side unknown"}
    assert segmentation.PatientOrientation is None


def test_an_empty_segment_is_described_without_a_frame() -> None:
    segmentation = build(radiograph(), conclusion(48, 40, present=(False, True)))
    assert len(segmentation.SegmentSequence) == 2
    assert segmentation.NumberOfFrames == 1
    frame = segmentation.PerFrameFunctionalGroupsSequence[0]
    assert frame.SegmentIdentificationSequence[0].ReferencedSegmentNumber == 2


def test_a_single_segment() -> None:
    single = Conclusion(findings=conclusion(48, 40).findings[:1])
    segmentation = build(radiograph(), single, segments=1)
    assert segmentation.NumberOfFrames == 1


def test_without_any_pixel_there_is_no_segmentation() -> None:
    assert build_segmentation(context(radiograph()), conclusion(48, 40, present=(False, False))) is None


def test_findings_without_a_region_are_no_segments() -> None:
    assert build_segmentation(context(radiograph()), Conclusion(findings=())) is None


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"PixelSpacing": ["0.143", "0.143"]},
        {"PixelSpacing": ["0.000", "0.000"]},  # as in the real RG1
        {"ImagerPixelSpacing": ["0.2", "0.2"]},
        {"PixelSpacing": ["0.143", "0.143"], "FrameOfReferenceUID": "1.2.3"},
    ],
)
def test_whatever_the_image_knows_of_space_highdicom_reads_the_pixels(tmp_path: Path, facts: dict[str, Any]) -> None:
    source = radiograph(**facts)
    path = tmp_path / "seg.dcm"
    path.write_bytes(to_bytes(build(source, conclusion(48, 40))))
    segmentation = highdicom.seg.segread(path)
    groups = (*segmentation.SharedFunctionalGroupsSequence, *segmentation.PerFrameFunctionalGroupsSequence)
    assert not [group for group in groups if "PixelMeasuresSequence" in group]
    assert "FrameOfReferenceUID" not in segmentation
    pixels = segmentation.get_pixels_by_source_instance([source.SOPInstanceUID])
    for index, mask in enumerate(lungs(48, 40)):
        np.testing.assert_array_equal(pixels[0, :, :, index].astype(bool), mask)


def test_the_dimension_organization_is_the_runs() -> None:
    first, second = (build(radiograph(), conclusion(48, 40)) for _ in range(2))
    organization = first.DimensionOrganizationSequence[0].DimensionOrganizationUID
    assert organization == first.DimensionIndexSequence[0].DimensionOrganizationUID
    assert organization == second.DimensionOrganizationSequence[0].DimensionOrganizationUID


def test_an_unpaired_segment_has_no_side() -> None:
    mask = lungs(48, 40)[0]
    findings = (*conclusion(48, 40).findings, finding(2, mask))
    segmentation = build(radiograph(), Conclusion(findings=findings), segments=3)
    assert sides(segmentation) == ["Right", "Left", None]
    assert segmentation.SegmentsOverlap == "YES"


def of_volume(stack: Stack, labels: NDArray[np.uint8], *, segments: int = 3, **attributes: Any) -> Dataset:
    said = volume_encoding.conclusion(stack, labels, segments=segments)
    return build_in(volume_encoding.context(slices(stack, **attributes), segments=segments), said)


def build_in(run: EncodeContext, said: Conclusion) -> Dataset:
    built = build_segmentation(run, said)
    assert built is not None
    return built


@pytest.mark.parametrize("stack", [CT, MR, TILTED, HARDLY_TILTED, Stack(shape=(5, 19, 23))])
@pytest.mark.parametrize("segments", [1, 3])
def test_each_voxel_comes_back_on_its_slice(stack: Stack, segments: int) -> None:
    labels = volume_encoding.labels(stack, range(1, segments + 1))
    built = highdicom.seg.Segmentation.from_dataset(of_volume(stack, labels, segments=segments))
    read = built.get_pixels_by_source_instance(
        [source.SOPInstanceUID for source in slices(stack)], assert_missing_frames_are_empty=True
    )
    for number in range(1, segments + 1):
        np.testing.assert_array_equal(read[..., number - 1].astype(bool), labels == number)
    assert "DimensionOrganizationType" not in built
    assert "PatientOrientation" not in built


def test_a_volume_has_frames_where_its_segments_are_and_names_every_slice() -> None:
    labels = volume_encoding.labels(CT, (1, 3))
    built = of_volume(CT, labels)
    assert [segment.SegmentNumber for segment in built.SegmentSequence] == [1, 2, 3]
    assert built.NumberOfFrames == 4 + 3
    named = built.ReferencedSeriesSequence[0].ReferencedInstanceSequence
    assert [one.ReferencedSOPInstanceUID for one in named] == [source.SOPInstanceUID for source in slices(CT)]
    assert (built.FrameOfReferenceUID, built.SegmentsOverlap) == (FRAME_OF_REFERENCE, "NO")


def test_a_volume_without_any_voxel_has_no_segmentation() -> None:
    empty = np.zeros(CT.shape, np.uint8)
    said = volume_encoding.conclusion(CT, empty)
    assert build_segmentation(volume_encoding.context(slices(CT)), said) is None


def test_slices_whose_last_digits_differ_are_one_stack() -> None:
    sources = slices(CT)
    sources[2].ImageOrientationPatient = [1, 0.0000001, 0, 0, 1, 0]
    sources[3].PixelSpacing = [0.7000001, 0.9]
    built = build_in(volume_encoding.context(sources), volume_encoding.conclusion(CT))
    plane = built.SharedFunctionalGroupsSequence[0].PlaneOrientationSequence[0]
    assert list(plane.ImageOrientationPatient) == [1, 0, 0, 0, 1, 0]


def test_labels_that_do_not_lie_on_the_slices_are_refused() -> None:
    run, said = volume_encoding.context(slices(CT)), volume_encoding.conclusion(CT)
    assert said.labels is not None
    for other in (replace(run, frames=run.frames[::-1]), replace(run, frames=run.frames[:-1])):
        with pytest.raises(ValueError, match="slices of the volume"):
            build_segmentation(other, said)
    with pytest.raises(ValueError, match="slices of the volume"):
        build_segmentation(run, replace(said, labels=said.labels[:, :, 1:]))


def test_the_same_volume_gives_the_same_bytes() -> None:
    first, second = (to_bytes(of_volume(TILTED, volume_encoding.labels(TILTED))) for _ in range(2))
    assert first == second
