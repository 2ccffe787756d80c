"""Functional groups of SEGs and Parametric Maps: each macro once, and indices in the order of what they count.

Reference: PS3.3 section C.7.6.16.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from pydicom.datadict import keyword_for_tag, tag_for_keyword
from pydicom.dataset import Dataset

from radlane.attribute import integer
from radlane.encode.checks.frames import Frame, Group, frames_of, functional_groups, macro_reader, shared_group
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
_POSITION = tag_for_keyword("ImagePositionPatient")
_NEAR = 1e-3  # mm; positions are written with 16 characters


def check_macros(checked: ObjectSet) -> Iterator[Problem]:
    """A macro is stated for all frames or for each, never both (PS3.3 section C.7.6.16.1.1)."""
    for segmentation in checked.multi_frame:
        common = items(segmentation, "SharedFunctionalGroupsSequence")
        stated = {tag for group in common for tag in group.keys()}  # noqa: SIM118 - iterating reads every value
        frames = items(segmentation, "PerFrameFunctionalGroupsSequence")
        both = any(not stated.isdisjoint(frame.keys()) for frame in frames)
        counts = [macro_reader(macro, len) for macro in _SINGLE]
        groups = map(Group.of, functional_groups(segmentation))
        repeated = any(count(group, group) > 1 for group in groups for count in counts)
        if both or repeated or len(common) > 1:
            yield problem(
                "macro-twice", segmentation, "a macro is in the shared and in a frame's group, or there twice"
            )


def check_dimensions(checked: ObjectSet) -> Iterator[Problem]:
    """Every frame has its own index, in the order of segments and of positions along the normal."""
    for segmentation in checked.multi_frame:
        dimensions = len(items(segmentation, "DimensionIndexSequence"))
        indices = [_indices(frame) for frame in items(segmentation, "PerFrameFunctionalGroupsSequence")]
        whole = all(len(index) == dimensions > 0 and min(index) >= 1 for index in indices)
        if not whole or len(set(indices)) < len(indices):
            yield problem("dimension-index", segmentation, "frames have no index of their own in each dimension")
        elif not _in_order(segmentation, indices):
            yield problem("dimension-index", segmentation, "indices are not in the order of segments or positions")


def _in_order(segmentation: Dataset, indices: Sequence[tuple[float, ...]]) -> bool:
    """Whether indices follow what they count: numbers, and positions up or down; of others nothing is known."""
    for dimension, item in enumerate(items(segmentation, "DimensionIndexSequence")):
        own = [index[dimension] for index in indices]
        pointer, macro = (integer(item, keyword) for keyword in ("DimensionIndexPointer", "FunctionalGroupPointer"))
        if pointer == _POSITION:
            along = _along(frames_of(segmentation))
            if not _follows(own, along) and not _follows(own, [-place for place in along]):
                return False
        elif not _follows(own, _values(segmentation, keyword_for_tag(macro or 0), keyword_for_tag(pointer or 0))):
            return False
    return True


def _values(segmentation: Dataset, macro: str, attribute: str) -> list[float]:
    """Return the number that each frame states in a macro; nothing where one states none."""
    if not macro or not attribute:
        return []
    read = macro_reader(macro, lambda found: numbers(found[0], attribute) if found else ())
    common, groups = shared_group(segmentation), items(segmentation, "PerFrameFunctionalGroupsSequence")
    stated = [read(group, common) for group in map(Group.of, groups)]
    return [one[0] for one in stated if len(one) == 1] if all(len(one) == 1 for one in stated) else []


def _follows(indices: Sequence[float], along: Sequence[float]) -> bool:
    """Whether indices grow with what they count, and stay where that does; yes where that is not known."""
    counted = np.array(along, dtype=np.float64)
    order = np.argsort(counted, kind="stable")
    grows = np.diff(counted[order]) > _NEAR
    steps = np.diff(np.array(indices)[order])
    return bool((steps[grows] > 0).all() and (steps[~grows] == 0).all())


def _along(frames: Sequence[Frame]) -> list[float]:
    """Return the positions along the normal in mm; nothing where one is not known, or they are turned differently."""
    turned = {frame.orientation for frame in frames}
    if len(turned) != 1 or any(len(frame.orientation) != 6 or len(frame.position) != 3 for frame in frames):
        return []
    along: list[float] = (np.array([frame.position for frame in frames]) @ normal(turned.pop())).tolist()
    return along


def _indices(frame: Dataset) -> tuple[float, ...]:
    return next((numbers(item, "DimensionIndexValues") for item in items(frame, "FrameContentSequence")), ())
