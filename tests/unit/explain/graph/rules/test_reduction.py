"""Reductions against central differences, with axes as each version has them."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.errors import ExplanationRefused
from radlane.explain.graph.gradient import GRADIENT, SEED, append_gradient
from support.gradients import distinct, network, onnxruntime_session, require_gradient, require_half_gradient

RNG = np.random.default_rng(0)
X = {"x": distinct(RNG, 2, 3, 4)}
AXES = {"axes": np.asarray([0, -1], np.int64)}
KINDS = (
    "ReduceSum",
    "ReduceMean",
    "ReduceMax",
    "ReduceMin",
    "ReduceL1",
    "ReduceL2",
    "ReduceSumSquare",
    "ReduceLogSumExp",
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("keepdims", [0, 1])
def test_axes_as_an_input(kind: str, keepdims: int) -> None:
    require_gradient(network(kind, X, AXES, keepdims=keepdims), np.random.default_rng(1))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "ReduceSum"])
def test_axes_as_an_attribute(kind: str) -> None:
    require_gradient(network(kind, X, opset=13, axes=[1], keepdims=0), np.random.default_rng(1))


@pytest.mark.parametrize("keepdims", [0, 1])
def test_all_axes(keepdims: int) -> None:
    require_gradient(network("ReduceMax", X, keepdims=keepdims), np.random.default_rng(1))


def test_equal_ones_share() -> None:
    model = append_gradient(network("ReduceMax", X).model(np.float32), of="y", at=["x"])
    feeds = {"x": np.ones((2, 3, 4), np.float32), SEED: np.full((1, 1, 1), 24, np.float32)}
    (found,) = onnxruntime_session(model).run([f"{GRADIENT}x"], feeds)
    np.testing.assert_array_equal(found, 1)


def test_no_axes_that_mean_nothing_are_refused() -> None:
    case = network("ReduceMean", X, {"axes": np.zeros(0, np.int64)}, noop_with_empty_axes=1)
    with pytest.raises(ExplanationRefused, match="empty"):
        append_gradient(case.model(np.float32), of="y", at=["x"])


def test_a_length_of_0_has_no_slope() -> None:
    model = append_gradient(network("ReduceL2", X).model(np.float32), of="y", at=["x"])
    feeds = {"x": np.zeros((2, 3, 4), np.float32), SEED: np.ones((1, 1, 1), np.float32)}
    (found,) = onnxruntime_session(model).run([f"{GRADIENT}x"], feeds)
    np.testing.assert_array_equal(found, 0)


def test_a_mean_in_half_precision() -> None:
    require_half_gradient(network("ReduceMean", {"x": np.ones((1, 1, 300, 300))}, {"axes": np.array([2, 3])}), 1000)
