"""All results of a query that an archive gives in pages.

In: a way to ask for the results from one on. Out: each result once. Archives give less than was asked for, or more, or
the same page again; so what counts is how many came, and the end is where nothing new comes.
Reference: PS3.18 section 8.3.4.4 (offset and limit).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from radlane.errors import ArchiveError

MOST_RESULTS = 200_000
_T = TypeVar("_T")


def collect(
    ask: Callable[[int], Sequence[_T]], key: Callable[[_T], Hashable], most: int = MOST_RESULTS
) -> tuple[_T, ...]:
    """Ask until nothing new comes.

    Parameters
    ----------
    ask : callable
        Offset -> the results from there on.
    key : callable
        What makes a result the same as another.
    most : int
        More are refused.

    Raises
    ------
    ArchiveError
        If it does not end.
    """
    found: dict[Hashable, _T] = {}
    offset = 0
    while True:
        page = ask(offset)
        known = len(found)
        for result in page:
            found.setdefault(key(result), result)
        if len(found) == known:
            return tuple(found.values())
        if len(found) > most:
            raise ArchiveError("The archive's answer does not end", why=f"it has more than {most} results")
        offset += len(page)
