"""What a hospital sends, as files whose identity is a mark that is exchanged: radiographs and CTs.

A radiograph is RG1 of pydicom-data, made 2000 x 2000 of 16 bits with noise, compressed by dcmtk's dcmcjpeg: JPEG
Lossless, first-order prediction. A CT is the drawn trunk of `lane_data`, 200 slices of 512 x 512, not compressed. Every
UID and Patient ID holds the mark, so a new study is the same bytes with another number.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
from pydicom import dcmread
from pydicom.dataset import FileDataset
from pydicom.uid import JPEGLosslessSV1

from lane_data import ct_slices, ct_values
from support.radiographs import real, with_meta
from support.validators import require
from support.volumes import encoded

SIDE, SLICES = 2000, 200
VARIANTS = 4  # pictures that differ
_ROOT = "1.2.826.0.1.3680043.10.1338.9."
_MARK = "90000000"
Files = list[bytes]


def radiographs(folder: Path | None) -> list[Files]:
    """Return studies of one radiograph each, compressed by dcmtk in a folder; None: by imagecodecs, which is here."""
    images = [_radiograph(number) for number in range(VARIANTS)]
    if folder is None:
        return [[_bytes(encoded(image, JPEGLosslessSV1))] for image in images]
    return [[_compressed(image, folder)] for image in images]


def scan() -> Files:
    """Return a study of one CT."""
    images = ct_slices(ct_values()[:SLICES])
    images.sort(key=lambda image: float(image.ImagePositionPatient[2]))
    for number, image in enumerate(images):
        image.FrameOfReferenceUID = f"{_ROOT}{_MARK}.3"
        _name(image, f"2.{100 + number}")
    return [_bytes(image) for image in images]


def numbered(files: Files, number: int) -> Iterator[bytes]:
    """Yield the files of a study of its own."""
    for content in files:
        yield content.replace(_MARK.encode(), _digits(number).encode())


def study_of(number: int) -> str:
    """Return its Study Instance UID."""
    return f"{_ROOT}{_digits(number)}.0"


def _digits(number: int) -> str:
    return f"{10 ** (len(_MARK) - 1) + number}"


def _radiograph(number: int) -> FileDataset:
    image = dcmread(real("RG1_UNCI.dcm"))
    picture = image.pixel_array
    rows, columns = (SIDE - length for length in picture.shape)
    picture = np.pad(picture, ((rows // 2, rows - rows // 2), (columns // 2, columns - columns // 2)), mode="edge")
    noise = np.random.default_rng(number).integers(-40, 41, picture.shape)
    scaled = picture.astype(np.int64) * 65535 // int(picture.max()) + noise
    image.PixelData = np.clip(scaled, 0, 65535).astype(np.uint16).tobytes()
    image.Rows, image.Columns, image.BitsAllocated, image.BitsStored, image.HighBit = SIDE, SIDE, 16, 16, 15
    for keyword in ("WindowCenter", "WindowWidth", "SmallestImagePixelValue", "LargestImagePixelValue"):
        if keyword in image:
            delattr(image, keyword)
    image.ReferringPhysicianName = "Ward^"
    return _name(with_meta(image), "2.100")


def _name(image: FileDataset, instance: str) -> FileDataset:
    image.PatientID = f"P{_MARK}"
    image.StudyInstanceUID, image.SeriesInstanceUID = f"{_ROOT}{_MARK}.0", f"{_ROOT}{_MARK}.1"
    image.SOPInstanceUID = image.file_meta.MediaStorageSOPInstanceUID = f"{_ROOT}{_MARK}.{instance}"
    return image


def _compressed(image: FileDataset, folder: Path) -> bytes:
    plain, made = folder / "plain.dcm", folder / "made.dcm"
    plain.write_bytes(_bytes(image))
    subprocess.run([require("dcmcjpeg"), "+e1", plain, made], check=True)
    found = dcmread(made)
    assert found.file_meta.TransferSyntaxUID == JPEGLosslessSV1
    assert found.SOPInstanceUID == image.SOPInstanceUID
    return made.read_bytes()


def _bytes(image: FileDataset) -> bytes:
    buffer = BytesIO()
    image.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()
