"""Weights of windows."""

from __future__ import annotations

import math

import numpy as np
import pytest

from radlane.inference.weights import WeightSums, gaussian_weights
from radlane.inference.windows import lay_windows
from support.tiles import GOLDEN, GOLDEN_FILE, Golden


@pytest.mark.parametrize(("number", "case"), [*enumerate(GOLDEN)])
def test_weights_are_those_of_monai(number: int, case: Golden) -> None:
    weights = gaussian_weights(case.roi)
    with np.load(GOLDEN_FILE) as golden:
        np.testing.assert_allclose(weights, golden[f"weights{number}"], rtol=5e-7, atol=0)
    assert weights.dtype == np.float32


def test_weights() -> None:
    weights = gaussian_weights((9, 5, 8))
    assert weights[4, 2, 3] == weights[4, 2, 4] == weights.max()  # the middle
    for axis in range(3):
        assert (weights == np.flip(weights, axis)).all()
    assert weights[0, 0, 0] == np.float32(0.001)  # far below it without the floor
    ratio = math.exp(-0.5 * ((3.5 / 1) ** 2 - (0.5 / 1) ** 2))  # eight voxels: a standard deviation of one
    assert weights[4, 2, 0] / weights[4, 2, 3] == pytest.approx(ratio, rel=1e-6)


def test_sums_of_one_window_are_its_weights() -> None:
    windows = lay_windows((5, 4, 3), (5, 4, 3), 0.5)
    weights = gaussian_weights(windows.roi)
    sums = WeightSums(windows, weights)
    assert (np.stack([sums.plane(z) for z in range(5)]) == weights).all()


def test_sums_where_layers_overlap() -> None:
    windows = lay_windows((6, 2, 3), (4, 2, 2), 0.5)  # layers at 0 and 2, two windows each
    weights = gaussian_weights(windows.roi)
    layer = np.zeros((4, 2, 3), np.float32)
    layer[:, :, :2] += weights
    layer[:, :, 1:] += weights
    sums = WeightSums(windows, weights)
    np.testing.assert_array_equal(sums.plane(1), layer[1])
    np.testing.assert_array_equal(sums.plane(2), layer[2] + layer[0])
    np.testing.assert_array_equal(sums.plane(5), layer[3])
