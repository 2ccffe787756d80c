"""References: whatever an object refers to exists, and is listed where it has to be."""

from __future__ import annotations

from collections.abc import Iterator

from pydicom.dataset import Dataset
from pydicom.uid import SpatialRegistrationStorage

from radlane.encode.checks import content
from radlane.encode.checks.problem import ObjectSet, Problem, problem, references, walk
from radlane.encode.checks.runs import CURRENT, Run, evidence, evidence_series
from radlane.encode.reading import items, numbers, text


def check_references(checked: ObjectSet) -> Iterator[Problem]:
    """Every SOP Instance that an object refers to is one of the objects or images, of the class that is stated."""
    for dataset in checked.objects if checked.sources else ():
        for sop_instance_uid, sop_class_uid in sorted(checked.referred(dataset)):
            found = checked.find(sop_instance_uid)
            if found is None:
                yield problem("reference-unresolved", dataset, "refers to an instance that is not there")
            elif text(found, "SOPClassUID") != sop_class_uid:
                yield problem("reference-class", dataset, "refers to an instance by another SOP Class")


def check_evidence(checked: ObjectSet) -> Iterator[Problem]:
    """The evidence of an SR lists all that its content refers to."""
    for report in checked.of_modality("SR"):
        referred = {uid for uid, _ in references(items(report, "ContentSequence"))}
        named = {uid for group in content.groups(report) for uid in content.source_series(group)}
        if referred - evidence(report) or named - evidence_series(report):
            yield problem("evidence-missing", report, "the evidence does not list what the content refers to")


def check_referenced_series(checked: ObjectSet) -> Iterator[Problem]:
    """Referenced Series of a SEG holds the images that its frames were derived from (PS3.3 section C.12.4)."""
    for segmentation in checked.of_modality("SEG"):
        listed = series_images(segmentation)
        frames = items(segmentation, "PerFrameFunctionalGroupsSequence")
        derived = {uid for uid, _ in references(frames)}
        if not listed or derived - listed:
            yield problem("referenced-series-missing", segmentation, "Referenced Series lacks the analysed image")


def check_image_sets(run: Run) -> Iterator[Problem]:
    """SEG and SR speak of the same images: all slices of a volume, also those that no segment reaches."""
    listed = listed_images(run)
    for segmentation in run.of_modality("SEG"):
        named = series_images(segmentation)
        if named and named != listed:
            yield problem("image-set", segmentation, "Referenced Series and the evidence of the SR list other images")


def listed_images(run: Run) -> set[str]:
    """Return the SOP Instance UIDs of the images that the evidence of the current procedure lists."""
    own = {text(dataset, "SOPInstanceUID") for dataset in run.objects}
    listed = references(items(run.report, CURRENT))
    return {uid for uid, sop_class_uid in listed if sop_class_uid != SpatialRegistrationStorage} - own


def series_images(segmentation: Dataset) -> set[str]:
    """Return the SOP Instance UIDs of the images that Referenced Series of a SEG lists."""
    return {uid for uid, _ in references(items(segmentation, "ReferencedSeriesSequence"))}


def images_of(dataset: Dataset, checked: ObjectSet) -> tuple[Dataset, ...]:
    """Return the images that an object refers to; all where it refers to none that is here.

    A rejection note has no images: it is of the objects that it rejects, or of the images of its study.
    """
    referred = {uid for uid, _ in checked.referred(dataset)}
    is_note = text(dataset, "Modality") == "KO"
    own = tuple(item for item in (checked.objects if is_note else checked.sources) if _uid(item) in referred)
    if own or not is_note:
        return own or checked.sources
    study = text(dataset, "StudyInstanceUID")
    return tuple(source for source in checked.sources if text(source, "StudyInstanceUID") == study)


def _uid(dataset: Dataset) -> str:
    return text(dataset, "SOPInstanceUID")


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
