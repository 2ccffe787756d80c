"""Volume -> the network's grid, whole or patch by patch.

In: `Volume`, the manifest's `Input`, `VolumePlacement`. Out: float32 in modality units, resampled, after the intensity
operations. The source is read slice by slice in its own order and never copied as a whole; each slice is written to
where it belongs, whatever the turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.domain.input import ClipPercentile, Input, Intensity
from radlane.domain.tensor import VolumePlacement
from radlane.domain.volume import Volume
from radlane.imaging.padding import as_wanted
from radlane.imaging.resample import Sampling, Samplings, sample_axis, sample_planes, shrink, take_planes
from radlane.imaging.statistics import Pass
from radlane.imaging.volume_intensity import Step, step_of

Slices = tuple[slice, slice, slice]
Read = Callable[[Slices, NDArray[np.float32]], None]
"""Fill float32 [1, z, y, x] with this part of the network's grid."""

_SLAB = 1 << 19  # voxels that statistics and operations see at once: they stay in the processor's cache


def to_network(
    volume: Volume, wanted: Input, placement: VolumePlacement, earlier: Mapping[str, VolumePlacement] | None = None
) -> NDArray[np.float32]:
    """Lay a volume on the network's grid.

    With `padding: as-stored`, padding is image like any other. Otherwise it has the lowest value of the image before
    interpolation; a voxel whose nearest source voxel is padding counts in no statistic, and has the manifest's `pad` in
    the end.

    Parameters
    ----------
    volume : Volume
        The stack.
    wanted : Input
        The manifest's input, whose geometry is a `VolumeGeometry`.
    placement : VolumePlacement
        From `imaging.placement.place_volume`.
    earlier : mapping of str to VolumePlacement, optional
        Id of an earlier stage -> how it saw the volume, for `ClipPercentile.of`.

    Returns
    -------
    float32 [z, y, x]
        On the network's grid, in its orientation; memory: this array, and slices.

    Raises
    ------
    InputRefused
        `pixels-blank` where a statistic is needed and nothing is there but padding.
    """
    source = _Source.of(as_wanted(volume, wanted.geometry), placement)
    grid = np.empty(placement.shape, np.float32)
    source.read(_all(placement), grid)
    for operation in wanted.intensity:
        step = step_of(operation, _basis(operation, volume, wanted, earlier) or (lambda: _slabs_of(grid)))
        for slab in _slabs_of(grid):
            step(slab)
    for slab in _slabs_of(grid):
        source.pad(slab, wanted.geometry.pad)
    return grid


def patch_reader(
    volume: Volume, wanted: Input, placement: VolumePlacement, earlier: Mapping[str, VolumePlacement] | None = None
) -> Read:
    """Return a reader of parts of what `to_network` returns, which never makes the whole.

    Operations that need a statistic read the volume here, slab by slab, once or twice each.

    Parameters
    ----------
    volume, wanted, placement, earlier
        As for `to_network`, which also says what is raised.
    """
    source = _Source.of(as_wanted(volume, wanted.geometry), placement)
    steps: list[Step] = []
    for operation in wanted.intensity:
        slabs = _basis(operation, volume, wanted, earlier) or (lambda: source.slabs(steps))
        steps.append(step_of(operation, slabs))

    def read(part: Slices, out: NDArray[np.float32]) -> None:
        (patch,) = out
        source.read(part, patch)
        for step in steps:
            step(patch)
        source.pad(patch, wanted.geometry.pad)

    return read


