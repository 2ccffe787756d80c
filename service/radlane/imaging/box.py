"""The box that a network is given: around a segment that another one found, or around what is not zero.

In: labels on the network's grid with the `VolumePlacement`, or a volume. Out: `Box` on the source grid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import floor

import numpy as np
from numpy.typing import NDArray

from radlane.domain.input import Crop
from radlane.domain.tensor import VolumePlacement
from radlane.domain.volume import Box, Shape3, Volume


def box_of(labels: NDArray[np.uint8], number: int, placement: VolumePlacement, crop: Crop) -> Box | None:
    """Find the box around a segment, with the manifest's margin.

    Along each axis of the network's grid: the first and the last slice of the segment, then, in source voxels, the
    middle between their edges, and their distance with both margins; both are rounded (half to even), and the two ends
    rounded down. The box ends at the volume.

    Parameters
    ----------
    labels : uint8 [z, y, x]
        On the network's grid.
    number : int
        The segment's.
    placement : VolumePlacement
        How the source was laid there.
    crop : Crop
        Margin, and share of a slice from which on it counts.

    Returns
    -------
    Box or None
        On the source grid; None where no slice of some axis counts.
    """
    starts, stops = [0, 0, 0], [0, 0, 0]
    for k, counts in enumerate(_counts(labels, number)):
        inside = np.flatnonzero(counts > crop.slice_share * (labels.size // labels.shape[k]))
        if not inside.size:
            return None
        axis = placement.axes[k]
        starts[axis], stops[axis] = _ends(int(inside[0]), int(inside[-1]) + 1, placement, k, crop.margin)
    return Box(start=(starts[0], starts[1], starts[2]), stop=(stops[0], stops[1], stops[2]))


def nonzero_box(volume: Volume) -> Box:
    """Find the smallest box outside of which every value is 0 in modality units, or padding; all of a volume of zeros.

    Reference: MIC-DKFZ/nnUNet, `nnunetv2/preprocessing/cropping/cropping.py`, `crop_to_nonzero`.
    """
    return box_around(nonzero_planes(volume), volume.grid.shape) or Box(start=(0, 0, 0), stop=volume.grid.shape)


def nonzero_planes(volume: Volume) -> Iterator[NDArray[np.bool_]]:
    """Yield bool [y, x] of each slice: where a value is neither 0 in modality units nor padding."""
    for plane in volume.values:
        seen = plane * np.float32(volume.slope) + np.float32(volume.intercept) != 0
        if volume.padding is not None:
            seen &= (plane < volume.padding[0]) | (plane > volume.padding[1])
        yield seen


def box_around(planes: Iterable[NDArray[np.bool_]], shape: Shape3) -> Box | None:
    """Find the smallest box around what is marked on the planes of a grid, in their order; None where nothing is."""
    along = [np.zeros(side, np.bool_) for side in shape]
    for z, seen in enumerate(planes):
        along[0][z] = seen.any()
        along[1] |= seen.any(axis=1)
        along[2] |= seen.any(axis=0)
    if not along[0].any():
        return None
    ends = [np.flatnonzero(places) for places in along]
    first, last = ([int(found[end]) for found in ends] for end in (0, -1))
    return Box(start=(first[0], first[1], first[2]), stop=(last[0] + 1, last[1] + 1, last[2] + 1))


def _ends(first: int, stop: int, placement: VolumePlacement, k: int, margin: float) -> tuple[int, int]:
    """Slices `first` to before `stop` of the network's axis -> voxels of the source's axis.

    In float32, factors in this order: so does the code that such boxes come from, and where a middle or a side lies
    half-way between two voxels the last bit decides.
    """
    axis, size = placement.axes[k], placement.shape[k]
    count, whole = placement.box.shape[axis], placement.source[axis]
    per_slice = np.float32(count) / np.float32(size)
    middle = float(np.round(per_slice * np.float32((first + stop) / 2)))
    side = float(np.round((1 + 2 * np.float32(margin)) * (per_slice * np.float32(stop - first))))
    before = whole - placement.box.stop[axis] if placement.flips[k] else placement.box.start[axis]
    low = min(max(0, before + floor(middle - side / 2)), whole - 1)
    high = min(whole, before + floor(middle + side / 2))
    high = max(high, low + 1)  # the segment is thinner than a voxel of the source
    return (whole - high, whole - low) if placement.flips[k] else (low, high)


def _counts(labels: NDArray[np.uint8], number: int) -> tuple[NDArray[np.int64], ...]:
    """Voxels of the segment in each slice along z, y and x."""
    along_z, along_y, along_x = (np.zeros(side, np.int64) for side in labels.shape)
    for z, plane in enumerate(labels):
        mask = plane == number
        along_y += np.count_nonzero(mask, axis=1)
        along_x += np.count_nonzero(mask, axis=0)
        along_z[z] = np.count_nonzero(mask)
    return along_z, along_y, along_x
