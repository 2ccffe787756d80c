"""Objects as Part 10 files.

In: a data set. Out: a file named by its SOP Instance UID, and what identifies its bytes.
Reference: PS3.10 section 7 (file format), PS3.5 annex A.2 (Explicit VR Little Endian).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import takewhile
from pathlib import Path

from pydicom.charset import default_encoding
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import correct_ambiguous_vr_element, dcmwrite, write_dataset
from pydicom.sequence import Sequence
from pydicom.tag import BaseTag, Tag
from pydicom.uid import UID, ExplicitVRLittleEndian

from radlane.domain.refs import InstanceRef, require_uid
from radlane.domain.result import EncodedObject, Role
from radlane.encode.explicit_vr import header
from radlane.encode.frame_groups import PER_FRAME
from radlane.encode.tree import UTF_8, element_bytes, sequence_bytes
from radlane.errors import StorageFull, is_no_room

IMPLEMENTATION_CLASS_UID = UID("2.25.183902604561397283514087469310258764213")
IMPLEMENTATION_VERSION_NAME = "RADLANE"
_CONTENT = Tag("ContentSequence")
_PIXELS = {Tag("PixelData"): ("OB", "OW"), Tag("FloatPixelData"): ("OF",)}


def to_bytes(dataset: Dataset) -> bytes:
    """Return the Part 10 file of an object: Explicit VR Little Endian, the same bytes for the same data set."""
    return b"".join(_pieces(dataset))


def write_object(dataset: Dataset, role: Role, folder: Path) -> EncodedObject:
    """Write an object to `<SOP Instance UID>.dcm`: whole and on the disk, or not at all.

    Parameters
    ----------
    dataset : Dataset
        A whole object.
    role : Role
        What it is for.
    folder : Path
        An existing folder.

    Raises
    ------
    StorageFull
        If there is no room; nothing is left behind.
    UidInvalid
        If the SOP Instance UID is none.
    """
    ref = InstanceRef(
        study_instance_uid=str(dataset.StudyInstanceUID),
        series_instance_uid=str(dataset.SeriesInstanceUID),
        sop_instance_uid=require_uid(str(dataset.SOPInstanceUID), "SOP Instance UID"),
        sop_class_uid=str(dataset.SOPClassUID),
    )
    path = folder / f"{ref.sop_instance_uid}.dcm"
    size, sha256 = _write(path, _pieces(dataset), ref)
    return EncodedObject(role=role, ref=ref, modality=str(dataset.Modality), path=path, size=size, sha256=sha256)


def _write(path: Path, pieces: Iterable[bytes], ref: InstanceRef) -> tuple[int, str]:
    """Write a file, and return its size and SHA-256 in hexadecimal."""
    partial, size, sha256 = path.with_suffix(".part"), 0, hashlib.sha256()
    try:
        with partial.open("wb") as file:
            for piece in pieces:
                size += file.write(piece)
                sha256.update(piece)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        if is_no_room(error):
            raise StorageFull(
                "no room to write an object", uid=ref.sop_instance_uid, remedy="Free space in the working folder"
            ) from error
        raise
    finally:
        partial.unlink(missing_ok=True)
    _sync_folder(path.parent)
    return size, sha256.hexdigest()


def _pieces(dataset: Dataset) -> Iterator[bytes]:
    """Yield the file in pieces. Pixels, and what is encoded already, go over as they are: pydicom copies it twice."""
    is_unicode = dataset.get("SpecificCharacterSet") == UTF_8
    tags = sorted(dataset.keys(), key=int)
    encoded = {tag: value for tag in tags if (value := _encoded(dataset, tag, is_unicode=is_unicode)) is not None}
    before = list(takewhile(lambda tag: tag not in encoded, tags))
    if not any(isinstance(dataset.get_item(tag), RawDataElement) for tag in before):
        before = []  # what was read from a file pydicom writes as a whole, what was made here goes one by one
    head = Dataset({tag: dataset.get_item(tag) for tag in before})
    head.file_meta = _file_meta(dataset)
    buffer = BytesIO()
    dcmwrite(buffer, head, enforce_file_format=True)
    yield buffer.getvalue()
    for tag in tags[len(before) :]:
        value = encoded.get(tag)
        if value is None:
            plain = element_bytes(tag, dataset.get_item(tag)) if is_unicode else None
            yield _element(dataset, tag) if plain is None else plain
        else:
            yield header(tag, str(dataset.get_item(tag).VR), len(value) + len(value) % 2)
            yield value
            yield b"\0" * (len(value) % 2)


def _encoded(dataset: Dataset, tag: BaseTag, *, is_unicode: bool) -> bytes | None:
    """Return a value as bytes: native pixels, groups of frames that nobody has parsed yet, the content of a report."""
    element = dataset.get_item(tag)
    if isinstance(element, RawDataElement):
        explicit = element.is_little_endian and not element.is_implicit_VR
        return element.value if tag == PER_FRAME and explicit else None
    if tag == _CONTENT and isinstance(element.value, Sequence) and is_unicode:
        return sequence_bytes(element.value)
    is_native = element.VR in _PIXELS.get(tag, ())
    return element.value if is_native and isinstance(element.value, bytes) else None


def _element(dataset: Dataset, tag: BaseTag) -> bytes:
    """Encode one element in the character set of its data set."""
    buffer = DicomBytesIO()
    buffer.is_little_endian, buffer.is_implicit_VR = True, False
    element = correct_ambiguous_vr_element(dataset[tag], dataset, is_little_endian=True)
    write_dataset(buffer, Dataset({tag: element}), dataset.get("SpecificCharacterSet", default_encoding))
    return bytes(buffer.getvalue())


def _file_meta(dataset: Dataset) -> FileMetaDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.ImplementationClassUID = IMPLEMENTATION_CLASS_UID
    meta.ImplementationVersionName = IMPLEMENTATION_VERSION_NAME
    return meta


def _sync_folder(folder: Path) -> None:
    """Put the new name on the disk too: a file that is synced may still have none after a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
