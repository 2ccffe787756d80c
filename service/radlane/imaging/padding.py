"""Which pixels are no image. Reference: PS3.3 section C.7.5.1.1.2."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.attribute import integer
from radlane.domain.input import Geometry, VolumeGeometry
from radlane.domain.volume import Volume


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
    found = padding_range(dataset, stored.dtype)
    if found is None:
        return None
    mask = (stored >= found[0]) & (stored <= found[1])
    return mask if bool(mask.any()) else None


def padding_range(dataset: Dataset, dtype: np.dtype[Any]) -> tuple[int, int] | None:
    """Return the lowest and the highest stored value that is padding; None where the header names none.

    Parameters
    ----------
    dataset : pydicom.Dataset
        Header.
    dtype : integer type
        Of the stored values.
    """
    value = _stored_number(integer(dataset, "PixelPaddingValue"), dtype)
    if value is None:
        return None
    limit = _stored_number(integer(dataset, "PixelPaddingRangeLimit"), dtype)
    low, high = sorted((value, value if limit is None else limit))
    return low, high


def as_wanted(volume: Volume, geometry: Geometry) -> Volume:
    """Return a volume as a network sees it: nothing in it is padding where the manifest wants what is stored."""
    stored = isinstance(geometry, VolumeGeometry) and geometry.padding == "as-stored"
    return replace(volume, padding=None) if stored else volume


def is_padding(values: NDArray[Any], padding: tuple[float, float]) -> NDArray[np.bool_]:
    """Mark the stored values in the closed range of the padding."""
    low, high = padding
    if values.dtype.kind in "iu":  # whole numbers are compared as what they are, not as float64
        low, high = ceil(low), floor(high)
    found: NDArray[np.bool_] = (values >= low) & (values <= high)
    return found


def lowest_value(volume: Volume) -> np.generic:
    """Return the stored value of the image that is lowest in modality units; 0 where all is padding."""
    lowest = volume.values.dtype.type(0)
    if volume.padding is None:
        return lowest
    pick = np.max if volume.slope < 0 else np.min
    found = [pick(seen) for plane in volume.values if (seen := plane[~is_padding(plane, volume.padding)]).size]
    return pick(np.array(found, volume.values.dtype)) if found else lowest


def _stored_number(value: int | None, dtype: np.dtype[Any]) -> int | None:
    """The padding value in the pixels' own signedness: its VR may have been guessed wrong (PS3.5 section A.1)."""
    if value is None:
        return None
    if dtype.kind == "i" and value > np.iinfo(dtype).max:
        return value - (1 << 8 * dtype.itemsize)
    if dtype.kind == "u" and value < 0:
        return value + (1 << 8 * dtype.itemsize)
    return value
