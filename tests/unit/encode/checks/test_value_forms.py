from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataset import Dataset
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence
from pydicom.valuerep import PersonName

from radlane.encode.checks.value_forms import fits, has_form, is_empty, parts


@pytest.mark.parametrize(
    ("vr", "value", "valid"),
    [
        ("CS", "ABC_1 2", True),
        ("CS", "abc", False),
        ("CS", "A" * 17, False),
        ("CS", "", True),  # one of several may be empty
        ("UI", "1.2.840", True),
        ("UI", "1.02", False),
        ("UI", "1", False),
        ("UI", "1." + "1" * 63, False),
        ("DA", "20240229", True),
        ("DA", "20230229", False),  # no such day
        ("DA", "20240101-20240102", False),  # a range is for queries
        ("DA", "2024010", False),
        ("TM", "235959.123456", True),
        ("TM", "245959", False),
        ("DT", "20240229213015.123456+0200", True),
        ("DT", "202402292530", False),
        ("DS", "1.5e-3", True),
        ("DS", "1" * 17, False),
        ("DS", "nan", False),
        ("IS", "-5", True),
        ("IS", "2147483648", False),
        ("IS", "1.5", False),
        ("PN", "A^B^C^D^E", True),
        ("PN", "A^B^C^D^E^F", False),
        ("PN", PersonName("Yamada^Tarou=山田^太郎"), True),
        ("LO", "x" * 64, True),
        ("LO", "x" * 65, False),
        ("LO", "two\nlines", False),
        ("UT", "two\nlines", True),
        ("AS", "045Y", True),
        ("AS", "45", False),
        ("US", 65535, True),
        ("US", 65536, False),
        ("US", -1, False),
        ("FD", 1.5, True),
        ("FD", "one", False),
        ("OB", b"anything", True),
        ("AT", 0x00100010, True),
    ],
)
def test_forms(vr: str, value: object, valid: bool) -> None:
    assert has_form(vr, value) is valid


@pytest.mark.parametrize(
    ("multiplicity", "counts"),
    [
        ("1", {1}),
        ("3", {3}),
        ("1-2", {1, 2}),
        ("1-n", {1, 2, 3, 4, 5, 6}),
        ("2-n", {2, 3, 4, 5, 6}),
        ("2-2n", {2, 4, 6}),
        ("3-3n", {3, 6}),
    ],
)
def test_multiplicities(multiplicity: str, counts: set[int]) -> None:
    assert {count for count in range(7) if fits(count, multiplicity)} == counts


@given(st.integers(1, 100))
def test_any_number_fits_any_number(count: int) -> None:
    assert fits(count, "1-n")


class Touchy(Sequence):
    """A sequence as some of highdicom's: it is compared with its own kind only."""

    def __eq__(self, other: object) -> bool:
        raise TypeError


@pytest.mark.parametrize("value", [None, "", b"", "  ", [], MultiValue(str, []), Sequence([]), ["", " "], Touchy([])])
def test_nothing_is_empty(value: object) -> None:
    assert is_empty(value)


@pytest.mark.parametrize("value", [0, "x", b"\x00", ["", "x"], Sequence([Dataset()]), Touchy([Dataset()])])
def test_something_is_not(value: object) -> None:
    assert not is_empty(value)
    assert parts(value)