@dataclass(frozen=True, kw_only=True)
class _Source:
    """A volume with its placement: reads parts of the network's grid in modality units, NaN where there is no image."""

    volume: Volume
    placement: VolumePlacement
    samplings: Samplings
    lowest: np.generic

    @classmethod
    def of(cls, volume: Volume, placement: VolumePlacement) -> _Source:
        samplings = _samplings(placement)
        blends = any(sampling.blends for sampling in samplings)
        lowest = _lowest(volume) if blends else volume.values.dtype.type(0)
        return cls(volume=volume, placement=placement, samplings=samplings, lowest=lowest)

    def read(self, part: Slices, out: NDArray[np.float32]) -> None:
        """Fill float32 [z, y, x]."""
        order = _order(self.placement)
        a, b, c = (sampling.part(part[k]) for sampling, k in zip(self.samplings, order, strict=True))
        values, samplings = shrink(self.volume.values, (a, b, c))
        targets = out.transpose(order)
        for target, plane in zip(targets, sample_planes(lambda z: self._cleaned(values[z]), samplings), strict=True):
            np.multiply(plane, np.float32(self.volume.slope), out=target)
            target += np.float32(self.volume.intercept)
        if self.volume.padding is not None:
            for target, nearest in zip(targets, take_planes(values.__getitem__, samplings), strict=True):
                target[_is_padding(nearest, self.volume.padding)] = np.nan

    def slabs(self, steps: list[Step]) -> Iterator[NDArray[np.float32]]:
        """All of the grid after some steps, in slabs along the source's slices."""
        axis = self.placement.axes.index(0)
        count = self.placement.shape[axis]
        depth = max(1, _SLAB * count // max(1, int(np.prod(self.placement.shape))))
        for first in range(0, count, depth):
            part = list(_all(self.placement))
            part[axis] = slice(first, min(first + depth, count))
            z, y, x = part
            slab = np.empty([side.stop - side.start for side in part], np.float32)
            self.read((z, y, x), slab)
            for step in steps:
                step(slab)
            yield slab

    def pad(self, values: NDArray[np.float32], pad: float) -> None:
        """Put the manifest's value where there is no image."""
        if self.volume.padding is not None:
            np.copyto(values, np.float32(pad), where=np.isnan(values))

    def _cleaned(self, plane: NDArray[Any]) -> NDArray[Any]:
        if self.volume.padding is None:
            return plane
        return np.where(_is_padding(plane, self.volume.padding), self.lowest, plane)


def _basis(
    operation: Intensity, volume: Volume, wanted: Input, earlier: Mapping[str, VolumePlacement] | None
) -> Pass | None:
    """Return what the operation's statistic is taken from where that is what an earlier stage saw."""
    if not isinstance(operation, ClipPercentile) or operation.of is None:
        return None
    source = _Source.of(as_wanted(volume, wanted.geometry), (earlier or {})[operation.of])
    return lambda: source.slabs([])


def _samplings(placement: VolumePlacement) -> Samplings:
    """For the source's axes."""

    def along(axis: int) -> Sampling:
        k = placement.axes.index(axis)
        return sample_axis(
            placement.box.shape[axis],
            placement.shape[k],
            placement.interpolation,
            first=placement.box.start[axis],
            flip=placement.flips[k],
        )

    return along(0), along(1), along(2)


def _order(placement: VolumePlacement) -> tuple[int, int, int]:
    """The network's axis that each of the source's axes is."""
    z, y, x = (placement.axes.index(axis) for axis in range(3))
    return z, y, x


def _all(placement: VolumePlacement) -> Slices:
    z, y, x = (slice(0, side) for side in placement.shape)
    return z, y, x


def _slabs_of(grid: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
    depth = max(1, _SLAB // max(1, grid[0].size))
    for first in range(0, len(grid), depth):
        yield grid[first : first + depth]


def _is_padding(values: NDArray[Any], padding: tuple[float, float]) -> NDArray[np.bool_]:
    low, high = padding
    if values.dtype.kind in "iu":  # whole numbers are compared as what they are, not as float64
        low, high = ceil(low), floor(high)
    found: NDArray[np.bool_] = (values >= low) & (values <= high)
    return found


def _lowest(volume: Volume) -> np.generic:
    """Return the stored value of the image that is lowest in modality units; 0 where all is padding."""
    lowest = volume.values.dtype.type(0)
    if volume.padding is None:
        return lowest
    pick = np.max if volume.slope < 0 else np.min
    found = [pick(seen) for plane in volume.values if (seen := plane[~_is_padding(plane, volume.padding)]).size]
    return pick(np.array(found, volume.values.dtype)) if found else lowest
