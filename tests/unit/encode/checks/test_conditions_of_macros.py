"""Each condition of a macro: an item of a result with an attribute added or taken away, and what is said of it."""

from __future__ import annotations

from typing import Any

import pytest

from radlane.encode.checks.conditions import check_conditions
from support.small_objects import CAPTURE, REPORT, SEGMENTATION, coded, findings, item

CODE = {"CodeValue": "1", "CodingSchemeDesignator": "DCM", "CodeMeaning": "one"}


def said(dataset: Any, path: str) -> set[tuple[str, str]]:
    return {
        (code.removeprefix("attribute-"), place[len(path) :])
        for code, place in findings(check_conditions, dataset)
        if place.startswith(path)
    }


@pytest.mark.parametrize(
    ("added", "taken", "expected"),
    [
        ({}, "", set()),
        ({}, "CodeValue", {("missing", "CodeValue")}),
        ({"LongCodeValue": "1" * 20}, "CodeValue", set()),
        ({"LongCodeValue": "1" * 20}, "", {("unexpected", "CodeValue"), ("unexpected", "LongCodeValue")}),
        ({"URNCodeValue": "urn:1"}, "CodeValue", set()),
        ({"URNCodeValue": "urn:1"}, "", {("unexpected", "CodeValue"), ("unexpected", "URNCodeValue")}),
        ({}, "CodingSchemeDesignator", {("missing", "CodingSchemeDesignator")}),
        ({"CodingSchemeVersion": "1"}, "", set()),
        (
            {"CodingSchemeVersion": "1"},
            "CodingSchemeDesignator",
            {("missing", "CodingSchemeDesignator"), ("unexpected", "CodingSchemeVersion")},
        ),
        ({"ContextIdentifier": "244"}, "", {("missing", "MappingResource"), ("missing", "ContextGroupVersion")}),
        ({"ContextIdentifier": "244", "MappingResource": "DCMR", "ContextGroupVersion": "20200101"}, "", set()),
        ({"MappingResource": "DCMR"}, "", {("unexpected", "MappingResource")}),
        (
            {"ContextGroupExtensionFlag": "Y"},
            "",
            {("missing", "ContextGroupLocalVersion"), ("missing", "ContextGroupExtensionCreatorUID")},
        ),
        ({"ContextGroupExtensionFlag": "N"}, "", set()),
    ],
)
def test_a_code(added: dict[str, Any], taken: str, expected: set[tuple[str, str]]) -> None:
    code = item(**{keyword: value for keyword, value in {**CODE, **added}.items() if keyword != taken})
    dataset = item(SOPClassUID=CAPTURE, DerivationCodeSequence=[code])
    assert said(dataset, "DerivationCodeSequence[1]/") == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, set()),
        ({"ReferencedFrameNumber": 1}, set()),
        ({"ReferencedSegmentNumber": 1}, set()),
        (
            {"ReferencedFrameNumber": 1, "ReferencedSegmentNumber": 1},
            {("unexpected", "ReferencedFrameNumber"), ("unexpected", "ReferencedSegmentNumber")},
        ),
    ],
)
def test_a_reference_is_to_frames_or_to_segments(parts: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    image = item(ValueType="IMAGE", RelationshipType="CONTAINS", ReferencedSOPSequence=[item(**parts)])
    dataset = item(SOPClassUID=REPORT, ValueType="CONTAINER", ContentSequence=[image])
    assert said(dataset, "ContentSequence[1]/ReferencedSOPSequence[1]/") == expected


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"InstitutionName": "here"}, set()),
        ({"InstitutionCodeSequence": coded("1")}, set()),
        ({}, {("missing", "InstitutionName"), ("missing", "InstitutionCodeSequence")}),
    ],
)
def test_a_person_has_an_institution(attributes: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    dataset = item(SOPClassUID=SEGMENTATION, ContentCreatorIdentificationCodeSequence=[item(**attributes)])
    assert {
        entry for entry in said(dataset, "ContentCreatorIdentificationCodeSequence[1]/") if "/" not in entry[1]
    } == expected


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"LocalNamespaceEntityID": "x"}, set()),
        ({"UniversalEntityID": "1.2", "UniversalEntityIDType": "ISO"}, set()),
        ({"UniversalEntityID": "1.2"}, {("missing", "UniversalEntityIDType")}),
        (
            {"LocalNamespaceEntityID": "x", "UniversalEntityIDType": "ISO"},
            {("unexpected", "UniversalEntityIDType")},
        ),
        ({}, {("missing", "LocalNamespaceEntityID"), ("missing", "UniversalEntityID")}),
    ],
)
def test_an_entity_has_an_identifier(attributes: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    dataset = item(SOPClassUID=SEGMENTATION, IssuerOfAccessionNumberSequence=[item(**attributes)])
    assert said(dataset, "IssuerOfAccessionNumberSequence[1]/") == expected


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({}, set()),
        ({"RationalNumeratorValue": 1}, {("missing", "RationalDenominatorValue")}),
        ({"RationalNumeratorValue": 1, "RationalDenominatorValue": 3}, set()),
        ({"RationalDenominatorValue": 3}, {("unexpected", "RationalDenominatorValue")}),
    ],
)
def test_a_rational_number_has_two_parts(attributes: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    measured = item(NumericValue=1, MeasurementUnitsCodeSequence=coded("1", "UCUM"), **attributes)
    number = item(ValueType="NUM", RelationshipType="CONTAINS", MeasuredValueSequence=[measured])
    dataset = item(SOPClassUID=REPORT, ValueType="CONTAINER", ContentSequence=[number])
    assert said(dataset, "ContentSequence[1]/MeasuredValueSequence[1]/") == expected


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"SpatialLocationsPreserved": "YES"}, set()),
        ({"SpatialLocationsPreserved": "REORIENTED_ONLY"}, {("missing", "PatientOrientation")}),
        ({"SpatialLocationsPreserved": "REORIENTED_ONLY", "PatientOrientation": ["L", "F"]}, set()),
        ({"PatientOrientation": ["L", "F"]}, {("unexpected", "PatientOrientation")}),
    ],
)
def test_a_source_that_was_turned(attributes: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    dataset = item(SOPClassUID=CAPTURE, PatientOrientation=["L", "F"], SourceImageSequence=[item(**attributes)])
    assert said(dataset, "SourceImageSequence[1]/") == expected
