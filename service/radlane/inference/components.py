"""Cleaning of masks: largest component, holes. In and out: bool [y, x], 4-connected."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage


def largest_component(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Keep the largest connected component; of equal ones the first in row order; an empty mask stays empty."""
    labels, count = ndimage.label(mask)
    if count < 2:
        return mask
    sizes = np.bincount(labels.ravel())[1:]
    kept: NDArray[np.bool_] = labels == int(sizes.argmax()) + 1
    return kept


def fill_holes(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Fill what the mask encloses."""
    filled: NDArray[np.bool_] = ndimage.binary_fill_holes(mask)
    return filled
