import numpy as np
import pytest

from radlane.inference.diameters import Diameters, largest_plane, maximum_diameter, plane_diameters

DOWN, ALONG = np.array([0.0, 2.0]), np.array([0.5, 0.0])  # rows 2 mm apart, columns 0.5 mm


def test_a_pixel_is_as_wide_and_as_high_as_a_pixel() -> None:
    mask = np.zeros((3, 3), bool)
    mask[1, 1] = True
    assert plane_diameters(mask, DOWN, ALONG) == Diameters(long_mm=2.0, short_mm=0.5)


@pytest.mark.parametrize(("rows", "columns"), [(1, 7), (7, 1), (2, 3)])
def test_a_rectangle_reaches_half_a_step_past_its_outermost_centres(rows: int, columns: int) -> None:
    found = plane_diameters(np.ones((rows, columns), bool), np.array([0.0, 1.0]), np.array([1.0, 0.0]))
    assert found is not None
    # from the middle of one side's last pixel to the middle of the opposite one's
    longest = max(np.hypot(rows, columns - 1), np.hypot(rows - 1, columns))
    assert found.long_mm == pytest.approx(longest)


def test_where_the_hull_has_two_corners_at_an_end_the_chord_is_right() -> None:
    """A trapezoid whose long axis is a diagonal."""
    mask = np.zeros((9, 30), bool)
    mask[:, 5:25] = True
    mask[0, :] = True
    found = plane_diameters(mask, np.array([0.0, 1.0]), np.array([1.0, 0.0]))
    assert found is not None
    assert found.long_mm == pytest.approx(30.0)
    assert found.short_mm == pytest.approx(9.0, abs=0.2)


def test_the_slice_with_the_longest_axis_is_measured() -> None:
    mask = np.zeros((3, 5, 5), bool)
    mask[0, 1, 1:3], mask[1, 2, 0:5], mask[2, :2, 0] = True, True, True
    assert largest_plane(mask, np.array([0.0, 1.0]), np.array([1.0, 0.0])) == Diameters(long_mm=5.0, short_mm=1.0)
    assert largest_plane(mask[:0], DOWN, ALONG) is None
    assert largest_plane(np.zeros_like(mask), DOWN, ALONG) is None


def test_what_is_longest_between_slices() -> None:
    affine = np.array([[0, 0, 1, 0], [0, 1, 0, 0], [3, 0, 0, 0], [0, 0, 0, 1]], dtype=np.float64)
    mask = np.zeros((4, 3, 3), bool)
    mask[0, 0, 0] = mask[3, 2, 2] = True
    # centres are (2, 2, 9) mm apart; half a slice more at either end
    assert maximum_diameter(mask, affine) == pytest.approx(np.sqrt(2**2 + 2**2 + 12**2))
    assert maximum_diameter(np.zeros((2, 2, 2), bool), affine) is None
    assert maximum_diameter(np.zeros((0, 2, 2), bool), affine) is None
