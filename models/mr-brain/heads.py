"""Whole heads on T1-weighted MR, varied as scanners and patients vary, as DICOM studies for `radlane models fit-ood`.

usage: python heads.py FOLDER [--brainbrowser PACKAGE.tgz] [--variations 14] [--seed 11]

In: real heads of other packages, which are read here and never kept: `ch2` of Debian's mricron-data (the mean of 27
scans of one person) and, from the tarball that `npm pack brainbrowser@2.3.0` fetches, two scans of what seems to be one
other person (counted as one). Out: an MR study of each scan and of each variation; whose it is, its Patient ID says.

Varied is what nobody knows beforehand: a turn by up to 10 degrees about each axis, size by 8 to 10 %, place, field of
view (up to a fifth of the neck is cut off), contrast (gamma 0.75 to 1.35), a smooth bias field, slices of 1 to 3 mm
along any axis, blur up to 0.8 mm, and Rician noise up to 5 % of the brightest tissue.
"""

from __future__ import annotations

import argparse
import gzip
import json
import struct
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, MRImageStorage, generate_uid
from scipy import ndimage

CH2 = Path("/usr/share/mricron/templates/ch2.nii.gz")
SCANS = ("structural1", "structural2")
_MODELS = "package/examples/models"
_BRIGHTEST = 99.8  # percentile
_MOST = 3000  # of 12 bits

Voxels = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Head:
    """A scan: float32, axes towards the patient's right, front and head; about 1 mm between voxels."""

    patient: str
    name: str
    voxels: Voxels


def ch2() -> Head:
    """Read ch2 (NIfTI-1, axes as stored: towards the right, the front, the head)."""
    data = gzip.decompress(CH2.read_bytes())
    shape, (start,) = struct.unpack_from("<3h", data, 42), struct.unpack_from("<f", data, 108)
    voxels = np.frombuffer(data, np.uint8, int(np.prod(shape)), int(start)).reshape(shape, order="F")
    return Head(patient="ch2", name="ch2", voxels=voxels.astype(np.float32))


def brainbrowser(tarball: Path) -> Iterator[Head]:
    """Read the scans of BrainBrowser's examples: bytes in the header's order; axes come from right, head, front."""
    with tarfile.open(tarball) as archive:
        for name in SCANS:
            header = json.loads(_member(archive, f"{_MODELS}/{name}.mnc.header.gz"))
            order = header["order"]
            if order != ["xspace", "zspace", "yspace"] or any(header[axis]["step"] > 0 for axis in order):
                raise SystemExit(f"{name} has other axes than this script was written for")
            shape = [int(header[axis]["space_length"]) for axis in order]
            stored = np.frombuffer(_member(archive, f"{_MODELS}/{name}.mnc.raw.gz"), np.uint8).reshape(shape)
            voxels = stored.transpose(0, 2, 1)  # MINC counts x to the right, y to the front, z to the head
            yield Head(patient="brainbrowser", name=name, voxels=voxels[::-1, ::-1, ::-1].astype(np.float32))


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    if file is None:
        raise SystemExit(f"{name} is no file of the tarball")
    return gzip.decompress(file.read())


def vary(head: Voxels, rng: np.random.Generator) -> Voxels:
    """Return the head as another scanner and another position might have shown it; the brightest tissue is about 1."""
    values = head / np.percentile(head, _BRIGHTEST)
    if rng.random() < 0.5:
        values = values[:, :, round(rng.uniform(0, 0.22) * values.shape[2]) :]
    values = np.clip(_moved(values, rng), 0, None) ** rng.uniform(0.75, 1.35) * _bias(values.shape, rng)
    if rng.random() < 0.5:
        axis, step = int(rng.integers(3)), int(rng.integers(1, 4))
        thick = ndimage.uniform_filter1d(values, step, axis=axis)
        values = np.take(thick, range(0, thick.shape[axis], step), axis=axis)
    if rng.random() < 0.5:
        values = ndimage.gaussian_filter(values, rng.uniform(0, 0.8))
    sigma = rng.uniform(0, 0.05)
    real, imaginary = rng.normal(0, sigma, (2, *values.shape))
    return np.hypot(values + real, imaginary).astype(np.float32)


