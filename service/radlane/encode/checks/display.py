"""The SR of outlines: each of its groups is a line around one part of a segment, with that part's area and no more."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from scipy import ndimage

from radlane.attribute import integer
from radlane.encode.checks import content
from radlane.encode.checks.contours import Line, closed_line, fits, polygon_of
from radlane.encode.checks.frame_pixels import frame_values, is_countable
from radlane.encode.checks.frames import frames_of
from radlane.encode.checks.matching import PRESENT
from radlane.encode.checks.measurements import pixel_areas
from radlane.encode.checks.problem import Problem, problem
from radlane.encode.checks.runs import Run
from radlane.encode.checks.segments import SegmentPixels, pixels_of, segments_of, side
from radlane.encode.reading import code, items, numbers, text
from radlane.encode.series import is_display

_PIXELS, _MM2 = ("UCUM", "{pixels}"), ("UCUM", "mm2")
_DIGITS = 1e-8  # a DS has 16 characters
_BOX_PIXELS = 3.0  # a line may leave out what juts out by less


Place = tuple[str, int]
"""SOP Instance UID and Referenced Frame Number; 1 of an image with one frame, which references may not number."""


@dataclass(frozen=True, kw_only=True)
class _Segment:
    """A segment of the run; an analysed frame -> the frames of the SEG that show the segment there.

    `countable`: whether the SEG's pixels can be compared.
    """

    segmentation: Dataset
    item: Dataset
    frames: Mapping[Place, Sequence[int]]
    countable: bool


def check_display(run: Run) -> Iterator[Problem]:
    """Groups and segments agree, each line encloses one part of its segment, and each segment that is there has one."""
    displays = [dataset for dataset in run.of_modality("SR") if is_display(dataset)]
    segments = dict(_segments(run)) if displays else {}
    for display in displays:
        drawn, fullest = set(), {name: _fullest(segment) for name, segment in segments.items()}
        for group in content.groups(display):
            name, _, number = content.tracking_id(group).rpartition(" outline ")
            if name not in segments or not number.isdecimal():
                yield problem("display-unmatched", display, "an outline is of no segment of the run")
            else:
                drawn.add(name)
                yield from _check_group(run, display, group, segments[name], fullest[name])
        if any(segment.frames for name, segment in segments.items() if name not in drawn):
            yield problem("display-incomplete", display, "a segment that has frames has no outline")
        yield from _check_tracking(display, segments.values())


def _segments(run: Run) -> Iterator[tuple[str, _Segment]]:
    """Yield the segments by their Tracking ID."""
    for segmentation in run.of_modality("SEG"):
        frames: dict[tuple[int | None, Place], list[int]] = defaultdict(list)
        for index, frame in enumerate(frames_of(segmentation)):
            for uid, shown in frame.sources:
                frames[frame.segment, (uid, shown or 1)].append(index)
        countable, is_map = is_countable(segmentation), text(segmentation, "SegmentationType") == "LABELMAP"
        for item in segments_of(segmentation):
            number = None if is_map else integer(item, "SegmentNumber")
            own = {place: indices for (segment, place), indices in frames.items() if segment == number}
            yield (
                text(item, "TrackingID"),
                _Segment(segmentation=segmentation, item=item, frames=own, countable=countable),
            )


def _check_tracking(display: Dataset, segments: Iterable[_Segment]) -> Iterator[Problem]:
    uids = Counter(content.tracking_uid(group) for group in content.groups(display))
    taken = {text(segment.item, "TrackingUID") for segment in segments}
    if max(uids.values(), default=0) > 1 or taken & uids.keys():
        yield problem("display-tracking", display, "the tracking UID of an outline is not its own")


def _check_group(
    run: Run, display: Dataset, group: Dataset, segment: _Segment, fullest: set[Place]
) -> Iterator[Problem]:
    kind = {code(segment.item, "SegmentedPropertyTypeCodeSequence")}
    same = content.findings(group) == content.sites(group) == kind and content.sides(group) == {side(segment.item)}
    if not same or content.presence(group) != {PRESENT}:
        yield problem("display-mismatch", display, "an outline says another thing than its segment")
    if any(number.unit not in {_PIXELS, _MM2} for number in content.stated_numbers(group)):
        yield problem("display-number", display, "an outline states what is no area")
    lines = [item for item in items(group, "ContentSequence") if text(item, "ValueType") in {"SCOORD", "IMAGE"}]
    line = closed_line(lines[0]) if len(lines) == 1 else None
    if line is None:
        yield problem("display-region", display, "a group is not one closed POLYLINE")
    elif segment.countable:
        places = set(_places(lines[0]))
        if places & segment.frames.keys() and not places <= fullest:
            yield problem("display-slice", display, "a line is not in the slice where its segment has most pixels")
        images = {uid for uid, _ in places}
        parts = [part for mask in _masks(segment, places) for part in _parts_within(mask, line)]
        around = [part for part in parts if fits(polygon_of([line]), part)]
        if around:
            yield from _check_areas(run, display, group, around, images)
        else:
            yield problem("display-region", display, "a line encloses no part of its segment on its image")


def _check_areas(
    run: Run, display: Dataset, group: Dataset, parts: Sequence[SegmentPixels], images: set[str]
) -> Iterator[Problem]:
    """Each area is the pixels of a part, or that times one of the image's spacings, where the image is here."""
    areas = list(pixel_areas([image for image in run.images if text(image, "SOPInstanceUID") in images]))
    for number in content.stated_numbers(group):
        of_pixel = [1.0] if number.unit == _PIXELS else areas
        expected = [part.count * area for part in parts for area in of_pixel]
        known = number.unit == _PIXELS or run.images
        if known and not any(math.isclose(number.value or 0.0, area, rel_tol=_DIGITS) for area in expected):
            yield problem("display-number", display, "an area is not that of the part that the line encloses")


