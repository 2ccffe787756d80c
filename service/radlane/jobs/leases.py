"""Which workers are alive, seen from one of them.

In: how often each worker has said that it is alive. Out: those that have fallen silent. No clocks are compared: a
worker is silent if its count stays the same for a while by the clock of the one who looks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping


class Leases:
    """What one worker has seen of the others.

    Parameters
    ----------
    clock : callable
        Seconds that only grow, for example `time.monotonic`.
    ttl_s : float
        So long a worker may be silent.
    """

    def __init__(self, clock: Callable[[], float], ttl_s: float) -> None:
        self._clock = clock
        self._ttl_s = ttl_s
        self._seen: dict[str, tuple[int, float]] = {}

    def silent(self, beats: Mapping[str, int]) -> frozenset[str]:
        """Look once more, and return who has been silent for too long."""
        now = self._clock()
        self._seen = {
            name: self._seen[name] if self._seen.get(name, (None,))[0] == count else (count, now)
            for name, count in beats.items()
        }
        return frozenset(name for name, (_, since) in self._seen.items() if now - since >= self._ttl_s)

    def forget(self) -> None:
        """Begin anew: who could not look knows nothing of the others."""
        self._seen = {}
