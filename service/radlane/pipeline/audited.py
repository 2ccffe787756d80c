"""An archive whose every use is on record: what is asked, fetched and stored, for whom, and what came of it.

In: an archive, and on whose behalf it is used. Out: the same archive. What cannot be put on record does not happen.
Transfers are on record before they begin too, so that a process that dies in the middle leaves a trace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from radlane.dicomweb.archive import Archive, store_in
from radlane.domain.prior import PatientStudy
from radlane.domain.refs import InstanceRef
from radlane.domain.result import EncodedObject, StoreReceipt
from radlane.domain.study import Accession, PatientIdentity, RetrievedStudy, StudyIndex
from radlane.errors import RadlaneError
from radlane.security.audit_record import Action, Entry, Outcome

INTERNAL_ERROR = "internal-error"
MOST_NAMED = 64  # SOP Instance UIDs in one record; of more, their number is told


class Book(Protocol):
    """Where something is put on record (`jobs.trail`)."""

    def record(self, entry: Entry) -> object:
        """Put an entry on record, or raise."""


class Audit(Book, Protocol):
    """Where the use of archives is put on record."""

    def pseudonym(self, patient: PatientIdentity) -> str:
        """Return what stands for a patient in records."""


class AuditedArchive:
    """The archive port with a record of each use.

    Parameters
    ----------
    archive : Archive
        What is used.
    audit : Audit
        Where that is put on record.
    on_behalf : Entry
        Who uses it, and for which job; its action is not looked at.
    """

    def __init__(self, archive: Archive, audit: Audit, on_behalf: Entry) -> None:
        self._archive = archive
        self._audit = audit
        self._on_behalf = on_behalf

    @property
    def name(self) -> str:
        """Name in the settings."""
        return self._archive.name

    @property
    def can_be_asked(self) -> bool:
        """Whether it says what it has."""
        return self._archive.can_be_asked

    def check(self) -> str:
        """Ask for nothing of a patient, or throw it away: not on record."""
        return self._archive.check()

    def check_store(self) -> str:
        """Store nothing: not on record."""
        return self._archive.check_store()

    def study_uids(self) -> tuple[str, ...]:
        """Ask for all studies."""
        with self._asked(None, "all"):
            return self._archive.study_uids()

    def studies_of(self, accession: Accession) -> tuple[str, ...]:
        """Ask for the studies of an accession number, which itself is not on record."""
        with self._asked(None, "accession"):
            return self._archive.studies_of(accession)

    def studies_of_patient(self, patient_id: str, first: date, last: date) -> tuple[PatientStudy, ...]:
        """Ask for the studies with a Patient ID, which itself is not on record."""
        with self._asked(None, "patient"):
            return self._archive.studies_of_patient(patient_id, first, last)

    def find_study(self, study_instance_uid: str) -> StudyIndex:
        """Ask for one study."""
        with self._asked(study_instance_uid, "study"):
            return self._archive.find_study(study_instance_uid)

    def retrieve(self, index: StudyIndex, instances: Sequence[InstanceRef], spool: Path) -> RetrievedStudy:
        """Fetch instances."""
        facts = {**counted(instances), "patient": self._audit.pseudonym(index.patient)}
        with self._told(Action.INSTANCES_RETRIEVED, index.study_instance_uid, facts) as end:
            study = self._archive.retrieve(index, instances, spool)
            end.update(counted([item.ref for item in study.instances]))
        return study

    def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
        """Store objects."""
        return self._stored(objects, lambda: self._archive.store(objects))

    def store_in(self, index: StudyIndex, objects: Sequence[EncodedObject]) -> StoreReceipt:
        """Store objects in a study that was just asked for."""
        return self._stored(objects, lambda: store_in(self._archive, index, objects))

    def _stored(self, objects: Sequence[EncodedObject], store: Callable[[], StoreReceipt]) -> StoreReceipt:
        refs = [item.ref for item in objects]
        study = refs[0].study_instance_uid if refs else None
        with self._told(Action.INSTANCES_STORED, study, counted(refs)) as end:
            receipt = store()
            end["states"] = {outcome.ref.sop_instance_uid: str(outcome.state) for outcome in receipt.outcomes}
        return receipt

    @contextmanager
    def _told(self, action: Action, study: str | None, facts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Put on record that something begins, and how it ended; what is put into the value is added to the end."""
        said = {"archive": self.name, **self._on_behalf.facts, **facts}
        with told(self._audit, replace(self._on_behalf, action=action, study=study, facts=said)) as end:
            yield end

    @contextmanager
    def _asked(self, study: str | None, by: str) -> Iterator[None]:
        """Put on record that a question begins, and where it has no answer that it failed: one record for most."""
        said = {"archive": self.name, **self._on_behalf.facts, "by": by}
        entry = replace(self._on_behalf, action=Action.STUDY_QUERIED, study=study, facts=said)
        with told(self._audit, entry, tells_success=False):
            yield


@contextmanager
def told(book: Book, entry: Entry, *, tells_success: bool = True) -> Iterator[dict[str, Any]]:
    """Put on record that something begins, and how it ended; what is put into the value is added to the end's facts."""
    book.record(replace(entry, outcome=Outcome.BEGUN))
    end: dict[str, Any] = {}
    failed: str | None = INTERNAL_ERROR
    try:
        yield end
        failed = None
    except RadlaneError as error:
        failed = error.code
        raise
    finally:  # whatever it was
        if failed is not None:
            book.record(replace(entry, outcome=Outcome.FAILED, facts={**entry.facts, "code": failed}))
    if tells_success:
        book.record(replace(entry, outcome=Outcome.DONE, facts={**entry.facts, **end}))


def listed_studies(studies: Iterable[str]) -> dict[str, Any]:
    """What studies a list names that is handed out."""
    return {"studies": sorted(set(studies))}


def counted(refs: Sequence[InstanceRef]) -> dict[str, Any]:
    """What instances these are: by SOP Class their number; where they are few, their UIDs and those of their series."""
    classes: dict[str, dict[str, Any]] = {}
    for ref in refs:
        of_class = classes.setdefault(ref.sop_class_uid, {"count": 0, "instances": []})
        of_class["count"] += 1
        of_class["instances"].append(ref.sop_instance_uid)
    if len(refs) > MOST_NAMED:
        classes = {uid: {"count": of_class["count"]} for uid, of_class in classes.items()}
    series = sorted({ref.series_instance_uid for ref in refs})
    if len(series) > MOST_NAMED:
        return {"classes": classes, "series_count": len(series)}
    return {"classes": classes, "series": series}
