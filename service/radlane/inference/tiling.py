"""A network that sees a part of a volume at a time, over all of it (sliding window).

In: `Windows`, a reader of patches, the network as a callable. Out: `Slab` by `Slab`, the averaged outputs. Only the
planes that later windows still touch are held: channels x window depth x the volume's planes, never the whole volume.
The results are those of MONAI's `sliding_window_inference` with mode gaussian and padding mode constant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from radlane.errors import InferenceFailed, ModelMismatch
from radlane.inference.weights import WeightSums, gaussian_weights
from radlane.inference.windows import Slices, Triple, Windows

Read = Callable[[Slices, NDArray[np.float32]], None]
"""Fill float32 [c, z, y, x] with this part of the volume."""

Predict = Callable[[NDArray[np.float32]], NDArray[np.float32]]
"""Patches, float32 [n, c, z, y, x] -> raw outputs, float32 [n, C, z, y, x], which are read before the next call."""


@dataclass(frozen=True, kw_only=True)
class Slab:
    """Planes of the volume that no later window touches.

    Attributes
    ----------
    z : int
        The first plane.
    values : float32 [C, z, y, x]
        Averaged raw outputs; the next slab overwrites them.
    """

    z: int
    values: NDArray[np.float32]


def slide(
    windows: Windows, read: Read, predict: Predict, *, channels: tuple[int, int], batch: int = 1, pad: float = 0.0
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
    pad : float
        What lies around a volume that is smaller than a window.

    Yields
    ------
    Slab
        In ascending order without gaps, until the whole volume is covered.

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
    patches = np.full((min(batch, len(windows)), channels[0], *windows.roi), pad, np.float32)
    for start, values in _predictions(windows, read, predict, patches, channels[1]):
        if start[0] > rolling.first:
            yield rolling.finish(start[0])
            rolling.advance(start[0])
        rolling.add(start, values)
    yield rolling.finish(windows.padded[0])


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
    """Weighted sums of the planes that windows still touch."""

    def __init__(self, windows: Windows, channels: int) -> None:
        self.first = 0  # the plane of the padded grid that the sums begin with
        self._windows = windows
        self._weights = gaussian_weights(windows.roi)
        self._totals = WeightSums(windows, self._weights)
        self._sums = np.zeros((channels, windows.roi[0], *windows.padded[1:]), np.float32)
        self._weighted = np.empty_like(self._weights)

    def add(self, start: Triple, values: NDArray[np.float32]) -> None:
        """Add one window's output, float32 [C, z, y, x]."""
        _, y, x = start
        _, height, width = self._windows.roi
        window = self._sums[:, :, y : y + height, x : x + width]
        for sums, channel in zip(window, values, strict=True):
            np.multiply(channel, self._weights, out=self._weighted)
            sums += self._weighted

    def finish(self, end: int) -> Slab:
        """Average the planes before `end`, and cut the padding off."""
        for z in range(self.first, end):
            plane = self._sums[:, z - self.first]
            plane /= self._totals.plane(z)
            if not np.isfinite(plane).all():
                raise InferenceFailed("The network's averaged output is not finite")
        z_kept, y_kept, x_kept = self._windows.kept
        first, end = max(self.first, z_kept.start), min(end, z_kept.stop)
        planes = slice(first - self.first, end - self.first)
        return Slab(z=first - z_kept.start, values=self._sums[:, planes, y_kept, x_kept])

    def advance(self, first: int) -> None:
        """Begin with the plane `first`, and with zeros in the planes that are new."""
        gone, depth = first - self.first, self._sums.shape[1]
        for z in range(depth):  # plane by plane: to move overlapping parts at once, numpy would copy them first
            self._sums[:, z] = self._sums[:, z + gone] if z + gone < depth else 0
        self.first = first
