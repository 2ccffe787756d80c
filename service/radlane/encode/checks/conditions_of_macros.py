"""Conditions of the macros that many modules include: codes, references, persons, identifiers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from radlane import attribute
from radlane.encode.checks.levels import Level
from radlane.encode.reading import text


def has(level: Level, *keywords: str) -> bool:
    """Whether one of some attributes is there, whatever its value."""
    return any(attribute.has(level.dataset, keyword) for keyword in keywords)


def _code_value(level: Level) -> bool:
    """PS3.3 table 8.8-1: a code has one value, short, long or a URN."""
    return not has(level, "LongCodeValue", "URNCodeValue")


def _long_code_value(level: Level) -> bool | None:
    """PS3.3 table 8.8-1: only where the value does not fit Code Value."""
    return False if has(level, "CodeValue", "URNCodeValue") else None


def _urn_code_value(level: Level) -> bool | None:
    """PS3.3 table 8.8-1: only where the value is a URN."""
    return False if has(level, "CodeValue", "LongCodeValue") else None


def _coding_scheme_designator(level: Level) -> bool | None:
    """PS3.3 table 8.8-1: with Code Value and Long Code Value."""
    return True if has(level, "CodeValue", "LongCodeValue") else None


def _coding_scheme_version(level: Level) -> bool | None:
    """PS3.3 table 8.8-1: not without a Coding Scheme Designator."""
    return None if has(level, "CodingSchemeDesignator") else False


def _of_context_identifier(level: Level) -> bool:
    """PS3.3 table 8.8-1: Mapping Resource and Context Group Version belong to Context Identifier."""
    return has(level, "ContextIdentifier")


def _of_extension(level: Level) -> bool:
    """PS3.3 table 8.8-1: what identifies an extension of a Context Group, where it is extended."""
    return text(level.dataset, "ContextGroupExtensionFlag") == "Y"


def _referenced_frame_number(level: Level) -> bool | None:
    """PS3.3 table 10-3: a reference is to frames or to segments, not to both."""
    return False if has(level, "ReferencedSegmentNumber") else None


def _referenced_segment_number(level: Level) -> bool | None:
    """PS3.3 table 10-3: a reference is to frames or to segments, not to both."""
    return False if has(level, "ReferencedFrameNumber") else None


def _institution_name(level: Level) -> bool | None:
    """PS3.3 table 10-1: a person has an institution, by name or by code."""
    return None if has(level, "InstitutionCodeSequence") else True


def _institution_code(level: Level) -> bool | None:
    """PS3.3 table 10-1: a person has an institution, by name or by code."""
    return None if has(level, "InstitutionName") else True


def _local_namespace(level: Level) -> bool | None:
    """PS3.3 table 10-17: an entity has a local or a universal identifier."""
    return None if has(level, "UniversalEntityID") else True


def _universal_entity(level: Level) -> bool | None:
    """PS3.3 table 10-17: an entity has a local or a universal identifier."""
    return None if has(level, "LocalNamespaceEntityID") else True


def _universal_entity_type(level: Level) -> bool:
    """PS3.3 table 10-17: a universal identifier has a type."""
    return has(level, "UniversalEntityID")


def _rational_denominator(level: Level) -> bool:
    """PS3.3 tables 10-2 and C.18.1-1: a rational number has two parts."""
    return has(level, "RationalNumeratorValue")


def _patient_orientation(level: Level) -> bool | None:
    """PS3.3 tables C.7.6.16-7 and C.12-10: of a source that was turned; of images see `conditions_of_images.py`."""
    return text(level.dataset, "SpatialLocationsPreserved") == "REORIENTED_ONLY"


SOURCE_ORIENTATION = _patient_orientation

MACRO_CONDITIONS: Mapping[str, Callable[[Level], bool | None]] = {
    "CodeValue": _code_value,
    "LongCodeValue": _long_code_value,
    "URNCodeValue": _urn_code_value,
    "CodingSchemeDesignator": _coding_scheme_designator,
    "CodingSchemeVersion": _coding_scheme_version,
    "MappingResource": _of_context_identifier,
    "ContextGroupVersion": _of_context_identifier,
    "ContextGroupLocalVersion": _of_extension,
    "ContextGroupExtensionCreatorUID": _of_extension,
    "ReferencedFrameNumber": _referenced_frame_number,
    "ReferencedSegmentNumber": _referenced_segment_number,
    "InstitutionName": _institution_name,
    "InstitutionCodeSequence": _institution_code,
    "LocalNamespaceEntityID": _local_namespace,
    "UniversalEntityID": _universal_entity,
    "UniversalEntityIDType": _universal_entity_type,
    "RationalDenominatorValue": _rational_denominator,
}
