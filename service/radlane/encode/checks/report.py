"""The SR as a whole: flags, procedure, tracking, Image Library (PS3.16 TID 1500)."""

from __future__ import annotations

from collections.abc import Iterator

from pydicom.uid import (
    ComprehensiveSRStorage,
    EnhancedSRStorage,
    SecondaryCaptureImageStorage,
    SpatialRegistrationStorage,
)

from radlane.encode.checks import content
from radlane.encode.checks.problem import ObjectSet, Problem, problem, references
from radlane.encode.checks.runs import CURRENT, OTHER
from radlane.encode.checks.segments import segments_of
from radlane.encode.reading import items, text

_FLAGS = {"CompletionFlag": "COMPLETE", "VerificationFlag": "UNVERIFIED", "PreliminaryFlag": "PRELIMINARY"}
_PROCEDURE = ("DCM", "121058")
_LIBRARY = ("DCM", "111028")
# pictures, the SR of outlines, registrations
_NOT_HELD = frozenset(
    map(
        str,
        (SecondaryCaptureImageStorage, ComprehensiveSRStorage, EnhancedSRStorage, SpatialRegistrationStorage),
    )
)


def check_flags(checked: ObjectSet) -> Iterator[Problem]:
    """What no human has seen is complete, unverified and preliminary, and says which procedure it reports."""
    for report in checked.of_modality("SR"):
        for keyword, expected in _FLAGS.items():
            if text(report, keyword) != expected:
                yield problem("report-flag", report, f"{keyword} is not {expected}", attribute=keyword)
        if not content.named(report, _PROCEDURE):
            yield problem("procedure-missing", report, "the content does not state the Procedure Reported")


def check_tracking(checked: ObjectSet) -> Iterator[Problem]:
    """Every segment and every measurement group has a Tracking Identifier and a Tracking Unique Identifier."""
    for segmentation in checked.of_modality("SEG"):
        for segment in segments_of(segmentation):
            if not (text(segment, "TrackingID") and text(segment, "TrackingUID")):
                yield problem("tracking-missing", segmentation, "a segment has no Tracking ID and UID")
    for report in checked.of_modality("SR"):
        for group in content.groups(report):
            if not content.is_tracked(group):
                yield problem("tracking-missing", report, "a measurement group has no Tracking Identifier and UID")


def check_image_library(checked: ObjectSet) -> Iterator[Problem]:
    """The Image Library holds what the evidence lists (TID 1600), but what people look at."""
    for report in checked.of_modality("SR"):
        held = {uid for library in content.named(report, _LIBRARY) for uid, _ in references((library,))}
        evidence = [*items(report, CURRENT), *items(report, OTHER)]
        listed = {uid for uid, kind in references(evidence) if kind not in _NOT_HELD}
        if listed - held:
            yield problem("image-library", report, "the Image Library does not hold what the evidence lists")