def _places(line: Dataset) -> Iterator[Place]:
    """Yield the frames that a line is drawn on."""
    for item in items(line, "ContentSequence"):
        for reference in items(item, "ReferencedSOPSequence"):
            for number in numbers(reference, "ReferencedFrameNumber") or (1,):
                yield text(reference, "ReferencedSOPInstanceUID"), int(number)


def _fullest(segment: _Segment) -> set[Place]:
    """Return the analysed frames on which a segment has most pixels; all of them where these cannot be compared."""
    if not segment.countable or len(segment.frames) < 2:
        return set(segment.frames)
    counts = {place: sum(np.count_nonzero(mask) for mask in _masks(segment, {place})) for place in segment.frames}
    most = max(counts.values())
    return {place for place, count in counts.items() if count == most}


def _masks(segment: _Segment, places: set[Place]) -> Iterator[NDArray[np.uint8]]:
    """Yield the masks of a segment, uint8 [y, x], on these frames."""
    number = integer(segment.item, "SegmentNumber")
    is_map = text(segment.segmentation, "SegmentationType") == "LABELMAP"
    for place in places:
        for index in segment.frames.get(place, ()):
            values = frame_values(segment.segmentation, index)
            yield (values == number).astype(np.uint8) if is_map else values


def _parts_within(mask: NDArray[np.uint8], line: Line) -> Iterator[SegmentPixels]:
    """Yield the 4-connected parts of a mask whose box is about that of a line."""
    labels, _ = ndimage.label(mask)
    for number, (down, across) in enumerate(ndimage.find_objects(labels), start=1):
        low, high = (across.start, down.start), (across.stop, down.stop)
        if max(np.abs(line.min(axis=0) - low).max(), np.abs(line.max(axis=0) - high).max()) <= _BOX_PIXELS:
            part = np.zeros_like(mask)
            part[down, across] = labels[down, across] == number
            yield pixels_of([part])
