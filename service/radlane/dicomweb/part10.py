"""Part 10 files from outside, read without trust.

In: a path. Out: a data set, or `file-unreadable`. Deflated files are refused before they are inflated.
Reference: PS3.10 section 7, PS3.5 annex A.5.
"""

from __future__ import annotations

import os
import stat
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pydicom import Dataset, FileDataset, dcmread
from pydicom.errors import BytesLengthException, InvalidDicomError
from pydicom.filereader import read_file_meta_info
from pydicom.uid import DeflatedExplicitVRLittleEndian

from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.errors import InputRefused

# What pydicom raises on bytes that are no DICOM, are cut, or nest without end.
UNREADABLE = (
    InvalidDicomError,
    BytesLengthException,
    struct.error,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    MemoryError,
)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What radlane reads at most; `file_bytes` of one instance."""

    file_bytes: int = 2 << 30


def read_header(path: Path, keywords: Sequence[str], limits: Limits) -> Dataset:
    """Read some attributes of a file, and none of its pixels.

    Raises
    ------
    InputRefused
        `file-unreadable`, `transfer-syntax-unsupported`.
    """
    with _reading(path, limits, None) as file:
        return dcmread(file, stop_before_pixels=True, specific_tags=list(keywords))


def read_dataset(path: Path, ref: InstanceRef, limits: Limits) -> FileDataset:
    """Read a whole instance, with its file meta information.

    Raises
    ------
    InputRefused
        `file-unreadable` also where the file is no longer the instance that was asked for;
        `transfer-syntax-unsupported` for deflated files.
    """
    with _reading(path, limits, ref.sop_instance_uid) as file:
        dataset = dcmread(file)
        found = InstanceRef(
            study_instance_uid=str(dataset.StudyInstanceUID),
            series_instance_uid=str(dataset.SeriesInstanceUID),
            sop_instance_uid=str(dataset.SOPInstanceUID),
            sop_class_uid=str(dataset.SOPClassUID),
        )
    if found != ref:
        raise InputRefused(
            ReasonCode.FILE_UNREADABLE, "The file is another instance than the archive said", uid=ref.sop_instance_uid
        )
    return dataset


@contextmanager
def _reading(path: Path, limits: Limits, uid: str | None) -> Iterator[BinaryIO]:
    """Open a plain file within the limits; whatever goes wrong is one refusal that repeats no value of the file."""
    try:
        with open(path, "rb", opener=_open_now) as file:
            _require_plain(os.fstat(file.fileno()), limits, uid)
            _refuse_deflated(path, uid)
            yield file
    except UNREADABLE as error:
        raise InputRefused(ReasonCode.FILE_UNREADABLE, "A file cannot be read as DICOM", uid=uid) from error


def _open_now(path: str, flags: int) -> int:
    """Open without waiting: a pipe in a folder must not hang the scan."""
    return os.open(path, flags | os.O_NONBLOCK)


def _require_plain(facts: os.stat_result, limits: Limits, uid: str | None) -> None:
    if not stat.S_ISREG(facts.st_mode):
        raise InputRefused(ReasonCode.FILE_UNREADABLE, "This is no plain file", uid=uid)
    if facts.st_size > limits.file_bytes:
        raise InputRefused(ReasonCode.FILE_UNREADABLE, f"The file has more than {limits.file_bytes} bytes", uid=uid)


def _refuse_deflated(path: Path, uid: str | None) -> None:
    """Some kilobytes can inflate to all of the memory; a deflated header is inflated before anything is known of it."""
    if read_file_meta_info(path).get("TransferSyntaxUID") == DeflatedExplicitVRLittleEndian:
        raise InputRefused(ReasonCode.TRANSFER_SYNTAX_UNSUPPORTED, "Deflated files are not read", uid=uid)
