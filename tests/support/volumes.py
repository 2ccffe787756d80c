"""CT and MR series for tests: real volumes of Debian packages, and any array written out as classic DICOM.

A `Block` is an array and its affine, as `radlane.domain.volume.Grid` has it: index (z, y, x) -> mm, LPS. What a real
block holds and where it lies is read from its own file (NIfTI, InVesalius), never from what is written here.
"""

from __future__ import annotations

import gzip
import itertools
import plistlib
import random
import struct
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
from highdicom.legacy import (
    LegacyConvertedEnhancedCTImage,
    LegacyConvertedEnhancedMRImage,
    LegacyConvertedEnhancedPETImage,
)
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.dataset import FileDataset
from pydicom.encaps import encapsulate
from pydicom.pixels import compress
from pydicom.uid import (
    CTImageStorage,
    ExplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLosslessSV1,
    MRImageStorage,
    PositronEmissionTomographyImageStorage,
    RLELossless,
    generate_uid,
)
from pydicom.valuerep import format_number_as_ds

from radlane.domain.refs import InstanceRef
from radlane.domain.volume import Volume
from radlane.imaging.decode import decode_frame
from radlane.imaging.slices import Slice
from radlane.imaging.stack import order_slices
from radlane.imaging.volume import read_volume
from support.radiographs import with_meta

CH2 = Path("/usr/share/mricron/templates/ch2.nii.gz")  # whole-head T1, 1 mm, BSD
CRANIUM = Path("/usr/share/doc/invesalius-examples/examples/Cranium.inv3")  # head CT, GPL data: read here, never kept
SOP_CLASSES = {"CT": CTImageStorage, "MR": MRImageStorage, "PT": PositronEmissionTomographyImageStorage}
ORDERS = tuple(itertools.product(itertools.permutations(range(3)), itertools.product((False, True), repeat=3)))
"""The 48 orders and flips of three axes."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """Values [z, y, x] and where they lie: index (z, y, x, 1) -> (x, y, z, 1) in mm, LPS."""

    values: NDArray[Any]
    affine: NDArray[np.float64]

    def turned(self, order: Sequence[int], flips: Sequence[bool]) -> Block:
        """The same voxels at the same places, the array's axes in another order, some of them reversed."""
        values, affine = self.values.transpose(order), self.affine[:, [*order, 3]].copy()
        for axis in np.flatnonzero(flips):
            affine[:, 3] += affine[:, axis] * (values.shape[axis] - 1)
            affine[:, axis] *= -1
            values = np.flip(values, axis)
        return replace(self, values=values, affine=affine)

    def moved(self, motion: NDArray[np.float64]) -> Block:
        """The same values elsewhere: a rotation, shear or scale [4, 4] of the patient's space."""
        return replace(self, affine=motion @ self.affine)

    def part(self, *slices: slice) -> Block:
        """A part of the array, with steps if they say so, where it was."""
        starts = [bounds.indices(size)[0] for bounds, size in zip(slices, self.values.shape, strict=True)]
        steps = [bounds.indices(size)[2] for bounds, size in zip(slices, self.values.shape, strict=True)]
        affine = self.affine.copy()
        affine[:, 3] = self.affine @ [*starts, 1]
        affine[:, :3] = self.affine[:, :3] * steps
        return replace(self, values=self.values[slices], affine=affine)


def block(shape: tuple[int, int, int] = (5, 7, 6), spacing: Sequence[float] = (2.5, 0.8, 0.7)) -> Block:
    """A small asymmetric block, int16, straight: every voxel has a value of its own."""
    values = np.random.default_rng(4).permutation(int(np.prod(shape))).reshape(shape).astype(np.int16) - 50
    affine = np.eye(4)
    affine[:3, :3] = np.diag(spacing)[:, ::-1].T
    affine[:3, 3] = (-20.5, 31.25, -103.0)
    return Block(values=values, affine=affine)


@cache
def ch2() -> Block:
    """The head of mricron-data, uint8, by its NIfTI header's sform."""
    data = gzip.decompress(CH2.read_bytes())
    shape = struct.unpack_from("<3h", data, 42)
    (datatype,), (start,), (sform,) = (
        struct.unpack_from(form, data, at) for form, at in (("<h", 70), ("<f", 108), ("<h", 254))
    )
    assert (datatype, data[344:347]) == (2, b"n+1")
    assert sform > 0
    to_ras = np.vstack([np.array(struct.unpack_from("<12f", data, 280)).reshape(3, 4), [0, 0, 0, 1]])
    fortran = np.frombuffer(data, np.uint8, int(np.prod(shape)), int(start)).reshape(shape, order="F")
    return Block(values=fortran, affine=np.diag([-1.0, -1.0, 1.0, 1.0]) @ to_ras)


