"""Which workflows one worker is at work on: each of them once.

In: workflows that begin, and those that are the worker's by the records. Out: those that nobody is at work on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from threading import Condition


class AtWork:
    """The workflows of one process."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._names: set[str] = set()
        self._stray: Set[str] = frozenset()

    @contextmanager
    def on(self, name: str) -> Iterator[bool]:
        """Be at work on a workflow; False where this process is already."""
        with self._changed:
            is_first = name not in self._names
            self._names.add(name)
        try:
            yield is_first
        finally:
            with self._changed:
                if is_first:
                    self._names.remove(name)
                    self._changed.notify_all()

    def wait_for_end(self, patience_s: float) -> bool:
        """Wait until nothing is at work, and return whether that is so."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._names, patience_s)

    def put_back(self, mine: Set[str], back: Callable[[str], None]) -> None:
        """Call `back` with each workflow of this worker that two looks after each other found nobody at work on.

        Others begin and end meanwhile: `back` lasts for as long as a database is away. The one that is put back is
        taken for at work, so that it does not begin here and run twice.
        """
        with self._changed:
            left = mine - self._names
            stray, self._stray = left & self._stray, left
        for name in sorted(stray):
            with self.on(name) as is_first:
                if is_first:
                    back(name)
