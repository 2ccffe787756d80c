"""Planes: where a frame of a cut through the patient lies.

In: a frame, of a single-frame or a multi-frame image. Out: its plane, as its header or its functional groups say it.
Reference: PS3.3 sections C.7.6.2.1.1 (Image Position and Image Orientation), 10.7.1.3 (Pixel Spacing), C.7.6.16.2.1 to
C.7.6.16.2.4 (the same in functional groups).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom import uid
from pydicom.dataset import Dataset

from radlane.encode.reading import numbers, text
from radlane.encode.source_frame import SourceFrame

_THICKNESS_MM = (0.01, 1000.0)  # what a slice can be; others are slips
# Their frames are projections: a plane that the header gives one is that of a detector, and no cut through the patient.
_PROJECTIONS = frozenset(
    {
        uid.ComputedRadiographyImageStorage,
        uid.DigitalXRayImageStorageForPresentation,
        uid.DigitalXRayImageStorageForProcessing,
        uid.DigitalMammographyXRayImageStorageForPresentation,
        uid.DigitalMammographyXRayImageStorageForProcessing,
        uid.DigitalIntraOralXRayImageStorageForPresentation,
        uid.DigitalIntraOralXRayImageStorageForProcessing,
        uid.XRayAngiographicImageStorage,
        uid.EnhancedXAImageStorage,
        uid.XRayRadiofluoroscopicImageStorage,
        uid.EnhancedXRFImageStorage,
        uid.RTImageStorage,
    }
)


@dataclass(frozen=True, kw_only=True)
class PatientPlane:
    """A plane in the patient.

    Attributes
    ----------
    position : (float, float, float)
        Image Position (Patient): centre of the first pixel in mm, LPS.
    orientation : tuple of float
        Image Orientation (Patient): direction cosines of rows and columns, six numbers.
    spacing_mm : (float, float)
        Pixel Spacing: distance of pixel centres between rows, between columns; both above zero.
    thickness_mm : float or None
        Slice Thickness; None where it is not stated, or is not from 0.01 to 1000 mm.
    """

    position: tuple[float, float, float]
    orientation: tuple[float, ...]
    spacing_mm: tuple[float, float]
    thickness_mm: float | None


def read_plane(frame: SourceFrame) -> PatientPlane | None:
    """Return the plane of a frame; None where it has none, or is a projection."""
    single = frame.number is None
    header = frame.image
    position = numbers(header if single else frame.macro("PlanePositionSequence"), "ImagePositionPatient")
    orientation = numbers(header if single else frame.macro("PlaneOrientationSequence"), "ImageOrientationPatient")
    measures = header if single else frame.macro("PixelMeasuresSequence")
    spacing = numbers(measures, "PixelSpacing")
    usable = len(position) == 3 and len(orientation) == 6 and len(spacing) == 2 and min(spacing) > 0
    if not usable or text(header, "SOPClassUID") in _PROJECTIONS or not np.linalg.norm(_across(orientation)) > 0:
        return None
    return PatientPlane(
        position=(position[0], position[1], position[2]),
        orientation=orientation,
        spacing_mm=(spacing[0], spacing[1]),
        thickness_mm=_thickness_mm(measures),
    )


def normal(orientation: Sequence[float]) -> NDArray[np.float64]:
    """Return the unit normal of a plane: the cross product of the directions of its rows and columns."""
    across = _across(orientation)
    unit: NDArray[np.float64] = across / max(float(np.linalg.norm(across)), 1e-12)
    return unit


def _across(orientation: Sequence[float]) -> NDArray[np.float64]:
    """Return the cross product of two directions; numpy's own takes ten times as long for three numbers."""
    a, b, c, d, e, f = orientation
    return np.array((b * f - c * e, c * d - a * f, a * e - b * d))


def _thickness_mm(measures: Dataset) -> float | None:
    stated = numbers(measures, "SliceThickness")
    return stated[0] if len(stated) == 1 and _THICKNESS_MM[0] <= stated[0] <= _THICKNESS_MM[1] else None
