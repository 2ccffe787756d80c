"""The bytes that may still arrive of a study; shared by all answers of one retrieval, in several threads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from threading import Lock

from radlane.domain.reason import ReasonCode
from radlane.errors import ArchiveUnavailable, InputRefused


class Budget:
    """Counts bytes down.

    Parameters
    ----------
    most_bytes : int
        Bytes in all.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._left = most_bytes
        self._stopped = False
        self._lock = Lock()

    def watch(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Give the chunks of an answer on, as long as there is room for them.

        Raises
        ------
        InputRefused
            If there are too many bytes.
        ArchiveUnavailable
            If the retrieval was stopped.
        """
        for chunk in chunks:
            with self._lock:
                self._left -= len(chunk)
                left = self._left
            if self._stopped:
                raise ArchiveUnavailable("The retrieval was stopped", why="another answer failed")
            if left < 0:
                raise InputRefused(ReasonCode.FILE_UNREADABLE, f"The study has more than {self._most} bytes")
            yield chunk

    def stop(self) -> None:
        """Let all answers end soon: one has failed."""
        self._stopped = True
