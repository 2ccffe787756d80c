"""Which pixels are no image. Reference: PS3.3 section C.7.5.1.1.2."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.attribute import integer


def padding_mask(stored: NDArray[Any], dataset: Dataset) -> NDArray[np.bool_] | None:
    """Mark the pixels between Pixel Padding Value and Pixel Padding Range Limit, both included.

    Parameters
    ----------
    stored : integers [y, x]
        Stored values.
    dataset : pydicom.Dataset
        Header.

    Returns
    -------
    bool [y, x] or None
        None where the header names no padding or no pixel has it.
    """
    value = _stored_number(integer(dataset, "PixelPaddingValue"), stored)
    if value is None:
        return None
    limit = _stored_number(integer(dataset, "PixelPaddingRangeLimit"), stored)
    low, high = sorted((value, value if limit is None else limit))
    mask = (stored >= low) & (stored <= high)
    return mask if bool(mask.any()) else None


def _stored_number(value: int | None, stored: NDArray[Any]) -> int | None:
    """The padding value in the pixels' own signedness: its VR may have been guessed wrong (PS3.5 section A.1)."""
    if value is None:
        return None
    if stored.dtype.kind == "i" and value > np.iinfo(stored.dtype).max:
        return value - (1 << 8 * stored.dtype.itemsize)
    if stored.dtype.kind == "u" and value < 0:
        return value + (1 << 8 * stored.dtype.itemsize)
    return value
