"""Whether another process that holds something is taken for dead.

In: who holds it, and how often it has said that it lives. Out: whether that count stayed the same for too long by the
clock of the one who looks; no clocks are compared.
"""

from __future__ import annotations

from collections.abc import Callable

TTL_S = 20.0  # some beats


class Silence:
    """What one process has seen of a holder.

    Parameters
    ----------
    clock : callable
        Seconds that only grow, for example `time.monotonic`.
    ttl_s : float
        So long a holder may be silent.
    """

    def __init__(self, clock: Callable[[], float], ttl_s: float = TTL_S) -> None:
        self._clock = clock
        self._ttl_s = ttl_s
        self._seen: tuple[str, int] | None = None
        self._since = 0.0

    def __call__(self, holder: str, beats: int) -> bool:
        """Look once more, and say whether the holder has been silent for too long."""
        if (holder, beats) != self._seen:
            self._seen, self._since = (holder, beats), self._clock()
        return self._clock() - self._since >= self._ttl_s
