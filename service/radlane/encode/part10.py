"""Objects as Part 10 files.

In: a data set. Out: a file named by its SOP Instance UID, and what identifies its bytes.
Reference: PS3.10 section 7 (file format), PS3.5 annex A.2 (Explicit VR Little Endian).
"""

from __future__ import annotations

import hashlib
import os
from io import BytesIO
from pathlib import Path

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.uid import UID, ExplicitVRLittleEndian

from radlane.domain.refs import InstanceRef, require_uid
from radlane.domain.result import EncodedObject, Role
from radlane.errors import StorageFull, is_no_room

IMPLEMENTATION_CLASS_UID = UID("2.25.183902604561397283514087469310258764213")
IMPLEMENTATION_VERSION_NAME = "RADLANE"


def to_bytes(dataset: Dataset) -> bytes:
    """Return the Part 10 file of an object: Explicit VR Little Endian, the same bytes for the same data set."""
    written = Dataset()
    written.update(dataset)
    written.file_meta = FileMetaDataset()
    written.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    written.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    written.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    written.file_meta.ImplementationClassUID = IMPLEMENTATION_CLASS_UID
    written.file_meta.ImplementationVersionName = IMPLEMENTATION_VERSION_NAME
    buffer = BytesIO()
    dcmwrite(buffer, written, enforce_file_format=True)
    return buffer.getvalue()


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
    content = to_bytes(dataset)
    path = folder / f"{ref.sop_instance_uid}.dcm"
    _write(path, content, ref)
    return EncodedObject(
        role=role,
        ref=ref,
        modality=str(dataset.Modality),
        path=path,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _write(path: Path, content: bytes, ref: InstanceRef) -> None:
    partial = path.with_suffix(".part")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        if is_no_room(error):
            raise StorageFull(
                "no room to write an object", uid=ref.sop_instance_uid, remedy="Free space in the working folder"
            ) from error
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Put the new name on the disk too: a file that is synced may still have none after a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
