"""The manifest's intensity operations. In and out: float32 [y, x] on the source grid."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from radlane.domain.image import Image
from radlane.domain.input import ApplyVoi, ClipPercentile, Intensity, InvertMonochrome1, MinMax
from radlane.imaging.voi import apply_voi


def apply_intensity(image: Image, operations: Sequence[Intensity], pad: float) -> NDArray[np.float32]:
    """Run the operations in their order.

    Parameters
    ----------
    image : Image
        The radiograph; its padding is left out of every statistic.
    operations : sequence of Intensity
        From the manifest.
    pad : float
        Value of padded pixels afterwards.

    Returns
    -------
    float32 [y, x]
        What the network is trained to see, still on the source grid.
    """
    seen = None if image.padding is None else ~image.padding
    values = image.values
    for operation in operations:
        values = _apply(operation, image, values, seen)
    if seen is None:
        return values.astype(np.float32)
    return np.where(seen, values, np.float32(pad)).astype(np.float32)


def _apply(
    operation: Intensity, image: Image, values: NDArray[np.float32], seen: NDArray[np.bool_] | None
) -> NDArray[np.float32]:
    if isinstance(operation, ApplyVoi):
        return values if image.voi is None else apply_voi(values, image.voi)
    if isinstance(operation, InvertMonochrome1):
        return -values if image.monochrome1 else values
    inside = values.ravel() if seen is None else values[seen]
    if isinstance(operation, ClipPercentile):
        low, high = np.percentile(inside, [operation.lower, operation.upper])
        return np.clip(values, np.float32(low), np.float32(high))
    if isinstance(operation, MinMax):
        return _scaled(values, float(inside.min()), float(inside.max() - inside.min()))
    return _scaled(values, float(inside.mean(dtype=np.float64)), float(inside.std(dtype=np.float64)))


def _scaled(values: NDArray[np.float32], origin: float, scale: float) -> NDArray[np.float32]:
    """Subtract and divide; what has no spread becomes 0 instead of a division by zero."""
    if scale == 0:
        return np.zeros_like(values)
    return (values - np.float32(origin)) / np.float32(scale)