def _moved(values: Voxels, rng: np.random.Generator) -> Voxels:
    turned = np.eye(3)
    for axis, angle in enumerate(np.radians(rng.uniform(-10, 10, 3))):
        one, other = (axis + 1) % 3, (axis + 2) % 3
        step = np.eye(3)
        step[[one, one, other, other], [one, other, one, other]] = (
            np.cos(angle),
            -np.sin(angle),
            np.sin(angle),
            np.cos(angle),
        )
        turned = step @ turned
    matrix, middle = turned * rng.uniform(0.92, 1.1, 3), np.array(values.shape) / 2
    offset = middle - matrix @ middle + rng.uniform(-6, 6, 3)
    return np.asarray(ndimage.affine_transform(values, matrix, offset, order=1), np.float32)


def _bias(shape: tuple[int, ...], rng: np.random.Generator) -> Voxels:
    """A smooth gain, mostly within a third."""
    axes = np.meshgrid(*(np.linspace(-1, 1, side) for side in shape), indexing="ij", sparse=True)
    bent = sum(rng.normal(0, 0.15) * axis + rng.normal(0, 0.12) * axis**2 for axis in axes)
    return np.exp(np.asarray(bent, np.float32))


def write_study(voxels: Voxels, patient: str, name: str, folder: Path) -> None:
    """Write voxels [right, front, head] as axial MR slices; each voxel is said to be 1 mm wide."""
    folder.mkdir(parents=True)
    scaled = np.clip(voxels / np.percentile(voxels, _BRIGHTEST) * _MOST, 0, 4095).astype("<u2")
    slices = scaled.transpose(2, 1, 0)[:, ::-1, ::-1]  # columns to the left, rows to the back (LPS)
    for place, plane in enumerate(slices):
        _slice(plane, patient, name, place).save_as(folder / f"{place:03}.dcm", enforce_file_format=True)


def _slice(plane: NDArray[np.uint16], patient: str, name: str, place: int) -> FileDataset:
    header = Dataset()
    header.SpecificCharacterSet, header.ImageType = "ISO_IR 192", ["ORIGINAL", "PRIMARY", "OTHER"]
    header.SOPClassUID, header.SOPInstanceUID = MRImageStorage, generate_uid(entropy_srcs=[name, f" slice {place}"])
    for keyword in ("StudyInstanceUID", "SeriesInstanceUID", "FrameOfReferenceUID"):
        setattr(header, keyword, generate_uid(entropy_srcs=[name, keyword]))
    header.Modality, header.BodyPartExamined, header.PatientPosition = "MR", "HEAD", "HFS"
    header.StudyDate, header.StudyTime, header.StudyID, header.AccessionNumber = "20260101", "120000", "1", ""
    header.PatientName, header.PatientID, header.PatientBirthDate, header.PatientSex = "Head", patient, "19700101", "O"
    header.ReferringPhysicianName, header.Manufacturer = "", "radlane variations"
    header.SeriesNumber, header.InstanceNumber = 1, place + 1
    header.ImagePositionPatient, header.ImageOrientationPatient = [-90, -110, place - 90], [1, 0, 0, 0, 1, 0]
    header.PixelSpacing, header.SliceThickness, header.PositionReferenceIndicator = [1, 1], 1, ""
    header.SamplesPerPixel, header.PhotometricInterpretation, header.PixelRepresentation = 1, "MONOCHROME2", 0
    header.Rows, header.Columns = plane.shape
    header.BitsAllocated, header.BitsStored, header.HighBit = 16, 12, 11
    header.PixelData = np.ascontiguousarray(plane).tobytes()
    header["PixelData"].VR = "OW"
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = header.SOPClassUID, header.SOPInstanceUID
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    return FileDataset(None, header, file_meta=meta, preamble=b"\x00" * 128)


def heads(tarball: Path | None) -> list[Head]:
    """Return all scans that are at hand."""
    return [ch2(), *(brainbrowser(tarball) if tarball else ())]


def _write(job: tuple[Path, Head, tuple[int, int, int]]) -> None:
    folder, head, state = job
    if state[2] < 0:
        write_study(head.voxels, head.patient, head.name, folder / head.name)
        return
    name = f"{head.name}-{state[0]}-{state[2]}"
    write_study(vary(head.voxels, np.random.default_rng(state)), head.patient, name, folder / name)


def main() -> None:
    """Parse the command line and write the studies."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--brainbrowser", type=Path, help="the tarball of npm pack brainbrowser@2.3.0")
    parser.add_argument("--variations", type=int, default=14)
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    jobs = [
        (options.folder, head, (options.seed, number, place))
        for number, head in enumerate(heads(options.brainbrowser))
        for place in range(-1, options.variations)
    ]
    with Pool(2) as pool:
        pool.map(_write, jobs, chunksize=1)


if __name__ == "__main__":
    main()
