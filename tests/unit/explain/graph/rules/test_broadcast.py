"""Sums over what was repeated, whatever is known of the sizes."""

from __future__ import annotations

import numpy as np
import pytest

from support.gradients import network, require_gradient

RNG = np.random.default_rng(0)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ((2, 3), (2, 3)),  # nothing
        ((2, 3), (3,)),  # an axis that is missing
        ((2, 3), (2, 1)),  # an axis of size one
        ((2, 1, 4), (3, 1)),  # both
        ((1, 3), (1, 1)),  # of size one on both sides
        ((), (2, 3)),  # a scalar
    ],
)
def test_repeated_axes_are_summed(left: tuple[int, ...], right: tuple[int, ...]) -> None:
    case = network("Mul", {"a": RNG.standard_normal(left), "b": RNG.standard_normal(right)})
    require_gradient(case, np.random.default_rng(1))
