"""Radiographs for tests: real ones from the package pydicom-data, small ones made here."""

from __future__ import annotations

from importlib.metadata import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import ComputedRadiographyImageStorage, ExplicitVRLittleEndian

STUDY = "1.2.826.0.1.3680043.10.1338.1"
SERIES = "1.2.826.0.1.3680043.10.1338.1.1"
INSTANCE = "1.2.826.0.1.3680043.10.1338.1.1.1"


def real(name: str) -> Path:
    """Path of a file of pydicom-data, for example RG1_UNCI.dcm."""
    return Path(str(next(file for file in files("pydicom-data") or [] if file.name == name).locate()))


def pattern(rows: int = 48, columns: int = 40, bits: int = 12) -> NDArray[np.uint16]:
    """An asymmetric picture, uint16 [y, x], that uses the whole range of `bits`."""
    y, x = np.mgrid[0:rows, 0:columns]
    picture = (3 * y + 7 * x + (x > columns // 3) * 50 + (y * x) % 11).astype(np.float64)
    picture = (picture - picture.min()) / (picture.max() - picture.min())
    return np.round(picture * (2**bits - 1)).astype(np.uint16)


def radiograph(pixels: NDArray[Any] | None = None, *, bits: int = 12, **attributes: Any) -> FileDataset:
    """A small CR image; keyword arguments set attributes by keyword, None deletes one.

    Native Explicit VR Little Endian, PatientOrientation L\\F, BodyPartExamined CHEST, ViewPosition PA, no spacing.
    """
    picture = pattern(bits=bits) if pixels is None else pixels
    allocated = 8 * picture.dtype.itemsize
    header = Dataset()
    header.SpecificCharacterSet = "ISO_IR 192"
    header.ImageType = ["ORIGINAL", "PRIMARY"]
    header.SOPClassUID = ComputedRadiographyImageStorage
    header.SOPInstanceUID = INSTANCE
    header.StudyInstanceUID = STUDY
    header.SeriesInstanceUID = SERIES
    header.StudyDate, header.StudyTime = "20240229", "235930"
    header.Modality = "CR"
    header.Manufacturer = "radlane tests"
    header.AccessionNumber = "A-1"
    header.ReferringPhysicianName = "Referrer^Rita"
    header.PatientName = "Test^Tess"
    header.PatientID = "T-1"
    header.IssuerOfPatientID = "radlane tests"
    header.PatientBirthDate = "19700101"
    header.PatientSex = "O"
    header.StudyID = "S1"
    header.SeriesNumber = 1
    header.InstanceNumber = 1
    header.BodyPartExamined = "CHEST"
    header.ViewPosition = "PA"
    header.PatientOrientation = ["L", "F"]
    header.SamplesPerPixel = 1
    header.PhotometricInterpretation = "MONOCHROME2"
    header.Rows, header.Columns = picture.shape
    header.BitsAllocated, header.BitsStored, header.HighBit = allocated, bits, bits - 1
    header.PixelRepresentation = int(picture.dtype.kind == "i")
    header.PixelData = picture.tobytes() + b"\x00" * (picture.nbytes % 2)
    header["PixelData"].VR = "OB" if allocated == 8 else "OW"
    for keyword, value in attributes.items():
        if value is None:
            del header[keyword]
        else:
            setattr(header, keyword, value)
    return with_meta(header)


def with_meta(header: Dataset, transfer_syntax: str = ExplicitVRLittleEndian) -> FileDataset:
    """The data set with its file meta information, ready to be saved."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = header.SOPClassUID
    meta.MediaStorageSOPInstanceUID = header.SOPInstanceUID
    meta.TransferSyntaxUID = transfer_syntax
    return FileDataset(None, header, file_meta=meta, preamble=b"\x00" * 128)  # type: ignore[arg-type]


def save(dataset: FileDataset, folder: Path, name: str = "image.dcm") -> Path:
    """Write a Part 10 file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    dataset.save_as(path, enforce_file_format=True)
    return path
