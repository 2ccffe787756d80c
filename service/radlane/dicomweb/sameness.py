"""Is what an archive has the object that was sent?

In: two Part 10 files. Out: whether their data sets are the same. File meta information is the archive's own business:
it names who wrote the file. An archive may also write the same data set in other bytes (lengths of sequences, explicit
VRs); then the attributes are compared.
Reference: PS3.10 section 7.1 (file meta information), PS3.5 section 7.
"""

from __future__ import annotations

import os
import struct
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from pydicom.dataset import Dataset

from radlane.dicomweb.part10 import UNREADABLE, Limits, read_dataset
from radlane.domain.refs import InstanceRef
from radlane.errors import InputRefused

_PREAMBLE, _GROUP_LENGTH = 128, struct.Struct("<4sHH2sHL")
_META = (b"DICM", 0x0002, 0x0000, b"UL", 4)
_BLOCK = 1 << 20


def is_same_object(sent: Path, found: Path, ref: InstanceRef, limits: Limits) -> bool:
    """Whether two files hold the same data set of an instance.

    Raises
    ------
    ArchiveUnavailable
        If one cannot be read now.
    """
    try:
        if _are_same_bytes(sent, found):
            return True
        return _comparable(read_dataset(sent, ref, limits)) == _comparable(read_dataset(found, ref, limits))
    except (InputRefused, *UNREADABLE):
        return False


def _comparable(dataset: Dataset) -> Dataset:
    """Return a data set whose Pixel Data has the VR that it has in Implicit VR: OB and OW are the same bytes there.

    PS3.5 annex A.1; of 16 bits and more nothing but OW is allowed, so no order of bytes is lost.
    """
    if "PixelData" in dataset:
        dataset["PixelData"].VR = "OW"
    return dataset


def _are_same_bytes(sent: Path, found: Path) -> bool:
    """Whether the bytes after the file meta information are known to be the same."""
    with sent.open("rb") as one, found.open("rb") as other:
        if not (_skip_meta(one) and _skip_meta(other)):
            return False
        while block := one.read(_BLOCK):
            if block != other.read(_BLOCK):
                return False
        return not other.read(1)


def digest_of_dataset(path: Path) -> str | None:
    """Return the SHA-256 of the bytes after the file meta information; None where that does not state its length."""
    with path.open("rb") as file:
        if not _skip_meta(file):
            return None
        digest = sha256()
        while block := file.read(_BLOCK):
            digest.update(block)
        return digest.hexdigest()


def _skip_meta(file: BinaryIO) -> bool:
    """Go to the end of the file meta information; False where it does not state its length."""
    head = file.read(_PREAMBLE + _GROUP_LENGTH.size)[_PREAMBLE:]
    if len(head) < _GROUP_LENGTH.size:
        return False
    *meta, length = _GROUP_LENGTH.unpack(head)
    file.seek(length, os.SEEK_CUR)
    return tuple(meta) == _META
