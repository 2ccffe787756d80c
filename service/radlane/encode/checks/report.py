"""The SR: flags, procedure, tracking, and numbers and sides that agree with the SEG (PS3.16 TID 1500)."""

from __future__ import annotations

from collections.abc import Iterator

from pydicom.dataset import Dataset

from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.checks.segments import pixel_counts, side
from radlane.encode.reading import code, integer, items, numbers, text

_FLAGS = {"CompletionFlag": "COMPLETE", "VerificationFlag": "UNVERIFIED", "PreliminaryFlag": "PRELIMINARY"}
_PROCEDURE = ("DCM", "121058")
_MEASUREMENTS, _GROUP = ("DCM", "126010"), ("DCM", "125007")
_TRACKING_ID, _TRACKING_UID = ("DCM", "112039"), ("DCM", "112040")
_SITE, _LATERALITY = ("SCT", "363698007"), ("SCT", "272741003")
_PIXELS = ("{pixels}", "{pixel}")


def check_flags(checked: ObjectSet) -> Iterator[Problem]:
    """What no human has seen is complete, unverified and preliminary, and says which procedure it reports."""
    for report in checked.of_modality("SR"):
        for keyword, expected in _FLAGS.items():
            if text(report, keyword) != expected:
                yield problem("report-flag", report, f"{keyword} is not {expected}")
        if not _named(report, _PROCEDURE):
            yield problem("procedure-missing", report, "the content does not state the Procedure Reported")


def check_tracking(checked: ObjectSet) -> Iterator[Problem]:
    """Every segment and every measurement group has a Tracking Identifier and a Tracking Unique Identifier."""
    for segmentation in checked.of_modality("SEG"):
        for segment in items(segmentation, "SegmentSequence"):
            if not (text(segment, "TrackingID") and text(segment, "TrackingUID")):
                yield problem("tracking-missing", segmentation, "a segment has no Tracking ID and UID")
    for report in checked.of_modality("SR"):
        for group in _groups(report):
            if not (_named(group, _TRACKING_ID) and _tracking_uid(group)):
                yield problem("tracking-missing", report, "a measurement group has no Tracking Identifier and UID")


def check_agreement(checked: ObjectSet) -> Iterator[Problem]:
    """A group and a segment with the same Tracking UID have the same side and the same number of pixels."""
    groups = [(report, group) for report in checked.of_modality("SR") for group in _groups(report)]
    for segmentation in checked.of_modality("SEG"):
        counts = pixel_counts(segmentation)
        for segment in items(segmentation, "SegmentSequence"):
            uid = text(segment, "TrackingUID")
            for report, group in groups:
                if uid and _tracking_uid(group) == uid:
                    yield from _check_pair(report, group, segment, counts.get(integer(segment, "SegmentNumber") or 0))


def _check_pair(report: Dataset, group: Dataset, segment: Dataset, pixels: int | None) -> Iterator[Problem]:
    if any(area != pixels for area in _pixel_areas(group) if pixels is not None):
        yield problem("area-mismatch", report, "an area in pixels is not the number of the segment's pixels")
    sides = {_side_of(site) for site in _named(group, _SITE)}
    if sides and sides != {side(segment)}:
        yield problem("laterality-mismatch", report, "the side of a finding is not that of its segment")


def _groups(report: Dataset) -> Iterator[Dataset]:
    for container in _named(report, _MEASUREMENTS):
        yield from _named(container, _GROUP)


def _named(item: Dataset, name: tuple[str, str]) -> list[Dataset]:
    """Return the content items right below one, by their concept name."""
    return [child for child in items(item, "ContentSequence") if code(child, "ConceptNameCodeSequence") == name]


def _tracking_uid(group: Dataset) -> str:
    return next((text(item, "UID") for item in _named(group, _TRACKING_UID)), "")


def _side_of(site: Dataset) -> tuple[str, str]:
    return next((code(item, "ConceptCodeSequence") for item in _named(site, _LATERALITY)), ("", ""))


def _pixel_areas(group: Dataset) -> Iterator[float]:
    """Yield the numbers of a group whose unit is pixels."""
    for item in items(group, "ContentSequence"):
        for measured in items(item, "MeasuredValueSequence"):
            if code(measured, "MeasurementUnitsCodeSequence")[1] in _PIXELS:
                yield from numbers(measured, "NumericValue")
