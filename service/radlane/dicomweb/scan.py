"""What a folder holds.

In: a folder of files of any kind, at any depth. Out: one `Entry` for each DICOM instance; junk is counted, never fatal.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from pydicom import Dataset
from pydicom.uid import MediaStorageDirectoryStorage

from radlane.dicomweb.part10 import UNREADABLE, Limits, read_header
from radlane.domain.refs import InstanceRef, require_uid
from radlane.domain.study import PatientIdentity
from radlane.errors import ArchiveUnavailable, InputRefused, UidInvalid

_KEYWORDS = (
    "SpecificCharacterSet",
    "SOPClassUID",
    "SOPInstanceUID",
    "StudyInstanceUID",
    "SeriesInstanceUID",
    "Modality",
    "BodyPartExamined",
    "PatientID",
    "IssuerOfPatientID",
)
_Stamp = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One instance in one file."""

    path: Path
    ref: InstanceRef
    patient: PatientIdentity
    modality: str
    body_part_examined: str


@dataclass(frozen=True, kw_only=True)
class Scan:
    """The instances of a folder by path, and how many files are none that radlane can read."""

    entries: tuple[Entry, ...]
    unreadable: int


class Scanner:
    """Scans a folder again and again, and reads only files that are new or have changed since."""

    def __init__(self, root: Path, limits: Limits) -> None:
        self._root = root
        self._limits = limits
        self._lock = Lock()
        self._known: dict[Path, tuple[_Stamp, Entry | None]] = {}

    def scan(self) -> Scan:
        """Return what the folder holds now.

        Raises
        ------
        ArchiveUnavailable
            If the folder is not there or cannot be listed.
        """
        with self._lock:
            self._known = {path: self._entry(path, stamp) for path, stamp in self._files()}
            found = [entry for _, entry in self._known.values()]
        entries = tuple(sorted((entry for entry in found if entry), key=lambda entry: (entry.ref, entry.path)))
        return Scan(entries=entries, unreadable=found.count(None))

    def _entry(self, path: Path, stamp: _Stamp) -> tuple[_Stamp, Entry | None]:
        known = self._known.get(path)
        return known if known is not None and known[0] == stamp else (stamp, read_entry(path, self._limits))

    def _files(self) -> Iterator[tuple[Path, _Stamp]]:
        """Plain files, by path; hidden ones are not of the archive (`store` writes its unfinished files so)."""
        for folder, folders, names in os.walk(self._root, onerror=_unavailable):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = Path(folder, name)
                stamp = None if name.startswith(".") else _stamp(path)
                if stamp is not None:
                    yield path, stamp


def read_entry(path: Path, limits: Limits) -> Entry | None:
    """Read what a query needs of a file; None where it is no instance (junk, DICOMDIR, UIDs that are none)."""
    try:
        header = read_header(path, _KEYWORDS, limits)
        if header.get("SOPClassUID", MediaStorageDirectoryStorage) == MediaStorageDirectoryStorage:
            return None
        return Entry(
            path=path,
            ref=_ref(header),
            patient=PatientIdentity(patient_id=_text(header, "PatientID"), issuer=_text(header, "IssuerOfPatientID")),
            modality=_text(header, "Modality"),
            body_part_examined=_text(header, "BodyPartExamined"),
        )
    except (InputRefused, UidInvalid, *UNREADABLE):
        return None


def _ref(header: Dataset) -> InstanceRef:
    return InstanceRef(
        study_instance_uid=require_uid(_text(header, "StudyInstanceUID"), "Study Instance UID"),
        series_instance_uid=require_uid(_text(header, "SeriesInstanceUID"), "Series Instance UID"),
        sop_instance_uid=require_uid(_text(header, "SOPInstanceUID"), "SOP Instance UID"),
        sop_class_uid=require_uid(_text(header, "SOPClassUID"), "SOP Class UID"),
    )


def _text(header: Dataset, keyword: str) -> str:
    return str(header.get(keyword) or "").strip()


def _stamp(path: Path) -> _Stamp | None:
    """What changes when a file does; None for what is no plain file, or is gone again."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return (facts.st_ino, facts.st_size, facts.st_mtime_ns) if stat.S_ISREG(facts.st_mode) else None


def _unavailable(error: OSError) -> None:
    raise ArchiveUnavailable(
        "A folder of the archive cannot be listed", why=error.strerror, remedy="Look at its path and its permissions"
    ) from error
