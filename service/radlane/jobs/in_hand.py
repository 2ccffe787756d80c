"""What an attempt of a job has in hand while it goes on in this process: what its steps read is not read again.

In: what a step read. Out: the same, for the steps after it. Nothing of it is on record: whoever takes the job over
reads the files. What lies in the memory is what the files were when they were compared with their digests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from radlane.domain.study import StudyIndex
from radlane.pipeline.chosen import Source
from radlane.pipeline.shown import Shown

AskForRoom = Callable[[Source, bool], AbstractContextManager[None]]


class InHand:
    """What one attempt has in hand.

    Parameters
    ----------
    room : callable
        What is analysed, and whether it is urgent -> what waits until there is room for its pixels, and holds it
        (`pipeline.room`).

    Attributes
    ----------
    index : StudyIndex or None
        What the archive had of the study when this attempt chose what to bring.
    """

    def __init__(self, room: AskForRoom) -> None:
        self.index: StudyIndex | None = None
        self._room = room
        self._held = ExitStack()
        self._source: tuple[str, Source] | None = None
        self._shown: Shown | None = None

    def take(self, sha256: str, source: Source, *, urgent: bool = False) -> None:
        """Have a source in hand, by the SHA-256 of its list; its pixels have room from here on."""
        self.put_down()
        self._held.enter_context(self._room(source, urgent))
        self._source = sha256, source

    def source(self, sha256: str) -> Source | None:
        """Return the source with this list, if it is in hand."""
        return self._source[1] if self._source is not None and self._source[0] == sha256 else None

    def shown(self, read: Callable[[], Shown]) -> Shown:
        """Return what is seen of the source that is in hand; it is read once."""
        if self._shown is None:
            self._shown = read()
        return self._shown

    def put_down(self) -> None:
        """Have no pixels in hand any more, and give the room to others."""
        self._source = self._shown = None
        self._held.close()


@contextmanager
def in_hand(room: AskForRoom) -> Iterator[InHand]:
    """Nothing in hand, and nothing at the end."""
    hand = InHand(room)
    try:
        yield hand
    finally:
        hand.put_down()
