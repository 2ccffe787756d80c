"""Memory for the pixels of studies that are analysed side by side.

In: what the headers say that the frames of a study take. Out: leave to go on, in the order of asking. What is larger
than the whole budget goes alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Condition

from pydicom import Dataset

from radlane.attribute import integer
from radlane.encode.source_frame import frame_numbers
from radlane.pipeline.chosen import Source


class Room:
    """A budget that is shared out.

    Parameters
    ----------
    budget : int
        Bytes that all who are in may take together.
    """

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._changed = Condition()
        self._asked = self._let_in = self._used = 0

    @contextmanager
    def of(self, size: int) -> Iterator[None]:
        """Wait until there is room for so many bytes, or nobody else is in, and hold it."""
        with self._changed:
            number, self._asked = self._asked, self._asked + 1
            self._changed.wait_for(lambda: self._let_in == number and self._has(size))
            self._let_in += 1
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
