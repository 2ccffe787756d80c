"""Who runs beside whom in one worker: any number of steps at once, or one alone.

In: whether a step has to be alone. Out: the moment from which it may run. One that waits to be alone lets no other one
in, so it waits for those only that run.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Event

_LOOK_S = 0.2  # between two looks whether the engine stops


class Gate:
    """What the steps of one worker go through.

    Parameters
    ----------
    stopping : Event
        When it is set nobody waits any longer.
    """

    def __init__(self, stopping: Event) -> None:
        self._stopping = stopping
        self._changed = Condition()
        self._inside = 0
        self._waiting_alone = 0
        self._is_alone = False

    def is_awaited(self) -> bool:
        """Whether somebody inside waits for others in vain: a step runs alone or is to, or the engine stops."""
        return self._is_alone or self._waiting_alone > 0 or self._stopping.is_set()

    @contextmanager
    def passed(self, *, alone: bool) -> Iterator[bool]:
        """Wait for one's turn, and hold it; False where the engine stops before it came."""
        if not (self._enter_alone() if alone else self._enter()):
            yield False
            return
        try:
            yield True
        finally:
            with self._changed:
                self._inside -= 1
                self._is_alone = False if alone else self._is_alone
                self._changed.notify_all()

    def _enter(self) -> bool:
        with self._changed:
            while self._is_alone or self._waiting_alone:
                if self._stopping.is_set():
                    return False
                self._changed.wait(_LOOK_S)
            self._inside += 1
            return True

    def _enter_alone(self) -> bool:
        with self._changed:
            self._waiting_alone += 1
            try:
                while self._inside:
                    if self._stopping.is_set():
                        return False
                    self._changed.wait(_LOOK_S)
                self._inside, self._is_alone = 1, True
                return True
            finally:
                self._waiting_alone -= 1
                self._changed.notify_all()
