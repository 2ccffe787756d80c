"""A circuit breaker: an archive that is away is not asked again and again by every job.

In: how calls of an archive ended. Out: whether it may be asked now. Queries, retrievals and stores are told apart: an
archive may answer the ones while what serves the others is away. Only unavailability counts, and only where two studies
at least met it in a row: one bad study is no outage. After a pause one call goes through, and all others go on if it is
answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from threading import Lock

from radlane.dicomweb.archive import Archive, StudyList, store_in
from radlane.domain.prior import PatientStudy
from radlane.domain.refs import InstanceRef
from radlane.domain.result import EncodedObject, StoreReceipt
from radlane.domain.sighting import Sighting
from radlane.domain.study import Accession, RetrievedStudy, StudyIndex
from radlane.errors import ArchiveDenied, ArchiveUnavailable, RadlaneError

_LEAST_STUDIES = 2


class Kind(StrEnum):
    """What an archive is asked to do."""

    QUERY = "query"
    RETRIEVE = "retrieve"
    STORE = "store"


@dataclass(kw_only=True)
class _Circuit:
    """What is known of one kind of call.

    Attributes
    ----------
    failed : list of str
        The studies of the latest failures in a row.
    until : float or None
        It is not made before, and then once, to try; None: it may be made, by all at once.
    """

    failed: list[str] = field(default_factory=list)
    until: float | None = None


class Breaker:
    """What one process knows of one archive.

    Parameters
    ----------
    clock : callable
        Seconds that only grow.
    failures : int
        So many in a row open the circuit.
    pause_s : float
        So long the archive is not asked.
    """

    def __init__(self, clock: Callable[[], float], failures: int, pause_s: float) -> None:
        self._clock = clock
        self._most = failures
        self._pause_s = pause_s
        self._lock = Lock()
        self._circuits = {kind: _Circuit() for kind in Kind}

    @property
    def is_open(self) -> bool:
        """Whether the archive is not asked for something now."""
        return any(self._left_s(kind) > 0 for kind in Kind)

    def require_closed(self) -> None:
        """See whether the archive is asked for everything.

        Raises
        ------
        ArchiveUnavailable
            If not.
        """
        for kind in Kind:
            left = self._left_s(kind)
            if left > 0:
                raise _not_asked(kind, left)

    def enter(self, kind: Kind) -> None:
        """Begin a call; after a pause one is let through.

        Raises
        ------
        ArchiveUnavailable
            If the archive is not asked for this now.
        """
        circuit = self._circuits[kind]
        with self._lock:
            if circuit.until is None:
                return
            left = circuit.until - self._clock()
            if left > 0:
                raise _not_asked(kind, left)
            circuit.until = self._clock() + self._pause_s  # others wait meanwhile

    def succeed(self, kind: Kind) -> None:
        """Hear that the archive answered."""
        with self._lock:
            self._circuits[kind] = _Circuit()

    def fail(self, kind: Kind, study: str) -> None:
        """Hear that the archive was away when it was asked for a study."""
        with self._lock:
            circuit = self._circuits[kind]
            circuit.failed = [*circuit.failed, study][-self._most :]
            if len(circuit.failed) == self._most and len(set(circuit.failed)) >= _LEAST_STUDIES:
                circuit.until = self._clock() + self._pause_s

    def _left_s(self, kind: Kind) -> float:
        """For how long no call of a kind is made; after that one is, whether or not anybody has called yet."""
        until = self._circuits[kind].until
        return 0.0 if until is None else until - self._clock()


class BreakingArchive:
    """The archive port before another archive (`archive.Archive`)."""

    def __init__(self, behind: Archive, breaker: Breaker) -> None:
        self._behind = behind
        self._breaker = breaker

    @property
    def name(self) -> str:
        """Name in the settings."""
        return self._behind.name

    @property
    def can_be_asked(self) -> bool:
        """Whether it says what it has."""
        return self._behind.can_be_asked

    def check(self) -> str:
        """Ask the archive for little, also while nothing else is asked: it may answer queries again."""
        answer = self._behind.check()
        self._breaker.succeed(Kind.QUERY)
        return answer

    def check_store(self) -> str:
        """See whether objects may be stored."""
        return self._behind.check_store()

    def study_uids(self) -> tuple[str, ...]:
        """Return the UIDs of the studies of the archive."""
        with self._asked(Kind.QUERY, ""):
            return self._behind.study_uids()

    def studies_from(self, first: date, last: date | None = None) -> tuple[Sighting, ...]:
        """Return the studies of some days, where the archive can list them."""
        assert isinstance(self._behind, StudyList)  # others are not polled
        with self._asked(Kind.QUERY, ""):
            return self._behind.studies_from(first, last)

    def studies_of(self, accession: Accession) -> tuple[str, ...]:
        """Return the UIDs of the studies of an accession number."""
        with self._asked(Kind.QUERY, f"accession {accession.number}"):
            return self._behind.studies_of(accession)

    def studies_of_patient(self, patient_id: str, first: date, last: date) -> tuple[PatientStudy, ...]:
        """Return the studies with a Patient ID from one day to another."""
        with self._asked(Kind.QUERY, ""):
            return self._behind.studies_of_patient(patient_id, first, last)

    def find_study(self, study_instance_uid: str) -> StudyIndex:
        """Return what the archive has of a study."""
        with self._asked(Kind.QUERY, study_instance_uid):
            return self._behind.find_study(study_instance_uid)

    def retrieve(self, index: StudyIndex, instances: Sequence[InstanceRef], spool: Path) -> RetrievedStudy:
        """Return files with the instances."""
        with self._asked(Kind.RETRIEVE, index.study_instance_uid):
            return self._behind.retrieve(index, instances, spool)

    def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
        """Store objects."""
        with self._asked(Kind.STORE, objects[0].ref.study_instance_uid if objects else ""):
            return self._behind.store(objects)

    def store_in(self, index: StudyIndex, objects: Sequence[EncodedObject]) -> StoreReceipt:
        """Store objects in a study that was just asked for."""
        with self._asked(Kind.STORE, index.study_instance_uid):
            return store_in(self._behind, index, objects)

    @contextmanager
    def _asked(self, kind: Kind, study: str) -> Iterator[None]:
        self._breaker.enter(kind)
        try:
            yield
        except ArchiveDenied:  # maybe of this study only
            raise
        except ArchiveUnavailable:
            self._breaker.fail(kind, study)
            raise
        except RadlaneError:  # an answer, if not the one that was hoped for
            self._breaker.succeed(kind)
            raise
        self._breaker.succeed(kind)


def _not_asked(kind: Kind, left_s: float) -> ArchiveUnavailable:
    return ArchiveUnavailable(
        "The archive is not asked now",
        why=f"it was away several times in a row ({kind})",
        remedy="Look at the archive and the network",
        retry_after_s=max(1.0, left_s),
    )
