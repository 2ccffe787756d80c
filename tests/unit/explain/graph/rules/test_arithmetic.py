"""Arithmetic with broadcasting against central differences."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.explain.graph.gradient import GRADIENT, SEED, append_gradient
from support.gradients import distinct, network, onnxruntime_session, require_gradient

RNG = np.random.default_rng(0)
PAIR = {"a": RNG.standard_normal((2, 1, 4)), "b": RNG.uniform(1, 3, (3, 1))}
APART = {"a": distinct(RNG, 2, 1, 4), "b": distinct(RNG, 3, 1) + 0.013}
X = {"x": distinct(RNG, 2, 3, 4)}
POSITIVE = {"x": RNG.uniform(0.5, 2, (2, 3, 4))}
CASES = {
    **{kind: network(kind, PAIR) for kind in ("Add", "Sub", "Mul", "Div", "Sum", "Mean")},
    **{kind: network(kind, APART) for kind in ("Max", "Min")},
    **{kind: network(kind, X) for kind in ("Neg", "Exp", "Abs", "Erf", "Sin", "Cos")},
    **{kind: network(kind, POSITIVE) for kind in ("Sqrt", "Log", "Reciprocal")},
    "of a constant": network("Mul", {"a": PAIR["a"]}, {"b": PAIR["b"]}),
    "three": network("Max", {**APART, "c": distinct(RNG, 4) + 0.029}),
    "Pow": network("Pow", {"a": RNG.uniform(0.5, 2, (2, 3)), "b": RNG.standard_normal(3)}),
    "Pow, a square": network("Pow", {"a": PAIR["a"]}, {"b": np.asarray(2.0)}),
    "Pow, an integer": network("Pow", {"a": PAIR["a"]}, {"b": np.asarray(3, np.int64)}),
    "Pow, a root": network("Pow", POSITIVE, {"b": np.asarray(0.5)}),
}


@pytest.mark.parametrize("case", CASES)
def test_arithmetic(case: str) -> None:
    require_gradient(CASES[case], np.random.default_rng(1))


def test_a_factor_twice() -> None:
    twice = network("Mul", {"a": PAIR["a"]})
    twice.nodes[0].input.append("a")
    require_gradient(twice, np.random.default_rng(1))


def test_where() -> None:
    case = network(
        "Where", {"a": RNG.standard_normal((2, 1)), "b": RNG.standard_normal(4)}, {"c": RNG.random((2, 4)) > 0.5}
    )
    case.nodes[0].input[:] = ["c", "a", "b"]
    require_gradient(case, np.random.default_rng(1))


def test_equal_ones_share() -> None:
    model = append_gradient(network("Max", {"a": np.ones(2), "b": np.ones(2)}).model(np.float32), of="y", at=["a", "b"])
    feeds = {name: np.ones(2, np.float32) for name in ("a", "b", SEED)}
    for found in onnxruntime_session(model).run([f"{GRADIENT}a", f"{GRADIENT}b"], feeds):
        assert found.tolist() == [0.5, 0.5]
