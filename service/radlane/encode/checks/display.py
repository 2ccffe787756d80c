"""The SR of outlines: each of its groups is a line around one part of a segment, with that part's area and no more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from scipy import ndimage

from radlane.attribute import integer
from radlane.encode.checks import content
from radlane.encode.checks.contours import Line, closed_line, fits, polygon_of
from radlane.encode.checks.frames import frame_segments, frames_of
from radlane.encode.checks.matching import PRESENT
from radlane.encode.checks.measurements import pixel_areas
from radlane.encode.checks.problem import Problem, problem, references
from radlane.encode.checks.runs import Run
from radlane.encode.checks.segments import SegmentPixels, frame_mask, is_countable, pixels_of, side
from radlane.encode.reading import code, items, text
from radlane.encode.series import is_display

_PIXELS, _MM2 = ("UCUM", "{pixels}"), ("UCUM", "mm2")
_DIGITS = 1e-8  # a DS has 16 characters
_BOX_PIXELS = 3.0  # a line may leave out what juts out by less


@dataclass(frozen=True, kw_only=True)
class _Drawn:
    """A group of an SR of outlines, and the segment that its Tracking Identifier names."""

    run: Run
    display: Dataset
    group: Dataset
    segmentation: Dataset
    segment: Dataset


def check_display(run: Run) -> Iterator[Problem]:
    """Groups and segments agree, each line encloses one part of its segment, and each segment that is there has one."""
    for display in filter(is_display, run.of_modality("SR")):
        found: list[_Drawn] = []
        for group in content.groups(display):
            drawn = _find(run, display, group)
            if drawn is None:
                yield problem("display-unmatched", display, "an outline is of no segment of the run")
            else:
                found.append(drawn)
                yield from _check_group(drawn)
        yield from _check_whole(run, display, found)


def _find(run: Run, display: Dataset, group: Dataset) -> _Drawn | None:
    name, _, number = content.tracking_id(group).rpartition(" outline ")
    for segmentation in run.of_modality("SEG"):
        for segment in items(segmentation, "SegmentSequence"):
            if name and text(segment, "TrackingID") == name and number.isdecimal():
                return _Drawn(run=run, display=display, group=group, segmentation=segmentation, segment=segment)
    return None


def _check_whole(run: Run, display: Dataset, found: list[_Drawn]) -> Iterator[Problem]:
    drawn = {(id(one.segmentation), integer(one.segment, "SegmentNumber")) for one in found}
    there = {(id(one), number) for one in run.of_modality("SEG") for number in frame_segments(one)}
    if there - drawn:
        yield problem("display-incomplete", display, "a segment that has frames has no outline")
    uids = Counter(content.tracking_uid(group) for group in content.groups(display))
    taken = {
        text(segment, "TrackingUID") for one in run.of_modality("SEG") for segment in items(one, "SegmentSequence")
    }
    if max(uids.values(), default=0) > 1 or taken & uids.keys():
        yield problem("display-tracking", display, "the tracking UID of an outline is not its own")


def _check_group(drawn: _Drawn) -> Iterator[Problem]:
    kind = {code(drawn.segment, "SegmentedPropertyTypeCodeSequence")}
    group = drawn.group
    same = content.findings(group) == content.sites(group) == kind and content.sides(group) == {side(drawn.segment)}
    if not same or content.presence(group) != {PRESENT}:
        yield problem("display-mismatch", drawn.display, "an outline says another thing than its segment")
    stated = content.stated_numbers(group)
    if any(number.unit not in {_PIXELS, _MM2} for number in stated):
        yield problem("display-number", drawn.display, "an outline states what is no area")
    lines = [item for item in items(group, "ContentSequence") if text(item, "ValueType") in {"SCOORD", "IMAGE"}]
    line = closed_line(lines[0]) if len(lines) == 1 else None
    if line is None:
        yield problem("display-region", drawn.display, "a group is not one closed POLYLINE")
    elif is_countable(drawn.segmentation):
        yield from _check_part(drawn, line, {uid for uid, _ in references(items(lines[0], "ContentSequence"))})


def _check_part(drawn: _Drawn, line: Line, images: set[str]) -> Iterator[Problem]:
    """Compare a line, and the areas that its group states, with the parts of the segment on the image it lies on."""
    parts = [part for mask in _masks(drawn, images) for part in _parts_within(mask, line)]
    around = [part for part in parts if fits(polygon_of([line]), part)]
    if not around:
        yield problem("display-region", drawn.display, "a line encloses no part of its segment on its image")
        return
    areas = list(pixel_areas([image for image in drawn.run.images if text(image, "SOPInstanceUID") in images]))
    for number in content.stated_numbers(drawn.group):
        expected = [part.count * area for part in around for area in ([1.0] if number.unit == _PIXELS else areas)]
        known = number.unit == _PIXELS or drawn.run.images
        if known and not any(math.isclose(number.value or 0.0, area, rel_tol=_DIGITS) for area in expected):
            yield problem("display-number", drawn.display, "an area is not that of the part that the line encloses")


def _masks(drawn: _Drawn, images: set[str]) -> Iterator[NDArray[np.uint8]]:
    """Yield the frames of the segment, uint8 [y, x], that are of these images."""
    number = integer(drawn.segment, "SegmentNumber")
    for index, frame in enumerate(frames_of(drawn.segmentation)):
        if frame.segment == number and images & set(frame.images):
            yield frame_mask(drawn.segmentation, index)


def _parts_within(mask: NDArray[np.uint8], line: Line) -> Iterator[SegmentPixels]:
    """Yield the 4-connected parts of a mask whose box is about that of a line."""
    labels, _ = ndimage.label(mask)
    for number, (down, across) in enumerate(ndimage.find_objects(labels), start=1):
        low, high = (across.start, down.start), (across.stop, down.stop)
        if max(np.abs(line.min(axis=0) - low).max(), np.abs(line.max(axis=0) - high).max()) <= _BOX_PIXELS:
            part = np.zeros_like(mask)
            part[down, across] = labels[down, across] == number
            yield pixels_of([part])
