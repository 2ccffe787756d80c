"""A synthetic chest radiograph to try radlane with: no patient, drawn by the generator of the model cxr-lungs.

`chest.py FOLDER` writes a DICOM file; `chest.py --orthanc URL --password-file FILE` stores it in an Orthanc as the
user `radlane`. It is the same image each time, so that storing it again changes nothing.
"""

from __future__ import annotations

import argparse
import base64
import sys
from io import BytesIO
from pathlib import Path
from urllib.request import Request, urlopen
from uuid import UUID

import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ComputedRadiographyImageStorage, ExplicitVRLittleEndian

from radlane.registry.catalogue import builtin_roots

SIZE = 512
SEED = 11
USER = "radlane"
_UIDS = UUID("6a1d6d9e-0f0c-8c1e-9b1e-7261646c616e")
_TIMEOUT_S = 30


def chest() -> Dataset:
    """Draw the image."""
    dataset = Dataset()
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.ImageType = ["DERIVED", "PRIMARY"]
    dataset.SOPClassUID = ComputedRadiographyImageStorage
    dataset.StudyInstanceUID, dataset.SeriesInstanceUID, dataset.SOPInstanceUID = (_uid(part) for part in range(3))
    dataset.StudyDate, dataset.StudyTime, dataset.ContentDate, dataset.ContentTime = (
        "20260101",
        "120000",
        "20260101",
        "120000",
    )
    dataset.Modality = "CR"
    dataset.Manufacturer = "radlane sample"
    dataset.DerivationDescription = "Drawn by a program, no patient"
    dataset.AccessionNumber, dataset.ReferringPhysicianName, dataset.StudyID = "SAMPLE1", "", "SAMPLE1"
    dataset.StudyDescription = "Synthetic chest radiograph"
    dataset.PatientName, dataset.PatientID = "Sample^Synthetic", "RADLANE-SAMPLE"
    dataset.PatientBirthDate, dataset.PatientSex = "", ""
    dataset.SeriesNumber, dataset.InstanceNumber = 1, 1
    dataset.BodyPartExamined, dataset.ViewPosition, dataset.PatientOrientation = "CHEST", "PA", ["L", "F"]
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.Rows = dataset.Columns = SIZE
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit, dataset.PixelRepresentation = 16, 12, 11, 0
    dataset.PixelData = _pixels()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    return dataset


def _pixels() -> bytes:
    """Draw, in 12 bits; the generator lies beside the model, and is no part of the package."""
    sys.path[:0] = [str(root / "cxr-lungs") for root in builtin_roots()]
    from phantom import radiograph  # only now it is on the path

    picture, _ = radiograph(SIZE, np.random.default_rng(SEED))
    return np.round(np.clip(picture, 0, 1) * 4095).astype("<u2").tobytes()


def _uid(part: int) -> str:
    return f"2.25.{_UIDS.int + part}"


def _store(url: str, password: str, content: bytes) -> None:
    token = base64.b64encode(f"{USER}:{password}".encode()).decode()
    headers = {"Authorization": f"Basic {token}", "Content-Type": "application/dicom"}
    with urlopen(Request(f"{url}/instances", content, headers), timeout=_TIMEOUT_S):  # noqa: S310 - of whoever calls it
        pass


def main() -> None:
    """Write the image, or store it."""
    parser = argparse.ArgumentParser(description="A synthetic chest radiograph to try radlane with.")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--orthanc", metavar="URL")
    parser.add_argument("--password-file", type=Path)
    arguments = parser.parse_args()
    buffer = BytesIO()
    chest().save_as(buffer, enforce_file_format=True)
    if arguments.folder is not None:
        (arguments.folder / "chest.dcm").write_bytes(buffer.getvalue())
    if arguments.orthanc is not None:
        _store(arguments.orthanc, arguments.password_file.read_text(encoding="utf-8").strip(), buffer.getvalue())


if __name__ == "__main__":
    main()
