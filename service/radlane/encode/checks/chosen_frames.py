"""Frames that show a finding best: the SR refers to just those that were concluded.

Reference: PS3.16 TID 1501, TID 320; PS3.3 table 10-3 (Referenced Frame Number).
"""

from __future__ import annotations

from collections.abc import Iterator

from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion, Finding, FrameRegion
from radlane.encode.checks import content
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.codes import SOURCE_OF_MEASUREMENT
from radlane.encode.reading import items, numbers, text
from radlane.encode.source_frame import reference_frames

_SOURCE = (SOURCE_OF_MEASUREMENT.scheme, SOURCE_OF_MEASUREMENT.value)
Place = tuple[str, tuple[float, ...]]
"""SOP Instance UID and frame numbers."""


def check_chosen_frames(checked: ObjectSet, conclusion: Conclusion) -> Iterator[Problem]:
    """Each finding of a frame has a group whose source is that frame, and no other one."""
    chosen = [finding for finding in conclusion.findings if isinstance(finding.region, FrameRegion)]
    for report in checked.of_modality("SR") if chosen else ():
        stated = {content.tracking_id(group).rpartition(" ")[2]: _sources(group) for group in content.groups(report)}
        if any(stated.get(finding.id) != [_place(finding, checked)] for finding in chosen):
            yield problem("frame-choice", report, "a finding of one frame does not refer to the frame that was chosen")


def _place(finding: Finding, checked: ObjectSet) -> Place:
    assert isinstance(finding.region, FrameRegion)  # it is one of those
    (reference,) = reference_frames([checked.analysed[finding.region.frame]])
    return reference.sop_instance_uid, tuple(map(float, reference.frames or ()))


def _sources(group: Dataset) -> list[Place]:
    named = (one for item in content.named(group, _SOURCE) for one in items(item, "ReferencedSOPSequence"))
    return [(text(one, "ReferencedSOPInstanceUID"), numbers(one, "ReferencedFrameNumber")) for one in named]
