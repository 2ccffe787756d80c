"""Attributes as others wrote them: what cannot be read is no value, and never an exception."""

from __future__ import annotations

from typing import Any

import pytest
from pydicom import Dataset
from pydicom.charset import convert_encodings

from radlane.attribute import integer, items, numbers, value
from support.headers import header, raw

BROKEN = raw("PixelSpacing", "DS", b"x\\y ")


@pytest.mark.parametrize(
    ("dataset", "found"),
    [
        (header(), ()),
        (header(PixelSpacing=None), ()),
        (header(PixelSpacing=[0.1, 0.2]), (0.1, 0.2)),
        (header(PixelSpacing=0.1), (0.1,)),
        (BROKEN, None),
        (raw("PixelSpacing", "LO", b"a\\b "), None),
        (raw("PixelSpacing", "FD", b"\x00\x00\x00\x00\x00\x00\xf8\x7f"), None),  # not a number
    ],
)
def test_numbers(dataset: Dataset, found: Any) -> None:
    assert numbers(dataset, "PixelSpacing") == found


@pytest.mark.parametrize(
    ("dataset", "found"),
    [
        (header(Rows=7), 7),
        (header(), None),
        (header(Rows=[7, 8]), None),
        (raw("Rows", "DS", b"7.5 "), None),
        (raw("Rows", "DS", b"7.0 "), 7),
        (raw("Rows", "LO", b"many"), None),
    ],
)
def test_integer(dataset: Dataset, found: Any) -> None:
    assert integer(dataset, "Rows") == found


def test_what_cannot_be_read_is_no_value() -> None:
    assert value(raw("Rows", "US", b"\x01"), "Rows") is None
    assert value(header(Rows=7), "Rows") == 7


def test_what_is_no_sequence_has_no_items() -> None:
    assert items(header(), "ViewCodeSequence") == ()
    assert items(header(ViewCodeSequence=[Dataset()]), "ViewCodeSequence") == (Dataset(),)
    assert items(raw("ViewCodeSequence", "LO", b"text"), "ViewCodeSequence") is None
    assert items(raw("ViewCodeSequence", "SQ", b"x"), "ViewCodeSequence") is None


def test_texts_are_in_the_character_set_of_their_file() -> None:
    """What is the same in many files is turned into text once for each character set."""
    found = []
    for charset, content in (("ISO_IR 192", "Ä".encode()), ("ISO_IR 100", "Ä".encode()), ("ISO_IR 192", "Ä".encode())):
        dataset = raw("InstitutionName", "LO", content)
        dataset.set_original_encoding(False, True, convert_encodings(charset))
        found.append(value(dataset, "InstitutionName"))
    assert found == ["Ä", "Ã\x84", "Ä"]


def test_what_is_long_is_not_kept() -> None:
    """A value may be made to take many times its bytes, and what is kept is kept for the life of the process."""
    short, long = b"1\\2\\3", b"\\".join([b"1"] * 100)
    for content, kept in ((short, True), (long, False)):
        one, other = (value(raw("WindowCenter", "DS", content), "WindowCenter") for _ in range(2))
        assert list(one) == list(other)
        assert (one is other) is kept
