"""One projection image in the units of its modality."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from radlane.domain.finding import Laterality
from radlane.domain.refs import InstanceRef


class Direction(StrEnum):
    """Anatomical direction (PS3.3 section C.7.6.1.1.1)."""

    L = "L"
    R = "R"
    A = "A"
    P = "P"
    H = "H"
    F = "F"


class SpacingPlane(StrEnum):
    """Where a spacing was measured (PS3.3 section 10.7.1.1)."""

    PATIENT = "patient"  # Pixel Spacing that is calibrated or corrected
    UNSTATED = "unstated"  # Pixel Spacing alone: nobody says whether it is calibrated or corrected
    DETECTOR = "detector"  # Imager Pixel Spacing only: magnification uncorrected


@dataclass(frozen=True, kw_only=True)
class Orientation:
    """Direction in which the column index (along a row) and the row index (down a column) grow.

    Patient Orientation (0020,0020) value 1 is `row`, value 2 is `column`; an upright frontal radiograph seen in
    the usual way is `row=L, column=F`.
    """

    row: Direction
    column: Direction


@dataclass(frozen=True, kw_only=True)
class Spacing:
    """Distance of pixel centres in mm: between rows, between columns; both above zero."""

    row_mm: float
    column_mm: float
    plane: SpacingPlane


@dataclass(frozen=True, kw_only=True)
class LinearWindow:
    """Window Center and Width with its VOI LUT Function (PS3.3 section C.11.2.1.2 and C.11.2.1.3)."""

    center: float
    width: float
    function: str  # LINEAR, LINEAR_EXACT or SIGMOID


@dataclass(frozen=True, kw_only=True)
class VoiLut:
    """VOI LUT table (PS3.3 section C.11.2.1.1).

    Attributes
    ----------
    first : float
        The input value that maps to the first entry; lower values map to it too.
    table : uint16 [n]
        Output values.
    bits : int
        Bits of an output value.
    """

    first: float
    table: NDArray[np.uint16]
    bits: int


@dataclass(frozen=True, kw_only=True)
class Image:
    """One frame of a projection radiograph, in the orientation in which it is stored.

    Attributes
    ----------
    ref : InstanceRef
        The instance it comes from.
    values : float32 [y, x]
        Stored values after the Modality LUT or Rescale, in the modality's units; polarity as stored.
    padding : bool [y, x] or None
        True where Pixel Padding Value (Range Limit) says there is no image; None where nothing is padded.
    monochrome1 : bool
        True where the lowest value is shown white (Photometric Interpretation MONOCHROME1).
    voi : LinearWindow, VoiLut or None
        The first VOI transformation of the header.
    orientation : Orientation or None
        None where Patient Orientation is absent, unusable or contradicted by another attribute.
    spacing : Spacing or None
        None where no spacing is usable.
    """

    ref: InstanceRef
    values: NDArray[np.float32]
    padding: NDArray[np.bool_] | None
    monochrome1: bool
    voi: LinearWindow | VoiLut | None
    orientation: Orientation | None
    spacing: Spacing | None


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One frame in colour, or grey as it is shown, in the orientation in which it is stored.

    Attributes
    ----------
    ref : InstanceRef
        The instance it comes from.
    values : float32 [y, x, 3], or [y, x, 1]
        Red, green and blue; of a grey image how bright it is. 0 to 1.
    spacing : Spacing or None
        None where no spacing is usable.
    laterality : Laterality or None
        The side that the image as a whole is of (an eye, an arm); None where it says none.
    """

    ref: InstanceRef
    values: NDArray[np.float32]
    spacing: Spacing | None
    laterality: Laterality | None
