"""Pooling against central differences: windows that overlap, leave out, are cut, and have borders."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from radlane.errors import ExplanationRefused
from radlane.explain.graph.gradient import GRADIENT, SEED, append_gradient
from support.gradients import (
    Network,
    distinct,
    network,
    onnxruntime_session,
    require_gradient,
    require_half_gradient,
)

RNG = np.random.default_rng(0)
X = {"x": distinct(RNG, 2, 3, 7, 8)}
SOLID = {"x": distinct(RNG, 1, 2, 4, 5, 6)}
CASES = {
    "max": network("MaxPool", X, kernel_shape=[3, 2], opset=13),
    "max, strided with pads": network("MaxPool", X, kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1]),
    "max, rounded up": network("MaxPool", X, kernel_shape=[3, 2], strides=[3, 3], ceil_mode=1),
    "max, dilated": network("MaxPool", X, kernel_shape=[3, 2], dilations=[2, 1], strides=[1, 2]),
    "max, three axes": network("MaxPool", SOLID, kernel_shape=[2, 2, 2], strides=[2, 2, 2]),
    "average": network("AveragePool", X, kernel_shape=[3, 2], opset=13),
    "average, three axes": network("AveragePool", SOLID, kernel_shape=[2, 3, 2], strides=[2, 1, 2]),
    "average, one axis": network("AveragePool", {"x": X["x"][:, :, 0]}, kernel_shape=[3], strides=[2], pads=[1, 0]),
    "average, without the border": network("AveragePool", X, kernel_shape=[3, 3], strides=[2, 2], pads=[1, 0, 1, 2]),
    "average, with the border": network("AveragePool", X, kernel_shape=[3, 3], pads=[1, 0, 1, 2], count_include_pad=1),
    "average, rounded up": network("AveragePool", X, kernel_shape=[3, 2], strides=[3, 3], ceil_mode=1, opset=19),
    "average, rounded up with the border": network(
        "AveragePool",
        X,
        kernel_shape=[3, 3],
        strides=[2, 2],
        ceil_mode=1,
        pads=[1, 0, 0, 0],
        count_include_pad=1,
        opset=19,
    ),
    "average, dilated": network("AveragePool", X, kernel_shape=[3, 2], dilations=[2, 1], opset=19),
    "all, average": network("GlobalAveragePool", X),
    "all, three axes": network("GlobalAveragePool", SOLID),
    "all, max": network("GlobalMaxPool", X),
}


@pytest.mark.parametrize("case", CASES)
def test_pooling(case: str) -> None:
    require_gradient(CASES[case], np.random.default_rng(1))


@pytest.mark.parametrize(
    "case",
    [
        network("MaxPool", {"x": np.zeros((1, 1, 2, 2))}, kernel_shape=[2, 2]),
        network("GlobalMaxPool", {"x": np.zeros((1, 1, 2, 2))}),
    ],
    ids=["window", "all"],
)
def test_of_equal_values_the_first_takes_all(case: object) -> None:
    model = append_gradient(case.model(np.float32), of="y", at=["x"])
    feeds = {"x": np.ones((1, 1, 2, 2), np.float32), SEED: np.full((1, 1, 1, 1), 3, np.float32)}
    (found,) = onnxruntime_session(model).run([f"{GRADIENT}x"], feeds)
    assert found.reshape(-1).tolist() == [3, 0, 0, 0]


@pytest.mark.parametrize("dynamic", [False, True])
@pytest.mark.parametrize(
    ("case", "seed"),
    [
        (network("GlobalAveragePool", {"x": np.ones((1, 1, 256, 257))}), 1000),  # more places than float16 has numbers
        (network("MaxPool", X, kernel_shape=[3, 3], strides=[2, 2]), 1),  # onnxruntime adds no halves
    ],
    ids=["mean", "maxima"],
)
def test_in_half_precision(case: Network, seed: float, dynamic: bool) -> None:
    require_half_gradient(replace(case, dynamic=dynamic), seed)


@pytest.mark.parametrize("kind", ["MaxPool", "AveragePool"])
def test_a_last_window_in_the_border_is_refused(kind: str) -> None:
    case = network(kind, X, kernel_shape=[3, 2], strides=[2, 2], ceil_mode=1, pads=[1, 0, 1, 1], opset=19)
    with pytest.raises(ExplanationRefused, match="lies in the border"):
        append_gradient(case.model(np.float32), of="y", at=["x"])


def test_places_in_the_order_of_columns_are_refused() -> None:
    case = network("MaxPool", X, kernel_shape=[2, 2], storage_order=1)
    with pytest.raises(ExplanationRefused, match="columns"):
        append_gradient(case.model(np.float32), of="y", at=["x"])
