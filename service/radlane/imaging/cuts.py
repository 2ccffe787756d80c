"""Volume -> three grey cuts, as viewers show them: through what was found, in radiological convention.

Reference: PS3.3 section C.7.6.1.1.1 (letters), C.7.6.2.1.1 (axes of the patient), C.11.2.1.2 (window).
"""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.domain.cut import Cut
from radlane.domain.volume import Volume

SOFT_TISSUE_HU = (-160.0, 240.0)
"""A window for CT: HU that are shown black and white."""

# Axes of the patient: x to the left, y to the back, z to the head.
_LETTERS = (("L", "R"), ("P", "A"), ("H", "F"))
# The fixed axis; the axis and its sense down the rows; the axis across the columns, which always grows.
_CUTS = (("axial", 2, (1, 1), 0), ("coronal", 1, (2, -1), 0), ("sagittal", 0, (2, -1), 1))
_OBLIQUE = 0.26  # sine of 15 degrees: from there on an edge has a second letter

Window = tuple[float, float]


def render_cuts(
    volume: Volume, labels: NDArray[np.uint8], *, window: Window | None, heat: NDArray[np.float32] | None = None
) -> tuple[Cut, ...]:
    """Render an axial, a coronal and a sagittal cut, each along the voxels and near to what its name says.

    Parameters
    ----------
    volume : Volume
        What is shown.
    labels : uint8 [z, y, x]
        Segment Numbers on its grid. The cuts go through the planes where the segments are seen best: a segment counts
        by its share of its own largest section, so that small ones are not passed over.
    window : (float, float) or None
        Values, in the modality's units, that are shown black and white; None: the 1st and 99th percentile of the cuts,
        without what is padded.
    heat : float32 [z, y, x] or None
        A heat map on the grid: then the cuts go through where it is hottest, and have it on them.
    """
    axes = _axes(volume)
    chosen = _best_planes(labels) if heat is None else _hottest(heat)
    planes = [_plane(volume.values, axes, chosen, cut) for cut in _CUTS]
    values = [plane.astype(np.float32) * volume.slope + volume.intercept for plane in planes]
    seen = [_seen(plane, volume.padding) for plane in planes]
    shown = _percentiles(values, seen) if window is None else window
    return tuple(
        Cut(
            name=cut[0],
            picture=_grey(value, there, shown),
            labels=np.ascontiguousarray(_plane(labels, axes, chosen, cut)),
            row_mm=volume.grid.spacing_mm[axes[cut[2][0]][0]],
            column_mm=volume.grid.spacing_mm[axes[cut[3]][0]],
            edges=_edges(volume, axes, cut),
            heat=None if heat is None else np.ascontiguousarray(_plane(heat, axes, chosen, cut)),
        )
        for cut, value, there in zip(_CUTS, values, seen, strict=True)
    )


def _hottest(heat: NDArray[np.float32]) -> list[int]:
    """Return for each axis of the array the index of the plane through the hottest voxel."""
    return [int(place) for place in np.unravel_index(heat.argmax(), heat.shape)]


def _axes(volume: Volume) -> tuple[tuple[int, int], ...]:
    """Return for x, y and z of the patient the array's axis that runs nearest to it, and its sense."""
    directions = _directions(volume)
    best = max(permutations(range(3)), key=lambda order: sum(abs(directions[axis, order[axis]]) for axis in range(3)))
    return tuple((array, 1 if directions[axis, array] >= 0 else -1) for axis, array in enumerate(best))


def _directions(volume: Volume) -> NDArray[np.float64]:
    """Return the unit vector of each of the array's axes, [x y z, array axis]."""
    edges = volume.grid.affine[:3, :3]
    unit: NDArray[np.float64] = edges / np.linalg.norm(edges, axis=0)
    return unit


def _best_planes(labels: NDArray[np.uint8]) -> list[int]:
    """Return for each axis of the array the index of the plane that shows the segments best; the middle for none."""
    highest = int(labels.max(initial=0))
    sections = [np.zeros((highest + 1, size)) for size in labels.shape]
    for index, plane in enumerate(labels):
        for segment in np.flatnonzero(np.bincount(plane.ravel(), minlength=1)[1:]) + 1:
            there = plane == segment
            down = there.sum(axis=1)
            sections[0][segment, index] = down.sum()
            sections[1][segment] += down
            sections[2][segment] += there.sum(axis=0)
    return [_best(section[1:]) for section in sections]


def _best(sections: NDArray[np.float64]) -> int:
    """Return the best plane of those along one axis by the sections of each segment, float64 [segment, index]."""
    if not sections.any():
        return int(sections.shape[1]) // 2
    largest = sections.max(axis=1, keepdims=True)
    return int(np.argmax((sections / np.maximum(largest, 1)).sum(axis=0)))


def _plane(
    array: NDArray[Any],
    axes: tuple[tuple[int, int], ...],
    chosen: list[int],
    cut: tuple[str, int, tuple[int, int], int],
) -> NDArray[Any]:
    """Return a cut of an array, [row, column], turned as it is shown; a view."""
    _, fixed, (down, down_sense), across = cut
    index: list[int | slice] = [slice(None)] * 3
    index[axes[fixed][0]] = chosen[axes[fixed][0]]
    plane = array[tuple(index)]
    if axes[down][0] > axes[across][0]:
        plane = plane.T
    return plane[:: axes[down][1] * down_sense, :: axes[across][1]]


def _edges(
    volume: Volume, axes: tuple[tuple[int, int], ...], cut: tuple[str, int, tuple[int, int], int]
) -> tuple[str, str, str, str]:
    _, _, (down, down_sense), across = cut
    directions = _directions(volume)
    right = directions[:, axes[across][0]] * axes[across][1]
    low = directions[:, axes[down][0]] * axes[down][1] * down_sense
    return _letters(-right), _letters(right), _letters(-low), _letters(low)


def _letters(direction: NDArray[np.float64]) -> str:
    """Return where a direction points, the main letter first."""
    order = np.argsort(-np.abs(direction), kind="stable")
    told = [axis for place, axis in enumerate(order) if place == 0 or abs(direction[axis]) >= _OBLIQUE]
    return "".join(_LETTERS[axis][0 if direction[axis] >= 0 else 1] for axis in told)


def _seen(plane: NDArray[Any], padding: tuple[float, float] | None) -> NDArray[np.bool_]:
    if padding is None:
        return np.ones(plane.shape, bool)
    low, high = padding
    return np.asarray((plane < low) | (plane > high), dtype=np.bool_)


def _percentiles(values: list[NDArray[np.float32]], seen: list[NDArray[np.bool_]]) -> Window:
    shown = np.concatenate([value[there] for value, there in zip(values, seen, strict=True)])
    if not shown.size:
        return 0.0, 1.0
    low, high = np.percentile(shown, [1, 99])
    return float(low), float(high)


def _grey(values: NDArray[np.float32], seen: NDArray[np.bool_], window: Window) -> NDArray[np.uint8]:
    low, high = window
    bright = np.clip((values - low) / max(high - low, 1e-6), 0, 1)
    return np.where(seen, np.rint(bright * 255), 0).astype(np.uint8)
