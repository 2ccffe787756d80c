"""Jobs' receivers are told: one thread a receiver, so that one that is away keeps no other waiting.

In: the events on record, and what sends one. Out: each event sent until the receiver has it, wants no more of it, or
the time for it is over. Another process may send at the same time: an event is held by one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from threading import Event, Thread

from radlane.domain.callback import CallbackState, Reply
from radlane.jobs.callbacks import Call, Callbacks

LEASE = timedelta(minutes=5)  # longer than an attempt takes: `security.webhook` and the system's search for the address
_IDLE_S = 1.0
_AGAIN_S = 30.0  # after what nobody thought of, or a database that is away
_STOP_S = 2.0
_FIRST_WAIT_S, _LONGEST_WAIT_S = 5.0, 6 * 3600.0
_MOST_DOUBLINGS = 20
_LEAST_ATTEMPTS = 5  # whatever the clock says: the service may have been down for longer than an event is tried
_LONGEST_ASKED_S = 24 * 3600.0
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How events are sent.

    Attributes
    ----------
    patience : timedelta
        So long an event is tried.
    jitter : callable
        A number from 0 to 1 at random: receivers that come back are not called by all at once.
    count : callable
        Told the receiver and what became of each attempt: a `CallbackState`.
    """

    patience: timedelta
    jitter: Callable[[], float]
    count: Callable[[str, str], None] = lambda *_: None
    lease: timedelta = LEASE


class Notifier:
    """Sends the events of one receiver.

    Parameters
    ----------
    callbacks : Callbacks
        The events on record.
    receiver : str
        Its name in the settings.
    send : callable
        Sends an event, and returns what was answered.
    """

    def __init__(self, callbacks: Callbacks, receiver: str, send: Callable[[Call], Reply], manner: Manner) -> None:
        self._callbacks = callbacks
        self._receiver = receiver
        self._send = send
        self._manner = manner
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="radlane-callbacks", daemon=True)

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def stop(self) -> None:
        """Send no more; what is being sent is waited for a moment, and sent once more where that is not enough."""
        self._stopping.set()
        self._thread.join(_STOP_S)

    def notify(self) -> bool:
        """Send the event that is due first; return whether there was one."""
        call = self._callbacks.claim(self._receiver, self._manner.lease)
        if call is None:
            return False
        reply = self._send(call)
        state, wait_s = state_after(reply), 0.0
        if state is CallbackState.PENDING:
            wait_s = delay(call.attempts, reply, self._manner.jitter())
            state = CallbackState.GIVEN_UP if self._is_late(call, wait_s) else state
        if self._callbacks.record(call, state, reply, wait_s):
            self._manner.count(self._receiver, str(state))
            self._tell(call, state, reply)
        return True

    def _is_late(self, call: Call, wait_s: float) -> bool:
        return call.attempts >= _LEAST_ATTEMPTS and self._callbacks.is_late(call, wait_s, self._manner.patience)

    def _tell(self, call: Call, state: CallbackState, reply: Reply) -> None:
        facts = {"job": call.job_id, "receiver": self._receiver, "status": reply.status, "count": call.attempts}
        if state is CallbackState.DELIVERED:
            _LOG.info("a receiver was told of a job", extra=facts)
        else:
            facts["code"] = reply.fault or str(state)
            _LOG.warning("a receiver could not be told of a job", extra=facts)

    def _run(self) -> None:
        wait_s = 0.0
        while not self._stopping.wait(wait_s):
            try:
                wait_s = 0.0 if self.notify() else _IDLE_S
            except Exception as error:  # noqa: BLE001 - the poll loop's edge: a database that is away comes back
                _LOG.error("a receiver cannot be told", extra={"receiver": self._receiver}, exc_info=error)
                wait_s = _AGAIN_S


def state_after(reply: Reply) -> CallbackState:
    """Return what an answer means: 2xx is delivered, 410 is never again, all else is tried again."""
    if reply.status is None:
        return CallbackState.PENDING
    if HTTPStatus.OK <= reply.status < HTTPStatus.MULTIPLE_CHOICES:
        return CallbackState.DELIVERED
    return CallbackState.GONE if reply.status == HTTPStatus.GONE else CallbackState.PENDING


def delay(attempts: int, reply: Reply, jitter: float) -> float:
    """Return the seconds until the next attempt: twice as long each time, or as long as the receiver asks for.

    Parameters
    ----------
    attempts : int
        How many there were.
    jitter : float
        From 0 to 1: a half less to a half more.
    """
    grown = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2.0 ** min(attempts - 1, _MOST_DOUBLINGS))
    asked = min(_LONGEST_ASKED_S, max(0.0, reply.retry_after_s or 0.0))
    return max(asked, grown * (0.5 + jitter))
