"""Mask -> its outer contours.

In: bool [y, x]. Out: closed polygons (x, y) in the coordinates of SCOORD: the first pixel's outer corner is (0, 0),
its centre (0.5, 0.5). Reference: PS3.3 section C.18.6.1.2; Douglas and Peucker 1973 for the simplification.
"""

from __future__ import annotations

import numpy as np
from contourpy import LineType, contour_generator
from numpy.typing import NDArray

from radlane.inference.components import box_of

TOLERANCE = 0.75
MAX_POINTS = 4000
_AREA_KEPT = 0.02
_FINEST = 0.1

Polygon = NDArray[np.float64]


def outer_contours(mask: NDArray[np.bool_]) -> tuple[Polygon, ...]:
    """Trace a mask.

    Parameters
    ----------
    mask : bool [y, x]
        One segment.

    Returns
    -------
    tuple of float64 [n, 2]
        Closed outer contours (first point equals last), the largest first; each within about a pixel of the mask's
        border and of at most 4000 points, since an SCOORD holds no more than 65534 bytes.
    """
    box = box_of(mask)
    lines = contour_generator(z=np.pad(mask[box], 1).astype(np.float64), line_type=LineType.Separate).lines(0.5)
    start = np.array([box[1].start, box[0].start]) - 0.5
    outer: list[Polygon] = [np.asarray(line, dtype=np.float64) + start for line in lines]
    outer = [line for line in outer if _area(line) > 0]
    return tuple(_simplified(line) for line in sorted(outer, key=_area, reverse=True))


def _area(line: Polygon) -> float:
    """Signed area; contourpy keeps what is higher on the left, so holes come out negative."""
    x, y = line[:, 0], line[:, 1]
    return float(0.5 * np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))


def _simplified(line: Polygon) -> Polygon:
    """Drop points while the area stays; a small or thin polygon, which would fall flat, gets a finer tolerance."""
    tolerance = TOLERANCE
    kept = _douglas_peucker(line, tolerance)
    while tolerance > _FINEST and abs(_area(kept) - _area(line)) > _AREA_KEPT * _area(line):
        tolerance /= 2
        kept = _douglas_peucker(line, tolerance)
    while len(kept) > MAX_POINTS:
        tolerance *= 1.5
        kept = _douglas_peucker(line, tolerance)
    return kept


def _douglas_peucker(line: Polygon, tolerance: float) -> Polygon:
    """Drop points that lie within the tolerance of the line between those kept; the ends and the farthest stay."""
    half = int(np.argmax(np.hypot(*(line - line[0]).T)))
    keep = np.zeros(len(line), bool)
    keep[[0, half, -1]] = True
    spans = [(0, half), (half, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        distance = _distances(line[first + 1 : last], line[first], line[last])
        farthest = int(distance.argmax()) if len(distance) else 0
        if len(distance) and distance[farthest] > tolerance:
            middle = first + 1 + farthest
            keep[middle] = True
            spans += [(first, middle), (middle, last)]
    return line[keep]


def _distances(points: Polygon, start: Polygon, end: Polygon) -> NDArray[np.float64]:
    """Distances of points from the segment between two points."""
    along = end - start
    share = np.clip((points - start) @ along / max(float(along @ along), 1e-12), 0, 1)
    apart: NDArray[np.float64] = np.hypot(*(points - start - share[:, None] * along).T)
    return apart
