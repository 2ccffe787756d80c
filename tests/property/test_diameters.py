"""Diameters: against all pairs of points, under rotation and scale, and against closed forms."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from radlane.inference.diameters import Diameters, largest_plane, maximum_diameter, plane_diameters

Points = NDArray[np.float64]
MASKS = arrays(np.bool_, st.tuples(st.integers(1, 7), st.integers(1, 7)))
BLOCKS = arrays(np.bool_, st.tuples(st.integers(1, 4), st.integers(1, 5), st.integers(1, 5)))
SPACINGS = st.floats(0.3, 5.0)
ANGLES = st.floats(0.0, 2 * math.pi)


def points(mask: NDArray[np.bool_]) -> Points:
    """Every point of an outline: the centre of each pixel or voxel, moved by half a step along each axis."""
    centres = np.argwhere(mask).astype(np.float64)
    steps = np.concatenate([np.eye(mask.ndim), -np.eye(mask.ndim)]) / 2
    return (centres[:, None] + steps).reshape(-1, mask.ndim)


def farthest(found: Points) -> float:
    return float(np.linalg.norm(found[:, None] - found[None], axis=2).max())


def turned(angle: float, row_mm: float, column_mm: float) -> tuple[Points, Points]:
    """Steps of rows and columns in a plane that is turned in space."""
    turn = np.array([[math.cos(angle), -math.sin(angle), 0], [math.sin(angle), math.cos(angle), 0], [0, 0, 1]])
    lean = np.array([[1, 0, 0], [0, 0.6, -0.8], [0, 0.8, 0.6]])
    return lean @ turn @ (0, row_mm, 0), lean @ turn @ (column_mm, 0, 0)


@given(MASKS, SPACINGS, SPACINGS, ANGLES)
def test_the_long_axis_is_the_longest_of_all_lines(
    mask: NDArray[np.bool_], row: float, column: float, angle: float
) -> None:
    found = plane_diameters(mask, *turned(angle, row, column))
    if not mask.any():
        assert found is None
        return
    assert found is not None
    assert math.isclose(found.long_mm, farthest(points(mask) * (row, column)), rel_tol=1e-9)
    assert 0 < found.short_mm <= found.long_mm * (1 + 1e-9)


@given(MASKS.filter(np.any), SPACINGS, SPACINGS)
def test_the_short_axis_is_the_longest_line_across_the_hull(mask: NDArray[np.bool_], row: float, column: float) -> None:
    """Lines across the hull at many places: none is longer, and one is nearly as long."""
    found = plane_diameters(mask, np.array([0, row]), np.array([column, 0]))
    assert found is not None
    across = [chord for pair in pairs(points(mask)[:, ::-1] * (column, row)) for chord in [longest_chord(*pair)]]
    assert any(math.isclose(found.short_mm, chord, rel_tol=1e-6) for chord in across)


def pairs(outline: Points) -> list[tuple[Points, Points, Points]]:
    """The outline with each of its pairs of farthest points: there may be several as far."""
    apart = np.linalg.norm(outline[:, None] - outline[None], axis=2)
    return [(outline, outline[i], outline[j]) for i, j in np.argwhere(apart >= apart.max() * (1 - 1e-12)) if i < j]


def longest_chord(outline: Points, first: Points, second: Points) -> float:
    """The longest line across the hull of points, from the lines between all of them, cut at many places."""
    along = (second - first) / np.linalg.norm(second - first)
    aside = np.array([-along[1], along[0]])
    place, height = (outline - first) @ along, (outline - first) @ aside
    i, j = np.triu_indices(len(outline), 1)
    flat = np.abs(place[i] - place[j]) < 1e-12
    longest = float(np.abs(height[i] - height[j])[flat].max(initial=0.0))
    i, j = i[~flat], j[~flat]
    for cut in np.unique(place):
        share = (cut - place[i]) / (place[j] - place[i])
        crossing = (height[i] + share * (height[j] - height[i]))[(share >= 0) & (share <= 1)]
        if crossing.size:
            longest = max(longest, float(np.ptp(crossing)))
    return longest


@given(BLOCKS, st.tuples(SPACINGS, SPACINGS, SPACINGS), ANGLES)
def test_the_3d_diameter_is_the_longest_of_all_lines(
    mask: NDArray[np.bool_], spacing: tuple[float, float, float], angle: float
) -> None:
    affine = np.eye(4)
    row, column = turned(angle, spacing[1], spacing[2])
    affine[:3, 1], affine[:3, 2] = row, column
    affine[:3, 0] = spacing[0] * np.cross(row, column) / np.linalg.norm(np.cross(row, column)) + 0.2 * row
    found = maximum_diameter(mask, affine)
    if not mask.any():
        assert found is None
        return
    assert found is not None
    assert math.isclose(found, farthest(points(mask) @ affine[:3, :3].T), rel_tol=1e-9)


@given(BLOCKS.filter(np.any), st.floats(0.25, 8.0))
def test_what_is_twice_as_large_has_diameters_twice_as_long(mask: NDArray[np.bool_], factor: float) -> None:
    small, large = np.diag([2.0, 1.5, 1.0, 1.0]), np.diag([2.0 * factor, 1.5 * factor, factor, 1.0])
    one, other = maximum_diameter(mask, small), maximum_diameter(mask, large)
    assert one is not None
    assert other is not None
    assert math.isclose(one * factor, other, rel_tol=1e-9)


@settings(max_examples=25)
@given(st.floats(8, 40), st.floats(0.3, 0.9), ANGLES, st.floats(0.6, 1.6), st.floats(0.6, 1.6))
def test_an_ellipse_has_its_axes(half: float, share: float, angle: float, row: float, column: float) -> None:
    """Within a pixel at either end; the short axis also feels that the long one is a little turned."""
    y, x = np.mgrid[-75:76, -75:76] * np.array([row, column])[:, None, None]
    along, aside = x * math.cos(angle) + y * math.sin(angle), y * math.cos(angle) - x * math.sin(angle)
    mask = (along / half) ** 2 + (aside / (half * share)) ** 2 <= 1
    found = plane_diameters(mask, np.array([0, row]), np.array([column, 0]))
    assert found is not None
    pixel = math.hypot(row, column)
    assert abs(found.long_mm - 2 * half) <= pixel
    assert abs(found.short_mm - 2 * half * share) <= 1.5 * pixel


@settings(max_examples=6)
@given(st.floats(5, 12), st.floats(0.5, 1.0), st.floats(0.5, 1.0))
def test_an_ellipsoid_has_its_longest_axis_and_its_largest_section(half: float, flat: float, thin: float) -> None:
    z, y, x = np.mgrid[-14:15, -14:15, -14:15]
    mask = (x / half) ** 2 + (y / (half * flat)) ** 2 + (z / (half * thin)) ** 2 <= 1
    longest = maximum_diameter(mask, np.eye(4)[:, [2, 1, 0, 3]])
    assert longest is not None
    assert abs(longest - 2 * half) <= math.sqrt(3)
    section = largest_plane(mask, np.array([0.0, 1.0]), np.array([1.0, 0.0]))
    assert isinstance(section, Diameters)
    assert abs(section.long_mm - 2 * half) <= math.sqrt(2)
    assert abs(section.short_mm - 2 * half * flat) <= 1.5 * math.sqrt(2)
