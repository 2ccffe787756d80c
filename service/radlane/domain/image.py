"""One projection image in the units of its modality."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

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
class Levels:
    """The different values of an image, and which one each pixel has.

    What an operation does to each pixel by itself it does once to each level: a radiograph has millions of pixels and
    some thousand levels.

    Attributes
    ----------
    codes : uint8, uint16 or int32 [y, x]
        Which level each pixel has: the bits of a stored value of up to 16 bits, otherwise a rank.
    present : int64 [n]
        The codes that occur, ascending.
    counts : int64 [n]
        Pixels of each.
    values : number [n]
        What each level is.
    padding : bool [n]
        Which levels are no image.
    """

    codes: NDArray[Any]
    present: NDArray[np.int64]
    counts: NDArray[np.int64]
    values: NDArray[Any]
    padding: NDArray[np.bool_]

    def table(self, values: NDArray[Any]) -> NDArray[Any]:
        """Something of each level, where its code finds it: of codes that do not occur 0."""
        small = self.codes.dtype.kind == "u"
        table = np.zeros(1 << 8 * self.codes.itemsize if small else len(values), values.dtype)
        table[self.present] = values
        return table

    def spread(self, values: NDArray[Any]) -> NDArray[Any]:
        """Something of each level, on the pixels [y, x]."""
        return self.table(values).take(self.codes)


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
    levels : Levels or None
        The same values and the same padding, level by level; None where nobody has looked for them.
    """

    ref: InstanceRef
    values: NDArray[np.float32]
    padding: NDArray[np.bool_] | None
    monochrome1: bool
    voi: LinearWindow | VoiLut | None
    orientation: Orientation | None
    spacing: Spacing | None
    levels: Levels | None = None


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
