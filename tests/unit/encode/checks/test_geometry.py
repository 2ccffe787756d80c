from collections.abc import Callable

import pytest
from pydicom.dataset import Dataset
from pydicom.uid import RLELossless

from support.encoding import codes_of, encoded
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
        (more_frames, ["frame-count", "segment-uncountable"]),
        (cut, ["pixel-data-length", "segment-uncountable"]),
        (renumbered, ["segment-numbers"]),
        (
            unknown,  # the frame's pixels belong to no finding any more
            [
                *("dimension-index", "segment-unknown", "presence-mismatch", "area-mismatch", "ratio-mismatch"),
                "contour-mismatch",
            ],
        ),
    ],
)
def test_each_rule_finds_its_defect(mutate: Callable[[list[Dataset], Dataset], None], codes: list[str]) -> None:
    source = radiograph()
    objects = encoded(source)
    mutate(objects, source)
    assert codes_of(objects, [source]) == codes


def test_what_the_image_knows_of_space_is_not_judged_and_encapsulated_frames_cannot_be() -> None:
    source = radiograph(PixelSpacing=["0.2", "0.2"], FrameOfReferenceUID="1.2.3")
    objects = encoded(source)
    objects[0].file_meta.TransferSyntaxUID = RLELossless
    objects[0].PixelData = b"\x00\x00"
    assert codes_of(objects, [source]) == ["segment-uncountable"]
