"""An archive whose calls are told to somebody: which, how it ended, and how long it took.

In: an archive and a listener. Out: the same archive.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Protocol

from radlane.dicomweb.archive import Archive, StudyList, store_in
from radlane.domain.prior import PatientStudy
from radlane.domain.refs import InstanceRef
from radlane.domain.result import EncodedObject, StoreReceipt
from radlane.domain.sighting import Sighting
from radlane.domain.study import Accession, RetrievedStudy, StudyIndex
from radlane.errors import RadlaneError

DONE = "done"
BROKEN = "internal-error"


class Listener(Protocol):
    """Who is told."""

    def count_call(self, archive: str, kind: str, outcome: str, seconds: float) -> None:
        """Hear of a call: its outcome is `done` or the code of an error."""

    def count_objects(self, archive: str, states: Sequence[str]) -> None:
        """Hear what became of objects that were sent."""


class ObservedArchive:
    """The archive port before another archive (`archive.Archive`)."""

    def __init__(self, behind: Archive, listener: Listener) -> None:
        self._behind = behind
        self._listener = listener

    @property
    def name(self) -> str:
        """Name in the settings."""
        return self._behind.name

    @property
    def can_be_asked(self) -> bool:
        """Whether it says what it has."""
        return self._behind.can_be_asked

    def check(self) -> str:
        """Ask the archive for little."""
        with self._told("check"):
            return self._behind.check()

    def check_store(self) -> str:
        """See whether objects may be stored."""
        with self._told("check"):
            return self._behind.check_store()

    def study_uids(self) -> tuple[str, ...]:
        """Return the UIDs of the studies of the archive."""
        with self._told("query"):
            return self._behind.study_uids()

    def studies_from(self, first: date, last: date | None = None) -> tuple[Sighting, ...]:
        """Return the studies of some days, where the archive can list them."""
        assert isinstance(self._behind, StudyList)  # others are not polled
        with self._told("query"):
            return self._behind.studies_from(first, last)

    def studies_of(self, accession: Accession) -> tuple[str, ...]:
        """Return the UIDs of the studies of an accession number."""
        with self._told("query"):
            return self._behind.studies_of(accession)

    def studies_of_patient(self, patient_id: str, first: date, last: date) -> tuple[PatientStudy, ...]:
        """Return the studies with a Patient ID from one day to another."""
        with self._told("query"):
            return self._behind.studies_of_patient(patient_id, first, last)

    def find_study(self, study_instance_uid: str) -> StudyIndex:
        """Return what the archive has of a study."""
        with self._told("query"):
            return self._behind.find_study(study_instance_uid)

    def retrieve(self, index: StudyIndex, instances: Sequence[InstanceRef], spool: Path) -> RetrievedStudy:
        """Return files with the instances."""
        with self._told("retrieve"):
            return self._behind.retrieve(index, instances, spool)

    def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
        """Store objects."""
        return self._stored(lambda: self._behind.store(objects))

    def store_in(self, index: StudyIndex, objects: Sequence[EncodedObject]) -> StoreReceipt:
        """Store objects in a study that was just asked for."""
        return self._stored(lambda: store_in(self._behind, index, objects))

    def _stored(self, store: Callable[[], StoreReceipt]) -> StoreReceipt:
        with self._told("store"):
            receipt = store()
        self._listener.count_objects(self.name, [str(outcome.state) for outcome in receipt.outcomes])
        return receipt

    @contextmanager
    def _told(self, kind: str) -> Iterator[None]:
        begin, outcome = time.perf_counter(), BROKEN
        try:
            yield
            outcome = DONE
        except RadlaneError as error:
            outcome = error.code
            raise
        finally:
            self._listener.count_call(self.name, kind, outcome, time.perf_counter() - begin)
