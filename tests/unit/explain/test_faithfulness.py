"""Deletion and insertion."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.errors import ExplanationRefused
from radlane.explain.faithfulness import Curve, as_probability, delete, insert, rank_places
from support.attributions import UNLIMITED, lasting, linear

IMAGE = np.array([[[8, 4], [2, 1]]], np.float32)
SUM = linear(np.ones_like(IMAGE))
RANKS = np.array([[0, 1], [2, 3]])


def test_the_strongest_goes_first() -> None:
    curve = delete(SUM, IMAGE, RANKS, np.float32(0), UNLIMITED, steps=4)
    np.testing.assert_allclose(curve.shares, [0, 0.25, 0.5, 0.75, 1])
    np.testing.assert_allclose(curve.scores, [15, 7, 3, 1, 0])
    assert curve.area == pytest.approx((15 / 2 + 7 + 3 + 1) / 4)


def test_the_strongest_comes_first() -> None:
    curve = insert(SUM, IMAGE, RANKS, np.float32(0), UNLIMITED, steps=2)
    np.testing.assert_allclose(curve.scores, [0, 12, 15])


def test_channels_go_together_and_fill_is_theirs() -> None:
    image = np.concatenate([IMAGE, IMAGE])
    fill = np.array([1, 2], np.float32)[:, None, None]
    curve = delete(linear(np.ones_like(image)), image, RANKS, fill, UNLIMITED, steps=1)
    np.testing.assert_allclose(curve.scores, [30, 12])


def test_ranks() -> None:
    values = np.array([[3, 1], [9, 2]], np.float32)
    np.testing.assert_array_equal(rank_places(values, np.random.default_rng(0)), [[1, 3], [0, 2]])


def test_of_equal_places_chance_decides() -> None:
    flat = np.zeros((4, 4), np.float32)
    first, again, other = (rank_places(flat, np.random.default_rng(seed)) for seed in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()
    assert sorted(first.ravel()) == list(range(16))
    assert (first.ravel() != np.arange(16)).any()


def test_of_places_that_say_nothing_the_nearest_come_first() -> None:
    values = np.array([0, 0, 5, 0, 0, 0], np.float32)
    ranks = rank_places(values, np.random.default_rng(0))
    assert ranks[2] == 0
    assert {ranks[1], ranks[3]} == {1, 2}
    assert {ranks[0], ranks[4]} == {3, 4}
    assert ranks[5] == 5


def test_probability() -> None:
    probability = as_probability(lambda images: images[:, 0])
    np.testing.assert_allclose(probability(np.array([[0], [np.log(3)]], np.float32)), [0.5, 0.75], rtol=1e-6)


def test_a_flat_curve_has_its_height_as_area() -> None:
    assert Curve(shares=np.array([0, 0.1, 1], np.float32), scores=np.full(3, 0.7, np.float32)).area == pytest.approx(
        0.7
    )


def test_too_little_time() -> None:
    with pytest.raises(ExplanationRefused, match="after 4 of the 5 steps"):
        delete(SUM, IMAGE, RANKS, np.float32(0), lasting(1), steps=4)
    with pytest.raises(ExplanationRefused, match="after 0 of the 5 steps"):
        insert(SUM, IMAGE, RANKS, np.float32(0), lasting(0), steps=4)
