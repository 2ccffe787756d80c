"""Where the windows of a volume lie.

In: the sizes of a volume and of a window, the overlap. Out: `Windows`. The starts are those of MONAI's
`sliding_window_inference`, so that a network gives here what it gave its developer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

from radlane.errors import ModelMismatch

Triple = tuple[int, int, int]
Slices = tuple[slice, slice, slice]
Blend = Literal["gaussian", "constant"]


@dataclass(frozen=True, kw_only=True)
class Windows:
    """Windows over a volume: every combination of the starts of the three axes.

    Attributes
    ----------
    volume : (int, int, int)
        Voxels of the volume [z, y, x].
    roi : (int, int, int)
        Voxels of a window.
    before : (int, int, int)
        Voxels of padding before the volume, on axes where it is shorter than a window.
    starts : (tuple of int, tuple of int, tuple of int)
        First voxels of the windows, ascending, on the padded grid.
    blend : str
        How much each voxel of a window counts (`weights.window_weights`).
    """

    volume: Triple
    roi: Triple
    before: Triple
    starts: tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]
    blend: Blend = "gaussian"

    def __iter__(self) -> Iterator[Triple]:
        """First voxels of each window on the padded grid; x runs fastest, z slowest."""
        return product(*self.starts)

    def __len__(self) -> int:
        return len(self.starts[0]) * len(self.starts[1]) * len(self.starts[2])

    @property
    def padded(self) -> Triple:
        """Voxels of the volume and its padding."""
        return _each(max, self.volume, self.roi)

    @property
    def inside(self) -> Slices:
        """The part of a window that the volume fills: the same in every one, for a padded axis has one window."""
        return _slices(self.before, _each(min, self.volume, self.roi))

    @property
    def kept(self) -> Slices:
        """The part of the padded grid that is the volume."""
        return _slices(self.before, self.volume)

    def source(self, start: Triple) -> Slices:
        """The part of the volume that the window with this start shows; it lies `inside` the window."""
        return _slices(start, _each(min, self.volume, self.roi))


def lay_windows(volume: Triple, roi: Triple, overlap: float, blend: Blend = "gaussian") -> Windows:
    """Lay windows over a volume.

    They follow each other by the whole part of `roi * (1 - overlap)`, at least one voxel; the last one is moved back
    inside. A volume that is shorter than a window has one, in its middle; of an odd rest the larger part is behind.

    Parameters
    ----------
    volume, roi : (int, int, int)
        Voxels [z, y, x].
    overlap : float
        Share of a window that the next one covers again, from 0, below 1.
    blend : str
        As in `Windows`.

    Raises
    ------
    ModelMismatch
        If a side is shorter than one voxel or the overlap out of its range.
    """
    if min(*volume, *roi) < 1 or not 0 <= overlap < 1:
        raise ModelMismatch("The windows cannot be laid", why="a side is below 1 or the overlap not in 0 ... 1")
    z, y, x = (_starts(size, side, overlap) for size, side in zip(volume, roi, strict=True))
    before = _each(lambda size, side: max(side - size, 0) // 2, volume, roi)
    return Windows(volume=volume, roi=roi, before=before, starts=(z, y, x), blend=blend)


def _starts(size: int, side: int, overlap: float) -> tuple[int, ...]:
    step = max(int(side * (1 - overlap)), 1)
    last = max(size - side, 0)
    return (*range(0, last, step), last)


def _each(of: Callable[[int, int], int], first: Triple, second: Triple) -> Triple:
    z, y, x = (of(one, other) for one, other in zip(first, second, strict=True))
    return z, y, x


def _slices(start: Triple, size: Triple) -> Slices:
    z, y, x = (slice(first, first + length) for first, length in zip(start, size, strict=True))
    return z, y, x
