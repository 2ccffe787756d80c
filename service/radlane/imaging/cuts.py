"""Volume -> three grey cuts, as viewers show them: through what was found, in radiological convention.

Reference: PS3.3 section C.7.6.1.1.1 (letters), C.7.6.2.1.1 (axes of the patient), C.11.2.1.2 (window).
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.domain.cut import Cut, CutBox
from radlane.domain.finding import VolumeBoxRegion
from radlane.domain.volume import Grid, Volume

SOFT_TISSUE_HU = (-160.0, 240.0)
"""A window for CT: HU that are shown black and white."""

# Axes of the patient: x to the left, y to the back, z to the head.
_LETTERS = (("L", "R"), ("P", "A"), ("H", "F"))
# The fixed axis; the axis and its sense down the rows; the axis across the columns, which always grows.
_CUTS = (("axial", 2, (1, 1), 0), ("coronal", 1, (2, -1), 0), ("sagittal", 0, (2, -1), 1))
_OBLIQUE = 0.26  # sine of 15 degrees: from there on an edge has a second letter

Window = tuple[float, float]
_CutKind = tuple[str, int, tuple[int, int], int]
_NO_BOXES: Mapping[str, VolumeBoxRegion] = MappingProxyType({})


def render_cuts(
    volume: Volume,
    labels: NDArray[np.uint8] | None,
    *,
    window: Window | None,
    heat: NDArray[np.float32] | None = None,
    boxes: Mapping[str, VolumeBoxRegion] = _NO_BOXES,
) -> tuple[Cut, ...]:
    """Render an axial, a coronal and a sagittal cut, each along the voxels and near to what its name says.

    Parameters
    ----------
    volume : Volume
        What is shown.
    labels : uint8 [z, y, x] or None
        Segment Numbers on its grid; None: nothing is segmented. The cuts go through the planes where the segments are
        seen best: a segment counts by its share of its own largest section, so that small ones are not passed over.
    window : (float, float) or None
        Values, in the modality's units, that are shown black and white; None: the 1st and 99th percentile of the cuts,
        without what is padded.
    heat : float32 [z, y, x] or None
        A heat map on the grid: then the cuts go through where it is hottest, and have it on them.
    boxes : mapping of str to VolumeBoxRegion
        Boxes along the grid's axes by the ids of their findings: then the cuts go through the middle of the first.
    """
    axes = _axes(volume)
    edges = {finding: _edges_of(box, volume.grid) for finding, box in boxes.items()}
    if heat is not None:
        chosen = _hottest(heat)
    elif edges:
        chosen = _middle(next(iter(edges.values())), volume.grid)
    else:
        chosen = [size // 2 for size in volume.grid.shape] if labels is None else _best_planes(labels)
    planes = [_plane(volume.values, axes, chosen, cut) for cut in _CUTS]
    values = [plane.astype(np.float32) * volume.slope + volume.intercept for plane in planes]
    seen = [_seen(plane, volume.padding) for plane in planes]
    shown = _percentiles(values, seen) if window is None else window
    return tuple(
        Cut(
            name=cut[0],
            picture=_grey(value, there, shown),
            labels=np.ascontiguousarray(_plane(_labels(labels, volume.grid), axes, chosen, cut)),
            row_mm=volume.grid.spacing_mm[axes[cut[2][0]][0]],
            column_mm=volume.grid.spacing_mm[axes[cut[3]][0]],
            edges=_edges(volume, axes, cut),
            heat=None if heat is None else np.ascontiguousarray(_plane(heat, axes, chosen, cut)),
            boxes=_cut_boxes(edges, volume.grid, axes, chosen, cut),
        )
        for cut, value, there in zip(_CUTS, values, seen, strict=True)
    )


def _hottest(heat: NDArray[np.float32]) -> list[int]:
    """Return for each axis of the array the index of the plane through the hottest voxel."""
    return [int(place) for place in np.unravel_index(heat.argmax(), heat.shape)]


def _labels(labels: NDArray[np.uint8] | None, grid: Grid) -> NDArray[np.uint8]:
    """Return labels, or none of any voxel, which take no memory."""
    return np.broadcast_to(np.uint8(0), grid.shape) if labels is None else labels


def _edges_of(box: VolumeBoxRegion, grid: Grid) -> NDArray[np.float64]:
    """Return the lower and upper edges of a box along the grid's axes, float64 [2, 3]; voxel 0 goes from 0 to 1."""
    corners = np.concatenate([box.corners, np.ones((8, 1))], axis=1)
    index = (np.linalg.solve(grid.affine, corners.T)[:3] + 0.5).T
    return np.stack([index.min(axis=0), index.max(axis=0)])


def _middle(edges: NDArray[np.float64], grid: Grid) -> list[int]:
    """Return for each axis of the array the index of the plane through the middle of a box."""
    return [int(np.clip(middle, 0, size - 1)) for middle, size in zip(edges.mean(axis=0), grid.shape, strict=True)]


def _cut_boxes(
    edges: Mapping[str, NDArray[np.float64]],
    grid: Grid,
    axes: tuple[tuple[int, int], ...],
    chosen: list[int],
    cut: _CutKind,
) -> tuple[CutBox, ...]:
    """Return the boxes that a cut goes through, turned as it is."""
    _, fixed, (down, down_sense), across = cut
    plane, found = axes[fixed][0], []
    for finding, box in edges.items():
        if box[0, plane] < chosen[plane] + 1 and box[1, plane] > chosen[plane]:
            top, bottom = _run(box, grid, axes[down][0], axes[down][1] * down_sense)
            left, right = _run(box, grid, *axes[across])
            found.append(CutBox(finding=finding, left=left, top=top, right=right, bottom=bottom))
    return tuple(found)


def _run(box: NDArray[np.float64], grid: Grid, axis: int, sense: int) -> tuple[float, float]:
    """Return where a box begins and ends along an axis, counted from its other end where it runs against the cut."""
    first, last = (float(edge) for edge in box[:, axis])
    return (first, last) if sense > 0 else (grid.shape[axis] - last, grid.shape[axis] - first)


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
    cut: _CutKind,
) -> NDArray[Any]:
    """Return a cut of an array, [row, column], turned as it is shown; a view."""
    _, fixed, (down, down_sense), across = cut
    index: list[int | slice] = [slice(None)] * 3
    index[axes[fixed][0]] = chosen[axes[fixed][0]]
    plane = array[tuple(index)]
    if axes[down][0] > axes[across][0]:
        plane = plane.T
    return plane[:: axes[down][1] * down_sense, :: axes[across][1]]


def _edges(volume: Volume, axes: tuple[tuple[int, int], ...], cut: _CutKind) -> tuple[str, str, str, str]:
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
