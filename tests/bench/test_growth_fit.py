"""Exponents of growth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growth_fit import at_the_end, exponent

SIZES = (50, 100, 400, 1000, 2000)


@given(st.floats(-2, 3), st.floats(1e-3, 1e3))
def test_the_exponent_of_a_power_law_is_found(power: float, factor: float) -> None:
    values = [factor * size**power for size in SIZES]
    assert exponent(SIZES, values) == pytest.approx(power, abs=1e-6)
    assert at_the_end(SIZES, values) == pytest.approx(power, abs=1e-6)


def test_a_fixed_cost_hides_growth_that_the_largest_sizes_show() -> None:
    values = [1e5 + size**2 for size in SIZES]
    assert exponent(SIZES, values) < 1 < at_the_end(SIZES, values)


def test_one_size_shows_no_growth() -> None:
    with pytest.raises(ValueError, match="two sizes"):
        exponent([1], [1.0])
