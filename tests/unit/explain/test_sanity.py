"""Rank correlation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import spearmanr

from radlane.explain.sanity import rank_correlation
from support.attributions import noise


def test_it_is_that_of_scipy() -> None:
    one, other = noise((6, 7)), np.round(noise((6, 7), 1) + noise((6, 7)))  # with equal places
    expected = spearmanr(one.ravel(), -other.ravel()).statistic
    assert rank_correlation(one, -other) == pytest.approx(abs(expected))
    assert expected < 0


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ([1, 2, 3], [10, 20, 90], 1),  # the order is the same
        ([1, 2, 3], [3, 2, 1], 1),  # turned round it is no other
        ([1, 2, 3], [0, 0, 0], 0),  # nothing is left
        ([0, 0, 0], [0, 0, 0], 1),  # nothing has changed
    ],
)
def test_small_maps(one: list[float], other: list[float], alike: float) -> None:
    assert rank_correlation(np.array(one, np.float32), np.array(other, np.float32)) == pytest.approx(alike)
