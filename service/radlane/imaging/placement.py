"""Where a stack of slices lies on a network's grid.

In: `Grid` and the manifest's `VolumeGeometry`. Out: `VolumePlacement`, and the network's own `Grid`. The stack is
turned to the nearest axes, by permutation and reversal; it is never rotated obliquely.
"""

from __future__ import annotations

from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from radlane.domain.image import Direction
from radlane.domain.input import VolumeGeometry
from radlane.domain.reason import ReasonCode
from radlane.domain.tensor import VolumePlacement
from radlane.domain.volume import Box, Grid, Shape3
from radlane.errors import InputRefused, UsageError

_TOWARDS = {
    Direction.L: (1, 0, 0),
    Direction.R: (-1, 0, 0),
    Direction.P: (0, 1, 0),
    Direction.A: (0, -1, 0),
    Direction.H: (0, 0, 1),
    Direction.F: (0, 0, -1),
}
_ORDERS = np.array(list(permutations(range(3))))
_ROUNDING_DEGREES = 0.1  # directions with three decimals shear a stack by that much
_CLEAR = 1e-4  # sums of cosines closer than this are a tie: headers state directions with few digits


def place_volume(grid: Grid, tilt_degrees: float, geometry: VolumeGeometry, box: Box | None = None) -> VolumePlacement:
    """Find the turn and the network's grid.

    Parameters
    ----------
    grid : Grid
        The source grid.
    tilt_degrees : float
        `Volume.tilt_degrees`.
    geometry : VolumeGeometry
        The manifest's.
    box : Box or None
        The part that the network is given (`imaging.box.box_of`); None: all of the volume.

    Returns
    -------
    VolumePlacement
        With `geometry.size`: stretched to it. With `geometry.spacing_mm`: the number of voxels whose spacing is nearest
        to it, at least one, stretched to the box's edges. With neither: the source's own voxels.

    Raises
    ------
    InputRefused
        `gantry-tilted` beyond `geometry.tilt_degrees`; `geometry-invalid` where two turns are equally near.
    UsageError
        If the box is empty or not inside the grid.
    """
    if not tilt_degrees <= geometry.tilt_degrees + _ROUNDING_DEGREES:
        raise InputRefused(ReasonCode.GANTRY_TILTED, "The slices are tilted more than the model accepts")
    box = box or Box(start=(0, 0, 0), stop=grid.shape)
    limits = zip(box.start, box.stop, grid.shape, strict=True)
    if not all(0 <= start < stop <= side for start, stop, side in limits):
        raise UsageError("The box is empty or not inside the volume")
    axes, flips = _nearest_turn(grid, geometry)
    return VolumePlacement(
        source=grid.shape,
        box=box,
        axes=axes,
        flips=flips,
        shape=_shape(grid, geometry, box, axes),
        interpolation=geometry.interpolation,
    )


def network_grid(grid: Grid, placement: VolumePlacement) -> Grid:
    """Return the network's grid in the patient's frame.

    Parameters
    ----------
    grid : Grid
        The source grid.
    placement : VolumePlacement
        How it is laid on the network's grid.

    Returns
    -------
    Grid
        Shape and affine of the network's voxels, mm, LPS.
    """
    to_source = np.zeros((4, 4))
    to_source[3, 3] = 1
    for k, (axis, flip) in enumerate(zip(placement.axes, placement.flips, strict=True)):
        step = placement.box.shape[axis] / placement.shape[k]
        to_source[axis, k] = -step if flip else step
        edge = placement.box.stop[axis] - 0.5 if flip else placement.box.start[axis] - 0.5
        to_source[axis, 3] = edge + to_source[axis, k] / 2
    return Grid(shape=placement.shape, affine=grid.affine @ to_source)


def _nearest_turn(grid: Grid, geometry: VolumeGeometry) -> tuple[tuple[int, int, int], tuple[bool, bool, bool]]:
    """Return the permutation whose sum of |cos| is the highest, and which of its axes run the other way."""
    cosines = _cosines(grid, geometry)
    sums = np.abs(cosines[np.arange(3), _ORDERS]).sum(axis=1)
    order = _ORDERS[int(sums.argmax())]
    chosen = cosines[np.arange(3), order]
    *_, second, best = np.sort(sums)
    if not (best - second > _CLEAR and np.abs(chosen).min() > _CLEAR):
        raise InputRefused(ReasonCode.GEOMETRY_INVALID, "The slices lie between two orientations, or in none")
    z, y, x = (int(axis) for axis in order)
    flip_z, flip_y, flip_x = (bool(cosine < 0) for cosine in chosen)
    return (z, y, x), (flip_z, flip_y, flip_x)


def _cosines(grid: Grid, geometry: VolumeGeometry) -> NDArray[np.float64]:
    """Return the cosines between the network's axes (rows) and the source's (columns)."""
    columns = grid.affine[:3, :3]
    lengths = np.linalg.norm(columns, axis=0)
    if not (np.isfinite(lengths).all() and lengths.min() > 0):
        raise InputRefused(ReasonCode.GEOMETRY_INVALID, "The voxels have no usable size")
    wanted = np.array([_TOWARDS[direction] for direction in geometry.orientation], np.float64)
    cosines: NDArray[np.float64] = wanted @ (columns / lengths)
    return cosines


def _shape(grid: Grid, geometry: VolumeGeometry, box: Box, axes: tuple[int, int, int]) -> Shape3:
    if geometry.size is not None:
        return geometry.size
    sides = [box.shape[axis] for axis in axes]
    if geometry.spacing_mm is not None:
        spacing = [grid.spacing_mm[axis] for axis in axes]
        steps = zip(sides, spacing, geometry.spacing_mm, strict=True)
        sides = [max(1, round(side * own / wanted)) for side, own, wanted in steps]
    z, y, x = sides
    return z, y, x
