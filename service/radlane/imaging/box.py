"""The box around a segment that a network found, for the next network.

In: labels on the network's grid with the `VolumePlacement`. Out: `Box` on the source grid.
"""

from __future__ import annotations

from math import floor

import numpy as np
from numpy.typing import NDArray

from radlane.domain.model import Crop
from radlane.domain.tensor import VolumePlacement
from radlane.domain.volume import Box


def box_of(labels: NDArray[np.uint8], number: int, placement: VolumePlacement, crop: Crop) -> Box | None:
    """Find the box around a segment, with the manifest's margin.

    Along each axis of the network's grid: the first and the last slice of the segment, then, in source voxels, the
    middle between their edges, and their distance with both margins; both are rounded (half to even), and the two ends
    rounded down. The box is never smaller than the segment, and ends at the volume.

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


def _ends(first: int, stop: int, placement: VolumePlacement, k: int, margin: float) -> tuple[int, int]:
    """Slices `first` to before `stop` of the network's axis -> voxels of the source's axis."""
    axis, size = placement.axes[k], placement.shape[k]
    count, whole = placement.box.shape[axis], placement.source[axis]
    per_slice = count / size
    middle = round(per_slice * (first + stop) / 2)
    side = round((1 + 2 * margin) * per_slice * (stop - first))
    low = min(floor(middle - side / 2), first * count // size)
    high = max(floor(middle + side / 2), -(-stop * count // size))
    before = whole - placement.box.stop[axis] if placement.flips[k] else placement.box.start[axis]
    low, high = max(0, before + low), min(whole, before + high)
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
