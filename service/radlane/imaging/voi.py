"""Values in the modality's units -> what is shown, 0 to 1. Reference: PS3.3 section C.11.2.1."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.multival import MultiValue

from radlane.attribute import items, value
from radlane.domain.image import LinearWindow, VoiLut
from radlane.imaging.lut import read_lut
from radlane.imaging.reading import text

_LEAST_WIDTH = {"LINEAR": 1.0, "LINEAR_EXACT": 0.0, "SIGMOID": 0.0}


def read_voi(dataset: Dataset, *, signed: bool) -> LinearWindow | VoiLut | None:
    """Read the first VOI LUT or else the first window; None where the header has no usable one.

    Parameters
    ----------
    dataset : pydicom.Dataset
        Header.
    signed : bool
        Whether the values in the modality's units can be negative.
    """
    tables = items(dataset, "VOILUTSequence")
    lut = read_lut(tables[0], dataset, signed=signed) if tables else None
    if lut is not None:
        return lut
    center, width = (_first(value(dataset, keyword)) for keyword in ("WindowCenter", "WindowWidth"))
    function = text(dataset, "VOILUTFunction") or "LINEAR"
    if center is None or width is None or function not in _LEAST_WIDTH or width < _LEAST_WIDTH[function] or width <= 0:
        return None
    return LinearWindow(center=center, width=width, function=function)


def _first(found: object) -> float | None:
    single: Any = found[0] if isinstance(found, MultiValue | list) and len(found) else found
    try:
        number = float(single)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if np.isfinite(number) else None


def apply_voi(values: NDArray[np.float32], voi: LinearWindow | VoiLut) -> NDArray[np.float32]:
    """Apply a VOI transformation.

    Parameters
    ----------
    values : float32 [y, x]
        Values in the modality's units.
    voi : LinearWindow or VoiLut
        The transformation.

    Returns
    -------
    float32 [y, x]
        0 to 1.
    """
    with np.errstate(over="ignore"):  # a window that is far away: what is clipped may be infinite
        shown = _shown(values.astype(np.float64), voi).astype(np.float64, copy=False)
    return np.clip(shown, 0, 1, out=shown).astype(np.float32)


def _shown(values: NDArray[np.float64], voi: LinearWindow | VoiLut) -> NDArray[Any]:
    """What the transformation gives of values that nobody else needs, before it is cut off at 0 and 1."""
    shown: NDArray[Any]
    if isinstance(voi, VoiLut):
        index = np.clip(np.rint(values - voi.first), 0, len(voi.table) - 1).astype(np.int64)
        shown = voi.table[index] / (2.0**voi.bits - 1)
    elif voi.function == "SIGMOID":
        shown = 1 / (1 + np.exp(np.clip(-4 * (values - voi.center) / voi.width, -60, 60)))
    elif voi.function == "LINEAR_EXACT":
        shown = _line(values, voi.center, voi.width)
    elif voi.width == 1:
        shown = values > voi.center - 0.5
    else:
        shown = _line(values, voi.center - 0.5, voi.width - 1)
    return shown


def _line(values: NDArray[np.float64], center: float, width: float) -> NDArray[np.float64]:
    """Subtract, divide and shift, all in place: fresh memory takes longer to come by than to count in."""
    values -= center
    values /= width
    values += 0.5
    return values
