"""The manifest's intensity operations on planes. In and out: float32 [plane, frame, y, x] on the network's grid."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from radlane.domain.input import Clip, ClipPercentile, Intensity, MinMax, Normalise, Scale, ZScore

Planes = NDArray[np.float32]


def apply_to_planes(planes: Planes, operations: Sequence[Intensity], filled: NDArray[np.bool_], pad: float) -> Planes:
    """Run the operations in their order.

    Parameters
    ----------
    planes : float32 [plane, frame, y, x]
        0 to 1.
    operations : sequence of Intensity
        From the manifest; statistics are those of all planes and frames together, without padding.
    filled : bool [y, x]
        Where the grid shows the picture.
    pad : float
        Value of the rest afterwards.

    Returns
    -------
    float32 [plane, frame, y, x]
        What the network is trained to see.
    """
    for operation in operations:
        planes = _apply(operation, planes, filled)
    return np.where(filled, planes, np.float32(pad)).astype(np.float32, copy=False)


def _apply(operation: Intensity, planes: Planes, filled: NDArray[np.bool_]) -> Planes:
    if isinstance(operation, Scale):
        return planes * np.float32(operation.factor) + np.float32(operation.offset)
    if isinstance(operation, Clip):
        return np.clip(planes, np.float32(operation.lower), np.float32(operation.upper))
    if isinstance(operation, Normalise):
        mean, std = (np.array(numbers, np.float32)[:, None, None, None] for numbers in (operation.mean, operation.std))
        return np.asarray((planes - mean) / std, np.float32)
    inside = planes[..., filled]
    if isinstance(operation, ClipPercentile):
        low, high = np.percentile(inside, [operation.lower, operation.upper])
        return np.clip(planes, np.float32(low), np.float32(high))
    if isinstance(operation, MinMax):
        return _scaled(planes, float(inside.min()), float(inside.max() - inside.min()))
    assert isinstance(operation, ZScore)  # the registry lets no other one pass
    return _scaled(planes, float(inside.mean(dtype=np.float64)), float(inside.std(dtype=np.float64)))


def _scaled(planes: Planes, origin: float, scale: float) -> Planes:
    """Subtract and divide; what has no spread becomes 0 instead of a division by zero."""
    if scale == 0:
        return np.zeros_like(planes)
    return (planes - np.float32(origin)) / np.float32(scale)
