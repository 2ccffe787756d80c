"""A group of the SR says of its finding what the SEG says of its segment: whether, what, on which side, where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydicom.dataset import Dataset

from radlane.encode.checks import content
from radlane.encode.checks.frames import frame_segments, is_placed
from radlane.encode.checks.matching import PRESENT, Pair, Pairs
from radlane.encode.checks.problem import Problem, problem
from radlane.encode.checks.references import part_references
from radlane.encode.checks.runs import Run
from radlane.encode.checks.segments import side
from radlane.encode.reading import code, items, text


def check_agreement(_: Run, pairs: Pairs) -> Iterator[Problem]:
    """Presence, code, side and region of a finding agree with its segment."""
    distinct = {id(pair.segmentation): pair.segmentation for pair in pairs}
    segments = {key: frame_segments(segmentation) for key, segmentation in distinct.items()}
    for pair in pairs:
        for rule in (_check_presence, _check_code, _check_side):
            yield from rule(pair)
        yield from _check_parts(pair, segments[id(pair.segmentation)])
        yield from _check_region(pair)
        yield from _check_series(pair)


def _check_presence(pair: Pair) -> Iterator[Problem]:
    if content.presence(pair.group) != {PRESENT} and _is_there(pair):
        yield problem("presence-mismatch", pair.run.report, "a finding whose segment has pixels is not Present")
    if PRESENT in content.presence(pair.group) and not _is_there(pair):
        yield problem("presence-mismatch", pair.run.report, "a finding whose segment is empty is Present")
    if not content.presence(pair.group):
        yield problem("presence-missing", pair.run.report, "a group does not say whether its finding is there")


def _check_code(pair: Pair) -> Iterator[Problem]:
    kind = {code(pair.segment, "SegmentedPropertyTypeCodeSequence")}
    if content.findings(pair.group) != kind or not content.sites(pair.group) <= kind:
        yield problem("finding-mismatch", pair.run.report, "a finding or its site is not what its segment is")


def _check_side(pair: Pair) -> Iterator[Problem]:
    stated = content.sides(pair.group)
    if stated and stated != {side(pair.segment)}:
        yield problem("laterality-mismatch", pair.run.report, "the side of a finding is not that of its segment")


def _check_parts(pair: Pair, frames: Sequence[int | None]) -> Iterator[Problem]:
    """What a group refers to in the SEG is its own segment; a frame of a label map is of none."""
    own = text(pair.segmentation, "SOPInstanceUID")
    referred: set[int | None] = {n for uid, n in part_references(pair.group, "ReferencedSegmentNumber") if uid == own}
    for uid, number in part_references(pair.group, "ReferencedFrameNumber"):
        if uid == own and 1 <= number <= len(frames):
            referred.add(frames[number - 1])
    if referred - {pair.number, None}:
        yield problem("region-mismatch", pair.run.report, "a group refers to the segment of another finding")


def _check_region(pair: Pair) -> Iterator[Problem]:
    """Where a finding is: in space by its segment (TID 1411), in an image by contour, frame (TID 1410) or segment."""
    own = text(pair.segmentation, "SOPInstanceUID")
    in_space = is_placed(pair.segmentation) and not content.is_planar(pair.group)
    parts = ("ReferencedSegmentNumber", *(() if in_space else ("ReferencedFrameNumber",)))
    referred = [number for part in parts for uid, number in part_references(pair.group, part) if uid == own]
    drawn = not in_space and any(map(_is_drawn, items(pair.group, "ContentSequence")))
    if _is_there(pair) and not referred and not drawn:
        yield problem("region-missing", pair.run.report, "a group says by no contour, frame or segment where it is")


def _check_series(pair: Pair) -> Iterator[Problem]:
    """A series that a group names as the source of its segment is that of the SEG's images."""
    of_segment = {text(series, "SeriesInstanceUID") for series in items(pair.segmentation, "ReferencedSeriesSequence")}
    if content.source_series(pair.group) - of_segment:
        yield problem("source-series", pair.run.report, "a group names another series than its segment is of")


def _is_drawn(item: Dataset) -> bool:
    return text(item, "ValueType") == "SCOORD"


def _is_there(pair: Pair) -> bool:
    """Whether the segment has pixels; where they cannot be counted, whether it has a frame."""
    return pair.number in frame_segments(pair.segmentation) if pair.pixels is None else pair.pixels.count > 0
