"""Functional groups of a SEG: each macro once, and indices in the order of what they count (PS3.3 section C.7.6.16)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from pydicom.datadict import tag_for_keyword
from pydicom.dataset import Dataset

from radlane.attribute import integer
from radlane.encode.checks.frames import Frame, frames_of, functional_groups, shared
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.planes import normal
from radlane.encode.reading import items, numbers

# Macros of which a group holds one item (PS3.3 sections C.7.6.16.2.1 to .4, C.8.20.3.1).
_SINGLE = (
    "PixelMeasuresSequence",
    "PlanePositionSequence",
    "PlaneOrientationSequence",
    "FrameContentSequence",
    "SegmentIdentificationSequence",
)
_SEGMENT, _POSITION = map(tag_for_keyword, ("ReferencedSegmentNumber", "ImagePositionPatient"))
_NEAR = 1e-3  # mm; positions are written with 16 characters


def check_macros(checked: ObjectSet) -> Iterator[Problem]:
    """A macro is stated for all frames or for each, never both (PS3.3 section C.7.6.16.1.1)."""
    for segmentation in checked.of_modality("SEG"):
        common = items(segmentation, "SharedFunctionalGroupsSequence")
        stated = {tag for group in common for tag in group.keys()}  # noqa: SIM118 - iterating reads every value
        frames = items(segmentation, "PerFrameFunctionalGroupsSequence")
        both = any(not stated.isdisjoint(frame.keys()) for frame in frames)
        repeated = any(len(items(group, macro)) > 1 for group in functional_groups(segmentation) for macro in _SINGLE)
        if both or repeated or len(common) > 1:
            yield problem(
                "macro-twice", segmentation, "a macro is in the shared and in a frame's group, or there twice"
            )


def check_dimensions(checked: ObjectSet) -> Iterator[Problem]:
    """Every frame has its own index, in the order of segments and of positions along the normal."""
    for segmentation in checked.of_modality("SEG"):
        pointers = [_pointer(item) for item in items(segmentation, "DimensionIndexSequence")]
        indices = [_indices(frame) for frame in items(segmentation, "PerFrameFunctionalGroupsSequence")]
        whole = all(len(index) == len(pointers) > 0 and min(index) >= 1 for index in indices)
        if not whole or len(set(indices)) < len(indices):
            yield problem("dimension-index", segmentation, "frames have no index of their own in each dimension")
        elif not _in_order(segmentation, pointers, indices):
            yield problem("dimension-index", segmentation, "indices are not in the order of segments or positions")


def _in_order(segmentation: Dataset, pointers: Sequence[int | None], indices: Sequence[tuple[float, ...]]) -> bool:
    """Whether indices follow the segments, and the positions up or down; of other dimensions nothing is known."""
    frames = frames_of(segmentation)
    along = _along(segmentation, frames)
    counted: dict[int | None, tuple[Sequence[float], ...]] = {
        _SEGMENT: (_segments(frames),),
        _POSITION: (along, [-place for place in along]),
    }
    return all(
        any(_follows([index[dimension] for index in indices], order) for order in counted[pointer])
        for dimension, pointer in enumerate(pointers)
        if pointer in counted
    )


def _follows(indices: Sequence[float], along: Sequence[float]) -> bool:
    """Whether indices grow with what they count, and stay where that does; yes where that is not known."""
    counted = np.array(along, dtype=np.float64)
    order = np.argsort(counted, kind="stable")
    grows = np.diff(counted[order]) > _NEAR
    steps = np.diff(np.array(indices)[order])
    return bool((steps[grows] > 0).all() and (steps[~grows] == 0).all())


def _segments(frames: Sequence[Frame]) -> list[int]:
    """Return the segments; nothing where one is not known."""
    known = [frame.segment for frame in frames if frame.segment is not None]
    return known if len(known) == len(frames) else []


def _along(segmentation: Dataset, frames: Sequence[Frame]) -> list[float]:
    """Return the positions along the normal in mm; nothing where one is not known."""
    orientation = numbers(shared(segmentation, "PlaneOrientationSequence"), "ImageOrientationPatient")
    if len(orientation) != 6 or any(len(frame.position) != 3 for frame in frames):
        return []
    across = normal(orientation)
    return [float(np.dot(frame.position, across)) for frame in frames]


def _pointer(item: Dataset) -> int | None:
    return integer(item, "DimensionIndexPointer")


def _indices(frame: Dataset) -> tuple[float, ...]:
    return next((numbers(item, "DimensionIndexValues") for item in items(frame, "FrameContentSequence")), ())
