"""Distance of pixels of a projection image. Reference: PS3.3 section 10.7.1."""

from __future__ import annotations

import math

from pydicom import Dataset

from radlane.attribute import numbers
from radlane.domain.image import Spacing, SpacingPlane
from radlane.domain.reason import Reason, ReasonCode
from radlane.imaging.reading import text

_PLAUSIBLE_MM = (0.01, 5.0)  # finer than any detector, coarser than any picture of a body that is worth analysing
_ROUNDING = 1e-3  # the magnification of a patient is more
_CALIBRATIONS = frozenset({"GEOMETRY", "FIDUCIAL"})
_UNKNOWN = Reason(
    code=ReasonCode.SPACING_UNKNOWN, text="No usable pixel spacing: areas are stated in pixels, not in mm2"
)
_Pair = tuple[float, float]


def read_spacing(dataset: Dataset) -> tuple[Spacing | None, Reason | None]:
    """Read Pixel Spacing or Imager Pixel Spacing.

    Pixel Spacing is calibrated or corrected where a Pixel Spacing Calibration Type says so, or where it differs from
    the spacing of the detector (Imager Pixel Spacing) or of the film scanner (Nominal Scanned Pixel Spacing). Alone it
    says neither (PS3.3 section 10.7.1.1). A value that no radiograph has is unknown; so is one beside regions of
    ultrasound, which have scales of their own (section C.8.5.5).

    Returns
    -------
    spacing : Spacing or None
        None where no spacing is usable.
    reason : Reason or None
        What a reader of a length or an area must know.
    """
    if "SequenceOfUltrasoundRegions" in dataset:
        return None, _UNKNOWN
    pixel, imager = _pair(dataset, "PixelSpacing"), _pair(dataset, "ImagerPixelSpacing")
    raw = imager or _pair(dataset, "NominalScannedPixelSpacing")
    if pixel is not None and (_calibrated(dataset) or (raw is not None and not _same(pixel, raw))):
        return Spacing(row_mm=pixel[0], column_mm=pixel[1], plane=SpacingPlane.PATIENT), None
    if imager is not None:
        return Spacing(row_mm=imager[0], column_mm=imager[1], plane=SpacingPlane.DETECTOR), Reason(
            code=ReasonCode.SPACING_DETECTOR,
            text="Only the detector's pixel spacing is known: detector plane, magnification uncorrected",
        )
    if pixel is not None:
        return Spacing(row_mm=pixel[0], column_mm=pixel[1], plane=SpacingPlane.UNSTATED), Reason(
            code=ReasonCode.SPACING_UNCALIBRATED,
            text="The image does not say whether its pixel spacing is corrected for magnification",
        )
    return None, _UNKNOWN


def _calibrated(dataset: Dataset) -> bool:
    return text(dataset, "PixelSpacingCalibrationType") in _CALIBRATIONS


def _same(one: _Pair, other: _Pair) -> bool:
    return all(math.isclose(a, b, rel_tol=_ROUNDING) for a, b in zip(one, other, strict=True))


def _pair(dataset: Dataset, keyword: str) -> _Pair | None:
    found = numbers(dataset, keyword)
    if found is None or len(found) != 2:
        return None
    lowest, highest = _PLAUSIBLE_MM
    return (found[0], found[1]) if all(lowest <= number <= highest for number in found) else None
