"""DICOM JSON of any shape: what can be read is, all else is nothing."""

from __future__ import annotations

from typing import Any

import pytest

from radlane.dicomweb.dicom_json import items_of, number_of, sequence_of, text_of, values_of
from radlane.errors import ArchiveError

TAG = "00100020"


@pytest.mark.parametrize(
    ("attribute", "text"),
    [
        ({"vr": "LO", "Value": ["T-1"]}, "T-1"),
        ({"vr": "LO", "Value": [" T-1 "]}, "T-1"),
        ({"vr": "IS", "Value": [7]}, "7"),
        ({"vr": "LO", "Value": ["a", "b"]}, "a"),
        ({"vr": "LO", "Value": []}, ""),
        ({"vr": "LO"}, ""),
        ({"vr": "LO", "Value": [None]}, ""),  # an empty value of several
        ({"vr": "LO", "Value": "T-1"}, ""),  # no list
        ({"vr": "PN", "Value": [{"Alphabetic": "x"}]}, ""),
        ({"vr": "LO", "BulkDataURI": "http://x"}, ""),
        ("T-1", ""),
        (None, ""),
    ],
)
def test_texts(attribute: Any, text: str) -> None:
    assert text_of({TAG: attribute}, TAG) == text
    assert text_of({}, TAG) == ""


@pytest.mark.parametrize(
    ("value", "number"),
    [(272, 272), ("272", 272), ("A700", 0xA700), ("b000", 0xB000), ("none", None), (None, None), (1.5, None)],
)
def test_numbers(value: Any, number: int | None) -> None:
    assert number_of({TAG: {"vr": "US", "Value": [value]}}, TAG) == number


def test_sequences() -> None:
    assert sequence_of({TAG: {"vr": "SQ", "Value": [{"a": 1}, None, "x"]}}, TAG) == ({"a": 1},)
    assert values_of({}, TAG) == ()


@pytest.mark.parametrize("answer", [None, {}, "x", 7, [None], [[]], [{}, "x"]])
def test_what_is_no_list_of_data_sets(answer: Any) -> None:
    with pytest.raises(ArchiveError):
        items_of(answer)


def test_lists_of_data_sets() -> None:
    assert items_of([{TAG: {}}, {}]) == ({TAG: {}}, {})
    assert items_of([]) == ()
