"""Distance of pixels of a projection image. Reference: PS3.3 section 10.7.1."""

from __future__ import annotations

import math

from pydicom import Dataset
from pydicom.multival import MultiValue

from radlane.domain.image import Spacing, SpacingPlane
from radlane.domain.reason import Reason, ReasonCode


def read_spacing(dataset: Dataset) -> tuple[Spacing | None, Reason | None]:
    """Read Pixel Spacing or Imager Pixel Spacing.

    Pixel Spacing counts as calibrated or corrected unless it only repeats Imager Pixel Spacing without a Pixel Spacing
    Calibration Type (PS3.3 section 10.7.1.3). A value of zero or less is unknown.

    Returns
    -------
    spacing : Spacing or None
        None where no spacing is usable.
    reason : Reason or None
        What a reader of a length or an area must know.
    """
    pixel, imager = _pair(dataset.get("PixelSpacing")), _pair(dataset.get("ImagerPixelSpacing"))
    calibrated = bool(dataset.get("PixelSpacingCalibrationType"))
    if pixel is not None and (pixel != imager or calibrated):
        return Spacing(row_mm=pixel[0], column_mm=pixel[1], plane=SpacingPlane.PATIENT), None
    if imager is not None:
        return Spacing(row_mm=imager[0], column_mm=imager[1], plane=SpacingPlane.DETECTOR), Reason(
            code=ReasonCode.SPACING_DETECTOR,
            text="Only the detector's pixel spacing is known: detector plane, magnification uncorrected",
        )
    return None, Reason(
        code=ReasonCode.SPACING_UNKNOWN, text="No usable pixel spacing: areas are stated in pixels, not in mm2"
    )


def _pair(value: object) -> tuple[float, float] | None:
    if not isinstance(value, MultiValue | list) or len(value) != 2:
        return None
    try:
        first, second = (float(number) for number in value)
    except ValueError:
        return None
    usable = all(math.isfinite(number) and number > 0 for number in (first, second))
    return (first, second) if usable else None
