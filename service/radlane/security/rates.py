"""How many requests somebody may make in a minute.

In: who. Out: whether that is too many, and how long to wait. Each name has a bucket of so many requests, which fills
again evenly; of a name that was quiet for a minute nothing is kept. It counts in this process alone.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network, ip_address
from threading import Lock

_MINUTE_S = 60.0
MOST_NAMES = 100_000
_SITE_BITS = 64  # of IPv6: who has one address has 2^64 (RFC 6177)


class Rate:
    """Counts what each name does (generic cell rate algorithm); safe to use from several threads.

    Parameters
    ----------
    per_minute : int
        Requests of one name in a minute; as many may come at once.
    clock : callable
        Seconds, never set back.
    most_names : int
        Names at most; of more, those that were seen last are known.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float], most_names: int = MOST_NAMES) -> None:
        self._gap_s = _MINUTE_S / per_minute
        self._clock = clock
        self._most_names = most_names
        # when each name's bucket is full again, oldest use first
        self._full_at: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

    def count(self, name: str) -> float:
        """Take one thing out of a name's bucket; where that is empty take nothing, and return the seconds to wait."""
        with self._lock:
            wait_s = max(0.0, self._ahead_s(name) + self._gap_s - _MINUTE_S)
            if not wait_s:
                self._full_at[name] = self._clock() + self._ahead_s(name) + self._gap_s
                self._full_at.move_to_end(name)
                self._forget()
            return wait_s

    def _ahead_s(self, name: str) -> float:
        """Seconds until a name's bucket is full again."""
        return max(0.0, self._full_at.get(name, 0.0) - self._clock())

    def _forget(self) -> None:
        """Drop what is full again, from the oldest on, and what is too much."""
        now = self._clock()
        while self._full_at:
            name, full_at = next(iter(self._full_at.items()))
            if full_at > now and len(self._full_at) <= self._most_names:
                return
            del self._full_at[name]


def site_of(address: str) -> str:
    """Return what an address is counted as: itself, or the network of an IPv6 address."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Network((int(found), _SITE_BITS), strict=False))
