"""Contours lie on the border of their mask."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from radlane.inference.contours import MAX_POINTS, outer_contours


def disc(size: int, centre: tuple[float, float], radius: float) -> np.ndarray:
    y, x = np.mgrid[0:size, 0:size] + 0.5
    return (x - centre[0]) ** 2 + (y - centre[1]) ** 2 < radius**2


def area(polygon: np.ndarray) -> float:
    x, y = polygon[:, 0], polygon[:, 1]
    return abs(float(0.5 * np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])))


def drawn(polygon: np.ndarray, size: int) -> np.ndarray:
    picture = Image.new("1", (8 * size, 8 * size))
    ImageDraw.Draw(picture).polygon([tuple(point) for point in 8 * polygon], fill=1)
    return np.asarray(picture)[4::8, 4::8]


@pytest.mark.parametrize("centre", [(40.0, 30.0), (50.3, 48.7), (3.0, 3.0), (97.0, 60.0)])  # the last two are cut off
def test_a_disc(centre: tuple[float, float]) -> None:
    mask = disc(100, centre, 25)
    (polygon,) = outer_contours(mask)
    np.testing.assert_array_equal(polygon[0], polygon[-1])
    assert area(polygon) == pytest.approx(mask.sum(), rel=0.03)
    assert (drawn(polygon, 100) != mask).sum() < 0.03 * mask.sum() + 10
    assert len(polygon) < 60


def test_the_first_pixel_has_its_centre_at_one_half() -> None:
    mask = np.zeros((4, 4), bool)
    mask[0, 0] = True
    (polygon,) = outer_contours(mask)
    np.testing.assert_allclose(polygon[:-1].mean(axis=0), [0.5, 0.5], atol=0.26)


def test_the_largest_comes_first_and_holes_are_left_out() -> None:
    mask = disc(100, (20, 20), 10) | (disc(100, (65, 65), 30) & ~disc(100, (65, 65), 12))
    contours = outer_contours(mask)
    assert [round(area(polygon), -2) for polygon in contours] == [2800, 300]


@pytest.mark.parametrize("shape", [(1, 1), (1, 10), (10, 1), (2, 2), (2, 7)])
def test_small_and_thin_masks_keep_their_area(shape: tuple[int, int]) -> None:
    mask = np.zeros((20, 20), bool)
    mask[3 : 3 + shape[0], 4 : 4 + shape[1]] = True
    (polygon,) = outer_contours(mask)
    assert area(polygon) == pytest.approx(mask.sum() - 0.5)  # the four corners are cut


def test_an_empty_mask_has_none() -> None:
    assert outer_contours(np.zeros((5, 5), bool)) == ()


def test_no_contour_has_more_points_than_an_scoord_can_hold() -> None:
    rng = np.random.default_rng(1)
    reach = rng.integers(5, 60, 6000)
    mask = np.arange(60)[None] < reach[:, None]
    (polygon,) = outer_contours(mask)
    assert 1000 < len(polygon) <= MAX_POINTS
