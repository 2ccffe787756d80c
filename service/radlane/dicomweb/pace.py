"""Not more requests in a second than an archive can bear.

In: a rate, a clock. Out: each caller waits for its turn; turns are evenly spaced, among all threads.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock


class Pace:
    """Lets callers through at a rate.

    Parameters
    ----------
    per_second : float or None
        Turns in a second; None: no limit.
    clock : callable
        Seconds that only grow.
    sleep : callable
        Waits for some seconds.
    """

    def __init__(self, per_second: float | None, clock: Callable[[], float], sleep: Callable[[float], object]) -> None:
        self._interval = 1.0 / per_second if per_second else 0.0
        self._clock = clock
        self._sleep = sleep
        self._lock = Lock()
        self._next = clock()

    def wait(self) -> None:
        """Wait for a turn."""
        if not self._interval:
            return
        with self._lock:
            now = self._clock()
            turn = max(now, self._next)
            self._next = turn + self._interval
        if turn > now:
            self._sleep(turn - now)
