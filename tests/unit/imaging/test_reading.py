"""Attributes as others wrote them: what cannot be read is no value, and never an exception."""

from __future__ import annotations

import pytest
from pydicom import Dataset

from radlane.imaging.reading import codes, text
from support.headers import header, raw


@pytest.mark.parametrize(
    ("dataset", "said"),
    [
        (header(), ""),
        (header(BodyPartExamined=""), ""),
        (header(BodyPartExamined="CHEST "), "CHEST"),
        (header(BodyPartExamined=["CHEST", "HAND"]), "CHEST\\HAND"),  # one value is meant
        (raw("BodyPartExamined", "US", b"\x01"), ""),  # half a number
    ],
)
def test_text(dataset: Dataset, said: str) -> None:
    assert text(dataset, "BodyPartExamined") == said


def code(**attributes: str) -> Dataset:
    return header(CodeMeaning="x", **attributes)


def test_codes() -> None:
    view = header(
        ViewCodeSequence=[
            code(CodingSchemeDesignator="SCT", CodeValue="399348003"),
            code(CodingSchemeDesignator="SNM3", CodeValue="R-10206"),  # the same scheme under its first name
            code(CodingSchemeDesignator="99X", LongCodeValue="a code of more than 16 characters"),
            code(CodeValue="399348003"),  # of no scheme: says nothing
            code(CodingSchemeDesignator="SCT"),
        ]
    )
    assert codes(view, "ViewCodeSequence") == (
        ("SCT", "399348003"),
        ("SRT", "R-10206"),
        ("99X", "a code of more than 16 characters"),
    )


def test_what_is_no_sequence_has_no_codes() -> None:
    assert codes(raw("ViewCodeSequence", "LO", b"text"), "ViewCodeSequence") == ()


def test_what_is_said_to_be_a_sequence_is_no_text() -> None:
    """Turned into a text, an item whose element has an unknown VR would be read, and that fails."""
    item = b"\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00AA\x00\x00"
    assert text(raw("AccessionNumber", "SQ", item), "AccessionNumber") == ""
