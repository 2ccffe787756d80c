"""Conditions of SR documents, their content items, and the name-value items of other objects."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from radlane.encode.checks.conditions_of_macros import has
from radlane.encode.checks.levels import Level
from radlane.encode.reading import text

# PS3.3 table C.17-5: Concept Name is required of these; of others where it says what a reference is for.
_NAMED = frozenset({"TEXT", "NUM", "CODE", "DATETIME", "DATE", "TIME", "UIDREF", "PNAME"})
# PS3.3 table 10-2 (Content Item Macro): which attribute holds the value of which type.
_VALUE_TYPES = {
    "DateTime": frozenset({"DATETIME"}),
    "Date": frozenset({"DATE"}),
    "Time": frozenset({"TIME"}),
    "UID": frozenset({"UIDREF"}),
    "TextValue": frozenset({"TEXT"}),
    "NumericValue": frozenset({"NUMERIC"}),
    "MeasurementUnitsCodeSequence": frozenset({"NUMERIC"}),
    "ConceptCodeSequence": frozenset({"CODE"}),
    "ReferencedSOPSequence": frozenset({"COMPOSITE", "IMAGE"}),
}


def _concept_name(level: Level) -> bool | None:
    """PS3.3 table C.17-5: of items that state something, and of the root, which is the document's title."""
    return True if level.above is None or text(level.dataset, "ValueType") in _NAMED else None


def _verifying_observer(level: Level) -> bool:
    """PS3.3 table C.17-2: of a document that was verified, and of no other."""
    return text(level.dataset, "VerificationFlag") == "VERIFIED"


def _person(level: Level) -> bool | None:
    """PS3.3 table C.17-3b (Identified Person or Device Macro): who, where the observer is a person; of a name-value
    item of Value Type PNAME (table 10-2).
    """
    if has(level, "ObserverType"):
        return text(level.dataset, "ObserverType") == "PSN"
    return text(level.dataset, "ValueType") == "PNAME" if has(level, "ValueType") else None


def _person_code(level: Level) -> bool | None:
    """PS3.3 table C.17-3b: an observer who is a person has a code, or none that is known."""
    return text(level.dataset, "ObserverType") == "PSN" if has(level, "ObserverType") else None


def _device(level: Level) -> bool | None:
    """PS3.3 table C.17-3b: which device, where the observer is one."""
    return text(level.dataset, "ObserverType") == "DEV" if has(level, "ObserverType") else None


def _sample_positions(level: Level) -> bool | None:
    """PS3.3 table C.18.7-1: points of time are given in one way."""
    return False if has(level, "ReferencedTimeOffsets", "ReferencedDateTime") else None


def _time_offsets(level: Level) -> bool | None:
    """PS3.3 table C.18.7-1: points of time are given in one way."""
    return not has(level, "ReferencedSamplePositions", "ReferencedDateTime")


def _date_time(level: Level) -> bool | None:
    """PS3.3 table C.18.7-1: points of time are given in one way."""
    return False if has(level, "ReferencedSamplePositions", "ReferencedTimeOffsets") else None


def _value_of(keyword: str) -> Callable[[Level], bool | None]:
    """Return the condition of a value of a name-value item: it is there just where Value Type says so."""

    def condition(level: Level) -> bool | None:
        """PS3.3 table 10-2 (Content Item Macro)."""
        return text(level.dataset, "ValueType") in _VALUE_TYPES[keyword] if has(level, "ValueType") else None

    return condition


CONTENT_CONDITIONS: Mapping[str, Callable[[Level], bool | None]] = {
    "ConceptNameCodeSequence": _concept_name,
    "VerifyingObserverSequence": _verifying_observer,
    "PersonName": _person,
    "PersonIdentificationCodeSequence": _person_code,
    "StationName": _device,
    "DeviceUID": _device,
    "Manufacturer": _device,
    "ManufacturerModelName": _device,
    "ReferencedSamplePositions": _sample_positions,
    "ReferencedTimeOffsets": _time_offsets,
    "ReferencedDateTime": _date_time,
    **{keyword: _value_of(keyword) for keyword in _VALUE_TYPES},
}
