"""Small CT and MR series, made here: headers of slices in the order of the volume.

In: a kind of stack. Out: single-frame data sets with Pixel Data, in volume order (z grows along the normal).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileDataset
from pydicom.uid import CTImageStorage, MRImageStorage

from radlane.domain.refs import InstanceRef
from radlane.domain.volume import Grid, Volume
from support.radiographs import STUDY, with_meta

SERIES = "1.2.826.0.1.3680043.10.1338.1.2"
FRAME_OF_REFERENCE = "1.2.826.0.1.3680043.10.1338.1.9"
AXIAL = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


@dataclass(frozen=True, kw_only=True)
class Stack:
    """A regular stack.

    Attributes
    ----------
    orientation : tuple of float
        Image Orientation (Patient).
    step : tuple of float
        From one slice's position to the next one's, mm, LPS; not along the normal where the gantry was tilted.
    spacing : tuple of float
        Pixel Spacing.
    """

    modality: str = "CT"
    shape: tuple[int, int, int] = (6, 20, 24)
    orientation: tuple[float, ...] = AXIAL
    step: tuple[float, float, float] = (0.0, 0.0, 2.5)
    origin: tuple[float, float, float] = (-90.0, -110.0, 35.5)
    spacing: tuple[float, float] = (0.7, 0.9)

    @property
    def voxel_ml(self) -> float:
        """Volume of a voxel: of the parallelepiped of its three edges, in mL."""
        along = np.cross(self.orientation[:3], self.orientation[3:]) @ np.array(self.step)
        return float(self.spacing[0] * self.spacing[1] * abs(along)) / 1000


def _turned(yaw: float, pitch: float) -> tuple[float, ...]:
    """Direction cosines of an axial plane turned about z, then about x, as 16 characters say them."""
    c, s, d, e = np.cos(yaw), np.sin(yaw), np.cos(pitch), np.sin(pitch)
    return tuple(round(float(number), 12) for number in (c, s, 0.0, -s * d, c * d, e))


_OBLIQUE = _turned(0.3, 0.45)
CT = Stack()
MR = Stack(
    modality="MR",
    shape=(7, 18, 22),
    orientation=_OBLIQUE,
    step=tuple(float(n) for n in 3.3 * np.cross(_OBLIQUE[:3], _OBLIQUE[3:])),  # type: ignore[arg-type]
    spacing=(1.1, 1.1),
)
# Slices stay axial in their own coordinates; the table moves obliquely to them (15 degrees).
TILTED = Stack(orientation=(1.0, 0.0, 0.0, 0.0, 0.965925826289, -0.258819045103), step=(0.0, 0.0, 3.0))
# Less than what highdicom takes for straight.
HARDLY_TILTED = Stack(step=(0.0, 0.08, 2.5))


def slices(stack: Stack = CT, values: NDArray[np.int16] | None = None, **attributes: Any) -> list[FileDataset]:
    """The slices of a stack with HU-like stored values, int16 [z, y, x]; keywords set attributes, None deletes."""
    pixels = np.zeros(stack.shape, np.int16) if values is None else values
    return [_slice(stack, z, pixels[z], attributes) for z in range(stack.shape[0])]


def _slice(stack: Stack, z: int, pixels: NDArray[np.int16], attributes: dict[str, Any]) -> FileDataset:
    header = Dataset()
    header.SpecificCharacterSet = "ISO_IR 192"
    header.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL" if stack.modality == "CT" else "OTHER"]
    header.SOPClassUID = CTImageStorage if stack.modality == "CT" else MRImageStorage
    header.StudyInstanceUID, header.SeriesInstanceUID = STUDY, SERIES
    header.SOPInstanceUID = f"{SERIES}.{z + 1}"
    header.StudyDate, header.StudyTime = "20240229", "235930"
    header.Modality = stack.modality
    header.Manufacturer = "radlane tests"
    header.AccessionNumber = "A-1"
    header.ReferringPhysicianName = "Referrer^Rita"
    header.PatientName = "Müller^Łucja"
    header.PatientID = "T-1"
    header.IssuerOfPatientID = "radlane tests"
    header.PatientBirthDate, header.PatientSex = "19700101", "O"
    header.StudyID = "S1"
    header.SeriesNumber, header.InstanceNumber = 2, z + 1
    header.BodyPartExamined = "CHEST" if stack.modality == "CT" else "BRAIN"
    header.PatientPosition = "HFS"
    header.FrameOfReferenceUID = FRAME_OF_REFERENCE
    header.PositionReferenceIndicator = None
    position = np.array(stack.origin) + z * np.array(stack.step)
    header.ImagePositionPatient = [f"{number:.10g}" for number in position]
    header.ImageOrientationPatient = [f"{number:.12f}"[:16] for number in stack.orientation]
    header.PixelSpacing = list(stack.spacing)
    header.SliceThickness = 2
    if stack.modality == "CT":
        header.RescaleIntercept, header.RescaleSlope, header.RescaleType = 0, 1, "HU"
        header.KVP = 120
    _put_pixels(header, pixels)
    for keyword, value in attributes.items():
        if value is None:
            del header[keyword]
        else:
            setattr(header, keyword, value)
    return with_meta(header)


def _put_pixels(header: Dataset, pixels: NDArray[np.int16]) -> None:
    header.SamplesPerPixel, header.PhotometricInterpretation = 1, "MONOCHROME2"
    header.Rows, header.Columns = pixels.shape
    header.BitsAllocated = header.BitsStored = 16
    header.HighBit, header.PixelRepresentation = 15, 1
    header.PixelData = pixels.astype("<i2").tobytes()
    header["PixelData"].VR = "OW"


def volume(stack: Stack = CT, values: NDArray[np.int16] | None = None, **changes: Any) -> Volume:
    """The volume that the slices of a stack make; keywords replace its attributes."""
    row, column = np.array(stack.orientation[:3]), np.array(stack.orientation[3:])
    affine = np.eye(4)
    affine[:3, 0], affine[:3, 1], affine[:3, 2] = stack.step, column * stack.spacing[0], row * stack.spacing[1]
    affine[:3, 3] = stack.origin
    made = Volume(
        refs=tuple(
            InstanceRef(
                study_instance_uid=STUDY,
                series_instance_uid=SERIES,
                sop_instance_uid=f"{SERIES}.{z + 1}",
                sop_class_uid=CTImageStorage if stack.modality == "CT" else MRImageStorage,
            )
            for z in range(stack.shape[0])
        ),
        frame_of_reference_uid=FRAME_OF_REFERENCE,
        values=np.zeros(stack.shape, np.int16) if values is None else values,
        slope=1.0,
        intercept=0.0,
        padding=None,
        grid=Grid(shape=stack.shape, affine=affine),
        tilt_degrees=0.0,
    )
    return replace(made, **changes)
