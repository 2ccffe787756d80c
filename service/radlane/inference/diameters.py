"""Diameters of a segment.

In: which pixels or voxels it has, and where they lie. Out: lengths in mm.
The outline of a segment runs half-way between the centres of the last pixel inside and the first one outside, as that
of a drawn contour and of a mesh does (IBSI, maximum 3D diameter): a single pixel is as wide as a pixel. Its points are
the centres of the segment's pixels, moved by half a step along each axis; only those of the convex hull matter, and
rows, then slices, are thinned to their ends before a hull is computed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import ConvexHull

Points = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Diameters:
    """Lengths in mm of a segment in one plane: the longest line between two points of its outline, and the longest one
    perpendicular to that.
    """

    long_mm: float
    short_mm: float


def plane_diameters(mask: NDArray[np.bool_], row: Points, column: Points) -> Diameters | None:
    """Measure a segment in a plane.

    Parameters
    ----------
    mask : bool [y, x]
        Its pixels.
    row, column : float64 [2] or [3]
        From one pixel's centre to the next in mm: down a column (to the next row), along a row (to the next column).
        They need not be orthogonal.

    Returns
    -------
    Diameters or None
        None where there are no pixels.
    """
    ends = _outline(mask)
    if not len(ends):
        return None
    hull = _hull(ends @ _flat(row, column))
    first, second = _farthest(hull)
    along = (second - first) / np.linalg.norm(second - first)
    return Diameters(long_mm=float(np.linalg.norm(second - first)), short_mm=_widest(hull - first, along))


def largest_plane(slices: Iterable[NDArray[np.bool_]], row: Points, column: Points) -> Diameters | None:
    """Measure a segment in the slice where its long axis is the longest; None where there are no voxels."""
    found = [measured for mask in slices if (measured := plane_diameters(mask, row, column)) is not None]
    return max(found, key=lambda measured: measured.long_mm, default=None)


def maximum_diameter(mask: NDArray[np.bool_], affine: Points) -> float | None:
    """Return the longest line in mm between two points of a segment's surface.

    Parameters
    ----------
    mask : bool [z, y, x]
        Its voxels; where on the grid they lie makes no difference.
    affine : float64 [4, 4]
        Index (z, y, x, 1) -> (x, y, z, 1) in mm.

    Returns
    -------
    float or None
        None where there are no voxels.
    """
    points = [_section(plane, z) for z, plane in enumerate(mask)]
    found = np.concatenate(points) if points else np.empty((0, 3))
    if not len(found):
        return None
    first, second = _farthest(_hull(found @ affine[:3, :3].T))
    return float(np.linalg.norm(second - first))


def _section(mask: NDArray[np.bool_], z: int) -> Points:
    """Return the points of a slice that may lie on the hull of the segment, float64 [n, 3], (z, y, x).

    What lies inside the hull of its own slice lies inside that of the segment; half a step along z, there are the
    centres of its pixels only.
    """
    outline, centres = _outline(mask), _row_ends(mask)
    if not len(centres):
        return np.empty((0, 3))
    sides = np.concatenate([centres, centres])
    steps = np.repeat([z - 0.5, z + 0.5], len(centres))
    return np.concatenate([_at(np.full(len(outline), float(z)), outline), _at(steps, sides)])


def _at(z: Points, points: Points) -> Points:
    return np.column_stack([z, points])


def _outline(mask: NDArray[np.bool_]) -> Points:
    """Return the points of an outline that may lie on its hull, float64 [n, 2], (y, x)."""
    ends = _row_ends(mask)
    steps = np.array([(0.5, 0.0), (-0.5, 0.0), (0.0, 0.5), (0.0, -0.5)])
    points: Points = (ends[:, np.newaxis] + steps).reshape(-1, 2)
    return points


def _row_ends(mask: NDArray[np.bool_]) -> Points:
    """Return the first and the last pixel of each row that has some, float64 [n, 2], (y, x)."""
    rows = np.flatnonzero(mask.any(axis=1))
    there = mask[rows]
    first, last = there.argmax(axis=1), mask.shape[1] - 1 - there[:, ::-1].argmax(axis=1)
    return np.concatenate([np.column_stack([rows, first]), np.column_stack([rows, last])]).astype(np.float64)


def _flat(row: Points, column: Points) -> Points:
    """Return what (y, x) is multiplied with to become mm in a plane, float64 [2, 2]; lengths and angles stay."""
    along = column / np.linalg.norm(column)
    aside = row - (row @ along) * along
    return np.array([[row @ along, np.linalg.norm(aside)], [np.linalg.norm(column), 0.0]])


def _hull(points: Points) -> Points:
    """Return the corners of the convex hull; in a plane one after the other."""
    corners: Points = points[ConvexHull(points).vertices]
    return corners


def _farthest(hull: Points) -> tuple[Points, Points]:
    """Return the two corners that are farthest from each other; corners are few."""
    best, pair = -1.0, (hull[0], hull[0])
    for corner in hull:
        apart = ((hull - corner) ** 2).sum(axis=1)
        farthest = int(apart.argmax())
        if apart[farthest] > best:
            best, pair = float(apart[farthest]), (corner, hull[farthest])
    return pair


def _widest(hull: Points, along: Points) -> float:
    """Return the longest chord of a convex polygon, float64 [n, 2], across a direction.

    The length of the chord is concave and piecewise linear along the direction, so its greatest is at a corner.
    """
    aside = np.array([-along[1], along[0]])
    place, height = hull @ along, hull @ aside
    turned = np.roll(np.arange(len(hull)), -int(place.argmin()))
    end = int(place[turned].argmax())
    one, other = turned[: end + 1], np.append(turned[end:], turned[0])[::-1]
    chords = np.interp(place, place[one], height[one]) - np.interp(place, place[other], height[other])
    return float(np.abs(chords).max())
