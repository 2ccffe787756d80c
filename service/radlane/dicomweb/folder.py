"""A folder as an archive.

In: a folder of DICOM files, however named. Out: the archive port. Results go to
`<root>/<Study Instance UID>/<Series Instance UID>/<SOP Instance UID>.dcm`; no index is kept in the folder.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

from radlane.dicomweb.deposit import LEFT_OUT, Deposit, deposit_all, not_stored
from radlane.dicomweb.journal import recover
from radlane.dicomweb.part10 import Limits, digest
from radlane.dicomweb.publish import locked, remove_stale
from radlane.dicomweb.scan import Entry, Scan, Scanner, require_one_patient
from radlane.dicomweb.sightings import is_within
from radlane.domain.prior import PatientStudy, Person
from radlane.domain.reason import ReasonCode
from radlane.domain.refs import InstanceRef, require_uid
from radlane.domain.result import DeliveryState, EncodedObject, StoreOutcome, StoreReceipt
from radlane.domain.study import Accession, RetrievedInstance, RetrievedStudy, SeriesIndex, StudyIndex
from radlane.errors import InputRefused, StudyNotFound

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
        self._limits = limits
        self._scanner = Scanner(root, limits)

    @property
    def name(self) -> str:
        """Name in the settings, as results quote it."""
        return self._name

    @property
    def can_be_asked(self) -> bool:
        """It can."""
        return True

    def check(self) -> str:
        """Return how many studies there are."""
        return f"{len(self.study_uids())} studies"

    def check_store(self) -> str:
        """Make and remove a file that no scan looks at."""
        try:
            with NamedTemporaryFile(prefix=".radlane-", dir=self._root):
                return "it can be written"
        except OSError as error:
            raise not_stored(error, None) from error

    def study_uids(self) -> tuple[str, ...]:
        """Return the Study Instance UIDs of the folder, in order."""
        return tuple(sorted({entry.ref.study_instance_uid for entry in self._scan().entries}))

    def studies_of(self, accession: Accession) -> tuple[str, ...]:
        """Return the studies that may have this accession number, in the order of their UIDs."""
        found = {entry.ref.study_instance_uid for entry in self._scan().entries if entry.accession.may_be(accession)}
        return tuple(sorted(found))

    def studies_of_patient(self, patient_id: str, first: date, last: date) -> tuple[PatientStudy, ...]:
        """Return the studies with a Patient ID from one day to another, each as its first file says it."""
        entries = self._scan().entries
        first_of: dict[str, Entry] = {}
        for entry in entries:
            if entry.patient.patient_id == patient_id and is_within(entry.study_date, first, last):
                first_of.setdefault(entry.ref.study_instance_uid, entry)
        modalities: dict[str, set[str]] = {}
        for entry in entries:
            modalities.setdefault(entry.ref.study_instance_uid, set()).add(entry.modality)
        return tuple(_patient_study(entry, modalities[uid]) for uid, entry in first_of.items())

    def find_study(self, study_instance_uid: str) -> StudyIndex:
        """Return what the folder has of a study."""
        require_uid(study_instance_uid, "Study Instance UID")
        scan = self._scan()
        entries = [entry for entry in scan.entries if entry.ref.study_instance_uid == study_instance_uid]
        if not entries:
            unread = f"{scan.unreadable} files in it cannot be read as DICOM" if scan.unreadable else None
            raise StudyNotFound("The archive has no such study", uid=study_instance_uid, why=unread)
        patient = require_one_patient(entries)
        first = min(entries, key=lambda entry: entry.ref)
        series = _series_of(entries)
        return StudyIndex(study_instance_uid=study_instance_uid, patient=patient, series=series, facts=first.facts)

    def retrieve(
        self,
        index: StudyIndex,
        instances: Sequence[InstanceRef],
        spool: Path,  # noqa: ARG002 - the port's; files of a folder stay where they are
    ) -> RetrievedStudy:
        """Return the files of the instances, where they lie."""
        copies: dict[str, list[Entry]] = {}
        for entry in self._scan().entries:
            copies.setdefault(entry.ref.sop_instance_uid, []).append(entry)
        found = tuple(
            RetrievedInstance(ref=ref, path=_only(ref, copies.get(ref.sop_instance_uid, []))) for ref in instances
        )
        return RetrievedStudy(index=index, instances=found)

    def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
        """Store all objects, or none of them; the folder is locked meanwhile."""
        try:
            with locked(self._root):
                remove_stale(self._root, time.time())
                recover(self._root, time.time())
                deposit = deposit_all(objects, self._scan().entries, self._root, self._limits)
        except OSError as error:
            raise not_stored(error, None) from error
        return StoreReceipt(destination=self._name, outcomes=tuple(_outcome(item.ref, deposit) for item in objects))

    def _scan(self) -> Scan:
        scan = self._scanner.scan()
        if scan.unreadable:
            _LOG.info("files in the folder are no DICOM instances", extra={"count": scan.unreadable})
        return scan


def _patient_study(entry: Entry, modalities: Iterable[str]) -> PatientStudy:
    return PatientStudy(
        study_instance_uid=entry.ref.study_instance_uid,
        person=Person(
            patient_id=entry.patient.patient_id,
            issuer=entry.patient.issuer,
            birth_date=entry.birth_date,
            sex=entry.facts.sex,
        ),
        study_date=entry.study_date,
        study_time=entry.study_time,
        modalities=frozenset(filter(None, modalities)),
    )


def _series_of(entries: Iterable[Entry]) -> tuple[SeriesIndex, ...]:
    series: dict[str, list[Entry]] = {}
    for entry in entries:
        series.setdefault(entry.ref.series_instance_uid, []).append(entry)
    return tuple(
        SeriesIndex(
            series_instance_uid=uid,
            modality=_agreed(member.modality for member in members),
            body_part_examined=_agreed(member.body_part_examined for member in members),
            instances=tuple(sorted({entry.ref for entry in members})),
            description=_agreed(member.description for member in members),
            station=_agreed(member.station for member in members),
            regions=frozenset(code for member in members for code in member.regions),
        )
        for uid, members in sorted(series.items())
    )


def _agreed(values: Iterable[str]) -> str:
    """The value of an attribute that a series has once; empty where its instances contradict each other."""
    said = {value for value in values if value}
    return said.pop() if len(said) == 1 else ""


def _only(ref: InstanceRef, copies: Sequence[Entry]) -> Path:
    """A file of the instance; copies with the same bytes are as good as each other, as long as they are there."""
    contents = {entry.path: digest(entry.path) for entry in copies} if len(copies) > 1 else {}
    if len(set(contents.values()) - {None}) > 1:
        raise InputRefused(
            ReasonCode.AMBIGUOUS_INPUT,
            "The archive has this instance twice, with different content",
            uid=ref.sop_instance_uid,
        )
    for entry in copies:
        if entry.ref == ref and contents.get(entry.path, "unread") is not None:
            return entry.path
    raise StudyNotFound("An instance is no longer in the archive", uid=ref.sop_instance_uid)


def _outcome(ref: InstanceRef, deposit: Deposit) -> StoreOutcome:
    uid = ref.sop_instance_uid
    if uid in deposit.paths:
        return StoreOutcome(ref=ref, state=DeliveryState.STORED, path=deposit.paths[uid])
    why = deposit.refused.get(uid, LEFT_OUT)
    there = None if deposit.lying is None else uid in deposit.lying
    return StoreOutcome(ref=ref, state=DeliveryState.REFUSED, detail=why, may_be_there=there)
