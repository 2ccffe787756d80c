"""How long to wait for what another process holds: so long once, not each time that somebody asks.

In: what is waited for. Out: the same, or at once a refusal while somebody else waits for it in vain.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock

from radlane.errors import AuditUnavailable
from radlane.jobs.database import AWAY, is_busy


class Patience:
    """After one waited in vain, one at a time tries again, and all others are refused; until one of them succeeds.

    What fails for another reason, however long that took, says nothing of who holds what.
    """

    def __init__(self) -> None:
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
                        "The audit trail cannot be written", why="it is busy", remedy="Look which process holds it"
                    )
                stack.callback(self._trying.release)
            try:
                yield
            except (AuditUnavailable, *AWAY) as error:
                self._is_lost = self._is_lost or _was_in_vain(error)
                raise
            self._is_lost = False


def _was_in_vain(error: Exception) -> bool:
    """Whether a lock was waited for: of the database, or of the file of heads."""
    return is_busy(error) or isinstance(error.__cause__, BlockingIOError)
