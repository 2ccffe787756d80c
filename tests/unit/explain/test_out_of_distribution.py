"""Distances are those of Mahalanobis, the covariance is that of Ledoit and Wolf, held out is held out."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.spatial.distance import mahalanobis

from radlane.errors import InferenceFailed, UsageError
from radlane.explain.out_of_distribution import (
    choose_threshold,
    fit_gaussian,
    held_out_distances,
    shrunk_covariance,
)

HUGE = np.array([[1e300, 0.0], [-1e300, 1.0], [2e300, 5.0]])


def drawn(count: int = 400, width: int = 6) -> NDArray[np.float64]:
    """Correlated features of very different scales."""
    rng = np.random.default_rng(1)
    mixing = rng.normal(size=(width, width)) * 10.0 ** np.arange(-2, width - 2)
    return rng.normal(size=(count, width)) @ mixing + np.arange(width)


def test_distances_are_those_of_scipy() -> None:
    rows = drawn()
    mean, deviation = rows.mean(axis=0), rows.std(axis=0)
    inverse = np.linalg.inv(shrunk_covariance((rows - mean) / deviation))
    expected = [mahalanobis((row - mean) / deviation, np.zeros(6), inverse) for row in rows[:20]]
    np.testing.assert_allclose(fit_gaussian(rows).distances(rows[:20]), expected, rtol=1e-9)


def test_the_shrinkage_is_the_published_formula() -> None:
    """Ledoit and Wolf 2004, lemma 3.2 to 3.4, as a sum over the rows."""
    rows = drawn(30, 5) / 100
    centred = rows - rows.mean(axis=0)
    sample = centred.T @ centred / 30
    m = np.trace(sample) / 5
    d2 = np.sum((sample - m * np.eye(5)) ** 2) / 5
    b2 = min(d2, sum(np.sum((np.outer(row, row) - sample) ** 2) for row in centred) / 30**2 / 5)
    expected = b2 / d2 * m * np.eye(5) + (1 - b2 / d2) * sample
    np.testing.assert_allclose(shrunk_covariance(centred), expected, rtol=1e-9)


def test_what_has_no_covariance_is_a_sphere() -> None:
    """The more features than studies, the more of the shape is not known."""
    few = np.random.default_rng(0).normal(size=(4, 50))
    found = shrunk_covariance(few - few.mean(axis=0))
    assert np.linalg.eigvalsh(found).min() > 0.1
    np.testing.assert_allclose(shrunk_covariance(np.array([[1.0, 0], [-1.0, 0], [0, 1.0], [0, -1.0]])), np.eye(2) / 2)


def test_a_feature_that_never_moved_says_something_where_it_moves() -> None:
    rows = drawn()
    rows[:, 0] = 3.0
    gaussian = fit_gaussian(rows)
    moved = rows[:1].copy()
    moved[0, 0] += rows[:, 1:].std(axis=0).max()
    assert gaussian.distances(moved)[0] > 100 * gaussian.distances(rows).max()


def test_float32_is_not_lost() -> None:
    rows = drawn()
    gaussian = fit_gaussian(rows.astype(np.float32))
    assert gaussian.whitening.dtype == gaussian.mean.dtype == np.float64
    np.testing.assert_allclose(gaussian.distances(rows), fit_gaussian(rows).distances(rows), rtol=1e-4)


@pytest.mark.parametrize("features", [np.zeros((1, 5)), np.zeros(6), np.zeros((1, 7))])
def test_other_features_are_refused(features: NDArray[np.float64]) -> None:
    with pytest.raises(InferenceFailed, match="not those that were fitted"):
        fit_gaussian(drawn()).distances(features)


@pytest.mark.filterwarnings("ignore:overflow")
@pytest.mark.parametrize("rows", [drawn(2), np.ones((5, 3)), np.zeros((0,)), HUGE])
def test_what_cannot_be_fitted_is_said(rows: NDArray[np.float64]) -> None:
    with pytest.raises(UsageError):
        fit_gaussian(rows)


def test_a_group_is_never_held_out_in_part() -> None:
    """A patient who lies far off is far from the others, however many studies there are of them."""
    rows = np.concatenate([drawn(60), drawn(60)[:10] + 1e6])
    groups = [f"p{place}" for place in range(60)] + ["far"] * 10
    apart = held_out_distances(rows, groups)
    assert apart[60:].min() > 100 * np.median(apart[:60])
    together = held_out_distances(rows, [f"p{place}" for place in range(70)])
    assert together[60:].max() < apart[60:].min() / 10


def test_few_groups_are_left_out_one_at_a_time() -> None:
    rows, groups = drawn(9), ["a", "b", "c"] * 3
    found = held_out_distances(rows, groups)
    without_b = np.array([group != "b" for group in groups])
    np.testing.assert_allclose(found[~without_b], fit_gaussian(rows[without_b]).distances(rows[~without_b]))
    with pytest.raises(UsageError, match="too few"):
        held_out_distances(rows, ["a"] * 9)


def test_the_threshold_is_a_distance_that_there_was() -> None:
    distances = np.arange(1.0, 101.0)
    assert choose_threshold(distances, 99.0) == 100.0
    assert choose_threshold(distances, 50.0) == 51.0
    assert choose_threshold(distances, 100.0) == 100.0


def test_the_threshold_has_three_digits_and_refuses_no_one_more() -> None:
    for farthest, threshold in ((11.149, 11.2), (0.45216, 0.453), (1004.0, 1010.0), (7.5, 7.5)):
        assert choose_threshold(np.array([0.1, farthest]), 100.0) == threshold
