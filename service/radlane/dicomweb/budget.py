"""What may still arrive of a study, and how long; shared by all answers of one retrieval, in several threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from threading import Lock

from radlane.domain.reason import ReasonCode
from radlane.errors import ArchiveUnavailable, InputRefused


class Budget:
    """Counts bytes and seconds down.

    Parameters
    ----------
    most_bytes : int
        Bytes in all.
    most_seconds : float
        Time for all of them.
    clock : callable
        Seconds that only grow.
    """

    def __init__(self, most_bytes: int, most_seconds: float, clock: Callable[[], float]) -> None:
        self._most = most_bytes
        self._left = most_bytes
        self._clock = clock
        self._end = clock() + most_seconds
        self._stopped = False
        self._lock = Lock()

    def watch(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Give the chunks of an answer on, as long as there are room and time for them.

        Raises
        ------
        InputRefused
            If there are too many bytes.
        ArchiveUnavailable
            If there is no time left, or the retrieval was stopped.
        """
        self.require_time()
        for chunk in chunks:
            with self._lock:
                self._left -= len(chunk)
                left = self._left
            if self._stopped:
                raise ArchiveUnavailable("The retrieval was stopped", why="another answer failed")
            if left < 0:
                raise InputRefused(ReasonCode.FILE_UNREADABLE, f"The study has more than {self._most} bytes")
            self.require_time()
            yield chunk

    def require_time(self) -> None:
        """See that there is time left.

        Raises
        ------
        ArchiveUnavailable
            If there is none.
        """
        if self._clock() > self._end:
            raise ArchiveUnavailable(
                "The study does not come in time",
                remedy="What has arrived is kept for the next try. Look at the archive, or raise limits.study_seconds",
            )

    def stop(self) -> None:
        """Let all answers end soon: one has failed."""
        self._stopped = True
