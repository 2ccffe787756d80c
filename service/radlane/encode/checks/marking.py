"""Marking: which algorithm made an object, what it may be used for, and when (IHE AIR; PS3.3 section C.12.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydicom.dataset import Dataset

from radlane.domain.refs import is_uid
from radlane.encode.checks import content
from radlane.encode.checks.problem import ObjectSet, Problem, problem, walk
from radlane.encode.checks.references import images_of
from radlane.encode.checks.runs import Run
from radlane.encode.clock import common_offset
from radlane.encode.reading import code, items, text
from radlane.encode.text import STATEMENT_LENGTH, long_string

_PROCESSING = ("DCM", "109102")
_COMMENT, _OBSERVER_UID = ("DCM", "121106"), ("DCM", "121012")
_EQUIPMENT = ("Manufacturer", "ManufacturerModelName", "SoftwareVersions")
_EVENTS = ("InstanceCreation", "Series", "Content")
_DT_OFFSET = re.compile(r"[+-]\d{4}$", re.ASCII)


def check_equipment(checked: ObjectSet) -> Iterator[Problem]:
    """Contributing Equipment names the algorithm that processed the images, with a Device UID."""
    for dataset in checked.objects:
        if not any(_is_whole(item) for item in algorithms(dataset)):
            yield problem(
                "contributing-equipment", dataset, "no Processing Equipment with maker, model, version and Device UID"
            )


def check_statement(checked: ObjectSet) -> Iterator[Problem]:
    """Every object is marked RESEARCH and says what its model is not for; SR and picture say it twice."""
    for dataset in checked.objects:
        if text(dataset, "ContentQualification") != "RESEARCH":
            yield problem("content-qualification", dataset, "Content Qualification is not RESEARCH")
        said = {text(item, "ContributionDescription") for item in algorithms(dataset)} - {""}
        if not said or not _is_repeated(dataset, said):
            yield problem("statement-missing", dataset, "the model's statement is missing")


def check_run(run: Run) -> Iterator[Problem]:
    """All objects of a run name one device, one software, one statement and one moment.

    What an amendment lists of the report before it was made then.
    """
    expected = _shared(run.report)
    for dataset in run.own:
        for name, values in _shared(dataset).items():
            if values - {""} and values != expected[name]:
                yield problem("run-differs", dataset, f"{name} is not that of the report")
    observations: set[str] = set()
    for report in run.of_modality("SR"):
        observers = {text(item, "UID") for item in content.named(report, _OBSERVER_UID)}
        if observers != _devices(report):
            yield problem("observer-mismatch", report, "Device Observer UID is not that of Contributing Equipment")
        own = [uid for group in content.groups(report) if (uid := text(group, "ObservationUID"))]
        if len(set(own)) < len(own) or observations.intersection(own):
            yield problem("observation-uid", report, "an Observation UID is that of another group, too")
        observations.update(own)


def check_character_set(checked: ObjectSet) -> Iterator[Problem]:
    """Text is in ISO_IR 192."""
    for dataset in checked.objects:
        if text(dataset, "SpecificCharacterSet") != "ISO_IR 192":
            yield problem("character-set", dataset, "Specific Character Set is not ISO_IR 192")


def check_algorithm_type(checked: ObjectSet) -> Iterator[Problem]:
    """Segments are made by an algorithm alone."""
    for segmentation in checked.of_modality("SEG"):
        kinds = {text(segment, "SegmentAlgorithmType") for segment in items(segmentation, "SegmentSequence")}
        if kinds - {"AUTOMATIC"}:
            yield problem("algorithm-type", segmentation, "Segment Algorithm Type is not AUTOMATIC")


def check_times(checked: ObjectSet) -> Iterator[Problem]:
    """All times of an object are one moment, in the offset of the analysed images.

    In a rejection note the algorithm contributed to what is rejected, at another time.
    """
    for dataset in checked.objects:
        images = images_of(dataset, checked)
        offset = text(dataset, "TimezoneOffsetFromUTC")
        if images and offset != (common_offset(images) or ""):
            yield problem("timezone", dataset, "Timezone Offset From UTC is not that of the analysed image")
        moments = {(text(dataset, f"{event}Date"), text(dataset, f"{event}Time")) for event in _EVENTS}
        if len(moments) > 1 or ("", "") in moments:
            yield problem("times-differ", dataset, "creation, series and content have several times, or none")
        elif text(dataset, "Modality") != "KO" and any(_differs(item, moments, offset) for item in algorithms(dataset)):
            yield problem("times-differ", dataset, "the contribution has another time or offset")


def algorithms(dataset: Dataset) -> list[Dataset]:
    """Return the Contributing Equipment that processed the images."""
    equipment = items(dataset, "ContributingEquipmentSequence")
    return [item for item in equipment if code(item, "PurposeOfReferenceCodeSequence") == _PROCESSING]


def _devices(dataset: Dataset) -> set[str]:
    return {text(item, "DeviceUID") for item in algorithms(dataset)}


def _shared(dataset: Dataset) -> dict[str, set[str]]:
    """Return what all objects of a run have in common."""
    return {
        "Device UID": _devices(dataset),
        "the statement": {text(item, "ContributionDescription") for item in algorithms(dataset)},
        "the moment": {text(dataset, "InstanceCreationDate") + text(dataset, "InstanceCreationTime")},
        **{keyword: {text(dataset, keyword)} for keyword in (*_EQUIPMENT, "DeviceSerialNumber")},
    }


def _is_whole(item: Dataset) -> bool:
    return all(text(item, keyword) for keyword in _EQUIPMENT) and is_uid(text(item, "DeviceUID"))


def _is_repeated(dataset: Dataset, statements: set[str]) -> bool:
    """Whether an SR says it in a comment, and a picture in Image Comments."""
    if text(dataset, "Modality") == "OT":
        comments = long_string(text(dataset, "ImageComments"), 2 * STATEMENT_LENGTH)
        return any(f". {statement}" in comments for statement in statements)
    return text(dataset, "Modality") != "SR" or _is_commented(dataset, statements)


def _is_commented(report: Dataset, statements: set[str]) -> bool:
    comments = [
        text(item, "TextValue")
        for item in walk(report, "ContentSequence")
        if code(item, "ConceptNameCodeSequence") == _COMMENT
    ]
    return bool({long_string(comment, STATEMENT_LENGTH) for comment in comments} & statements)


def _differs(item: Dataset, moments: set[tuple[str, str]], offset: str) -> bool:
    """Whether a DT is another moment than DA and TM, or states another offset than the object's."""
    contribution = text(item, "ContributionDateTime")
    found = _DT_OFFSET.search(contribution)
    stated = found.group() if found else ""
    return contribution.removesuffix(stated) not in {date + time for date, time in moments} or (
        bool(offset) and bool(stated) and stated != offset
    )