@cache
def cranium() -> Block:
    """The head CT of invesalius-examples, int16 in HU, by its plist.

    The first slice is the lowest, and the first row the one at the back: the face is where rows end, as VTK has them.
    """
    with tarfile.open(CRANIUM) as archive:
        parts = {Path(item.name).name: item for item in archive.getmembers()}
        facts = plistlib.loads(_content(archive, parts["main.plist"]))
        data = _content(archive, parts[facts["matrix"]["filename"]])
    values = np.frombuffer(data, facts["matrix"]["dtype"]).reshape(facts["matrix"]["shape"])
    x, y, z = facts["spacing"]
    affine = np.array([[0, 0, x, -122.5], [0, -y, 0, 120.25], [z, 0, 0, 40.0], [0, 0, 0, 1]])
    return Block(values=values, affine=affine)


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = archive.extractfile(member)
    assert file is not None
    return file.read()


def series(source: Block, *, modality: str = "CT", name: str = "series", **attributes: Any) -> list[FileDataset]:
    """The block as one series, a slice an instance, shuffled; its axes [z, y, x] become slices, rows and columns.

    The values are stored as they are. CT has a slope of 1 and an intercept of 0; keyword arguments set attributes of
    every slice by keyword, None deletes one.
    """
    uids = {keyword: uid(f"{name} {keyword}") for keyword in ("StudyInstanceUID", "FrameOfReferenceUID")}
    made = []
    for z, plane in enumerate(source.values):
        header = _header(modality, plane)
        header.SeriesInstanceUID = uid(f"{name} series")
        header.SOPInstanceUID = uid(f"{name} {z}")
        header.update(uids)
        _put_place(header, source.affine, z)
        for keyword, found in attributes.items():
            if found is None:
                header.pop(keyword, None)
            else:
                setattr(header, keyword, found)
        made.append(with_meta(header, ExplicitVRLittleEndian))
    random.Random(name).shuffle(made)
    return made


def enhanced(datasets: Sequence[FileDataset], shared: bool = True) -> FileDataset:
    """The slices as the frames of one legacy converted enhanced image, by highdicom, which has an order of its own.

    Parameters
    ----------
    datasets : sequence of FileDataset
        A series (`series`).
    shared : bool
        Whether what all frames have in common stands in the shared functional groups; else in each frame's own.
    """
    kinds = {
        "CT": LegacyConvertedEnhancedCTImage,
        "MR": LegacyConvertedEnhancedMRImage,
        "PT": LegacyConvertedEnhancedPETImage,
    }
    made = kinds[datasets[0].Modality](
        legacy_datasets=datasets,
        series_instance_uid=uid("enhanced series"),
        series_number=2,
        sop_instance_uid=uid("enhanced"),
        instance_number=1,
    )
    if not shared:
        (common,) = made.SharedFunctionalGroupsSequence
        for group in made.PerFrameFunctionalGroupsSequence:
            group.update(common)
        made.SharedFunctionalGroupsSequence = []
    plain = Dataset()
    plain.update(made)
    length = made.Rows * made.Columns * made.BitsAllocated // 8
    begins = range(0, len(made.PixelData), length + length % 2)  # it joins the pad bytes of slices too
    pixels = b"".join(made.PixelData[begin : begin + length] for begin in begins)
    plain.PixelData = pixels + b"\x00" * (len(pixels) % 2)
    return with_meta(plain, ExplicitVRLittleEndian)


def ref_of(dataset: Dataset) -> InstanceRef:
    """The reference that the data set claims."""
    return InstanceRef(
        study_instance_uid=str(dataset.StudyInstanceUID),
        series_instance_uid=str(dataset.SeriesInstanceUID),
        sop_instance_uid=str(dataset.SOPInstanceUID),
        sop_class_uid=str(dataset.SOPClassUID),
    )


def slices_of(datasets: Sequence[FileDataset]) -> list[Slice]:
    """The series as `order_slices` reads it."""
    return [Slice(ref=ref_of(dataset), header=dataset) for dataset in datasets]


def volume_of(datasets: Sequence[FileDataset], refs: Sequence[InstanceRef] | None = None) -> Volume:
    """The series, from memory; `refs` say what the instances were asked for as, where they no longer say it."""
    asked = [ref_of(dataset) for dataset in datasets] if refs is None else refs
    whole = dict(zip(asked, datasets, strict=True))
    stack = order_slices([Slice(ref=ref, header=dataset) for ref, dataset in zip(asked, datasets, strict=True)])
    volume, _ = read_volume(stack, lambda ref: whole[ref], decode_frame, map)
    return volume


def uid(name: str) -> str:
    """A UID that looks like any other, always the same for a name."""
    return generate_uid(entropy_srcs=[name])


def encoded(dataset: FileDataset, transfer_syntax: str) -> FileDataset:
    """The instance in JPEG Lossless, JPEG 2000 or RLE; unsigned pixels for the first."""
    if transfer_syntax == RLELossless:
        compress(dataset, RLELossless, generate_instance_uid=False)
        return dataset
    pixels = np.frombuffer(dataset.PixelData, "i2" if dataset.PixelRepresentation else "u2")
    plane = pixels.reshape(dataset.Rows, dataset.Columns)
    if transfer_syntax == JPEGLosslessSV1:
        stream = imagecodecs.ljpeg_encode(plane.astype(np.uint16), bitspersample=dataset.BitsStored)
    else:
        assert transfer_syntax == JPEG2000Lossless
        stream = imagecodecs.jpeg2k_encode(plane, level=0, reversible=True, codecformat="j2k")
    dataset.PixelData = encapsulate([bytes(stream)])
    dataset["PixelData"].VR = "OB"
    dataset["PixelData"].is_undefined_length = True
    dataset.file_meta.TransferSyntaxUID = transfer_syntax
    return dataset


