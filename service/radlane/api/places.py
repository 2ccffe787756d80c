"""How many requests of a kind are under way at once: each holds files, threads or the database while it lasts.

Places are taken and given back in the event loop, never from another thread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.exceptions import HTTPException

from radlane.errors import TooManyRequests

AGAIN_S = 2  # when who found no place may come again


class Places:
    """So many places, and so many of them for one caller.

    Parameters
    ----------
    most : int
        Places in all.
    most_each : int or None
        Places of one caller who has a name; None: all of them. Who has none has no share: `most` bounds them together.
    """

    def __init__(self, most: int, most_each: int | None = None) -> None:
        self._most = most
        self._most_each = most if most_each is None else most_each
        self._taken: Counter[str] = Counter()

    @contextmanager
    def taken(self, caller: str = "") -> Iterator[None]:
        """Hold a place.

        Raises
        ------
        TooManyRequests
            If the caller has as many as one may have.
        HTTPException
            503 if there is none.
        """
        if self._taken.total() >= self._most:
            raise HTTPException(503, headers={"Retry-After": str(AGAIN_S)})
        if caller and self._taken[caller] >= self._most_each:
            raise TooManyRequests("This caller has as many of these under way as one may have", retry_after_s=AGAIN_S)
        self._taken[caller] += 1
        try:
            yield
        finally:
            self._taken[caller] -= 1
            self._taken += Counter()  # of who is gone nothing is kept
