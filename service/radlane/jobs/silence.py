"""Which workers are alive, seen from one of them.

In: how often each worker has said that it is alive. Out: those that have fallen silent. No clocks are compared: a
worker is silent if its lease stays the same for a while by the clock of the one who looks.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping


class Silence:
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
        self._seen: dict[str, tuple[Hashable, float]] = {}

    def silent(self, beats: Mapping[str, Hashable]) -> frozenset[str]:
        """Look once more, and return who has been silent for too long.

        Parameters
        ----------
        beats : mapping
            Worker -> what changes while it lives.
        """
        now, before = self._clock(), self._seen
        self._seen = {
            name: before[name] if name in before and before[name][0] == beat else (beat, now)
            for name, beat in beats.items()
        }
        return frozenset(name for name, (_, since) in self._seen.items() if now - since >= self._ttl_s)

    def forget(self) -> None:
        """Begin anew: who could not look knows nothing of the others."""
        self._seen = {}
