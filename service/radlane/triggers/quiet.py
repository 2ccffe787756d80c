"""Studies that are received -> announcements, when nothing more of them came for a while; and what is old goes.

In: the table of receptions and the folder. Out: a thread that announces each study at least once: after its quiet time,
or as soon as there is what its sender said there would be, or after ten quiet times while more and more comes; again
when it grew. What cannot be announced is tried again, and given up when it was kept for long enough: otherwise one
model that cannot be read would keep studies until no room is left for any.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

from radlane.dicomweb.received import remove_study, size_of
from radlane.domain.arrival import RECEIVED
from radlane.domain.job import Expectation
from radlane.jobs.reception import Received, Receptions
from radlane.triggers.announcement import Announce, Announcement
from radlane.triggers.intake import Caller

_LOOK_S = 1.0
_CLEAN_S = 60.0
_MOST_QUIETS = 10  # that a study waits at most
_LEAST_TRIES = 10  # of one that is old: the service may have been down for long. They take more than eight minutes
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Watch:
    """Looks at what was received.

    Attributes
    ----------
    root : Path
        The folder of the archive `received`.
    quiet, keep : timedelta
        How long nothing may come of a study until it is announced; how long it is kept then.
    token : callable
        Gives a name that nothing else has.
    """

    receptions: Receptions
    root: Path
    announce: Announce
    quiet: timedelta
    keep: timedelta
    now: Callable[[], datetime]
    token: Callable[[], str]

    def look(self) -> int:
        """Announce what is due; return how many studies."""
        return sum(map(self._look_at, self.receptions.open()))

    def clean(self) -> int:
        """Remove what was kept long enough, and no job under way needs; return how many studies."""
        before = self.now() - self.keep
        old = [study for study in self.receptions.old(before) if not self.receptions.is_needed(study, RECEIVED)]
        return sum(self._remove(study, before) for study in old)

    def _look_at(self, received: Received) -> bool:
        waited = self.now() - received.first_at >= _MOST_QUIETS * self.quiet
        if not waited and not self._is_due(received):
            return False
        if not self.receptions.claim(received, although_it_grows=waited):
            return False
        study = received.study_instance_uid
        instances, size = size_of(self.root, study)
        try:
            if instances and instances != received.announced:
                self.announce(_announcement(received))
                _LOG.info("a received study is announced", extra={"study": study, "count": instances})
        except Exception as error:  # noqa: BLE001 - one study that cannot be announced keeps no other from it
            self._put_off(received, instances, size, error)
            return False
        self.receptions.settle(received, instances, size)
        return True

    def _put_off(self, received: Received, instances: int, size: int, error: Exception) -> None:
        """Try again later, or never where it is older than what is kept."""
        facts = {"study": received.study_instance_uid, **_code(error)}
        old_at = received.last_at + self.keep
        is_old = self.now() >= old_at
        failures = 0 if is_old and received.due_at <= old_at else received.failures  # this is the first try since then
        if is_old and failures + 1 >= _LEAST_TRIES:
            _LOG.error("a received study is given up: it cannot be announced", extra=facts, exc_info=error)
            self.receptions.settle(received, instances, size, is_announced=False)
        else:
            _LOG.warning("a study cannot be announced", extra=facts, exc_info=error)
            self.receptions.postpone(received, failures, latest=None if is_old else old_at)

    def _is_due(self, received: Received) -> bool:
        if self.now() - received.last_at >= self.quiet:
            return True
        expected = received.expected
        if expected is None or received.announced >= expected:  # what comes after all of it waits for its quiet time
            return False
        return size_of(self.root, received.study_instance_uid)[0] >= expected

    def _remove(self, study: str, before: datetime) -> bool:
        try:
            gone = remove_study(self.root, study, lambda: self.receptions.is_needed(study, RECEIVED), self.token)
        except OSError as error:
            _LOG.warning("what was received cannot be removed", extra={"study": study}, exc_info=error)
            return False
        if gone:
            self.receptions.forget(study, before)
        return gone


class Watcher:
    """Looks again and again, in a thread of its own.

    Parameters
    ----------
    watch : Watch
        What is done.
    """

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="radlane-received", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; what is left is done after the next start."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        since = _CLEAN_S
        while not self._stopping.wait(_LOOK_S):
            since += _LOOK_S
            self._try(self._watch.look)
            if since >= _CLEAN_S:
                since = 0.0
                self._try(self._watch.clean)

    def _try(self, do: Callable[[], int]) -> None:
        """Do one thing; this is the edge of the thread."""
        try:
            do()
        except Exception as error:  # noqa: BLE001 - a database that is away ends no watching: it is tried again
            _LOG.warning("what was received cannot be looked at", extra=_code(error), exc_info=error)


def _announcement(received: Received) -> Announcement:
    sender = received.sender
    return Announcement(
        study_instance_uid=received.study_instance_uid,
        source=RECEIVED,
        caller=Caller(identity=sender.caller, via=sender.via, address=sender.address),
        ae_title=sender.ae_title,
        expect=Expectation(instances=received.expected) if received.expected is not None else None,
    )


def _code(error: Exception) -> dict[str, str]:
    return {"code": getattr(error, "code", "internal-error")}
