"""Memory for the pixels of studies that are analysed side by side.

In: what the headers say that the frames of a study take. Out: leave to go on, in the order of asking. What is larger
than the whole budget goes alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Condition

from pydicom import Dataset

from radlane.attribute import integer
from radlane.encode.source_frame import frame_numbers
from radlane.inference.memory import machine_bytes
from radlane.pipeline.chosen import Source

_LOOK_S = 0.5  # between two looks whether to wait at all
_OF_MEMORY = 16  # a study takes a few times its frames, and networks take half of the memory


def frames_budget(asked: int | None) -> int:
    """Return how many bytes the frames of all studies that are under way may take: what is asked, or what fits here."""
    return asked or machine_bytes() // _OF_MEMORY


class Room:
    """A budget that is shared out.

    Parameters
    ----------
    budget : int
        Bytes that all who are in may take together.
    goes_on : callable
        Whether nobody is to wait now: those who are in may themselves be waiting, for whoever waits here.
    """

    def __init__(self, budget: int, goes_on: Callable[[], bool] = lambda: False) -> None:
        self._budget = budget
        self._goes_on = goes_on
        self._changed = Condition()
        self._waiting: list[object] = []
        self._urgent = self._used = 0  # of those who wait; bytes

    @contextmanager
    def of(self, size: int, *, urgent: bool = False) -> Iterator[None]:
        """Wait until there is room for so many bytes, or nobody else is in, and hold it; who is urgent goes first."""
        me = object()
        with self._changed:
            self._waiting.insert(self._urgent if urgent else len(self._waiting), me)
            self._urgent += urgent
            while not (self._waiting[0] is me and self._has(size)) and not self._goes_on():
                self._changed.wait(_LOOK_S)
            self._waiting.remove(me)
            self._urgent -= urgent
            self._used += size
            self._changed.notify_all()  # the next one may go in too
        try:
            yield
        finally:
            with self._changed:
                self._used -= size
                self._changed.notify_all()

    def _has(self, size: int) -> bool:
        return self._used == 0 or self._used + size <= self._budget


def always_room(_: Source) -> AbstractContextManager[None]:
    """Wait for nothing: a study that is analysed alone has the machine."""
    return nullcontext()


def frame_bytes(source: Source) -> int:
    """Bytes that the stored values of the images of a study, of all channels, take once they are decoded."""
    return sum(map(_stored_bytes, source.images))


def _stored_bytes(image: Dataset) -> int:
    """What a header says, hostile as it may be; 0 of what has no pixels."""
    rows, columns, bits = (integer(image, keyword) or 0 for keyword in ("Rows", "Columns", "BitsAllocated"))
    samples = integer(image, "SamplesPerPixel") or 1
    return len(frame_numbers(image)) * max(0, rows * columns * samples * bits) // 8
