"""A channel on the network's grid, whole or patch by patch.

In: `Volume` with its `VolumePlacement`, or whatever else is `Shown`; intensity operations. Out: float32 after the
operations. A volume whose axes are the grid's is read slice by slice in its own order and never copied as a whole; each
slice is written to where it belongs, whatever the turn. With `padding: as-stored`, padding is image like any other.
Otherwise it has the lowest value of the image before interpolation; a voxel whose nearest source voxel is padding
counts in no statistic, and has the manifest's `pad` in the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from radlane.domain.input import Intensity
from radlane.domain.tensor import VolumePlacement
from radlane.domain.volume import Volume
from radlane.imaging.padding import is_padding, lowest_value
from radlane.imaging.resample import Sampling, Samplings, sample_axis, sample_planes, shrink, take_planes
from radlane.imaging.statistics import Pass
from radlane.imaging.volume_intensity import Step, step_of

Slices = tuple[slice, slice, slice]
Read = Callable[[Slices, NDArray[np.float32]], None]
"""Fill float32 [c, z, y, x] with this part of the network's grid."""
Basis = Callable[[Intensity], Pass | None]
"""What an operation's statistic is taken from where an earlier stage saw that; None: from what it works on."""

_SHORT = 2  # bytes: of longer values there are too many for a table
_SLAB = 1 << 19  # voxels that statistics and operations see at once: they stay in the processor's cache


class Shown(Protocol):
    """One channel on the network's grid, in modality units, NaN where there is no image."""

    def read(self, part: Slices, out: NDArray[np.float32]) -> None:
        """Fill float32 [z, y, x] with a part of it."""

    def slabs(self, steps: list[Step]) -> Iterator[NDArray[np.float32]]:
        """All of it after some steps, in slabs of any shape."""

    def pad(self, values: NDArray[np.float32], pad: float) -> None:
        """Put the manifest's value where there is no image."""


def lay(shown: Shown, operations: Sequence[Intensity], pad: float, basis: Basis, grid: NDArray[np.float32]) -> None:
    """Fill the whole grid, float32 [z, y, x], with a channel after its operations."""
    z, y, x = (slice(0, side) for side in grid.shape)
    shown.read((z, y, x), grid)
    for operation in operations:
        step = step_of(operation, basis(operation) or (lambda: slabs_of(grid)))
        for slab in slabs_of(grid):
            step(slab)
    for slab in slabs_of(grid):
        shown.pad(slab, pad)


def reader_of(
    shown: Shown, operations: Sequence[Intensity], pad: float, basis: Basis
) -> Callable[[Slices, NDArray[np.float32]], None]:
    """Return what fills float32 [z, y, x] with a part of what `lay` fills, the statistics taken here and now."""
    steps = steps_of(shown, operations, basis)

    def fill(part: Slices, patch: NDArray[np.float32]) -> None:
        shown.read(part, patch)
        for step in steps:
            step(patch)
        shown.pad(patch, pad)

    return fill


def steps_of(shown: Shown, operations: Sequence[Intensity], basis: Basis) -> list[Step]:
    """Make operations pointwise, each with the statistics of what those before it leave."""
    steps: list[Step] = []
    for operation in operations:
        steps.append(step_of(operation, basis(operation) or (lambda: shown.slabs(steps))))
    return steps


@dataclass(frozen=True, kw_only=True)
class Coded:
    """A channel as it is stored, of whose voxels each is looked up.

    Attributes
    ----------
    table : float32 [n]
        What the network sees of each code: the bits of a stored value, read as a whole number.
    codes : dtype
        Of the codes: uint8 or uint16.
    fill : callable
        Fills codes [z, y, x] with a part of the network's grid.
    """

    table: NDArray[np.float32]
    codes: np.dtype[Any]
    fill: Callable[[Slices, NDArray[Any]], None]

    def read(self, part: Slices, out: NDArray[Any]) -> None:
        """Fill codes [1, z, y, x] (`Read`)."""
        self.fill(part, out[0])


def coded_of(shown: Parallel, operations: Sequence[Intensity], pad: float, basis: Basis) -> Coded | None:
    """Return a channel such that `table[codes]` is what `reader_of` fills, to the last bit.

    None where voxels are interpolated, or too long to be looked up.
    """
    stored = shown.volume.values
    if (
        any(sampling.blends for sampling in shown.samplings)
        or stored.dtype.kind not in "iu"
        or stored.itemsize > _SHORT
    ):
        return None
    codes = stored.view(f"u{stored.itemsize}")
    every = np.arange(1 << 8 * stored.itemsize).astype(codes.dtype).view(stored.dtype)
    table = shown.converted(every[None, None])
    for step in steps_of(shown, operations, basis):
        step(table)
    shown.pad(table, pad)
    table = table.reshape(-1)
    return Coded(table=table, codes=codes.dtype, fill=shown.taker(codes)) if np.isfinite(table).all() else None


@dataclass(frozen=True, kw_only=True)
class Parallel:
    """A volume whose axes are the network's: `Shown` by its placement, read as it is asked for."""

    volume: Volume
    placement: VolumePlacement
    samplings: Samplings
    lowest: np.generic

    @classmethod
    def of(cls, volume: Volume, placement: VolumePlacement) -> Parallel:
        """Lay a volume, as the network wants it (`as_wanted`), by its placement."""
        samplings = _samplings(placement)
        blends = any(sampling.blends for sampling in samplings)
        lowest = lowest_value(volume) if blends else volume.values.dtype.type(0)
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
                target[is_padding(nearest, self.volume.padding)] = np.nan

    def converted(self, stored: NDArray[Any]) -> NDArray[np.float32]:
        """Stored values in modality units, NaN where there is no image."""
        values: NDArray[np.float32] = np.multiply(stored, np.float32(self.volume.slope), dtype=np.float32)
        values += np.float32(self.volume.intercept)
        if self.volume.padding is not None:
            values[is_padding(stored, self.volume.padding)] = np.nan
        return values

    def taker(self, stored: NDArray[Any]) -> Callable[[Slices, NDArray[Any]], None]:
        """Return what fills [z, y, x] with a part of the grid, of the nearest voxels of a source like the volume."""
        order = _order(self.placement)

        def fill(part: Slices, out: NDArray[Any]) -> None:
            a, b, c = (sampling.part(part[k]) for sampling, k in zip(self.samplings, order, strict=True))
            values, samplings = shrink(stored, (a, b, c))
            for target, plane in zip(out.transpose(order), take_planes(values.__getitem__, samplings), strict=True):
                target[...] = plane

        return fill

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
        return np.where(is_padding(plane, self.volume.padding), self.lowest, plane)


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


def slabs_of(grid: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
    """Yield views of float32 [z, y, x], some planes each."""
    depth = max(1, _SLAB // max(1, grid[0].size))
    for first in range(0, len(grid), depth):
        yield grid[first : first + depth]
