"""Marking: which algorithm made an object, what it may be used for, and when (IHE AIR; PS3.3 section C.12.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydicom.dataset import Dataset

from radlane.domain.refs import is_uid
from radlane.encode.checks.problem import ObjectSet, Problem, problem, walk
from radlane.encode.clock import source_offset
from radlane.encode.reading import code, items, text

_PROCESSING = ("DCM", "109102")
_COMMENT = ("DCM", "121106")
_EQUIPMENT = ("Manufacturer", "ManufacturerModelName", "SoftwareVersions")
_EVENTS = ("InstanceCreation", "Series", "Content")
_DT_OFFSET = re.compile(r"[+-]\d{4}$", re.ASCII)


def check_equipment(checked: ObjectSet) -> Iterator[Problem]:
    """Contributing Equipment names the algorithm that processed the images, with a Device UID."""
    for dataset in checked.objects:
        if not any(_is_whole(item) for item in _algorithms(dataset)):
            yield problem(
                "contributing-equipment", dataset, "no Processing Equipment with maker, model, version and Device UID"
            )


def check_statement(checked: ObjectSet) -> Iterator[Problem]:
    """Every object is marked RESEARCH and says what its model is not for; the SR says it in its content too."""
    for dataset in checked.objects:
        if text(dataset, "ContentQualification") != "RESEARCH":
            yield problem("content-qualification", dataset, "Content Qualification is not RESEARCH")
        said = {text(item, "ContributionDescription") for item in _algorithms(dataset)} - {""}
        if not said or (text(dataset, "Modality") == "SR" and not _is_commented(dataset, said)):
            yield problem("statement-missing", dataset, "the model's statement is missing")


def check_times(checked: ObjectSet) -> Iterator[Problem]:
    """All times of an object are one moment, in the offset of the analysed images."""
    offsets = {source_offset(source) or "" for source in checked.sources}
    for dataset in checked.objects:
        offset = text(dataset, "TimezoneOffsetFromUTC")
        if offsets and offsets != {offset}:
            yield problem("timezone", dataset, "Timezone Offset From UTC is not that of the analysed image")
        moments = {(text(dataset, f"{event}Date"), text(dataset, f"{event}Time")) for event in _EVENTS}
        if len(moments) > 1 or ("", "") in moments:
            yield problem("times-differ", dataset, "creation, series and content have several times, or none")
        elif any(_differs(item, moments, offset) for item in _algorithms(dataset)):
            yield problem("times-differ", dataset, "the contribution has another time or offset")


def _algorithms(dataset: Dataset) -> list[Dataset]:
    equipment = items(dataset, "ContributingEquipmentSequence")
    return [item for item in equipment if code(item, "PurposeOfReferenceCodeSequence") == _PROCESSING]


def _is_whole(item: Dataset) -> bool:
    return all(text(item, keyword) for keyword in _EQUIPMENT) and is_uid(text(item, "DeviceUID"))


def _is_commented(report: Dataset, statements: set[str]) -> bool:
    comments = [
        text(item, "TextValue")
        for item in walk(report, "ContentSequence")
        if code(item, "ConceptNameCodeSequence") == _COMMENT
    ]
    return any(comment.startswith(statement) for comment in comments for statement in statements)


def _differs(item: Dataset, moments: set[tuple[str, str]], offset: str) -> bool:
    """Whether a DT is another moment than DA and TM, or states another offset than the object's."""
    contribution = text(item, "ContributionDateTime")
    found = _DT_OFFSET.search(contribution)
    stated = found.group() if found else ""
    return contribution.removesuffix(stated) not in {date + time for date, time in moments} or (
        bool(offset) and bool(stated) and stated != offset
    )
