from collections.abc import Callable
from typing import Any

import pytest
from pydicom.dataset import Dataset
from pydicom.uid import RLELossless

from radlane.domain.finding import Conclusion
from support.encoding import codes_of, conclusion, encoded, finding, lungs, with_contours
from support.radiographs import radiograph


def wider(objects: list[Dataset], source: Dataset) -> None:
    source.Columns += 1


def in_space(objects: list[Dataset], source: Dataset) -> None:
    source.FrameOfReferenceUID = objects[0].FrameOfReferenceUID = "1.2.3"


def measures() -> list[Dataset]:
    item = Dataset()
    item.PixelSpacing = ["0.2", "0.2"]
    return [item]


def measured(objects: list[Dataset], source: Dataset) -> None:
    objects[0].SharedFunctionalGroupsSequence[0].PixelMeasuresSequence = measures()


def measured_by_frame(objects: list[Dataset], source: Dataset) -> None:
    objects[0].PerFrameFunctionalGroupsSequence[1].PixelMeasuresSequence = measures()


def placed(objects: list[Dataset], source: Dataset) -> None:
    in_space(objects, source)
    measured(objects, source)
    for frame in objects[0].PerFrameFunctionalGroupsSequence:
        frame.PlanePositionSequence = [Dataset()]


def more_frames(objects: list[Dataset], source: Dataset) -> None:
    objects[0].NumberOfFrames = 3


def cut(objects: list[Dataset], source: Dataset) -> None:
    objects[0].PixelData = objects[0].PixelData[:-2]


def renumbered(objects: list[Dataset], source: Dataset) -> None:
    objects[0].SegmentSequence[1].SegmentNumber = 7
    frame = objects[0].PerFrameFunctionalGroupsSequence[1]
    frame.SegmentIdentificationSequence[0].ReferencedSegmentNumber = 7


def unknown(objects: list[Dataset], source: Dataset) -> None:
    frame = objects[0].PerFrameFunctionalGroupsSequence[0]
    frame.SegmentIdentificationSequence[0].ReferencedSegmentNumber = 7


@pytest.mark.parametrize(
    ("mutate", "codes"),
    [
        (wider, ["seg-grid"]),
        (in_space, ["frame-of-reference"]),  # the image's own, but the frames have no place in it
        (measured, ["pixel-measures"]),
        (measured_by_frame, ["pixel-measures"]),
        (placed, []),  # as a SEG of a volume
        (more_frames, ["frame-count"]),
        (cut, ["pixel-data-length"]),
        (renumbered, ["segment-numbers"]),
        (unknown, ["segment-unknown", "area-mismatch"]),  # the frame's pixels belong to no finding any more
    ],
)
def test_each_rule_finds_its_defect(mutate: Callable[[list[Dataset], Dataset], None], codes: list[str]) -> None:
    source = radiograph()
    objects = encoded(source)
    mutate(objects, source)
    assert codes_of(objects, [source]) == codes


def in_pieces() -> Conclusion:
    """A right lung with two contours: the report refers to its frame."""
    found = finding(0, lungs(48, 40)[0])
    assert found.region is not None
    contour = found.region.contours[0]
    return Conclusion(findings=(with_contours(found, contour, contour), conclusion(48, 40).findings[1]))


def frame_reference(report: Dataset) -> Any:
    groups = next(item for item in report.ContentSequence if item.ConceptNameCodeSequence[0].CodeValue == "126010")
    return next(
        item.ReferencedSOPSequence[0]
        for group in groups.ContentSequence
        for item in group.ContentSequence
        if item.ConceptNameCodeSequence[0].CodeValue == "121214"
    )


@pytest.mark.parametrize(
    ("keyword", "number", "codes"),
    [
        ("ReferencedFrameNumber", 2, []),  # there is one
        ("ReferencedFrameNumber", 3, ["frame-unknown"]),
        ("ReferencedFrameNumber", 0, ["frame-unknown"]),
        ("ReferencedSegmentNumber", 2, []),
        ("ReferencedSegmentNumber", 7, ["segment-unknown"]),
    ],
)
def test_a_report_refers_to_frames_and_segments_that_are_there(keyword: str, number: int, codes: list[str]) -> None:
    source = radiograph()
    objects = encoded(source, in_pieces())
    setattr(frame_reference(objects[-1]), keyword, number)
    assert codes_of(objects, [source]) == codes


def test_parts_of_objects_that_are_not_there_are_not_judged() -> None:
    objects = encoded(radiograph(), in_pieces())
    reference = frame_reference(objects[-1])
    reference.ReferencedSegmentNumber = 7
    reference.ReferencedFrameNumber = 7
    reference.ReferencedSOPInstanceUID = "1.2.3"
    assert codes_of(objects, []) == ["evidence-missing"]


def test_what_the_image_knows_of_space_and_encapsulated_frames_are_not_judged() -> None:
    source = radiograph(PixelSpacing=["0.2", "0.2"], FrameOfReferenceUID="1.2.3")
    objects = encoded(source)
    objects[0].file_meta.TransferSyntaxUID = RLELossless
    objects[0].PixelData = b"\x00\x00"
    assert codes_of(objects, [source]) == []
