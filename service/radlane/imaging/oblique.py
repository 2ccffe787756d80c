"""A volume at the voxels of a grid that lies anyhow to it: turned, sheared, elsewhere, with other spacings.

In: `Volume`, another `Grid` in the same Frame of Reference. Out: plane after plane of that grid, float32 in modality
units, NaN where there is no image. Each voxel's centre is taken through the patient's frame to the volume's own
indices; values are interpolated there, once. Nothing is smoothed first: a coarser grid sees fine structures aliased.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from radlane.domain.volume import Grid, Volume
from radlane.imaging.padding import is_padding, lowest_value

_EDGE = 1e-4  # of a voxel: so far beyond the outer half of an outermost voxel is still in it
_SAME = 1e-4  # of a voxel, at the corners: so far apart are two grids that are one


@dataclass(frozen=True, kw_only=True)
class Plane:
    """One plane of the grid.

    Attributes
    ----------
    values : float32 [y, x]
        In the modality's units; NaN where no voxel of the volume is, or padding.
    covered : int
        How many of its voxels lie in the volume, padding or not.
    """

    values: NDArray[np.float32]
    covered: int


def is_same_grid(one: Grid, other: Grid) -> bool:
    """Whether two grids have the same voxels: as many, and none further apart than 1e-4 of a voxel."""
    if one.shape != other.shape:
        return False
    corners = np.array([(*np.multiply(corner, np.subtract(one.shape, 1)), 1.0) for corner in np.ndindex(2, 2, 2)])
    moved = np.linalg.solve(one.affine, other.affine @ corners.T).T
    return bool(np.abs(moved - corners).max() <= _SAME)


def sample_volume(volume: Volume, grid: Grid, interpolation: Literal["linear", "nearest"]) -> Iterator[Plane]:
    """Interpolate a volume at the centres of another grid's voxels.

    Up to half a voxel beyond the outermost centres the outermost values go on; beyond that there is no voxel. Padding
    is treated as where axes are parallel (`patches`): it has the lowest value of the image before interpolation, and
    what lies nearest to it is no image.

    Parameters
    ----------
    volume : Volume
        Its axes need be neither orthogonal nor parallel to the grid's.
    grid : Grid
        In the volume's Frame of Reference.
    interpolation : {'linear', 'nearest'}
        Trilinear, or the value of the nearest voxel.

    Yields
    ------
    Plane
        Along the grid's first axis.
    """
    to_volume: NDArray[np.float64] = np.linalg.solve(volume.grid.affine, grid.affine).astype(np.float64, copy=False)
    cleaned = _cleaned(volume) if interpolation == "linear" else None
    for z in range(grid.shape[0]):
        yield _sample(volume, _places(to_volume, z, grid.shape[1:]), cleaned)


def _places(to_volume: NDArray[np.float64], z: int, shape: tuple[int, ...]) -> NDArray[np.float64]:
    """The volume's indices [3, y, x] of the voxels of a plane."""
    y, x = (np.arange(side, dtype=np.float64) for side in shape)
    start = to_volume[:3, 0] * z + to_volume[:3, 3]
    along_y, along_x = np.outer(to_volume[:3, 1], y), np.outer(to_volume[:3, 2], x)
    places: NDArray[np.float64] = start[:, None, None] + along_y[:, :, None] + along_x[:, None, :]
    return places


def _sample(volume: Volume, places: NDArray[np.float64], cleaned: NDArray[Any] | None) -> Plane:
    sides = np.array(volume.grid.shape)[:, None, None]
    inside = ((places >= -0.5 - _EDGE) & (places <= sides - 0.5 + _EDGE)).all(axis=0)
    found = np.full(inside.shape, np.nan, np.float32)
    covered = int(np.count_nonzero(inside))
    if covered:
        at = np.clip(places[:, inside], 0, sides[:, 0] - 1)  # [3, n]
        found[inside] = _values_at(volume, at, cleaned)
    return Plane(values=found, covered=covered)


def _values_at(volume: Volume, at: NDArray[np.float64], cleaned: NDArray[Any] | None) -> NDArray[np.float32]:
    """Values in modality units at indices [3, n] that lie between the outermost centres.

    Trilinear of the stored values without padding; of the nearest centres where there are none.
    """
    values = _nearest(volume.values, at).astype(np.float32) if cleaned is None else _trilinear(cleaned, at)
    values *= np.float32(volume.slope)
    values += np.float32(volume.intercept)
    if volume.padding is not None:
        values[is_padding(_nearest(volume.values, at), volume.padding)] = np.nan
    return values


def _nearest(stored: NDArray[Any], at: NDArray[np.float64]) -> NDArray[Any]:
    z, y, x = np.floor(at + 0.5).astype(np.intp)
    found: NDArray[Any] = stored[z, y, x]
    return found


def _trilinear(stored: NDArray[Any], at: NDArray[np.float64]) -> NDArray[np.float32]:
    found = np.empty(at.shape[1], np.float32)
    ndimage.map_coordinates(stored, at, output=found, order=1, mode="nearest", prefilter=False)
    return found


def _cleaned(volume: Volume) -> NDArray[Any]:
    """The stored values with the lowest of the image for padding: a copy only where there may be padding."""
    if volume.padding is None:
        return volume.values
    cleaned = volume.values.copy()
    lowest = lowest_value(volume)
    for plane in cleaned:  # no mask of the whole volume
        plane[is_padding(plane, volume.padding)] = lowest
    return cleaned
