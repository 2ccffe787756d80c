"""Attention against central differences, and the forms that are refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from radlane.errors import ExplanationRefused
from radlane.explain.graph.gradient import append_gradient
from support.gradients import Network, network, require_gradient

RNG = np.random.default_rng(0)
APART = {
    name: RNG.standard_normal(shape)
    for name, shape in {"q": (2, 3, 4, 5), "k": (2, 3, 6, 5), "v": (2, 3, 6, 7)}.items()
}
JOINED = {name: RNG.standard_normal(shape) for name, shape in {"q": (2, 3, 4), "k": (2, 5, 4), "v": (2, 5, 6)}.items()}
TWO = {"q_num_heads": 2, "kv_num_heads": 2}


def attention(
    inputs: dict[str, np.ndarray], constants: dict[str, np.ndarray] | None = None, **given: object
) -> Network:
    """Heads and their sizes are known, batch and length are not."""
    known = frozenset({1, 3} if inputs["q"].ndim == 4 else {2})
    return replace(network("Attention", inputs, constants, opset=23, **given), fixed=known)


CASES = {
    "heads in an axis": attention(APART),
    "heads beside each other": attention(JOINED, **TWO),
    "a mask that is added, and a scale": attention(APART, {"m": RNG.standard_normal((4, 6))}, scale=0.3),
    "a mask of truth values": attention(APART, {"m": RNG.standard_normal((4, 6)) > -0.5}),
    "causal": attention({**APART, "k": APART["k"][:, :, :4], "v": APART["v"][:, :, :4]}, is_causal=1),
}


@pytest.mark.parametrize("case", CASES)
def test_attention(case: str) -> None:
    require_gradient(CASES[case], np.random.default_rng(1))


@pytest.mark.parametrize(
    ("case", "why"),
    [
        (attention(APART, softcap=2.0), "capped"),
        (attention(JOINED, q_num_heads=4, kv_num_heads=2), "numbers of heads"),
    ],
)
def test_what_is_refused(case: Network, why: str) -> None:
    with pytest.raises(ExplanationRefused, match=why):
        append_gradient(case.model(np.float32), of="y", at=["q"])


def test_a_size_that_the_scale_needs_is_known() -> None:
    case = replace(CASES["heads in an axis"], dynamic=True, fixed=frozenset({1}))
    with pytest.raises(ExplanationRefused, match="scale"):
        append_gradient(case.model(np.float32), of="y", at=["q"])