def encoded_frames(dataset: FileDataset, transfer_syntax: str) -> FileDataset:
    """A multi-frame image in JPEG 2000 or RLE."""
    if transfer_syntax == RLELossless:
        compress(dataset, RLELossless, generate_instance_uid=False)
        return dataset
    assert transfer_syntax == JPEG2000Lossless
    pixels = np.frombuffer(dataset.PixelData, "i2" if dataset.PixelRepresentation else "u2")
    planes = pixels.reshape(dataset.NumberOfFrames, dataset.Rows, dataset.Columns)
    streams = [bytes(imagecodecs.jpeg2k_encode(one, level=0, reversible=True, codecformat="j2k")) for one in planes]
    dataset.PixelData = encapsulate(streams)
    dataset["PixelData"].VR = "OB"
    dataset["PixelData"].is_undefined_length = True
    dataset.file_meta.TransferSyntaxUID = transfer_syntax
    return dataset


def saved(datasets: Sequence[FileDataset], folder: Path) -> Path:
    """Write Part 10 files with names that say nothing of the order, and return their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, dataset in enumerate(datasets):
        path = folder / f"{uid(f'file {number}')[-12:]}.dcm"
        dataset.save_as(path, enforce_file_format=True)
    return folder


def rotation(degrees: Sequence[float]) -> NDArray[np.float64]:
    """A rotation [4, 4] about x, then y, then z."""
    turned = np.eye(4)
    for axis, angle in enumerate(np.radians(degrees)):
        one, other = (axis + 1) % 3, (axis + 2) % 3
        step = np.eye(4)
        step[[one, one, other, other], [one, other, one, other]] = (
            np.cos(angle),
            -np.sin(angle),
            np.sin(angle),
            np.cos(angle),
        )
        turned = step @ turned
    return turned


def tilted(source: Block, degrees: float) -> Block:
    """The block as a gantry tilted about its rows scans it: each slice shifted down its columns."""
    affine = source.affine.copy()
    down = affine[:, 1] / np.linalg.norm(affine[:, 1])
    affine[:, 0] += down * np.linalg.norm(affine[:, 0]) * np.tan(np.radians(degrees))
    return replace(source, affine=affine)


def _header(modality: str, plane: NDArray[Any]) -> Dataset:
    header = Dataset()
    header.SpecificCharacterSet = "ISO_IR 192"
    header.ImageType = ["ORIGINAL", "PRIMARY", "OTHER" if modality == "MR" else "AXIAL"]
    header.SOPClassUID = SOP_CLASSES[modality]
    header.Modality = modality
    header.Manufacturer = "radlane tests"
    header.StudyDate, header.StudyTime, header.StudyID = "20240229", "235930", "S1"
    header.AccessionNumber, header.ReferringPhysicianName = "A-1", "Referrer^Rita"
    header.PatientName, header.PatientID, header.IssuerOfPatientID = "Test^Tess", "T-1", "radlane tests"
    header.PatientBirthDate, header.PatientSex = "19700101", "O"
    header.SeriesNumber, header.BodyPartExamined, header.PatientPosition = 1, "HEAD", "HFS"
    header.PositionReferenceIndicator = ""
    if modality != "MR":
        header.RescaleSlope, header.RescaleIntercept = 1, 0
    if modality == "CT":
        header.RescaleType = "HU"
    header.SamplesPerPixel, header.PhotometricInterpretation = 1, "MONOCHROME2"
    header.Rows, header.Columns = plane.shape
    bits = 8 * plane.dtype.itemsize
    header.BitsAllocated, header.BitsStored, header.HighBit = bits, bits, bits - 1
    header.PixelRepresentation = int(plane.dtype.kind == "i")
    header.PixelData = plane.tobytes() + b"\x00" * (plane.nbytes % 2)
    header["PixelData"].VR = "OB" if bits == 8 else "OW"
    return header


def _put_place(header: Dataset, affine: NDArray[np.float64], z: int) -> None:
    """PS3.3 section C.7.6.2; Slice Thickness and the order of Instance Numbers say nothing true on purpose."""
    position = affine @ [z, 0, 0, 1]
    lengths = np.linalg.norm(affine[:3], axis=0)
    directions = np.concatenate([affine[:3, 2] / lengths[2], affine[:3, 1] / lengths[1]])
    header.ImagePositionPatient = [_decimal(number) for number in position[:3]]
    header.ImageOrientationPatient = [_decimal(number) for number in directions]
    header.PixelSpacing = [_decimal(lengths[1]), _decimal(lengths[2])]
    header.SliceThickness = 9
    header.InstanceNumber = random.Random(z).randrange(1, 10**6)


def _decimal(number: float) -> str:
    return format_number_as_ds(float(number))
