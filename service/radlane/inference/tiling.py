"""A network that sees a part of a volume at a time, over all of it (sliding window).

In: `Windows`, a reader of patches, the network as a callable. Out: `Slab` by `Slab`, the averaged outputs. Only what
later windows still touch is held: the rows of a row of windows, and the planes that the next layer of windows shares
with this one; never the whole volume.
The results are those of MONAI's `sliding_window_inference` with mode gaussian or constant and padding mode constant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from radlane.errors import InferenceFailed, ModelMismatch
from radlane.inference.weights import WeightSums, window_weights
from radlane.inference.windows import Slices, Triple, Windows

Read = Callable[[Slices, NDArray[np.float32]], None]
"""Fill float32 [c, z, y, x] with this part of the volume."""

Predict = Callable[[NDArray[np.float32]], NDArray[np.float32]]
"""Patches, float32 [n, c, z, y, x] -> raw outputs, float32 [n, C, z, y, x], which are read before the next call."""


@dataclass(frozen=True, kw_only=True)
class Slab:
    """A block of whole rows that no later window touches.

    Attributes
    ----------
    z : int
        The first plane.
    values : float32 [C, z, y, x]
        Averaged raw outputs; the next slab overwrites them.
    y : int
        The first row.
    """

    z: int
    values: NDArray[np.float32]
    y: int = 0

    @property
    def part(self) -> tuple[slice, slice]:
        """Planes and rows of the volume."""
        _, planes, rows, _ = self.values.shape
        return slice(self.z, self.z + planes), slice(self.y, self.y + rows)


def slide(
    windows: Windows,
    read: Read,
    predict: Predict,
    *,
    channels: tuple[int, int],
    batch: int = 1,
    pad: float | np.unsignedinteger = 0.0,
) -> Iterator[Slab]:
    """Run a network over a volume.

    Parameters
    ----------
    windows : Windows
        From `lay_windows`.
    read : Read
        Called once for each window, in their order, with the part of the volume that it shows.
    predict : Predict
        The network. A deadline is its own: it raises when the time is up (`Session.bind`).
    channels : (int, int)
        Channels of the input and of the output.
    batch : int
        Windows in one run; the last run may have fewer.
    pad : float, or a code
        What lies around a volume that is smaller than a window; of codes it has the type that is read.

    Yields
    ------
    Slab
        Each voxel in one; the planes in ascending order, of the same planes the rows.

    Raises
    ------
    InferenceFailed
        If an output is not float32 [n, C, z, y, x] on the grid of the windows, or the averages are not finite.
    ModelMismatch
        If the batch or the channels are fewer than one.
    """
    if min(batch, *channels) < 1:
        raise ModelMismatch("The volume cannot be tiled", why="the batch or the channels are fewer than one")
    rolling = _Rolling(windows, channels[1])
    dtype = pad.dtype if isinstance(pad, np.unsignedinteger) else np.dtype(np.float32)
    patches = np.full((min(batch, len(windows)), channels[0], *windows.roi), pad, dtype)
    for start, values in _predictions(windows, read, predict, patches, channels[1]):
        if start[:2] != rolling.first:
            yield rolling.finish(start[:2])
            rolling.advance(start[:2])
        rolling.add(start[2], values)
    yield rolling.finish((windows.padded[0], 0))


def read_from(volume: NDArray[np.generic]) -> Read:
    """Return a reader of an array [z, y, x] or [c, z, y, x], which need not be float32."""

    def read(part: Slices, out: NDArray[np.float32]) -> None:
        out[...] = volume[(..., *part)]

    return read


def _predictions(
    windows: Windows, read: Read, predict: Predict, patches: NDArray[np.float32], channels: int
) -> Iterator[tuple[Triple, NDArray[np.float32]]]:
    """Start and raw output of each window; `patches` is filled again and again, but its padding stays."""
    filled = patches[(..., *windows.inside)]
    order = iter(windows)
    while starts := list(islice(order, len(patches))):
        for start, patch in zip(starts, filled, strict=False):  # the last batch may be smaller
            read(windows.source(start), patch)
        outputs = predict(patches[: len(starts)])
        if outputs.dtype != np.float32 or outputs.shape != (len(starts), channels, *windows.roi):
            shape = [len(starts), channels, *windows.roi]
            raise InferenceFailed("The network's output does not fit its windows", why=f"it is not float32 {shape}")
        yield from zip(starts, outputs, strict=True)


class _Rolling:
    """Weighted sums of the rows that windows still touch; windows are added to them in their order."""

    def __init__(self, windows: Windows, channels: int) -> None:
        self.first = (0, 0)  # the plane and the row of the padded grid that the sums begin with
        self._windows = windows
        self._weights = window_weights(windows)
        self._totals = WeightSums(windows, self._weights)
        _, height, width = windows.padded
        depth, rows, _ = windows.roi
        self._next = dict(pairwise((*windows.starts[0], windows.padded[0])))  # layer -> the one after it
        shared = max(first + depth - after for first, after in self._next.items())
        self._sums = np.zeros((channels, depth, rows, width), np.float32)
        # what earlier layers left in the planes of this one; where this one is done, what it leaves to the next
        self._left = np.zeros((channels, shared, height, width), np.float32)
        self._weighted = np.empty_like(self._weights)

    def add(self, x: int, values: NDArray[np.float32]) -> None:
        """Add one window's output, float32 [C, z, y, x], from the column `x`."""
        window = self._sums[..., x : x + self._windows.roi[2]]
        for sums, channel in zip(window, values, strict=True):
            np.multiply(channel, self._weights, out=self._weighted)
            sums += self._weighted

    def finish(self, start: tuple[int, int]) -> Slab:
        """Average what no window from `start` touches, cut the padding off, and keep what the next layer goes on with.

        `start` is a row of this layer, or the next layer.
        """
        (z, y), after = self.first, self._next[self.first[0]]
        rows = slice(y, start[1] if start[0] == z else y + self._windows.roi[1])
        done = self._sums[:, :, : rows.stop - y]
        for plane in range(after - z):
            done[:, plane] /= self._totals.plane(z + plane, rows)
            if not np.isfinite(done[:, plane]).all():
                raise InferenceFailed("The network's averaged output is not finite")
        shared = done.shape[1] - (after - z)
        self._left[:, :shared, rows] = done[:, after - z :]
        self._left[:, shared:, rows] = 0
        z_kept, y_kept, x_kept = self._windows.kept
        planes, lines = _meet(slice(z, after), z_kept), _meet(rows, y_kept)
        values = done[:, planes.start - z : planes.stop - z, lines.start - y : lines.stop - y, x_kept]
        return Slab(z=planes.start - z_kept.start, y=lines.start - y_kept.start, values=values)

    def advance(self, start: tuple[int, int]) -> None:
        """Begin with the plane and the row `start`, and with what earlier layers left where rows are new."""
        rows, shared = self._sums.shape[2], self._left.shape[1]
        gone = start[1] - self.first[1] if start[0] == self.first[0] else rows
        for y in range(rows):  # row by row: to move overlapping parts at once, numpy would copy them first
            if y + gone < rows:
                self._sums[:, :, y] = self._sums[:, :, y + gone]
            else:
                self._sums[:, :shared, y] = self._left[:, :, start[1] + y]
                self._sums[:, shared:, y] = 0
        self.first = start


def _meet(one: slice, other: slice) -> slice:
    return slice(max(one.start, other.start), min(one.stop, other.stop))
