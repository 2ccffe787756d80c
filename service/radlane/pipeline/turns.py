"""Whose networks run: on a CPU they take all cores, so they run for one job at a time, and the others fetch and encode.

In: a step of a job. Out: leave to go on, in the order of asking. Between two windows of a volume the next one is let
in; who is in a hurry does not wait at all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition


class Turns:
    """The turns of all jobs of a process."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._waiting: deque[object] = deque()  # the first one has its turn

    def come(self, who: object) -> None:
        """Wait for a turn, and have it."""
        with self._changed:
            self._waiting.append(who)
            self._changed.wait_for(lambda: self._waiting[0] is who)

    def go(self) -> None:
        """Give a turn back."""
        with self._changed:
            self._waiting.popleft()
            self._changed.notify_all()

    def let_others(self, who: object) -> None:
        """Let those who wait go before; nobody waits: go on."""
        with self._changed:
            if self._waiting[0] is who and len(self._waiting) > 1:
                self._waiting.rotate(-1)
                self._changed.notify_all()
            self._changed.wait_for(lambda: self._waiting[0] is who)


class Turn:
    """The turns of one job: what it waits for others is none of its own time.

    Parameters
    ----------
    turns : Turns or None
        Those of all; None: it waits for nobody.
    clock : callable
        Seconds that only grow.
    lets_others : bool
        Whether others are let in between two windows of a volume; each then holds what its own is gathered in.
    """

    def __init__(self, turns: Turns | None, clock: Callable[[], float], *, lets_others: bool = True) -> None:
        self._turns = turns
        self._clock = clock
        self._lets_others = lets_others
        self._waited = 0.0
        self._depth = 0  # an explanation runs networks in a step of its own

    def clock(self) -> float:
        """Tell networks how long they have run: between two windows of a volume others are let in."""
        if self._turns is not None and self._depth and self._lets_others:
            self._wait(self._turns.let_others)
        return self._clock() - self._waited

    @contextmanager
    def of(self, step: str) -> Iterator[None]:
        """Wait until a step may begin, and hold what it needs (`watch.Turn`)."""
        if self._turns is None or not step.startswith(("infer", "explain")):
            yield
            return
        if not self._depth:
            self._wait(self._turns.come)
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if not self._depth:
                self._turns.go()

    def _wait(self, wait: Callable[[object], None]) -> None:
        begin = self._clock()
        wait(self)
        self._waited += self._clock() - begin
