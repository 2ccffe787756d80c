"""What a folder holds.

In: a folder of files of any kind, at any depth. Out: one `Entry` for each DICOM instance; junk is counted, never fatal.
Links to files are followed, links to folders are not: they may lead round in circles.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from pydicom import Dataset

from radlane.attribute import items, value
from radlane.dicomweb.journal import unfinished
from radlane.dicomweb.part10 import UNREADABLE, Limits, read_header, ref_of
from radlane.dicomweb.patient_age import age_of
from radlane.domain.refs import InstanceRef, require_uid
from radlane.domain.study import NOTHING_SAID, Accession, PatientIdentity, StudyFacts
from radlane.errors import ArchiveUnavailable, InputRefused, StudyMismatch, UidInvalid

KEYWORDS = (
    "SpecificCharacterSet",
    "SOPClassUID",
    "SOPInstanceUID",
    "StudyInstanceUID",
    "SeriesInstanceUID",
    "Modality",
    "BodyPartExamined",
    "PatientID",
    "IssuerOfPatientID",
    "AccessionNumber",
    "IssuerOfAccessionNumberSequence",
    "SeriesDescription",
    "StationName",
    "AnatomicRegionSequence",
    "StudyDescription",
    "StudyDate",
    "StudyTime",
    "PatientSex",
    "PatientAge",
    "PatientBirthDate",
)
_NOT_OURS = "lost+found"  # the file system's own folder, closed to everybody
_SETTLED_NS = 2_000_000_000  # the coarsest clock of a file system: two changes within it may have one time
_Stamp = tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One instance in one file; `facts` are of its study, `regions` are coded, dates and times as they stand."""

    path: Path
    ref: InstanceRef
    patient: PatientIdentity
    modality: str
    body_part_examined: str
    accession: Accession
    description: str = field(default="", repr=False)
    station: str = field(default="", repr=False)
    regions: frozenset[tuple[str, str]] = frozenset()
    facts: StudyFacts = NOTHING_SAID
    birth_date: str = field(default="", repr=False)
    study_date: str = field(default="", repr=False)
    study_time: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Scan:
    """The instances of a folder by path, and how many things in it are none that radlane can read."""

    entries: tuple[Entry, ...]
    unreadable: int


_Known = tuple[_Stamp | None, Entry | None]  # no stamp: to be read again


class Scanner:
    """Scans a folder again and again, and reads only files that are new or have changed since."""

    def __init__(self, root: Path, limits: Limits) -> None:
        self._root = root
        self._limits = limits
        self._lock = Lock()
        self._known: dict[Path, _Known] = {}

    def scan(self) -> Scan:
        """Return what the folder holds now.

        Raises
        ------
        ArchiveUnavailable
            If the folder or one in it cannot be listed: what is not seen must not pass for what is not there.
        """
        with self._lock:
            before, files = unfinished(self._root), list(self._files())
            hidden = before | unfinished(self._root)  # a store may begin or end while the files are listed
            self._known = {path: self._entry(path, stamp) for path, stamp in files if path not in hidden}
            found = [entry for _, entry in self._known.values()]
        entries = tuple(sorted((entry for entry in found if entry), key=lambda entry: (entry.ref, entry.path)))
        return Scan(entries=entries, unreadable=found.count(None))

    def _entry(self, path: Path, stamp: _Stamp | None) -> _Known:
        known = self._known.get(path)
        if stamp is None:
            return None, None
        if known is not None and known[0] == stamp:
            return known
        try:
            entry = read_entry(path, self._limits)
        except ArchiveUnavailable:
            return None, None
        return stamp if _is_settled(stamp) else None, entry

    def _files(self) -> Iterator[tuple[Path, _Stamp | None]]:
        """Whatever is no folder; hidden files are not of the archive (`store` writes its unfinished files so)."""
        folders = [self._root]
        while folders:
            folder = folders.pop()
            for item, is_folder in _listed(folder, self._root):
                if item.name.startswith(".") or item.name == _NOT_OURS:
                    continue
                if is_folder:
                    folders.append(Path(item.path))
                else:
                    yield Path(item.path), _stamp(item)


