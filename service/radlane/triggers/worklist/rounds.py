"""Work that comes back: a thread that does it again and again, sooner when it is told to, later when it failed.

In: what one round does, and what it does for one thing. Out: rounds, until it is stopped; what went wrong with a thing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread

from radlane.errors import RadlaneError, RecordsUnavailable
from radlane.jobs.database import AWAY

_LONGEST_WAIT_S = 300.0
_NO_ONES_FAULT = (*AWAY, RecordsUnavailable)  # the database is away: so it is for all that come after
_LOG = logging.getLogger(__name__)


class Rounds:
    """A thread of rounds.

    Parameters
    ----------
    name : str
        Its name in the log.
    work : callable
        One round.
    every_s : float
        Seconds between two rounds.
    wake : Event
        Set where the next round is to begin now.
    """

    def __init__(self, name: str, work: Callable[[], object], every_s: float, wake: Event) -> None:
        self._work = work
        self._every_s = every_s
        self._stopping = Event()
        self._wake = wake
        self._thread = Thread(target=self._run, name=f"radlane-{name}", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the round that runs."""
        self._stopping.set()
        self._wake.set()
        self._thread.join()

    def round(self) -> bool:
        """Do one round; return whether it came to its end. This is the edge of the thread."""
        try:
            self._work()
        except Exception as error:  # noqa: BLE001 - the poll loop's edge: a database or a peer that is away comes back
            _LOG.warning("a round could not be done", extra={"code": "internal-error"}, exc_info=error)
            return False
        return True

    def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            failures = 0 if self.round() else failures + 1
            if failures:
                self._stopping.wait(min(_LONGEST_WAIT_S, self._every_s * 2.0 ** min(failures, 10)))
            else:
                self._wake.wait(self._every_s)
            self._wake.clear()


def attempt(step: Callable[[], object], said: str) -> Exception | None:
    """Take a step for one of several things, and return what went wrong with it: nothing behind it waits for that.

    Parameters
    ----------
    said : str
        What the log says then.

    Raises
    ------
    RecordsUnavailable, sqlalchemy.exc.SQLAlchemyError
        If the database is away.
    """
    try:
        step()
    except _NO_ONES_FAULT:
        raise
    except Exception as error:  # noqa: BLE001 - the poll loop's edge to each thing: whatever is wrong with it is its own
        code = error.code if isinstance(error, RadlaneError) else "internal-error"
        _LOG.warning(said, extra={"code": code}, exc_info=error)
        return error
    return None
