"""Groups of the SR and segments of the SEG, matched one to one by their tracking UIDs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pydicom.dataset import Dataset

from radlane.attribute import integer
from radlane.domain.finding import Presence
from radlane.domain.uncertainty import PROBABILITY
from radlane.encode.checks import content
from radlane.encode.checks.problem import Problem, problem
from radlane.encode.checks.runs import Run
from radlane.encode.checks.segments import SegmentPixels, segment_pixels, segments_of
from radlane.encode.codes import PRESENCES
from radlane.encode.reading import text

PRESENT = (PRESENCES[Presence.PRESENT].scheme, PRESENCES[Presence.PRESENT].value)
_PROBABILITY = (PROBABILITY.scheme, PROBABILITY.value)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A segment and the one group with its tracking UID; `pixels` is None where they cannot be counted."""

    run: Run
    group: Dataset
    segmentation: Dataset
    segment: Dataset
    pixels: SegmentPixels | None

    @property
    def number(self) -> int | None:
        """Segment Number."""
        return integer(self.segment, "SegmentNumber")


Pairs = tuple[Pair, ...]


def matched(run: Run) -> Pairs:
    """Return the segments and groups of a run that belong together beyond doubt."""
    segments, groups = _segments(run), [(content.tracking_uid(group), group) for group in content.groups(run.report)]
    of_segments = Counter(_uid(segment) for _, segment in segments)
    of_groups = Counter(uid for uid, _ in groups)
    single = {uid: group for uid, group in groups if of_groups[uid] == of_segments[uid] == 1}
    counted = {id(one): segment_pixels(one) for one in run.of_modality("SEG")}
    return tuple(
        Pair(
            run=run,
            group=single[_uid(segment)],
            segmentation=segmentation,
            segment=segment,
            pixels=counted[id(segmentation)].get(integer(segment, "SegmentNumber") or 0),
        )
        for segmentation, segment in segments
        if _uid(segment) in single
    )


def check_matches(run: Run) -> Iterator[Problem]:
    """Every segment has one group with its tracking UID, and every finding that is there has one segment.

    Without a segment, what is there says where it is by a box, or, of the whole image, how likely or how much it is.
    """
    segments = _segments(run)
    of_segments = Counter(_uid(segment) for _, segment in segments)
    of_groups = Counter(content.tracking_uid(group) for group in content.groups(run.report))
    for segmentation, segment in segments:
        if of_groups[_uid(segment)] != 1 or of_segments[_uid(segment)] != 1:
            yield problem("segment-unmatched", segmentation, "not one group has the tracking UID of a segment")
    for group in content.groups(run.report):
        yield from _check_group(run, group, of_segments[content.tracking_uid(group)])


def _check_group(run: Run, group: Dataset, matching: int) -> Iterator[Problem]:
    about_finding = bool(content.findings(group))
    if matching > about_finding:
        yield problem("group-unmatched", run.report, "a group has several segments, or is about none and has one")
    elif PRESENT in content.presence(group) and not (matching or content.is_boxed(group) or _is_stated(group)):
        yield problem("group-unmatched", run.report, "a finding is there, and has no segment, box or number")


def _is_stated(group: Dataset) -> bool:
    likely = any(number.concept == _PROBABILITY for number in content.stated_numbers(group))
    return likely or content.is_measured(group)


def _segments(run: Run) -> list[tuple[Dataset, Dataset]]:
    return [(one, segment) for one in run.of_modality("SEG") for segment in segments_of(one)]


def _uid(segment: Dataset) -> str:
    return text(segment, "TrackingUID")
