"""What says again and again that a worker is alive, on a thread of its own.

In: the worker's name. Out: the token of its lease. A worker that others took for dead begins anew under another token,
and what it had begun under the old one goes no further; one whose name another process has works no more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from threading import Event, Thread

from radlane.errors import RecordsUnavailable
from radlane.jobs.leases import Hold, Leases

_LONGEST_S = 5.0  # between two beats
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Who:
    """A worker.

    Attributes
    ----------
    boot : str
        What this start of it has drawn.
    ended : collection of str
        Those of earlier starts that are known to have ended.
    """

    name: str
    boot: str
    ended: Collection[str]
    lease_s: float


class Heart:
    """Holds the lease of a worker.

    Parameters
    ----------
    leases : Leases
        The table.
    who : Who
        The worker.
    clock : callable
        Seconds that only grow.
    missed : callable
        Told when a beat failed or came late: what this worker knows of the others is old.
    out : callable
        Told when another process has the name: this one has to end.
    """

    def __init__(
        self,
        leases: Leases,
        who: Who,
        clock: Callable[[], float],
        missed: Callable[[], None],
        out: Callable[[], None] = lambda: None,
    ) -> None:
        self._leases = leases
        self._who = who
        self._clock = clock
        self._missed = missed
        self._out = out
        self._turn = 1
        self._beaten = clock()
        self._is_out = False
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="radlane-heart", daemon=True)

    @property
    def token(self) -> str:
        """The token of the lease now."""
        return f"{self._who.boot}.{self._turn}"

    def start(self) -> None:
        """Take the lease, and keep it.

        Raises
        ------
        SettingsError
            If another process holds it.
        """
        self._leases.take(self._who.name, self.token, self._who.lease_s, self._who.ended)
        self._beaten = self._clock()
        self._thread.start()

    def stop(self) -> None:
        """Give the lease back, or let it run out where that cannot be said."""
        self._stopping.set()
        self._thread.join()
        self._guarded(lambda: self._leases.let_go(self._who.name, self.token))

    def is_held(self, token: str) -> bool:
        """Whether what began under a token may go on."""
        return not self._is_out and token == self.token and self._leases.hold(self._who.name, token) is Hold.HELD

    def require_alive(self) -> None:
        """See whether this worker still works.

        Raises
        ------
        RecordsUnavailable
            If it could not say that it is alive for a while, or another one has its name.
        """
        if self._is_out:
            raise RecordsUnavailable("Another worker has the name of this one", remedy="End one of them")
        if self._stopping.is_set() or self._clock() - self._beaten > self._who.lease_s:
            raise RecordsUnavailable(
                "This worker is taken for dead", why="it could not say that it is alive", remedy="See its log"
            )

    def beat(self) -> None:
        """Say once that this worker is alive."""
        late = self._clock() - self._beaten > self._who.lease_s
        found = self._leases.beat(self._who.name, self.token)
        if found is Hold.LOST:
            _LOG.warning("this worker was taken for dead, and begins anew", extra={"code": RecordsUnavailable.code})
            self._turn += 1
            self._leases.take(self._who.name, self.token, self._who.lease_s)
        if found is Hold.TAKEN:
            self._is_out = True
            _LOG.error("another worker has the name of this one", extra={"code": RecordsUnavailable.code})
            self._out()
            return
        if late or found is Hold.LOST:
            self._missed()
        self._beaten = self._clock()

    def _run(self) -> None:
        while not self._stopping.wait(min(_LONGEST_S, self._who.lease_s / 3)) and not self._is_out:
            if not self._guarded(self.beat):
                self._missed()

    def _guarded(self, call: Callable[[], None]) -> bool:
        """Call, and say whether it went well. This is the edge of the thread."""
        try:
            call()
        except Exception as error:  # noqa: BLE001 - a database that is away comes back, whatever it said
            _LOG.error(
                "this worker cannot say that it is alive", extra={"code": RecordsUnavailable.code}, exc_info=error
            )
            return False
        return True
