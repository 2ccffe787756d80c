"""A network that several threads use: each run waits for its turn, and may share it.

In: a session, its queue, and what it falls back to. Out: `Batched`, used as the session is. Windows of one volume are
given to it together (`tiling`); what is left of a run is filled with those of other volumes, and images that are alone
with others of their shape.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from radlane.domain.job import Priority
from radlane.domain.tensor import Outputs
from radlane.inference.batcher import Batcher, Feeds, Request
from radlane.inference.running import DEADLINE_S, Predict, Running
from radlane.inference.session import count_down
from radlane.inference.spare import Spare

_PATCHES = "patches"
_AS_THE_QUEUE_SAYS = sys.maxsize


def _nobody() -> None:
    """There is nobody to tell."""


@dataclass(frozen=True, kw_only=True)
class Batched:
    """A network for all who use it, or for one of them (`at`).

    Attributes
    ----------
    session : Running
        What runs it.
    batcher : Batcher
        Its queue.
    spare : Spare
        What it falls back to.
    is_divisible : bool
        Whether images, or windows, of several requests may be in one run.
    priority : Priority
        Of who uses it: what is more urgent goes first.
    tell : callable
        Told where it ran on the CPU instead.
    """

    session: Running
    batcher: Batcher
    spare: Spare
    is_divisible: bool = True
    priority: Priority = Priority.ROUTINE
    tell: Callable[[], None] = _nobody

    @property
    def device(self) -> str:
        """What it should run on."""
        return self.session.device

    @property
    def runtime(self) -> Mapping[str, str]:
        """What runs it, for the provenance of results."""
        return self.session.runtime

    @property
    def most_batch(self) -> int:
        """How many images it may be given in one run."""
        return self.session.most_batch

    @property
    def reads_raw(self) -> bool:
        """Whether it takes what is stored too."""
        return self.session.reads_raw

    def at(self, priority: Priority, tell: Callable[[], None]) -> Batched:
        """Return the same network for one who uses it."""
        return replace(self, priority=priority, tell=tell)

    @property
    def _urgency(self) -> int:
        return list(Priority).index(self.priority)

    def run(self, feeds: Feeds, deadline_s: float = DEADLINE_S) -> Outputs:
        """Run the network once, when its turn has come; the deadline holds for both together.

        Raises
        ------
        ModelBusy
            If too many wait, or its turn does not come in time.
        InferenceFailed
            As `Session.run`.
        """
        rows = {value.shape[:1] for value in feeds.values()}
        if len(rows) != 1 or () in rows:  # what differs might make up for what differs in another request
            return self.session.run(feeds, deadline_s)  # which says what is wrong with them

        def run(given: Feeds, seconds: float) -> Outputs:
            if given is feeds:
                return self.spare.run(feeds, seconds, self.tell)
            return self.session.run(given, seconds)

        shapes = tuple(sorted((name, value.dtype.str, value.shape[1:]) for name, value in feeds.items()))
        request = Request(
            feeds=feeds,
            run=run,
            kind=shapes,
            most=_AS_THE_QUEUE_SAYS if self.is_divisible and self.most_batch > 1 else 1,  # whole volumes one by one
            seconds=deadline_s,
            late=f"it ran longer than {deadline_s:.3g} s",
            urgency=self._urgency,
        )
        return self.batcher.submit(request)

    def bind(
        self,
        output: str,
        shape: tuple[int, ...],
        remaining: Callable[[], float],
        table: NDArray[np.float32] | None = None,
    ) -> Predict:
        """Return the network as a function, for many runs (`Session.bind`); what has begun is not refused.

        Raises
        ------
        InferenceFailed
            As `Session.bind`.
        """
        looked_up = None if table is None else table.tobytes()  # codes of another table are other values
        begun, left = False, remaining

        def of_run() -> float:
            """Seconds that a run has; `remaining` may wait for other jobs, and they for this run to end."""
            return left()

        joined = self.session.bind(output, shape, of_run, table)
        alone = self.spare.bind(joined, output, shape, of_run, self.tell, table)

        def predict(patches: NDArray[np.float32]) -> NDArray[np.float32]:
            nonlocal begun

            def run(given: Feeds, seconds: float) -> Outputs:
                nonlocal left
                left, values = count_down(seconds, self.batcher.clock), given[_PATCHES]
                return {output: alone(values) if values is patches else joined(values)}

            request = Request(
                feeds={_PATCHES: patches},
                run=run,
                kind=(output, shape, patches.dtype.str, patches.shape[1:], looked_up),
                most=shape[0] if self.is_divisible else 1,
                seconds=remaining(),
                late="the time for all windows is up",
                urgency=self._urgency,
                is_admitted=begun,
            )
            values = self.batcher.submit(request)[output]
            begun = True
            return values

        return predict

    def close(self) -> None:
        """Let go of it: who holds a lease has none of its runs under way."""
        self.session.close()
        self.spare.close()
