"""One file that somebody sent -> its place in a folder of studies, or why not.

In: a file that is whole, hidden in the same file system. Out: its place `<study>/<series>/<instance>.dcm`, on the disk.
Names are made of UIDs that were found to be some. Nothing is overwritten: the first instance of a UID stays.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path

from pydicom.dataset import Dataset, FileDataset

from radlane.dicomweb.deposit import target_of
from radlane.dicomweb.part10 import UNREADABLE, Limits, digest, read_header
from radlane.dicomweb.publish import give_name, locked, sync_folder
from radlane.dicomweb.sameness import digest_of_dataset
from radlane.dicomweb.scan import KEYWORDS, Entry, entry_of, read_entry
from radlane.domain.arrival import Failure
from radlane.errors import InputRefused, UidInvalid

_TRIES = 10


class Placed(Enum):
    """How an instance came to lie where it lies."""

    NEW = auto()
    THERE = auto()  # the same data set was there already


def identify(path: Path, limits: Limits) -> Entry | Failure:
    """Read what instance a file is.

    Raises
    ------
    ArchiveUnavailable
        If the file cannot be read now.
    """
    if path.stat().st_size > limits.file_bytes:
        return Failure.TOO_LARGE
    try:
        header = read_header(path, KEYWORDS, limits)
        entry = entry_of(path, header)
    except (InputRefused, UidInvalid, *UNREADABLE):
        return Failure.UNREADABLE
    return entry if _is_announced(header, entry) else Failure.OTHER_OBJECT


def place(entry: Entry, root: Path, limits: Limits) -> Placed | Failure:
    """Put an instance where it belongs; it and its name are on the disk when this returns.

    Raises
    ------
    OSError
        If that cannot be done; then nothing of it is there.
    """
    target = target_of(entry.ref, root)
    with _study(target.parent.parent, root) as folder:
        twins = sorted(folder.glob(f"*/{target.name}"))
        if twins:
            same = twins == [target] and _same(entry.path, target)
            return Placed.THERE if same else Failure.DUPLICATE
        witness = next(folder.glob("*/*.dcm"), None)
        known = read_entry(witness, limits) if witness else None
        if known is not None and known.patient != entry.patient:
            return Failure.OTHER_PATIENT
        return _put(entry.path, target)


def _put(path: Path, target: Path) -> Placed | Failure:
    series = target.parent
    series.mkdir(exist_ok=True)
    if series.is_symlink():  # it could lead out of the root
        raise NotADirectoryError(errno.ENOTDIR, "a folder of the study is a link")
    with path.open("rb") as file:
        os.fsync(file.fileno())
    if not give_name(path, target):
        return Failure.DUPLICATE
    for folder in (series, series.parent):
        sync_folder(folder)
    return Placed.NEW


@contextmanager
def _study(folder: Path, root: Path) -> Iterator[Path]:
    """Hold the folder of a study; it may be taken away while it is waited for."""
    for _ in range(_TRIES):
        if not folder.is_dir():
            folder.mkdir(exist_ok=True)
            sync_folder(root)
        if folder.is_symlink():
            break
        before = folder.stat().st_ino
        with locked(folder):
            if folder.is_dir() and folder.stat().st_ino == before:
                yield folder
                return
    raise NotADirectoryError(errno.ENOTDIR, "the folder of a study cannot be held")


def _same(path: Path, there: Path) -> bool:
    """Whether two files hold the same bytes of a data set; who sent one writes file meta information of his own."""
    found = digest_of_dataset(path)
    if found is not None:
        return found == digest_of_dataset(there)
    return digest(path) == digest(there)


def _is_announced(header: Dataset, entry: Entry) -> bool:
    """Whether file meta information and data set speak of the same instance."""
    meta = header.file_meta if isinstance(header, FileDataset) else Dataset()
    said = (meta.get("MediaStorageSOPClassUID"), meta.get("MediaStorageSOPInstanceUID"))
    own = (entry.ref.sop_class_uid, entry.ref.sop_instance_uid)
    return all(one is None or str(one) == other for one, other in zip(said, own, strict=True))
