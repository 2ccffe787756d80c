"""The heads of a trail that are known from outside the database, in little memory: a trail has one for each record.

In: heads, nearly all of them in the order of their numbers. Out: the MACs that a number was anchored with.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable

from radlane.security.chain import Head

_MAC_BYTES = 32


class Anchors:
    """Heads by their numbers; a number that was written anew has several MACs.

    Parameters
    ----------
    heads : iterable of Head
        In the order in which they were added.
    """

    def __init__(self, heads: Iterable[Head] = ()) -> None:
        self._numbers = array("Q")
        self._macs = bytearray()
        self._others: dict[int, set[str]] = {}  # what is not in order
        for head in heads:
            self.add(head)

    @property
    def newest(self) -> int:
        """The highest number; 0 where there is none."""
        return max(self._numbers[-1] if self._numbers else 0, max(self._others, default=0))

    def add(self, head: Head) -> None:
        """Add a head."""
        if 0 <= head.number < 1 << 64 and head.number > (self._numbers[-1] if self._numbers else -1):
            self._numbers.append(head.number)
            self._macs += bytes.fromhex(head.mac)
        else:
            self._others.setdefault(head.number, set()).add(head.mac)

    def macs(self, number: int) -> frozenset[str]:
        """Return what a number was anchored with."""
        others = frozenset(self._others.get(number, ()))
        place = bisect_left(self._numbers, number) if 0 <= number < 1 << 64 else len(self._numbers)
        if place == len(self._numbers) or self._numbers[place] != number:
            return others
        return others | {self._macs[place * _MAC_BYTES : (place + 1) * _MAC_BYTES].hex()}
