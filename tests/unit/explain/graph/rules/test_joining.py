"""Concat and Split against central differences."""

from __future__ import annotations

import numpy as np
import pytest

from support.gradients import Network, network, node, require_gradient

RNG = np.random.default_rng(0)
A, B = RNG.standard_normal((2, 3)), RNG.standard_normal((2, 4))
WHOLE = {"x": RNG.standard_normal((2, 7))}
SIZES = {"sizes": np.asarray([2, 3, 2], np.int64)}
CASES = {
    "two": network("Concat", {"a": A, "b": B}, axis=-1),
    "one": network("Concat", {"a": A}, axis=1),
    "with a constant": network("Concat", {"a": A}, {"b": B}, axis=1),
    "parts, one of them unused": Network(
        nodes=(node("Split", ["x", "sizes"], ["p", "q", "r"], axis=-1), node("Mul", ["p", "r"])),
        inputs=WHOLE,
        constants=SIZES,
    ),
    "halves": Network(
        nodes=(node("Split", ["x"], ["p", "q"], axis=1, num_outputs=2), node("Concat", ["q", "p", "p"], axis=1)),
        inputs=WHOLE,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_joining(case: str) -> None:
    require_gradient(CASES[case], np.random.default_rng(1))
