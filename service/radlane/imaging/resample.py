"""Values of one grid at the voxels of another whose axes are parallel to it.

In: an array of three axes, and for each axis where the other grid's voxels look (`Sampling`). Out: plane after plane,
so that no more than two planes of the array are ever float32. Positions beyond the first and the last voxel's centre
get these voxels' values. Linear interpolation is separable: first along the rows, then the columns, then the planes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Samplings = tuple["Sampling", "Sampling", "Sampling"]
ReadPlane = Callable[[int], NDArray[Any]]


@dataclass(frozen=True, kw_only=True)
class Sampling:
    """Where the voxels of one grid look along one axis of another.

    Attributes
    ----------
    nearest : int64 [m]
        The voxel that each of them takes.
    lower, upper : int64 [m]
        The two voxels that each of them lies between; equal at the ends.
    weight : float32 [m]
        Share of `upper`.
    blends : bool
        False where the nearest voxel is all that counts.
    """

    nearest: NDArray[np.int64]
    lower: NDArray[np.int64]
    upper: NDArray[np.int64]
    weight: NDArray[np.float32]
    blends: bool

    @property
    def span(self) -> slice:
        """The voxels that are looked at, and those between them."""
        looked_at = (self.nearest, self.lower, self.upper) if self.blends else (self.nearest,)
        ends = [int(index[end]) for index in looked_at for end in (0, -1)]
        return slice(min(ends), max(ends) + 1)

    def part(self, part: slice) -> Sampling:
        """Return the sampling of a part of the voxels."""
        return replace(
            self, nearest=self.nearest[part], lower=self.lower[part], upper=self.upper[part], weight=self.weight[part]
        )

    def shifted(self, by: int) -> Sampling:
        """Return the sampling of an axis whose voxels are counted from elsewhere."""
        return replace(self, nearest=self.nearest + by, lower=self.lower + by, upper=self.upper + by)


def sample_axis(
    count: int, size: int, interpolation: Literal["linear", "nearest"], *, first: int = 0, flip: bool = False
) -> Sampling:
    """Lay `size` voxels over `count` voxels of an axis, edge on edge.

    Parameters
    ----------
    count : int
        Voxels that are looked at.
    size : int
        Voxels that look: index i at `(i + 0.5) * count / size - 0.5`.
    interpolation : {'linear', 'nearest'}
        `nearest` is `floor((i + 0.5) * count / size)` in float32 arithmetic: torch's `nearest-exact`.
    first : int
        Index of the first of the `count` voxels.
    flip : bool
        Count from their end.
    """
    steps = np.arange(size) + 0.5
    scale = np.float32(count) / np.float32(size)
    nearest = np.minimum((steps.astype(np.float32) * scale).astype(np.int64), count - 1)
    position = np.clip(steps * count / size - 0.5, 0, count - 1)
    lower = position.astype(np.int64)
    return Sampling(
        nearest=_index(nearest, count, first, flip=flip),
        lower=_index(lower, count, first, flip=flip),
        upper=_index(np.minimum(lower + 1, count - 1), count, first, flip=flip),
        weight=(position - lower).astype(np.float32),
        blends=interpolation == "linear" and size != count,
    )


def sample_planes(read: ReadPlane, samplings: Samplings) -> Iterator[NDArray[np.float32]]:
    """Interpolate plane by plane.

    Parameters
    ----------
    read : callable
        Index along the first axis -> real [b, c], of any type and strides, which is only read.
    samplings : three Sampling
        For the three axes of what is read.

    Yields
    ------
    float32 [b', c']
        For each voxel along the first axis; only to be read. In Fortran's order where the third axis is blended.
    """
    along, (rows, columns) = samplings[0], (_Pick.of(sampling) for sampling in samplings[1:])
    held: dict[int, NDArray[np.float32]] = {}

    def plane(index: int) -> NDArray[np.float32]:
        return held[index] if index in held else columns.sample(rows.sample(read(index), 0), 1)

    ends = zip(along.lower.tolist(), along.upper.tolist(), along.weight, along.nearest.tolist(), strict=True)
    for lower, upper, weight, nearest in ends:
        if along.blends:
            held = {index: plane(index) for index in (lower, upper)}
            yield _blend(held[lower], held[upper], weight)
        else:
            held = {nearest: plane(nearest)}
            yield held[nearest].astype(np.float32, copy=False)


def take_planes(read: ReadPlane, samplings: Samplings) -> Iterator[NDArray[Any]]:
    """Like `sample_planes`, but the nearest voxels as they are: [b', c'] of the type of what is read."""
    rows, columns = (_run(sampling.nearest) for sampling in samplings[1:])
    for index in samplings[0].nearest.tolist():
        yield _take(_take(read(index), rows, 0), columns, 1)


def shrink(values: NDArray[Any], samplings: Samplings) -> tuple[NDArray[Any], Samplings]:
    """Return the part of an array that is looked at, a view, and the samplings of this part."""
    spans = [sampling.span for sampling in samplings]
    a, b, c = (sampling.shifted(-span.start) for sampling, span in zip(samplings, spans, strict=True))
    return values[tuple(spans)], (a, b, c)


@dataclass(frozen=True, kw_only=True)
class _Pick:
    """A `Sampling` of rows or columns, made ready for many planes."""

    lower: slice | NDArray[np.int64]
    upper: slice | NDArray[np.int64] | None
    weight: NDArray[np.float32]

    @classmethod
    def of(cls, sampling: Sampling) -> _Pick:
        if not sampling.blends:
            return cls(lower=_run(sampling.nearest), upper=None, weight=sampling.weight)
        return cls(lower=_run(sampling.lower), upper=_run(sampling.upper), weight=sampling.weight)

    def sample(self, plane: NDArray[Any], axis: int) -> NDArray[Any]:
        """Values of a plane, float32 if they are blended."""
        if self.upper is None:
            return _take(plane, self.lower, axis)
        if axis == 1:  # whole rows are taken much faster than single voxels out of rows
            return self.sample(np.ascontiguousarray(plane.T), 0).T
        return _blend(_take(plane, self.lower, 0), _take(plane, self.upper, 0), self.weight[:, None])


def _index(index: NDArray[np.int64], count: int, first: int, *, flip: bool) -> NDArray[np.int64]:
    return first + (count - 1 - index if flip else index)


def _blend(lower: NDArray[Any], upper: NDArray[Any], weight: NDArray[np.float32] | np.float32) -> NDArray[np.float32]:
    blended: NDArray[np.float32] = np.subtract(upper, lower, dtype=np.float32)
    blended *= weight
    blended += lower
    return blended


def _take(plane: NDArray[Any], index: slice | NDArray[np.int64], axis: int) -> NDArray[Any]:
    if isinstance(index, slice):
        return plane[index] if axis == 0 else plane[:, index]
    return plane.take(index, axis)


def _run(index: NDArray[np.int64]) -> slice | NDArray[np.int64]:
    """Return a slice where the voxels follow each other: it takes a view, not a copy."""
    first, step = int(index[0]), int(index[-1] >= index[0]) * 2 - 1
    if (np.diff(index) != step).any():
        return index
    stop = first + step * len(index)
    return slice(first, stop if stop >= 0 else None, step)
