"""One slice: its header, and where its plane lies.

In: the header of an instance or a frame, hostile. Out: its plane in the patient's frame, or `geometry-invalid`.
Reference: PS3.3 sections C.7.6.2 (Image Plane) and 10.7.1.3 (Pixel Spacing). Slice Thickness, Spacing Between Slices,
Slice Location and Gantry/Detector Tilt are never read: positions alone say where slices are (of NM: `nuclear`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.attribute import numbers
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.errors import InputRefused

HEADER = (
    "SpecificCharacterSet", "AccessionNumber", "StudyID", "StudyDate", "StudyTime", "ReferringPhysicianName",
    "PatientName", "PatientBirthDate", "PatientSex", "ImageType", "SOPClassUID", "SOPInstanceUID", "Modality",
    "PatientID", "IssuerOfPatientID", "MultienergyCTAcquisition", "StudyInstanceUID", "SeriesInstanceUID",
    "ImagePositionPatient", "ImageOrientationPatient", "FrameOfReferenceUID", "SamplesPerPixel",
    "PhotometricInterpretation", "PixelPresentation", "NumberOfFrames", "Rows", "Columns", "PixelSpacing",
    "BitsAllocated", "BitsStored", "HighBit", "PixelRepresentation", "PixelPaddingValue", "PixelPaddingRangeLimit",
    "RescaleIntercept", "RescaleSlope", "RescaleType", "ModalityLUTSequence", "RealWorldValueMappingSequence", "Units",
)  # fmt: skip
"""What has to be read of each slice to put a stack together."""

_ROUNDING = 1e-3  # of a direction's components: three decimals, as in GDCM; what is further off is no direction
_FAR = 0.1  # of directions: some six degrees
_FARTHEST_MM = 1e5  # no scanner's frame of reference reaches so far
_SPACING_MM = (1e-3, 100.0)  # finer and coarser than any pixel of a scanner

Vector = NDArray[np.float64]
"""float64 [3]: x, y, z in mm or as a direction, LPS."""


@dataclass(frozen=True, kw_only=True)
class Slice:
    """One instance, or one frame of it, and the attributes `HEADER` of it; no Pixel Data.

    Attributes
    ----------
    number : int or None
        Number of the frame, from 1; None where the instance is no multi-frame one.
    """

    ref: InstanceRef
    header: Dataset
    number: int | None = None


@dataclass(frozen=True, kw_only=True)
class Plane:
    """Where a slice lies.

    Attributes
    ----------
    position : float64 [3]
        Centre of the first pixel, mm, LPS.
    row, column : float64 [3]
        Directions along a row (x of the array) and down a column (y of the array), unit length.
    spacing : float64 [2]
        Distance of rows (y) and of columns (x) in mm.
    """

    position: Vector
    row: Vector
    column: Vector
    spacing: NDArray[np.float64]


def directions_of(item: Slice) -> tuple[float, ...]:
    """Image Orientation (Patient) as it stands there; empty where it is absent or no numbers."""
    return numbers(item.header, "ImageOrientationPatient") or ()


def is_near(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two orientations may be one: by distance, as what is rounded apart may be the same."""
    return len(one) == len(other) and all(abs(a - b) <= _FAR for a, b in zip(one, other, strict=True))


def read_plane(item: Slice) -> Plane:
    """Read Image Position (Patient), Image Orientation (Patient) and Pixel Spacing.

    The directions may be off unit length and off a right angle by 1e-3, for their decimals were cut; they come back
    with unit length.

    Raises
    ------
    InputRefused
        `geometry-invalid`.
    """
    uid = item.ref.sop_instance_uid
    position = _vector(item.header, "ImagePositionPatient", 3, uid)
    spacing = _vector(item.header, "PixelSpacing", 2, uid)
    directions = _vector(item.header, "ImageOrientationPatient", 6, uid).reshape(2, 3)
    if np.abs(position).max() > _FARTHEST_MM:
        raise _invalid("Image Position (Patient) is farther away than any scanner reaches", uid)
    lowest, highest = _SPACING_MM
    if spacing.min() < lowest or spacing.max() > highest:
        raise _invalid("Pixel Spacing is none that a scanner has", uid)
    if np.abs(directions).max() > 1 + _ROUNDING:
        raise _invalid("Image Orientation (Patient) does not hold two directions", uid)
    lengths = np.linalg.norm(directions, axis=1)
    if np.abs(lengths - 1).max() > _ROUNDING or abs(directions[0] @ directions[1]) > _ROUNDING:
        raise _invalid("Image Orientation (Patient) does not hold two directions at right angles", uid)
    row, column = directions / lengths[:, np.newaxis]
    return Plane(position=position, row=row, column=column, spacing=spacing)


def _vector(header: Dataset, keyword: str, length: int, uid: str) -> NDArray[np.float64]:
    found = numbers(header, keyword)
    if found is None or len(found) != length:
        raise _invalid(f"{keyword} is absent or not {length} numbers", uid)
    return np.array(found)


def _invalid(text: str, uid: str) -> InputRefused:
    return InputRefused(ReasonCode.GEOMETRY_INVALID, text, uid=uid)
