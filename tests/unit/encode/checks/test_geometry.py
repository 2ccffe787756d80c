from collections.abc import Callable
from dataclasses import replace

import pytest
from pydicom.dataset import Dataset
from pydicom.uid import RLELossless

from radlane.domain.output import SegmentationType
from radlane.encode.checks.geometry import check_countable, check_frames, check_segment_numbers
from radlane.encode.checks.problem import ObjectSet
from radlane.encode.segmentation import build_segmentation
from support.encoding import codes_of, conclusion, context, encoded
from support.radiographs import radiograph
from support.shapes import TYPES
from support.variants_of_regions import with_fractions


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


def of_type(kind: SegmentationType) -> list[Dataset]:
    run_on_it = replace(context(radiograph()), chosen_type=kind)
    return [*filter(None, [build_segmentation(run_on_it, with_fractions(conclusion(48, 40)))])]


def geometry(objects: list[Dataset]) -> list[str]:
    checked = ObjectSet(objects=tuple(objects), sources=())
    rules = (check_frames, check_countable, check_segment_numbers)
    return [problem.code for rule in rules for problem in rule(checked)]


@pytest.mark.parametrize("kind", TYPES)
def test_segments_of_every_type(kind: SegmentationType) -> None:
    assert geometry(of_type(kind)) == []


@pytest.mark.parametrize(("keyword", "value"), [("MaximumFractionalValue", 200), ("MaximumFractionalValue", 0)])
def test_a_probability_above_one(keyword: str, value: int) -> None:
    objects = of_type(SegmentationType.FRACTIONAL)
    setattr(objects[0], keyword, value)
    assert geometry(objects) == ["fractional-value"]
    del objects[0][keyword]
    assert geometry(objects) == ["fractional-value"]


def test_every_value_of_a_label_map_is_described_once() -> None:
    objects = of_type(SegmentationType.LABELMAP)
    objects[0].PixelData = b"\7" + objects[0].PixelData[1:]
    assert geometry(objects) == ["segment-unknown"]
    objects[0].PixelData = b"\0" + objects[0].PixelData[1:]
    objects[0].SegmentSequence[1].SegmentNumber = 7  # they need not count up from 1
    assert geometry(objects) == ["segment-unknown"]
    objects[0].SegmentSequence[2].SegmentNumber = 7
    assert geometry(objects) == ["segment-numbers", "segment-unknown"]
    del objects[0].SegmentSequence[0]
    objects[0].PixelData = objects[0].PixelData[:-2]
    assert "segment-uncountable" in geometry(objects)
