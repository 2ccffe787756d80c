"""Cleaning of masks: largest component, holes. In and out: bool [y, x], 4-connected.

Everything happens in the box around the mask: a segment seldom fills its image.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Box = tuple[slice, slice]


def box_of(mask: NDArray[np.bool_]) -> Box:
    """Return the rows and columns that hold a mask; an empty mask has an empty box."""
    rows, columns = (np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return slice(0, 0), slice(0, 0)
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def largest_component(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Keep the largest connected component; of equal ones the first in row order; an empty mask stays empty."""
    box = box_of(mask)
    labels, count = ndimage.label(mask[box])
    if count < 2:
        return mask
    sizes = np.bincount(labels.ravel())[1:]
    kept = np.zeros_like(mask)
    kept[box] = labels == int(sizes.argmax()) + 1
    return kept


def fill_holes(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Fill what the mask encloses: background that no path of 4-neighbours leads out of."""
    box = box_of(mask)
    labels, count = ndimage.label(~np.pad(mask[box], 1))  # the rim joins all that is outside: its first label
    if count < 2:
        return mask
    filled = mask.copy()
    filled[box] |= labels[1:-1, 1:-1] > 1
    return filled
