"""How long each step of a job took, and which one runs now.

In: a clock and a listener. Out: seconds by step, in the order of the steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager


class Watch:
    """Times the steps of one job.

    Parameters
    ----------
    clock : callable
        Seconds that only grow, for example `time.perf_counter`.
    on_step : callable
        Told the name of each step as it begins.
    """

    def __init__(self, clock: Callable[[], float], on_step: Callable[[str], None]) -> None:
        self._clock = clock
        self._on_step = on_step
        self._timings: dict[str, float] = {}

    @property
    def timings(self) -> Mapping[str, float]:
        """Seconds by step; a step that failed counts until it failed."""
        return dict(self._timings)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time one step; what is done again adds to it."""
        self._on_step(name)
        begin = self._clock()
        try:
            yield
        finally:
            self._timings[name] = self._timings.get(name, 0.0) + self._clock() - begin
