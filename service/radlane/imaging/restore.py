"""The network's grid -> the source grid.

In: labels, each channel's values, or one number, on the network's grid, with the `VolumePlacement`. Out: uint8 or
float32 [z, y, x] on the source grid, 0 outside the box that the network was given. What was not stretched comes back
bit by bit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.domain.tensor import VolumePlacement
from radlane.imaging.resample import ReadPlane, Sampling, Samplings, sample_axis, sample_planes, take_planes

Decide = Callable[[NDArray[np.float32]], NDArray[np.uint8]]
"""Values of all channels, float32 [C, z, y, x], of a part of the source grid -> their labels, uint8 [z, y, x]."""


def labels_to_source(labels: NDArray[np.uint8], placement: VolumePlacement) -> NDArray[np.uint8]:
    """Bring labels back, each source voxel that of the nearest one.

    Parameters
    ----------
    labels : uint8 [z, y, x]
        On the network's grid.
    placement : VolumePlacement
        How the source was laid there.

    Returns
    -------
    uint8 [z, y, x]
        On the source grid.
    """
    restored = np.zeros(placement.source, np.uint8)
    planes = take_planes(_turned_back(labels, placement).__getitem__, _samplings(placement))
    for target, plane in zip(restored[placement.box.slices], planes, strict=True):
        target[...] = plane
    return restored


def maps_to_source_labels(
    maps: NDArray[np.float16 | np.float32], placement: VolumePlacement, decide: Decide
) -> NDArray[np.uint8]:
    """Bring each channel's values back by the manifest's interpolation, and decide there.

    Parameters
    ----------
    maps : float16 or float32 [C, z, y, x]
        On the network's grid.
    placement : VolumePlacement
        How the source was laid there.
    decide : Decide
        Called for each slice of the source: the values of all of them are never there at once.

    Returns
    -------
    uint8 [z, y, x]
        On the source grid.
    """
    planes = np.moveaxis(maps, 1 + placement.axes.index(0), 0)
    return planes_to_source_labels(planes.__getitem__, len(maps), placement, decide)


def planes_to_source_labels(
    read: ReadPlane, channels: int, placement: VolumePlacement, decide: Decide
) -> NDArray[np.uint8]:
    """Like `maps_to_source_labels`, with no more of the maps than is just looked at.

    Parameters
    ----------
    read : callable
        Index along the network's axis that runs along the source's slices -> float16 or float32 [C, ., .], the other
        two axes in the network's order. The indices ascend, but for the one before the highest so far, which may be
        asked for again.
    channels : int
        C.
    placement : VolumePlacement
        How the source was laid on the network's grid.
    decide : Decide
        Called for each slice of the source; from the last to the first where the network's axis runs against it.

    Returns
    -------
    uint8 [z, y, x]
        On the source grid.
    """
    along, rows, columns = _samplings(placement)
    restored = np.zeros(placement.source, np.uint8)
    targets = restored[placement.box.slices]
    if placement.flips[placement.axes.index(0)]:
        along, targets = along.part(slice(None, None, -1)), targets[::-1]
    swapped = placement.axes.index(1) > placement.axes.index(2)
    maps = [sample_planes(_reader(read, channel, swapped), (along, rows, columns)) for channel in range(channels)]
    for target, planes in zip(targets, zip(*maps, strict=True), strict=True):
        (target[...],) = decide(_stacked(planes)[:, None])
    return restored


def map_to_source(values: NDArray[np.float32], placement: VolumePlacement, outside: float = 0.0) -> NDArray[np.float32]:
    """Bring one number of each voxel back by the manifest's interpolation.

    Parameters
    ----------
    values : float32 [z, y, x]
        On the network's grid.
    placement : VolumePlacement
        How the source was laid there.
    outside : float
        What is said outside the box that the network was given.

    Returns
    -------
    float32 [z, y, x]
        On the source grid.
    """
    restored = np.full(placement.source, outside, np.float32)
    planes = sample_planes(_turned_back(values, placement).__getitem__, _samplings(placement))
    for target, plane in zip(restored[placement.box.slices], planes, strict=True):
        target[...] = plane
    return restored


def _reader(read: ReadPlane, channel: int, swapped: bool) -> ReadPlane:
    """Return a reader of one channel's planes in the source's order of axes."""

    def plane(index: int) -> NDArray[np.float32]:
        values: NDArray[np.floating] = read(index)[channel]
        return (values.T if swapped else values).astype(np.float32, order="C")

    return plane


def _stacked(planes: tuple[NDArray[np.float32], ...]) -> NDArray[np.float32]:
    """float32 [C, y, x], each plane in memory as it was: it is turned only when it is uint8."""
    if planes[0].flags.c_contiguous:
        return np.stack(planes)
    return np.stack([plane.T for plane in planes]).swapaxes(1, 2)


def _turned_back(values: NDArray[Any], placement: VolumePlacement) -> NDArray[Any]:
    """Return a view in the source's order of axes."""
    return values.transpose([placement.axes.index(axis) for axis in range(3)])


def _samplings(placement: VolumePlacement) -> Samplings:
    """Return where the source's voxels look on the network's grid."""

    def along(axis: int) -> Sampling:
        k = placement.axes.index(axis)
        sampling = sample_axis(placement.shape[k], placement.box.shape[axis], placement.interpolation)
        return sampling.part(slice(None, None, -1)) if placement.flips[k] else sampling

    return along(0), along(1), along(2)
