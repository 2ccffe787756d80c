"""A folder as an archive.

In: a folder of DICOM files, however named. Out: the archive port. Results go to
`<root>/<Study Instance UID>/<Series Instance UID>/<SOP Instance UID>.dcm`; no index is kept in the folder.
"""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from radlane.dicomweb.part10 import Limits
from radlane.dicomweb.publish import publish, sync_folder
from radlane.dicomweb.scan import Entry, Scan, Scanner
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef, require_uid
from radlane.domain.result import DeliveryState, EncodedObject, StoreOutcome, StoreReceipt
from radlane.domain.study import RetrievedInstance, RetrievedStudy, SeriesIndex, StudyIndex
from radlane.errors import ArchiveUnavailable, InputRefused, StorageFull, StudyMismatch, StudyNotFound

_FULL = (errno.ENOSPC, errno.EDQUOT)
_TAKEN = "the archive has another object with this SOP Instance UID"
_LEFT_OUT = "another object of the result was refused"
_LOG = logging.getLogger(__name__)


class FolderArchive:
    """The archive port on a folder (`archive.Archive`).

    Parameters
    ----------
    name : str
        Name in the settings.
    root : Path
        The folder.
    limits : Limits
        What is read of a file at most.
    """

    def __init__(self, name: str, root: Path, limits: Limits) -> None:
        self._name = name
        self._root = root
        self._scanner = Scanner(root, limits)

    @property
    def name(self) -> str:
        """Name in the settings, as results quote it."""
        return self._name

    def study_uids(self) -> tuple[str, ...]:
        """Return the Study Instance UIDs of the folder, in order."""
        return tuple(sorted({entry.ref.study_instance_uid for entry in self._scan().entries}))

    def find_study(self, study_instance_uid: str) -> StudyIndex:
        """Return what the folder has of a study."""
        require_uid(study_instance_uid, "Study Instance UID")
        entries = [e for e in self._scan().entries if e.ref.study_instance_uid == study_instance_uid]
        if not entries:
            raise StudyNotFound("The archive has no such study", uid=study_instance_uid)
        patients = {entry.patient for entry in entries}
        if len(patients) > 1:
            raise StudyMismatch(
                "The instances of this study belong to several patients",
                uid=study_instance_uid,
                remedy="Correct Patient ID and Issuer of Patient ID in the archive",
            )
        return StudyIndex(study_instance_uid=study_instance_uid, patient=entries[0].patient, series=_series_of(entries))

    def retrieve(self, index: StudyIndex, instances: Sequence[InstanceRef]) -> RetrievedStudy:
        """Return the files of the instances, where they lie."""
        files: dict[InstanceRef, list[Path]] = {}
        for entry in self._scan().entries:
            files.setdefault(entry.ref, []).append(entry.path)
        found = tuple(RetrievedInstance(ref=ref, path=_only(ref, files.get(ref, []))) for ref in instances)
        return RetrievedStudy(index=index, instances=found)

    def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
        """Store all objects, or none of them."""
        taken = self._taken(objects)
        if not taken:
            taken = self._publish_all(objects)
        return StoreReceipt(destination=self._name, outcomes=tuple(self._outcome(item, taken) for item in objects))

    def _scan(self) -> Scan:
        scan = self._scanner.scan()
        if scan.unreadable:
            _LOG.info("files in the folder are no DICOM instances", extra={"count": scan.unreadable})
        return scan

    def _target(self, ref: InstanceRef) -> Path:
        study = require_uid(ref.study_instance_uid, "Study Instance UID")
        series = require_uid(ref.series_instance_uid, "Series Instance UID")
        return self._root / study / series / f"{require_uid(ref.sop_instance_uid, 'SOP Instance UID')}.dcm"

    def _taken(self, objects: Sequence[EncodedObject]) -> frozenset[str]:
        """UIDs of objects that the folder has with other bytes, anywhere."""
        sent = {item.ref.sop_instance_uid: item.sha256 for item in objects}
        return frozenset(
            entry.ref.sop_instance_uid
            for entry in self._scan().entries
            if entry.ref.sop_instance_uid in sent and _digest(entry.path) != sent[entry.ref.sop_instance_uid]
        )

    def _publish_all(self, objects: Sequence[EncodedObject]) -> frozenset[str]:
        """Publish every object; on the first that does not go, take back what this call has put there."""
        mine: list[Path] = []
        try:
            for item in objects:
                target = self._target(item.ref)
                _make_folder(target.parent, self._root)
                if publish(item.path.read_bytes(), target):
                    mine.append(target)
                elif _digest(target) != item.sha256:  # another process was faster
                    _take_back(mine, self._root)
                    return frozenset({item.ref.sop_instance_uid})
        except OSError as error:
            _take_back([*mine, target], self._root, keep=target)
            raise _not_stored(error, item.ref) from error
        return frozenset()

    def _outcome(self, item: EncodedObject, taken: frozenset[str]) -> StoreOutcome:
        if not taken:
            return StoreOutcome(ref=item.ref, state=DeliveryState.STORED, path=self._target(item.ref))
        detail = _TAKEN if item.ref.sop_instance_uid in taken else _LEFT_OUT
        return StoreOutcome(ref=item.ref, state=DeliveryState.REFUSED, detail=detail)


def _series_of(entries: Iterable[Entry]) -> tuple[SeriesIndex, ...]:
    series: dict[str, list[Entry]] = {}
    for entry in entries:
        series.setdefault(entry.ref.series_instance_uid, []).append(entry)
    return tuple(
        SeriesIndex(
            series_instance_uid=uid,
            modality=members[0].modality,
            body_part_examined=members[0].body_part_examined,
            instances=tuple(sorted({entry.ref for entry in members})),
        )
        for uid, members in sorted(series.items())
    )


def _only(ref: InstanceRef, paths: Sequence[Path]) -> Path:
    if not paths:
        raise StudyNotFound("An instance is no longer in the archive", uid=ref.sop_instance_uid)
    if len(paths) > 1 and len({_digest(path) for path in paths}) > 1:
        raise InputRefused(
            ReasonCode.AMBIGUOUS_INPUT,
            "The archive has this instance twice, with different content",
            uid=ref.sop_instance_uid,
        )
    return paths[0]


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ArchiveUnavailable("A file of the archive cannot be read", why=error.strerror) from error


def _make_folder(folder: Path, root: Path) -> None:
    """Make the folders below the root, and put their names on the disk; the root itself must be there."""
    for part in (folder.parent, folder):
        with suppress(FileExistsError):
            part.mkdir()
            sync_folder(part.parent)
    sync_folder(root)


def _take_back(files: Sequence[Path], root: Path, keep: Path | None = None) -> None:
    """Remove files that this call has published, and folders that are empty then; `keep` is not ours."""
    for path in files:
        if path != keep:
            path.unlink(missing_ok=True)
        for folder in (path.parent, path.parent.parent):
            if folder != root:
                with suppress(OSError):
                    folder.rmdir()


def _not_stored(error: OSError, ref: InstanceRef) -> StorageFull | ArchiveUnavailable:
    if error.errno in _FULL:
        return StorageFull(
            "The archive has no room for the result; nothing of it was kept",
            uid=ref.sop_instance_uid,
            remedy="Free space, then run again",
        )
    return ArchiveUnavailable(
        "The archive cannot be written; nothing of the result was kept",
        uid=ref.sop_instance_uid,
        why=error.strerror,
        remedy="Look at its path and its permissions",
    )
