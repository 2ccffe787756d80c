"""What has the form of a unit, and what has not."""

from __future__ import annotations

import pytest
from pydicom.sr._concepts_dict import concepts

from radlane.domain import units
from radlane.domain.ucum import is_ucum


def test_every_unit_of_the_standard_is_one() -> None:
    known = [value for values in concepts["UCUM"].values() for value in values]
    assert len(known) > 90
    assert [value for value in known if not is_ucum(value)] == []


def test_every_unit_that_radlane_writes_is_one() -> None:
    own = (units.MILLIMETRE, units.SQUARE_MILLIMETRE, units.MILLILITRE, units.PIXELS, units.NO_UNITS)
    assert all(is_ucum(unit.value) for unit in (*own, *units.INTENSITY_UNITS))


@pytest.mark.parametrize(
    "value",
    [
        *("a", "mo", "%", "'", "{score}", "1", "10*3/uL", "10^12/L", "/min", "m2", "s-1"),
        *("mm[Hg]", "m[H2O]", "[in_i'H2O]", "B[SPL]", "mL/min/1.73.m2", "l/min/{1.73_m2}"),
        *("(m.s)/kg", "m2.(kg/s)2", "((m))/s"),
    ],
)
def test_units_of_medicine(value: str) -> None:
    assert is_ucum(value)


@pytest.mark.parametrize(
    "value",
    [
        *("", " ", "m m", "years old", "mm2/", "//", "m..s", "é", "m\0"),  # no unit, or one that does not end
        *("(m", "m)", "m(s)", "()", "(m/)"),  # groups
        *("{x", "a}b", "{{x}}", "m[", "[]"),  # annotations and brackets
        "m" * 65,
    ],
)
def test_what_is_none(value: str) -> None:
    assert not is_ucum(value)
