"""A circuit breaker: an archive that is away is not asked again and again by every job.

In: how calls of an archive ended. Out: whether it may be asked now. Only unavailability counts, and only where two
studies at least met it in a row: one bad study is no outage. After a pause one caller asks the archive for little, and
all others go on if it answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Lock

from radlane.dicomweb.archive import Archive, StudyList
from radlane.domain.refs import InstanceRef
from radlane.domain.result import EncodedObject, StoreReceipt
from radlane.domain.sighting import Sighting
from radlane.domain.study import Accession, RetrievedStudy, StudyIndex
from radlane.errors import ArchiveDenied, ArchiveUnavailable, RadlaneError

_LEAST_STUDIES = 2


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
        self._failed: list[str] = []
        self._until: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether the archive is not asked now."""
        return self._until is not None

    def require_closed(self) -> None:
        """See whether the archive is asked.

        Raises
        ------
        ArchiveUnavailable
            If not.
        """
        until = self._until
        if until is not None:
            raise _not_asked(until - self._clock())

    def enter(self) -> bool:
        """Begin a call; True where its caller has to ask first whether the archive is back.

        Raises
        ------
        ArchiveUnavailable
            If the archive is not asked now.
        """
        with self._lock:
            if self._until is None:
                return False
            left = self._until - self._clock()
            if left > 0:
                raise _not_asked(left)
            self._until = self._clock() + self._pause_s  # others wait meanwhile
            return True

    def succeed(self) -> None:
        """Hear that the archive answered."""
        with self._lock:
            self._failed, self._until = [], None

    def fail(self, study: str) -> None:
        """Hear that the archive was away when it was asked for a study."""
        with self._lock:
            self._failed = [*self._failed, study][-self._most :]
            if len(self._failed) == self._most and len(set(self._failed)) >= _LEAST_STUDIES:
                self._until = self._clock() + self._pause_s


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
        """Ask the archive for little, also while nothing else is asked: it may be back."""
        answer = self._behind.check()
        self._breaker.succeed()
        return answer

    def check_store(self) -> str:
        """See whether objects may be stored."""
        return self._behind.check_store()

    def study_uids(self) -> tuple[str, ...]:
        """Return the UIDs of the studies of the archive."""
        with self._asked(""):
            return self._behind.study_uids()

    def studies_from(self, day: date) -> tuple[Sighting, ...]:
        """Return the studies of the last days, where the archive can list them."""
        assert isinstance(self._behind, StudyList)  # others are not polled
        with self._asked(""):
            return self._behind.studies_from(day)

    def studies_of(self, accession: Accession) -> tuple[str, ...]:
        """Return the UIDs of the studies of an accession number."""
        with self._asked(f"accession {accession.number}"):
            return self._behind.studies_of(accession)

    def find_study(self, study_instance_uid: str) -> StudyIndex:
        """Return what the archive has of a study."""
        with self._asked(study_instance_uid):
            return self._behind.find_study(study_instance_uid)

    def retrieve(self, index: StudyIndex, instances: Sequence[InstanceRef], spool: Path) -> RetrievedStudy:
        """Return files with the instances."""
        with self._asked(index.study_instance_uid):
            return self._behind.retrieve(index, instances, spool)

    def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
        """Store objects."""
        with self._asked(objects[0].ref.study_instance_uid if objects else ""):
            return self._behind.store(objects)

    @contextmanager
    def _asked(self, study: str) -> Iterator[None]:
        if self._breaker.enter():
            self.check()
        try:
            yield
        except ArchiveDenied:  # maybe of this study only
            raise
        except ArchiveUnavailable:
            self._breaker.fail(study)
            raise
        except RadlaneError:  # an answer, if not the one that was hoped for
            self._breaker.succeed()
            raise
        self._breaker.succeed()


def _not_asked(left_s: float) -> ArchiveUnavailable:
    return ArchiveUnavailable(
        "The archive is not asked now",
        why="it was away several times in a row",
        remedy="Look at the archive and the network",
        retry_after_s=max(1.0, left_s),
    )
