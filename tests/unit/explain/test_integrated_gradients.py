"""Gradients along the way from the baseline."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.errors import ExplanationRefused
from radlane.explain.integrated_gradients import integrate_gradients
from radlane.explain.network import Floats, Layered
from support.attributions import UNLIMITED, lasting, linear_gradient, noise

IMAGE, WEIGHTS, BLACK = noise((2, 4, 5)), noise((2, 4, 5), 1), np.float32(0)


def test_of_a_linear_network_it_is_weight_times_pixel() -> None:
    found = integrate_gradients(linear_gradient(WEIGHTS), IMAGE, BLACK, UNLIMITED, steps=3)
    np.testing.assert_allclose(found.values, (IMAGE * WEIGHTS).sum(axis=0), rtol=1e-5)
    assert (found.samples, found.values.dtype) == (3, np.float32)


def test_the_baseline_says_nothing() -> None:
    found = integrate_gradients(linear_gradient(WEIGHTS), IMAGE, IMAGE, UNLIMITED, steps=3)
    np.testing.assert_array_equal(found.values, np.zeros((4, 5)))


def test_the_midpoints_of_the_way() -> None:
    seen: list[Floats] = []

    def differentiate(images: Floats) -> Layered:
        seen.append(images)
        return Layered(activations=images, gradients=2 * images)

    image, baseline = np.full((1, 2), 5, np.float32), np.full((1, 1), 1, np.float32)
    found = integrate_gradients(differentiate, image, baseline, UNLIMITED, steps=4)
    np.testing.assert_allclose(np.concatenate(seen)[:, 0, 0], [1.5, 2.5, 3.5, 4.5])
    np.testing.assert_allclose(found.values, [24, 24])  # 5 * 5 - 1 * 1, in each pixel: exact for squares


def test_too_little_time() -> None:
    with pytest.raises(ExplanationRefused, match="after 8 of the 32 steps"):
        integrate_gradients(linear_gradient(WEIGHTS), IMAGE, BLACK, lasting(2))
