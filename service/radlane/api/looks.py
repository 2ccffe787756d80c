"""Who looked at what lately: callers poll a job, and each look of theirs would be a record of the same."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

LOOK_S = 3600.0
_MOST = 10_000


class Looks:
    """Looks that are on record; each is forgotten after an hour, the oldest sooner where there are many.

    Parameters
    ----------
    clock : callable
        Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._looks: OrderedDict[Hashable, float] = OrderedDict()

    def is_known(self, look: Hashable) -> bool:
        """Whether one like it is on record since less than an hour."""
        with self._lock:
            return self._clock() - self._looks.get(look, float("-inf")) < LOOK_S

    def add(self, look: Hashable) -> None:
        """Note that it is on record now."""
        with self._lock:
            self._looks[look] = self._clock()
            self._looks.move_to_end(look)
            if len(self._looks) > _MOST:
                self._looks.popitem(last=False)
