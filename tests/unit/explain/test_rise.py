"""Random masks."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from radlane.errors import ExplanationRefused
from radlane.explain.rise import FEWEST, draw_masks, rise
from support.attributions import UNLIMITED, lasting, linear, noise

IMAGE, WEIGHTS, BLACK = noise((1, 12, 10)), noise((1, 12, 10), 1), np.float32(0)


def test_masks_keep_half_smoothly_and_move() -> None:
    drawn = np.stack(list(islice(draw_masks((12, 10), (4, 4), np.random.default_rng(0)), 2000)))
    assert (drawn.shape, drawn.dtype) == ((2000, 12, 10), np.float32)
    assert drawn.min() == 0
    assert drawn.max() == 1
    np.testing.assert_allclose(drawn.mean(axis=0), 0.5, atol=0.05)  # everywhere alike, at the edges too
    assert np.abs(np.diff(drawn, axis=1)).max() <= 1 / 3 + 1e-6  # from cell to cell in steps of a third


def test_masks_of_pixels_and_of_volumes() -> None:
    (pixels,) = islice(draw_masks((5, 6), (5, 6), np.random.default_rng(0), kept=0.3), 1)
    assert set(np.unique(pixels)) == {0, 1}
    (volume,) = islice(draw_masks((5, 6, 7), (2, 2, 2), np.random.default_rng(0)), 1)
    assert volume.shape == (5, 6, 7)


def test_the_same_chance_gives_the_same_map() -> None:
    first, again, other = (
        rise(linear(WEIGHTS), IMAGE, BLACK, draw_masks((12, 10), (4, 4), np.random.default_rng(seed)), UNLIMITED).values
        for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first, again)
    assert np.abs(first - other).max() > 0


def test_what_means_nothing_is_zero() -> None:
    drawn = draw_masks((12, 10), (4, 4), np.random.default_rng(0))
    found = rise(linear(np.zeros_like(WEIGHTS), bias=7), IMAGE, BLACK, drawn, UNLIMITED, count=300)
    np.testing.assert_allclose(found.values, 0, atol=1e-5)
    assert found.samples == 300


def test_the_time_ends_it_early() -> None:
    drawn = draw_masks((12, 10), (4, 4), np.random.default_rng(0))
    assert rise(linear(WEIGHTS), IMAGE, BLACK, drawn, lasting(3, batch=100)).samples == 300


def test_too_little_time() -> None:
    drawn = draw_masks((12, 10), (4, 4), np.random.default_rng(0))
    with pytest.raises(ExplanationRefused, match=f"after 150 of the {FEWEST} masks"):
        rise(linear(WEIGHTS), IMAGE, BLACK, drawn, lasting(3, batch=50))


def test_a_place_that_was_never_kept() -> None:
    """It is not known what it means."""
    drawn = iter([np.array([1, 0], np.float32), np.array([1, 0], np.float32)])
    image = np.array([[3, 4]], np.float32)
    found = rise(linear(np.ones((1, 2), np.float32)), image, BLACK, drawn, UNLIMITED, count=2)
    np.testing.assert_array_equal(found.values, [0, 0])
