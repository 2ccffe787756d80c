from pathlib import Path
from typing import Any

import highdicom
import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion
from radlane.encode.codes import SIDES
from radlane.encode.part10 import to_bytes
from radlane.encode.segmentation import build_segmentation
from support.encoding import conclusion, context, encoded, finding, lungs
from support.radiographs import radiograph, real


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
