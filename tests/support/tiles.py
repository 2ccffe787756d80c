"""Volumes and networks for the tests of tiling, and the plain way to do the same."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from radlane.inference.tiling import Predict, read_from, slide
from radlane.inference.weights import gaussian_weights
from radlane.inference.windows import Windows

CHANNELS = 2
GOLDEN_FILE = Path(__file__).with_name("monai_tiling.npz")


@dataclass(frozen=True, kw_only=True)
class Golden:
    """A case of the golden file, which bench/tiling_golden.py wrote with MONAI 1.6.1 and torch 2.13.0."""

    volume: tuple[int, int, int]
    roi: tuple[int, int, int]
    overlap: float
    pad: float = 0.0


GOLDEN = (
    Golden(volume=(20, 13, 9), roi=(8, 6, 5), overlap=0.5),  # odd sizes
    Golden(volume=(17, 12, 12), roi=(7, 5, 4), overlap=0.25),  # windows with an odd side
    Golden(volume=(6, 11, 3), roi=(9, 6, 8), overlap=0.5, pad=-1.0),  # smaller than a window on two axes
    Golden(volume=(8, 6, 10), roi=(8, 6, 10), overlap=0.25),  # one window
    Golden(volume=(9, 8, 7), roi=(3, 4, 4), overlap=0.9),  # a step of less than a voxel counts as one
    Golden(volume=(10, 8, 8), roi=(4, 4, 4), overlap=0.0),  # no overlap, the last window moved back
    Golden(volume=(5, 4, 3), roi=(2, 1, 1), overlap=0.5),  # windows without a middle
)


def volume_of(shape: tuple[int, int, int]) -> NDArray[np.float32]:
    """Values of -0.5 to 0.5 in an order that repeats nowhere near, float32 [z, y, x]."""
    numbers = np.arange(np.prod(shape), dtype=np.int64) * 7919 % 1009 - 504
    return (numbers.reshape(shape) / 1009).astype(np.float32)


def by_place(patches: NDArray[np.float32]) -> NDArray[np.float32]:
    """A network whose answer depends on the place in the window, as real ones' do at their borders."""
    shape = patches.shape[2:]
    ramp = (np.arange(np.prod(shape), dtype=np.float32) / np.float32(np.prod(shape))).reshape(shape)
    return np.concatenate([patches[:, :1] * ramp, ramp - patches[:, :1]], axis=1)


def stitched(
    windows: Windows, volume: NDArray[np.generic], predict: Predict = by_place, *, batch: int = 1, pad: float = 0.0
) -> NDArray[np.float32]:
    """All slabs side by side, float32 [C, z, y, x]."""
    found = np.full((CHANNELS, *windows.volume), np.nan, np.float32)
    parts = []
    for slab in slide(windows, read_from(volume), predict, channels=(1, CHANNELS), batch=batch, pad=pad):
        part = found[(slice(None), *slab.part)]
        assert np.isnan(part).all()  # nothing twice
        part[...] = slab.values
        parts.append((slab.z, slab.y))
    assert not np.isnan(found).any()  # no gap
    assert parts == sorted(parts)
    return found


def stitched_plainly(windows: Windows, volume: NDArray[np.float32], pad: float = 0.0) -> NDArray[np.float64]:
    """The same with full maps, in float64, and the windows in the opposite order."""
    sizes = zip(windows.volume, windows.roi, strict=True)
    rest = [max(side - size, 0) for size, side in sizes]
    padded = np.pad(volume, [(gap // 2, gap - gap // 2) for gap in rest], constant_values=pad)
    weights = gaussian_weights(windows.roi).astype(np.float64)
    sums, totals = np.zeros((CHANNELS, *padded.shape)), np.zeros(padded.shape)
    for start in reversed(list(windows)):
        part = tuple(slice(first, first + side) for first, side in zip(start, windows.roi, strict=True))
        sums[(..., *part)] += by_place(padded[part][None, None])[0] * weights
        totals[part] += weights
    kept = tuple(slice(gap // 2, gap // 2 + size) for gap, size in zip(rest, windows.volume, strict=True))
    return np.asarray((sums / totals)[(..., *kept)])
