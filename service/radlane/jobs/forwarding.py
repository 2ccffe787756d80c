"""The audit trail to whoever collects it: the trail is the queue, and a row says how far it was sent.

In: the trail, and what sends records. Out: a thread that sends what is new, each record once or, where a process or a
connection died, once more. It waits for nobody, and nobody waits for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from threading import Event, Thread

from radlane.jobs.trail import Trail
from radlane.security.audit_record import Record

_BATCH = 100
_IDLE_S = 1.0
_LONGEST_WAIT_S = 300.0
_LOG = logging.getLogger(__name__)


class Forwarder:
    """Sends a trail to one receiver.

    Parameters
    ----------
    trail : Trail
        What is sent.
    receiver : str
        Its name in the table of what was sent.
    send : callable
        Sends records, or raises.
    """

    def __init__(self, trail: Trail, receiver: str, send: Callable[[Sequence[Record]], None]) -> None:
        self._trail = trail
        self._receiver = receiver
        self._send = send
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="radlane-audit", daemon=True)

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def stop(self) -> None:
        """Send no more; what is left is sent after the next start."""
        self._stopping.set()
        self._thread.join()

    def forward(self) -> bool:
        """Send what is new; return whether it could be sent. This is the edge of the thread."""
        try:
            while self._trail.send(self._receiver, _BATCH, self._send) == _BATCH and not self._stopping.is_set():
                pass
        except Exception as error:  # noqa: BLE001 - a record that nobody thought of ends no sending: it is tried again
            self._trail.count_failure()
            _LOG.warning("audit messages cannot be sent", extra={"code": "audit-unavailable"}, exc_info=error)
            return False
        return True

    def _run(self) -> None:
        failures = 0
        while not self._stopping.wait(delay(failures)):
            failures = 0 if self.forward() else failures + 1
        if not failures:  # the end of the service too, unless that would be waited for
            self.forward()


def delay(failures: int) -> float:
    """Return the seconds until the next try: longer after each that failed."""
    return min(_LONGEST_WAIT_S, _IDLE_S * 2.0 ** min(failures, 10))
