"""Stored values -> values in the modality's units. Reference: PS3.3 section C.11.1."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.attribute import integer, items, numbers
from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.lut import read_lut

_LARGEST = 1e30  # what is subtracted, squared and summed stays far inside of float32


def to_modality(
    stored: NDArray[Any], padding: NDArray[np.bool_] | None, dataset: Dataset, uid: str
) -> NDArray[np.float32]:
    """Apply the Modality LUT, or Rescale Slope and Intercept; without either the stored values are the values.

    Parameters
    ----------
    stored : integers [y, x]
        Stored values.
    padding : bool [y, x] or None
        Which of them are no image.
    dataset : pydicom.Dataset
        Header.
    uid : str
        SOP Instance UID, for messages.

    Returns
    -------
    float32 [y, x]
        Values in the modality's units. Where the stored values of two pixels of the image differ, these do too, unless
        a Modality LUT makes them equal.

    Raises
    ------
    InputRefused
        `pixel-description-invalid` where the transformation is unusable, `pixel-depth-unsupported` where float32 would
        make different values equal.
    """
    sequence = items(dataset, "ModalityLUTSequence")
    if sequence == ():
        return _rescaled(stored, padding, dataset, uid)
    lut = read_lut(sequence[0], dataset, signed=stored.dtype.kind == "i") if sequence else None
    if lut is None:
        raise _invalid("The Modality LUT cannot be read", uid)
    index = np.clip(stored.astype(np.int64) - int(lut.first), 0, len(lut.table) - 1)
    return lut.table[index].astype(np.float32)


def reaches_below_zero(dataset: Dataset, uid: str) -> bool:
    """Whether values in the modality's units can be negative, by the header alone (PS3.3 section C.11.2.1.1)."""
    if items(dataset, "ModalityLUTSequence"):
        return False
    slope, intercept = rescale_factors(dataset, uid)
    bits = integer(dataset, "BitsStored") or 0
    signed = integer(dataset, "PixelRepresentation") == 1
    lowest, highest = (-(2.0 ** (bits - 1)), 2.0 ** (bits - 1) - 1) if signed else (0.0, 2.0**bits - 1)
    return min(slope * lowest, slope * highest) + intercept < 0


def _rescaled(
    stored: NDArray[Any], padding: NDArray[np.bool_] | None, dataset: Dataset, uid: str
) -> NDArray[np.float32]:
    slope, intercept = rescale_factors(dataset, uid)
    _require_size((int(stored.min()), int(stored.max())), slope, intercept, uid)
    image = stored if padding is None else stored[~padding]
    require_depth((int(image.min()), int(image.max())), slope, intercept, uid)
    if (slope, intercept) == (1, 0):
        return stored.astype(np.float32)
    return (stored * np.float64(slope) + intercept).astype(np.float32)


def require_depth(ends: tuple[float, float], slope: float, intercept: float, uid: str) -> None:
    """Require that float32 tells values apart that are stored between two ends.

    Raises
    ------
    InputRefused
        `pixel-depth-unsupported`; `pixel-description-invalid` where values are of no image's size.
    """
    _require_size(ends, slope, intercept, uid)
    if np.spacing(np.float32(_reach(ends, slope, intercept))) > abs(slope):
        raise InputRefused(
            ReasonCode.PIXEL_DEPTH_UNSUPPORTED,
            "The values need more than the 24 bits that are read: different ones would become equal",
            uid=uid,
        )


def _require_size(ends: tuple[float, float], slope: float, intercept: float, uid: str) -> None:
    if not _reach(ends, slope, intercept) <= _LARGEST:
        raise _invalid("Rescale Slope and Intercept lead to numbers that no image has", uid)


def _reach(ends: tuple[float, float], slope: float, intercept: float) -> float:
    """The largest magnitude of the values."""
    return max(abs(slope * end + intercept) for end in ends)


def rescale_factors(dataset: Dataset, uid: str) -> tuple[float, float]:
    """Read Rescale Slope and Intercept, 1 and 0 where they are absent.

    Raises
    ------
    InputRefused
        `pixel-description-invalid` where one is no number, or the slope is zero.
    """
    slope, intercept = (_factor(dataset, *item, uid) for item in (("RescaleSlope", 1.0), ("RescaleIntercept", 0.0)))
    if slope == 0:
        raise _invalid("Rescale Slope is zero", uid)
    return slope, intercept


def _factor(dataset: Dataset, keyword: str, default: float, uid: str) -> float:
    found = numbers(dataset, keyword)
    if found == ():
        return default
    if found is None or len(found) != 1:
        raise _invalid(f"{keyword} is no finite number", uid)
    return found[0]


def _invalid(text: str, uid: str) -> InputRefused:
    return InputRefused(ReasonCode.PIXEL_DESCRIPTION_INVALID, text, uid=uid)
