"""The manifest's intensity operations on a radiograph.

In: an `Image`. Out: what each of its levels becomes, or each pixel [y, x], on the source grid.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from radlane.domain.image import Image, Levels
from radlane.domain.input import ApplyVoi, ClipPercentile, Intensity, InvertMonochrome1, MinMax
from radlane.imaging.levels import levels_of, moments, percentiles
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
    levels = levels_of(image)
    return levels.spread(map_levels(image, levels, operations, pad))


def map_levels(image: Image, levels: Levels, operations: Sequence[Intensity], pad: float) -> NDArray[np.float32]:
    """Run the operations on the levels of an image (`levels_of`), float32 [n]: each changes a pixel by its value."""
    values = levels.values
    for operation in operations:
        values = _apply(operation, image, values, levels)
    return np.where(levels.padding, np.float32(pad), values).astype(np.float32)


def _apply(operation: Intensity, image: Image, values: NDArray[np.float32], levels: Levels) -> NDArray[np.float32]:
    if isinstance(operation, ApplyVoi):
        return values if image.voi is None else apply_voi(values, image.voi)
    if isinstance(operation, InvertMonochrome1):
        return -values if image.monochrome1 else values
    inside, counts = values[~levels.padding], levels.counts[~levels.padding]
    if isinstance(operation, ClipPercentile):
        low, high = percentiles(inside, counts, (operation.lower, operation.upper))
        return np.clip(values, np.float32(low), np.float32(high))
    if isinstance(operation, MinMax):
        return _scaled(values, float(inside.min()), float(inside.max() - inside.min()))
    return _scaled(values, *moments(inside, counts))


def _scaled(values: NDArray[np.float32], origin: float, scale: float) -> NDArray[np.float32]:
    """Subtract and divide; what has no spread becomes 0 instead of a division by zero."""
    if scale == 0:
        return np.zeros_like(values)
    return (values - np.float32(origin)) / np.float32(scale)