def read_entry(path: Path, limits: Limits) -> Entry | None:
    """Read what a query needs of a file; None where it is no instance (junk, DICOMDIR, UIDs that are none).

    Raises
    ------
    ArchiveUnavailable
        If the file cannot be read now.
    """
    try:
        return entry_of(path, read_header(path, KEYWORDS, limits))
    except (InputRefused, UidInvalid, *UNREADABLE):
        return None


def entry_of(path: Path, header: Dataset) -> Entry:
    """Return what a query needs of a header.

    Raises
    ------
    UidInvalid
        If one of its UIDs is none; what is absent or cannot be read is one of `part10.UNREADABLE`.
    """
    return Entry(
        path=path,
        ref=_require_uids(ref_of(header)),
        patient=PatientIdentity(patient_id=_text(header, "PatientID"), issuer=_text(header, "IssuerOfPatientID")),
        modality=_text(header, "Modality"),
        body_part_examined=_text(header, "BodyPartExamined"),
        accession=_accession(header),
        description=_word(header, "SeriesDescription"),
        station=_word(header, "StationName"),
        regions=_regions(header),
        facts=_facts(header),
        birth_date=_word(header, "PatientBirthDate"),
        study_date=_word(header, "StudyDate"),
        study_time=_word(header, "StudyTime"),
    )


def require_one_patient(entries: Iterable[Entry]) -> PatientIdentity:
    """Return whose the instances of one study are.

    Raises
    ------
    StudyMismatch
        If they are of several patients.
    """
    found = {entry.patient: entry.ref.study_instance_uid for entry in entries}
    if len(found) > 1:
        raise StudyMismatch(
            "The instances of this study belong to several patients",
            uid=next(iter(found.values())),
            remedy="Correct Patient ID and Issuer of Patient ID in the archive",
        )
    return next(iter(found))


def _require_uids(ref: InstanceRef) -> InstanceRef:
    require_uid(ref.study_instance_uid, "Study Instance UID")
    require_uid(ref.series_instance_uid, "Series Instance UID")
    require_uid(ref.sop_instance_uid, "SOP Instance UID")
    require_uid(ref.sop_class_uid, "SOP Class UID")
    return ref


def _accession(header: Dataset) -> Accession:
    issuer = (items(header, "IssuerOfAccessionNumberSequence") or ())[:1]
    names = [_text(item, name) for item in issuer for name in ("LocalNamespaceEntityID", "UniversalEntityID")]
    return Accession(number=_text(header, "AccessionNumber"), issuers=frozenset(filter(None, names)))


def _facts(header: Dataset) -> StudyFacts:
    said = [_word(header, keyword) for keyword in ("PatientAge", "PatientBirthDate", "StudyDate")]
    return StudyFacts(
        description=_word(header, "StudyDescription"), sex=_word(header, "PatientSex"), age_years=age_of(*said)
    )


def _regions(header: Dataset) -> frozenset[tuple[str, str]]:
    codes = items(header, "AnatomicRegionSequence") or ()
    return frozenset((_word(code, "CodingSchemeDesignator"), _word(code, "CodeValue")) for code in codes)


def _word(header: Dataset, keyword: str) -> str:
    """What only rules look at: an instance is one although this cannot be read."""
    return str(value(header, keyword) or "").strip()


def _text(header: Dataset, keyword: str) -> str:
    return str(header.get(keyword) or "").strip()


def _listed(folder: Path, root: Path) -> list[tuple[os.DirEntry[str], bool]]:
    """What is in a folder, and whether it is a folder itself."""
    try:
        with os.scandir(folder) as items:
            return [(item, item.is_dir(follow_symlinks=False)) for item in items]
    except OSError as error:
        if folder != root and isinstance(error, FileNotFoundError | NotADirectoryError):
            return []  # it is gone again
        raise ArchiveUnavailable(
            "A folder of the archive cannot be listed",
            why=error.strerror,
            remedy="Look at its path and its permissions",
        ) from error


def _stamp(item: os.DirEntry[str]) -> _Stamp | None:
    """What changes when a file does; None for what is no plain file, or is gone again."""
    try:
        facts = item.stat()
    except OSError:
        return None
    if not stat.S_ISREG(facts.st_mode):
        return None
    return facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns


def _is_settled(stamp: _Stamp) -> bool:
    return time.time_ns() - max(stamp[-2:]) > _SETTLED_NS
