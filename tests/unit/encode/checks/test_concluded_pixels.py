"""Pixels of every type and shape against what was concluded."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion
from radlane.domain.output import SegmentationType
from radlane.encode.checks.concluded_pixels import check_pixels
from radlane.encode.checks.problem import ObjectSet
from radlane.encode.segmentation import build_segmentation
from support.encoding import conclusion, context
from support.radiographs import radiograph
from support.shapes import OF_LABELS, SHAPES, TYPES, Shape, concluded, labels, run
from support.variants_of_regions import with_fractions


def found(segmentation: Any, said: Conclusion, frames: Any) -> list[str]:
    images = tuple({id(frame.image): frame.image for frame in frames}.values())
    checked = ObjectSet(objects=(segmentation,), sources=images, frames=tuple(frames))
    return [problem.code for problem in check_pixels(checked, said)]


def flipped(segmentation: Any, index: int) -> None:
    """One pixel of one frame is another."""
    data = bytearray(segmentation.PixelData)
    pixels = segmentation.Rows * segmentation.Columns
    if segmentation.SegmentationType == "BINARY":
        data[(index * pixels + 7) // 8] ^= 1
    else:
        data[index * pixels + 7] ^= 1
    segmentation.PixelData = bytes(data)


@pytest.mark.parametrize("kind", OF_LABELS)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_pixel_of_labels_is_compared(shape: Shape, kind: SegmentationType) -> None:
    frames, said = shape.frames(), concluded(labels(shape))
    segmentation = build_segmentation(run(frames, kind=kind), said)
    assert segmentation is not None
    assert found(segmentation, said, frames) == []
    flipped(segmentation, int(segmentation.NumberOfFrames) - 1)
    assert "pixels-mismatch" in found(segmentation, said, frames)


def image(kind: SegmentationType, said: Conclusion) -> tuple[Any, Any]:
    run_on_it = replace(context(radiograph()), chosen_type=kind)
    segmentation = build_segmentation(run_on_it, said)
    assert segmentation is not None
    return segmentation, run_on_it.frames


@pytest.mark.parametrize("kind", TYPES)
def test_every_pixel_of_an_image_is_compared(kind: SegmentationType) -> None:
    said = with_fractions(conclusion(48, 40))
    segmentation, frames = image(kind, said)
    assert found(segmentation, said, frames) == []
    flipped(segmentation, 0)
    assert found(segmentation, said, frames) == ["pixels-mismatch"]


@pytest.mark.parametrize("kind", TYPES)
def test_what_was_concluded_of_more_than_is_shown(kind: SegmentationType) -> None:
    shown = with_fractions(conclusion(48, 40, present=(True, False)))
    segmentation, frames = image(kind, shown)
    code = "pixels-mismatch" if kind == "LABELMAP" else "frame-set"
    assert found(segmentation, with_fractions(conclusion(48, 40)), frames) == [code]


def test_a_frame_of_a_segment_that_nobody_concluded_on() -> None:
    segmentation, frames = image(SegmentationType.BINARY, conclusion(48, 40))
    segmentation.PerFrameFunctionalGroupsSequence[0].SegmentIdentificationSequence[0].ReferencedSegmentNumber = 9
    assert found(segmentation, conclusion(48, 40), frames) == ["frame-set"]


def test_probabilities_that_nobody_kept_are_no_frames() -> None:
    segmentation, frames = image(SegmentationType.FRACTIONAL, with_fractions(conclusion(48, 40)))
    assert found(segmentation, conclusion(48, 40), frames) == ["frame-set"]


def test_a_frame_of_a_label_map_is_of_no_one_segment() -> None:
    shape = SHAPES[0]
    frames, said = shape.frames(), concluded(labels(shape))
    segmentation: Any = build_segmentation(run(frames, kind=SegmentationType.LABELMAP), said)
    item = Dataset()
    item.ReferencedSegmentNumber = 1
    segmentation.PerFrameFunctionalGroupsSequence[0].SegmentIdentificationSequence = [item]
    assert found(segmentation, said, frames) == ["frame-set"]


def test_labels_of_fewer_frames_than_were_shown() -> None:
    shape = SHAPES[0]
    frames, said = shape.frames(), concluded(labels(shape))
    segmentation = build_segmentation(run(frames), said)
    assert said.labels is not None
    assert found(segmentation, replace(said, labels=said.labels[:-1]), frames) == ["frame-set"]
    assert np.count_nonzero(said.labels[-1])


def test_a_seg_that_cannot_be_read_is_not_compared() -> None:
    segmentation, frames = image(SegmentationType.BINARY, conclusion(48, 40))
    segmentation.PixelData = b"\0\0"
    assert found(segmentation, conclusion(48, 40), frames) == []


def test_without_frames_all_of_the_images_are_meant() -> None:
    shape = SHAPES[0]
    frames, said = shape.frames(), concluded(labels(shape))
    segmentation = build_segmentation(run(frames), said)
    assert segmentation is not None
    checked = ObjectSet(objects=(segmentation,), sources=tuple(frame.image for frame in frames))
    assert list(check_pixels(checked, said)) == []
