"""Rank correlation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import rankdata, spearmanr

from radlane.explain.sanity import mean_ranks, rank_correlation
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


@pytest.mark.parametrize("digits", [0, 1, 7])  # most are equal, some, none
def test_ranks_are_those_of_scipy(digits: int) -> None:
    values = np.round(noise((40, 50)), digits)
    np.testing.assert_array_equal(mean_ranks(values), rankdata(values))
    np.testing.assert_array_equal(mean_ranks(np.zeros((2, 2), np.float32)), [2.5] * 4)
