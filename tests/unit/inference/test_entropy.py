"""Entropy in bits."""

from __future__ import annotations

import numpy as np

from radlane.inference.entropy import entropy_map, entropy_of

LIKELY = np.float32([[0.5, 1.0, 0.25], [0.5, 0.0, 0.25], [0.0, 0.0, 0.5]])


def test_of_one_question_it_is_over_the_answers() -> None:
    np.testing.assert_allclose(entropy_of(LIKELY, shared=True), [1.0, 0.0, 1.5], atol=1e-6)


def test_of_each_question_it_is_its_own() -> None:
    quarter = 0.25 * 2 + 0.75 * np.log2(4 / 3)
    np.testing.assert_allclose(
        entropy_of(LIKELY, shared=False), [[1, 0, quarter], [1, 0, quarter], [0, 0, 1]], atol=1e-6
    )


def test_a_place_has_the_highest_of_its_channels() -> None:
    raw = np.float32([[[0.0, 50.0]], [[-50.0, 50.0]]])
    np.testing.assert_allclose(entropy_map(raw, "sigmoid"), [[1.0, 0.0]], atol=1e-6)
    np.testing.assert_allclose(entropy_map(np.zeros((4, 2, 3), np.float32), "softmax"), np.full((2, 3), 2.0), atol=1e-6)
