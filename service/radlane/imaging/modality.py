"""Stored values -> values in the modality's units. Reference: PS3.3 section C.11.1."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.lut import read_lut


def to_modality(stored: NDArray[Any], dataset: Dataset, uid: str) -> NDArray[np.float32]:
    """Apply the Modality LUT, or Rescale Slope and Intercept; without either the stored values are the values.

    Parameters
    ----------
    stored : integers [y, x]
        Stored values.
    dataset : pydicom.Dataset
        Header.
    uid : str
        SOP Instance UID, for messages.

    Returns
    -------
    float32 [y, x]
        Values in the modality's units.

    Raises
    ------
    InputRefused
        `pixel-description-invalid` where the transformation is unusable.
    """
    if dataset.get("ModalityLUTSequence"):
        lut = read_lut(dataset.ModalityLUTSequence[0], signed=stored.dtype.kind == "i")
        if lut is None:
            raise InputRefused(ReasonCode.PIXEL_DESCRIPTION_INVALID, "The Modality LUT cannot be read", uid=uid)
        index = np.clip(stored.astype(np.int64) - int(lut.first), 0, len(lut.table) - 1)
        return lut.table[index].astype(np.float32)
    slope, intercept = (_factor(dataset, *item, uid) for item in (("RescaleSlope", 1.0), ("RescaleIntercept", 0.0)))
    if slope == 0:
        raise InputRefused(ReasonCode.PIXEL_DESCRIPTION_INVALID, "Rescale Slope is zero", uid=uid)
    return stored.astype(np.float32) * np.float32(slope) + np.float32(intercept)


def _factor(dataset: Dataset, keyword: str, default: float, uid: str) -> float:
    value: Any = dataset.get(keyword)
    if value is None:
        return default
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = float("nan")
    if not np.isfinite(number):
        raise InputRefused(ReasonCode.PIXEL_DESCRIPTION_INVALID, f"{keyword} is no finite number", uid=uid)
    return number
