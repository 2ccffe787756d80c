"""Patches that cover."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.errors import ExplanationRefused
from radlane.explain.occlusion import lay_patches, occlude
from support.attributions import UNLIMITED, lasting, linear, noise, noting

IMAGE, WEIGHTS = noise((2, 6, 4)), noise((2, 6, 4), 1)


def test_of_a_linear_network_one_pixel_is_its_share() -> None:
    sizes: list[int] = []
    found = occlude(noting(linear(WEIGHTS), sizes), IMAGE, np.float32(0.5), UNLIMITED, patch=(1, 1), stride=(1, 1))
    np.testing.assert_allclose(found.values, ((IMAGE - 0.5) * WEIGHTS).sum(axis=0), atol=1e-5)
    assert found.samples == 24
    assert sizes == [1, 7, 7, 7, 3]  # the whole image first, then batches


def test_the_mean_over_the_patches_that_cover_a_place() -> None:
    image = np.array([[1, 2, 4]], np.float32)  # [c, x]
    found = occlude(linear(np.ones((1, 3), np.float32)), image, np.float32(0), UNLIMITED, patch=(2,), stride=(1,))
    np.testing.assert_allclose(found.values, [3, 4.5, 6])


def test_the_image_stays_as_it_is() -> None:
    before = IMAGE.copy()
    occlude(linear(WEIGHTS), IMAGE, np.float32(9), UNLIMITED, patch=(3, 3), stride=(2, 2))
    np.testing.assert_array_equal(IMAGE, before)


@pytest.mark.parametrize(
    ("size", "patch", "stride", "starts"),
    [
        (10, 4, 2, [0, 2, 4, 6]),
        (10, 4, 4, [0, 4, 6]),  # the last one ends with the grid
        (10, 4, 9, [0, 4, 6]),  # nothing is left uncovered
        (3, 8, 4, [0]),  # a patch is no larger than the grid
        (4, 4, 1, [0]),
    ],
)
def test_patches(size: int, patch: int, stride: int, starts: list[int]) -> None:
    parts = lay_patches([size], [patch], [stride])
    assert [(part.start, part.stop) for (part,) in parts] == [(start, start + min(patch, size)) for start in starts]


def test_a_volume() -> None:
    image = noise((1, 4, 4, 4))
    found = occlude(linear(np.ones_like(image)), image, np.float32(0), UNLIMITED, patch=(2, 2, 2), stride=(2, 2, 2))
    assert (found.values.shape, found.samples) == ((4, 4, 4), 8)
    np.testing.assert_allclose(found.values[:2, 2:, :2], image[0, :2, 2:, :2].sum(), rtol=1e-4)


def test_too_little_time() -> None:
    with pytest.raises(ExplanationRefused, match="after 8 of the 24 patches"):
        occlude(linear(WEIGHTS), IMAGE, np.float32(0), lasting(2), patch=(1, 1), stride=(1, 1))
