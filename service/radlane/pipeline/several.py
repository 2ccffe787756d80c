"""Several studies, one after the other, side by side: while the network looks at one, the next is fetched and read, and
the one before is encoded, checked and stored.

In: errands, in their order. Out: what became of each, in the same order. Each is the whole story of `steps.run_job` in
a thread of its own; networks run for one study at a time, and pixels have to find room. What goes wrong with one study
is its own affair. Who is stopped begins no step any more: what is on its way to an archive arrives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from threading import Event
from traceback import clear_frames
from typing import Generic, TypeVar

from radlane.domain.job import JobRequest
from radlane.domain.result import Result
from radlane.pipeline.lane import Lane
from radlane.pipeline.room import Room, frame_bytes
from radlane.pipeline.steps import run_job
from radlane.pipeline.turns import Turn, Turns
from radlane.pipeline.watch import Watch

Said = TypeVar("Said")


@dataclass(frozen=True, kw_only=True)
class Errand:
    """One of several studies.

    Attributes
    ----------
    request : JobRequest
        What to do.
    enter : callable
        Makes its lane, with a workspace of its own, when its turn has come; takes it down when it is done.
    """

    request: JobRequest
    enter: Callable[[], AbstractContextManager[Lane]]


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """How many studies are under way at once, and how many bytes their frames may take together."""

    studies: int
    frame_bytes: int


@dataclass(frozen=True, kw_only=True)
class Ended(Generic[Said]):
    """What became of an errand: what is said of its result, or what broke; of that nothing is stored."""

    request: JobRequest
    said: Said | None
    error: Exception | None = None


def run_several(
    errands: Sequence[Errand], bounds: Bounds, say: Callable[[Result], Said], on_end: Callable[[int], None]
) -> tuple[Ended[Said], ...]:
    """Run all errands.

    Parameters
    ----------
    errands : sequence of Errand
        In the order in which they begin.
    bounds : Bounds
        What they may take.
    say : callable
        What is kept of a result, which may hold masks: of many studies these are too much.
    on_end : callable
        Told how many have ended, in the order of the errands.
    """
    those = _UnderWay(bounds)
    with ThreadPoolExecutor(bounds.studies, thread_name_prefix="study") as pool:
        under_way = [pool.submit(those.run, errand, say) for errand in errands]
        for future in under_way:
            future.add_done_callback(_let_go)
        try:
            ended = []
            for errand, future in zip(errands, under_way, strict=True):
                ended.append(_end_of(errand, future))
                on_end(len(ended))
        finally:  # also where a signal ends the command
            those.stop()
            for future in under_way:
                future.cancel()
    return tuple(ended)


def _end_of(errand: Errand, future: Future[Said]) -> Ended[Said]:
    error = future.exception()
    if isinstance(error, Exception):
        return Ended(request=errand.request, said=None, error=error)
    return Ended(request=errand.request, said=future.result())


def _let_go(ended: Future[Said]) -> None:
    """Take from an error what it holds, such as images: it is kept until all errands have ended."""
    error, seen = None if ended.cancelled() else ended.exception(), set[int]()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


class _UnderWay:
    """Who of those under way may do what, when."""

    def __init__(self, bounds: Bounds) -> None:
        self._room = Room(bounds.frame_bytes)
        self._turns = Turns()
        self._stopped = Event()

    def stop(self) -> None:
        self._stopped.set()

    def run(self, errand: Errand, say: Callable[[Result], Said]) -> Said:
        self.go_on()
        with errand.enter() as lane:
            turn = Turn(self._turns, lane.site.clock, lets_others=False)
            site = replace(lane.site, clock=lambda: self._told(turn))
            held = replace(lane, site=site, room=lambda source: self._room.of(frame_bytes(source)))
            return say(run_job(held, errand.request, Watch(lane.site.clock, lambda _: None, partial(self._step, turn))))

    def _told(self, turn: Turn) -> float:
        """Tell networks how long they have run: between two windows of a volume it may be the end."""
        self.go_on()
        return turn.clock()

    @contextmanager
    def _step(self, turn: Turn, step: str) -> Iterator[None]:
        self.go_on()
        with turn.of(step):
            self.go_on()
            yield

    def go_on(self) -> None:
        """Go no further where all is stopped."""
        if self._stopped.is_set():
            raise SystemExit  # as the main thread ends: nothing is half done, and it is on record
