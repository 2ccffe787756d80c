"""Asking again and again what is new: looks at an archive, and announces what it finds.

In: what is looked at (`orthanc_changes`, `qido_poll`), what is on record of it (`jobs.poll_book`), and `Announce`.
Out: a thread. Of several processes one polls at a time; another one goes on where it dies. A study is announced at
least once: what cannot be announced stays on record, and holds up no other.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from threading import Event, Thread
from typing import Protocol

from radlane.domain.sighting import Sighting
from radlane.errors import (
    AuditUnavailable,
    JobConflict,
    QueueFull,
    RadlaneError,
    RecordsUnavailable,
    StorageFull,
    StudyMismatch,
    StudyNotFound,
    UidInvalid,
)
from radlane.jobs.poll_book import Due, PollBook
from radlane.monitoring.tracing import current_trace, new_trace, traced
from radlane.triggers.announcement import Announce, Announcement
from radlane.triggers.intake import Caller
from radlane.triggers.silence import Silence

VIA = "poll"
BEAT_S = 5.0  # a holder says at least so often that it lives, but while an archive keeps it waiting
LONGEST_WAIT_S = 300.0
MOST_TRIES = 20  # of a study that the archive does not have, or has of several patients; the last ones an hour apart
_RETRY_S = 60.0
_LONGEST_RETRY_S = 3600.0
_AT_ONCE = 100
_MOST_IN_A_ROW = 3  # studies that the archive does not answer for now: it is away
_HOPELESS = (StudyNotFound, StudyMismatch, UidInvalid)
_OURS = (StorageFull, QueueFull, RecordsUnavailable, AuditUnavailable)  # no study's own fault: all of them wait
_LOG = logging.getLogger(__name__)


class Source(Protocol):
    """What is looked at."""

    @property
    def keeps(self) -> bool:
        """Whether a study that was announced may be seen again as it was."""

    def is_idle(self, book: PollBook) -> bool:
        """Whether there is nothing to do now, so that nobody needs to hold the poll."""

    def resolve(self, study: Sighting) -> Sighting | None:
        """Return a study by its UID as it is now; None: there is nothing to announce any more."""

    def look(self, book: PollBook, hold: Callable[[], None]) -> Collection[str]:
        """Put on record what is new, and return the studies that will not be seen again.

        Parameters
        ----------
        book : PollBook
            Where.
        hold : callable
            Called between two questions; raises `JobConflict` where another process polls by now.
        """


@dataclass(frozen=True, kw_only=True)
class Poll:
    """What a poller needs.

    Attributes
    ----------
    name : str
        Its name in the settings.
    archive : str
        The archive that has the studies, by its name in the settings.
    every_s : float
        Between two looks.
    expects : bool
        Whether the archive may have less of a study than was seen: then a job waits for as much.
    via : str
        Which way, as rules and records say it.
    clock : callable
        Seconds that only grow, for example `time.monotonic`.
    """

    name: str
    archive: str
    every_s: float
    source: Source
    book: PollBook
    announce: Announce
    clock: Callable[[], float]
    expects: bool = False
    via: str = VIA


class Poller:
    """One poll as a thread.

    Parameters
    ----------
    poll : Poll
        What it does.
    """

    def __init__(self, poll: Poll) -> None:
        self._poll = poll
        self._silence = Silence(poll.clock)
        self._stopping = Event()
        self._thread = Thread(target=self._run, name=f"radlane-poll-{poll.name}", daemon=True)
        self._failures = 0
        self._next = 0.0
        self._has = False
        self._unanswered: set[str] = set()  # studies that the archive did not answer for, since it did for one

    def start(self) -> None:
        """Begin to poll."""
        self._thread.start()

    def stop(self) -> None:
        """Poll no more; another process may begin at once."""
        self._stopping.set()
        self._thread.join()

    def turn(self) -> float:
        """Look and announce where it is time to, and return the seconds until the next turn: the edge of the thread."""
        with traced(new_trace()):
            try:
                self._turn()
            except JobConflict:
                self._has = False
            except Exception as error:  # noqa: BLE001 - whatever an archive says ends no polling: it is asked again
                self._failures += 1
                self._next = self._poll.clock() + self._delay(error)
                _LOG.warning("a poll failed", extra=self._said(error), exc_info=error)
        if not self._has:
            return min(BEAT_S, self._poll.every_s)
        return min(BEAT_S, max(0.0, self._next - self._poll.clock()))

    def _run(self) -> None:
        wait = 0.0
        while not self._stopping.wait(wait):
            wait = self.turn()
        try:
            if self._has:
                self._poll.book.leave()
        except Exception as error:  # noqa: BLE001 - another process takes it over a little later
            _LOG.warning("a poll could not be left", extra=self._said(error), exc_info=error)

    def _turn(self) -> None:
        had, self._has = self._has, not self._poll.source.is_idle(self._poll.book) and self._holds()
        if had and not self._has:
            self._poll.book.leave()
        if not self._has or self._poll.clock() < self._next:
            return
        forgotten = self._poll.source.look(self._poll.book, self._hold)
        self._announce_due()
        if not self._stopping.is_set():
            if len(self._unanswered) < _MOST_IN_A_ROW:  # fewer may be the fault of these studies
                self._poll.book.good(forgotten)
            self._failures, self._next = 0, self._poll.clock() + self._poll.every_s

    def _holds(self) -> bool:
        return self._poll.book.hold(self._silence)

    def _hold(self) -> None:
        if not self._holds():
            raise JobConflict("Another process polls by now")

    def _announce_due(self) -> None:
        """Announce what is due; where the archive answers for none of several studies, that ends it for now."""
        away: set[str] = set()
        while found := self._poll.book.due(_AT_ONCE):
            for due in found:
                if self._stopping.is_set():
                    return
                self._hold()
                error = self._announce(due)
                away = away | {due.study.name} if error is not None else set()
                if error is not None and len(away) >= _MOST_IN_A_ROW:
                    raise error

    def _announce(self, due: Due) -> RadlaneError | None:
        """Announce a study, or put on record when to try again; return the error where the archive does not answer."""
        try:
            study = self._poll.source.resolve(due.study)
            if study is not None:
                self._poll.announce(self._announcement(study, due))
        except Exception as error:
            if isinstance(error, _OURS):
                raise
            return self._put_off(due, error)
        self._unanswered.clear()
        self._poll.book.done(due, keep=self._poll.source.keeps)
        return None

    def _put_off(self, due: Due, error: Exception) -> RadlaneError | None:
        """Try a study again later, unless that is without hope."""
        if isinstance(error, RadlaneError) and error.retryable:
            if len(self._unanswered) < _MOST_IN_A_ROW:
                self._unanswered.add(due.study.name)
            self._postpone(due, error, min(LONGEST_WAIT_S, self._poll.every_s * 2.0 ** min(due.failures + 1, 10)))
            return error
        self._unanswered.clear()
        if due.failures + 1 < MOST_TRIES or not isinstance(error, _HOPELESS):
            self._postpone(due, error, min(_LONGEST_RETRY_S, _RETRY_S * 2.0 ** min(due.failures, 10)))
        else:
            _LOG.error("a study could not be announced", extra=self._said(error))
            self._poll.book.done(due, keep=self._poll.source.keeps)
        return None

    def _postpone(self, due: Due, error: Exception, wait_s: float) -> None:
        _LOG.warning("a study cannot be announced now", extra=self._said(error), exc_info=error)
        self._poll.book.postpone(due, timedelta(seconds=wait_s))

    def _announcement(self, study: Sighting, due: Due) -> Announcement:
        told = due.caller or {}
        caller = Caller(
            identity=told.get("identity") or "",
            via=self._poll.via,
            address=told.get("address"),
            trace_id=told.get("trace_id") or current_trace(),
        )
        return Announcement(
            study_instance_uid=study.name,
            source=self._poll.archive,
            caller=caller,
            expect=study.expectation if self._poll.expects else None,
        )

    def _delay(self, error: Exception) -> float:
        """Longer after each failure, and as long as the archive asks for."""
        asked = error.retry_after_s if isinstance(error, RadlaneError) else None
        grown = self._poll.every_s * 2.0 ** min(self._failures, 10)
        return max(min(LONGEST_WAIT_S, grown), self._poll.every_s, asked or 0.0)

    def _said(self, error: Exception) -> dict[str, object]:
        code = error.code if isinstance(error, RadlaneError) else "internal-error"
        return {"poll": self._poll.name, "code": code}
