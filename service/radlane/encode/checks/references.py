"""References: whatever an object refers to exists, and is listed where it has to be."""

from __future__ import annotations

from collections.abc import Iterator

from pydicom.dataset import Dataset

from radlane.encode.checks.problem import ObjectSet, Problem, problem, walk
from radlane.encode.reading import items, numbers, text

# Our own references. Copied ones (Referenced Study, Referenced Request ...) speak of objects that are not here.
_REFERRING = (
    "ContentSequence",
    "CurrentRequestedProcedureEvidenceSequence",
    "PertinentOtherEvidenceSequence",
    "ReferencedSeriesSequence",
    "SourceImageSequence",
    "SharedFunctionalGroupsSequence",
    "PerFrameFunctionalGroupsSequence",
)
_EVIDENCE = ("CurrentRequestedProcedureEvidenceSequence", "PertinentOtherEvidenceSequence")


def check_references(checked: ObjectSet) -> Iterator[Problem]:
    """Every SOP Instance that an object refers to is one of the objects or images, of the class that is stated."""
    for dataset in checked.objects if checked.sources else ():
        classes = {reference for keyword in _REFERRING for reference in _references(items(dataset, keyword))}
        for sop_instance_uid, sop_class_uid in sorted(classes):
            found = checked.find(sop_instance_uid)
            if found is None:
                yield problem("reference-unresolved", dataset, "refers to an instance that is not there")
            elif text(found, "SOPClassUID") != sop_class_uid:
                yield problem("reference-class", dataset, "refers to an instance by another SOP Class")


def check_evidence(checked: ObjectSet) -> Iterator[Problem]:
    """The evidence of an SR lists all that its content refers to; every other object is listed by an SR of its study.

    Several results may lie in one study, each with its own root.
    """
    listed: dict[str, set[str]] = {}
    for report in checked.of_modality("SR"):
        evidence = {uid for keyword in _EVIDENCE for uid, _ in _references(items(report, keyword))}
        referred = {uid for uid, _ in _references(items(report, "ContentSequence"))}
        listed.setdefault(text(report, "StudyInstanceUID"), set()).update(evidence)
        if referred - evidence:
            yield problem("evidence-missing", report, "the evidence does not list what the content refers to")
    for leaf in checked.objects:
        known = listed.get(text(leaf, "StudyInstanceUID"))
        if known is not None and text(leaf, "Modality") != "SR" and text(leaf, "SOPInstanceUID") not in known:
            yield problem("leaf-unlisted", leaf, "an object of the result is not in the evidence")


def check_referenced_series(checked: ObjectSet) -> Iterator[Problem]:
    """Referenced Series of a SEG holds the images that its frames were derived from (PS3.3 section C.12.4)."""
    for segmentation in checked.of_modality("SEG"):
        listed = {uid for uid, _ in _references(items(segmentation, "ReferencedSeriesSequence"))}
        frames = items(segmentation, "PerFrameFunctionalGroupsSequence")
        derived = {uid for uid, _ in _references(frames)}
        if not listed or derived - listed:
            yield problem("referenced-series-missing", segmentation, "Referenced Series lacks the analysed image")


def part_references(report: Dataset, keyword: str) -> Iterator[tuple[str, int]]:
    """Yield SOP Instance UID and number of every frame or segment that the content of an SR refers to.

    Parameters
    ----------
    report : Dataset
        An SR.
    keyword : str
        `ReferencedFrameNumber` or `ReferencedSegmentNumber`.
    """
    for item in walk(report, "ContentSequence"):
        for reference in items(item, "ReferencedSOPSequence"):
            for number in numbers(reference, keyword):
                yield text(reference, "ReferencedSOPInstanceUID"), int(number)


def _references(sequence: tuple[Dataset, ...]) -> Iterator[tuple[str, str]]:
    """Yield instance and class of every reference in items, at any depth."""
    for item in sequence:
        if "ReferencedSOPInstanceUID" in item:
            yield text(item, "ReferencedSOPInstanceUID"), text(item, "ReferencedSOPClassUID")
        for keyword in item.dir():
            yield from _references(items(item, keyword))
