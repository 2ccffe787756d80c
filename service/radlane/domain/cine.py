"""Frames of one instance that follow each other in time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radlane.domain.finding import Laterality
from radlane.domain.image import Spacing
from radlane.domain.refs import InstanceRef


@dataclass(frozen=True, kw_only=True)
class Cine:
    """A clip of ultrasound, angiography or fluoroscopy, or any other run of frames without places in a patient.

    Attributes
    ----------
    ref : InstanceRef
        The instance it comes from.
    numbers : tuple of int
        Which of its frames `values` holds, from 1, growing.
    values : integers [t, y, x], or uint8 [t, y, x, 3]
        Stored values, as they came; in colour red, green and blue.
    bits : int
        Bits Stored; 8 in colour.
    slope, intercept : float
        `values * slope + intercept` is in the modality's units; 1 and 0 in colour.
    monochrome1 : bool
        True where the lowest value is shown white (Photometric Interpretation MONOCHROME1).
    times_s : float64 [t] or None
        Seconds from the first frame of the instance to each; None where nobody says.
    spacing : Spacing or None
        None where no spacing is usable.
    laterality : Laterality or None
        The side that the clip as a whole is of; None where it says none.
    """

    ref: InstanceRef
    numbers: tuple[int, ...]
    values: NDArray[np.integer]
    bits: int
    slope: float
    intercept: float
    monochrome1: bool
    times_s: NDArray[np.float64] | None
    spacing: Spacing | None
    laterality: Laterality | None
