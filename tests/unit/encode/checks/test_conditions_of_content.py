"""Each condition of documents and content items: small data sets, and what is said of one place in them."""

from __future__ import annotations

from typing import Any

import pytest
from pydicom.dataset import Dataset

from radlane.encode.checks.conditions import check_conditions
from support.small_objects import CAPTURE, REPORT, coded, findings, item


def said(dataset: Dataset, *keywords: str, path: str = "") -> set[tuple[str, str]]:
    places = {path + keyword: keyword for keyword in keywords}
    return {
        (code.removeprefix("attribute-"), places[place])
        for code, place in findings(check_conditions, dataset)
        if place in places
    }


def document(*content: Dataset, **attributes: Any) -> Dataset:
    return item(SOPClassUID=REPORT, ValueType="CONTAINER", ContentSequence=[*content], **attributes)


@pytest.mark.parametrize(
    ("value_type", "expected"),
    [
        ("TEXT", {("missing", "ConceptNameCodeSequence")}),
        ("PNAME", {("missing", "ConceptNameCodeSequence")}),
        ("CONTAINER", set()),
        ("IMAGE", set()),
    ],
)
def test_what_states_something_has_a_name(value_type: str, expected: set[tuple[str, str]]) -> None:
    dataset = document(item(ValueType=value_type))
    assert said(dataset, "ConceptNameCodeSequence", path="ContentSequence[1]/") == expected
    assert said(dataset, "ConceptNameCodeSequence") == {("missing", "ConceptNameCodeSequence")}  # the root is the title
    assert said(document(ConceptNameCodeSequence=coded("1")), "ConceptNameCodeSequence") == set()


def test_a_verified_document_has_an_observer() -> None:
    keyword = "VerifyingObserverSequence"
    assert said(document(VerificationFlag="VERIFIED"), keyword) == {("missing", keyword)}
    assert said(document(VerificationFlag="UNVERIFIED"), keyword) == set()
    unverified = document(VerificationFlag="UNVERIFIED", VerifyingObserverSequence=[item()])
    assert said(unverified, keyword) == {("unexpected", keyword)}


OBSERVER = (
    "PersonName",
    "PersonIdentificationCodeSequence",
    "StationName",
    "DeviceUID",
    "Manufacturer",
    "ManufacturerModelName",
)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"ObserverType": "PSN", "PersonName": "A^B", "PersonIdentificationCodeSequence": []}, set()),
        (
            {"ObserverType": "PSN"},
            {("missing", "PersonName"), ("missing", "PersonIdentificationCodeSequence")},
        ),
        (
            {"ObserverType": "DEV"},
            {("missing", keyword) for keyword in OBSERVER[2:]},
        ),
        ({}, set()),
    ],
)
def test_an_observer_is_a_person_or_a_device(attributes: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    dataset = document(AuthorObserverSequence=[item(**attributes)])
    assert said(dataset, *OBSERVER, path="AuthorObserverSequence[1]/") == expected


POINTS = ("ReferencedSamplePositions", "ReferencedTimeOffsets", "ReferencedDateTime")


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"ReferencedTimeOffsets": [1]}, set()),
        ({"ReferencedSamplePositions": [1]}, set()),
        ({"ReferencedDateTime": ["20240101"]}, set()),
        ({}, {("missing", "ReferencedTimeOffsets")}),
        (
            {"ReferencedSamplePositions": [1], "ReferencedTimeOffsets": [1], "ReferencedDateTime": ["20240101"]},
            {("unexpected", point) for point in POINTS},
        ),
    ],
)
def test_points_of_time_are_given_in_one_way(attributes: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    dataset = document(item(ValueType="TCOORD", **attributes))
    assert said(dataset, *POINTS, path="ContentSequence[1]/") == expected


@pytest.mark.parametrize(
    ("value_type", "keyword", "value"),
    [
        ("DATETIME", "DateTime", "20240101"),
        ("DATE", "Date", "20240101"),
        ("TIME", "Time", "1200"),
        ("PNAME", "PersonName", "A^B"),
        ("UIDREF", "UID", "1.2"),
        ("TEXT", "TextValue", "x"),
        ("CODE", "ConceptCodeSequence", coded("1")),
        ("NUMERIC", "NumericValue", 1),
        ("IMAGE", "ReferencedSOPSequence", [item()]),
    ],
)
def test_a_name_value_item_has_the_value_of_its_type(value_type: str, keyword: str, value: Any) -> None:
    """The definition of a quantity, in a mapping of real world values (PS3.3 table 10-2)."""
    place = "RealWorldValueMappingSequence[1]/QuantityDefinitionSequence[1]/"

    def quantity(**attributes: Any) -> Dataset:
        mapping = item(QuantityDefinitionSequence=[item(**attributes)])
        return item(SOPClassUID=CAPTURE, RealWorldValueMappingSequence=[mapping])

    assert said(quantity(ValueType=value_type, **{keyword: value}), keyword, path=place) == set()
    assert said(quantity(ValueType=value_type), keyword, path=place) == {("missing", keyword)}
    other = "TEXT" if value_type != "TEXT" else "CODE"
    assert said(quantity(ValueType=other, **{keyword: value}), keyword, path=place) == {("unexpected", keyword)}
    assert said(quantity(**{keyword: value}), keyword, path=place) == set()
