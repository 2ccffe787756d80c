"""How long each step of a job took, and which one runs now.

In: a clock and a listener. Out: seconds by step, in the order of the steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext

Turn = Callable[[str], AbstractContextManager[None]]


def _at_once(_: str) -> AbstractContextManager[None]:
    return nullcontext()


class Watch:
    """Times the steps of one job.

    Parameters
    ----------
    clock : callable
        Seconds that only grow, for example `time.perf_counter`.
    on_step : callable
        Told the name of each step as it begins.
    turn : callable
        Name of a step -> what the step waits for and holds, where jobs go on side by side; waiting is not timed.
    """

    def __init__(self, clock: Callable[[], float], on_step: Callable[[str], None], turn: Turn = _at_once) -> None:
        self._clock = clock
        self._on_step = on_step
        self._turn = turn
        self._timings: dict[str, float] = {}

    @property
    def timings(self) -> Mapping[str, float]:
        """Seconds by step; a step that failed counts until it failed."""
        return dict(self._timings)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time one step; what is done again adds to it."""
        with self._turn(name):
            self._on_step(name)
            begin = self._clock()
            try:
                yield
            finally:
                self._timings[name] = self._timings.get(name, 0.0) + self._clock() - begin
