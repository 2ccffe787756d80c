"""How long to wait for what another process holds: so long once, not each time that somebody asks.

In: what is waited for. Out: the same, or at once a refusal while somebody else waits for it in vain.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock

from radlane.errors import AuditUnavailable

_NEARLY = 0.9  # of the time: clocks differ


class Patience:
    """After one waited in vain, one at a time tries again, and all others are refused; until one of them succeeds.

    Parameters
    ----------
    wait_s : float
        So long is waited.
    clock : callable
        Seconds, never set back.
    """

    def __init__(self, wait_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._wait_s = wait_s
        self._clock = clock
        self._is_lost = False
        self._trying = Lock()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Wait, in what `with` surrounds.

        Raises
        ------
        AuditUnavailable
            If another one waits already for what was waited for in vain.
        """
        with ExitStack() as stack:
            if self._is_lost:
                if not self._trying.acquire(blocking=False):
                    raise AuditUnavailable(
                        "The audit trail cannot be written", why="another process holds it", remedy="End that process"
                    )
                stack.callback(self._trying.release)
            begin, is_in_vain = self._clock(), True
            try:
                yield
                is_in_vain = False
            finally:
                if not is_in_vain or self._clock() - begin >= self._wait_s * _NEARLY:
                    self._is_lost = is_in_vain
