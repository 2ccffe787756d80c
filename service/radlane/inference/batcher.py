"""Who runs a network, when, and with whom: a queue before one network on one device.

In: requests of several threads at once. Out: to each its own answer, or its own error. There is no thread of its own: a
batch is run by the member of it that has the most time left, so that nobody's deadline ends what others wait for; who
has less leaves alone. The queue is looked at whenever the network is free: what waits then, and fits together, is a
batch. If a batch fails, its members run one by one, and each gets what is its own.
Reference: docs/adr/0027; Triton Inference Server, dynamic batcher.
"""

from __future__ import annotations

import logging
from bisect import insort
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition

import numpy as np
from numpy.typing import NDArray

from radlane.domain.tensor import Outputs
from radlane.errors import InferenceFailed, MemoryExhausted, ModelBusy
from radlane.inference.running import Runs

AGAIN_S = 2.0  # when who found no room may come again
_LOG = logging.getLogger(__name__)
Feeds = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """What a queue holds, and lets run.

    Attributes
    ----------
    most : int
        Images, or windows, in one run of several requests; 1: each request runs by itself. A request that has more
        runs by itself too.
    at_once : int
        Runs at once.
    waiting : int
        Requests that wait at most; there is no room for another.
    delay_s : float
        Seconds that the first of a batch that is not full waits for more.
    wait_s : float
        Seconds that a request waits; then it is told to come again.
    """

    most: int = 1
    at_once: int = 1
    waiting: int = 64
    delay_s: float = 0.0
    wait_s: float = 60.0


@dataclass(frozen=True, kw_only=True)
class Request:
    """What somebody wants to be run.

    Attributes
    ----------
    feeds : mapping of str to float32 [n, ...]
        One array for each input.
    run : callable
        (feeds, seconds) -> outputs. It is given its own feeds, or those of a batch; what it returns is read before its
        next call. It raises `InferenceFailed`.
    kind : hashable
        Requests of one kind may run together: their `run` do the same, and their arrays differ in n alone.
    most : int
        Images that `run` may be given.
    seconds : float
        How long it may take, with what it waits.
    late : str
        What is said where that is up.
    urgency : int
        The least goes first.
    is_admitted : bool
        Whether it goes on with what has begun: it is not refused where the queue is full, and waits until its end.
    """

    feeds: Feeds
    run: Callable[[Feeds, float], Outputs]
    kind: Hashable
    most: int
    seconds: float
    late: str
    urgency: int = 1
    is_admitted: bool = False

    @property
    def rows(self) -> int:
        """How many images it has."""
        return len(next(iter(self.feeds.values())))


@dataclass(eq=False, kw_only=True)
class _Place:
    """A request in the queue, or in a run; all of it under the queue's lock."""

    request: Request
    order: tuple[int, int]
    since: float
    end: float
    is_waiting: bool = True
    has_run: bool = False
    is_alone: bool = False
    is_gone: bool = False
    outputs: Outputs | None = None


@dataclass(kw_only=True)
class _Turns:
    last: int = 0
    running: int = 0
    waiting: list[_Place] = field(default_factory=list)


class Batcher:
    """The queue before one network.

    Parameters
    ----------
    model : str
        Whose network it is, for messages.
    bounds : Bounds
        What it holds, and lets run.
    clock : callable
        Seconds that only grow (`time.monotonic`).
    say : callable
        Told of each run before it begins: images, and the seconds that each of its requests waited.

    Attributes
    ----------
    clock : callable
        The same.
    """

    def __init__(
        self, model: str, bounds: Bounds, clock: Callable[[], float], say: Callable[[Runs], None] = lambda _: None
    ) -> None:
        self._model = model
        self._bounds = bounds
        self.clock = clock
        self._say = say
        self._most = bounds.most
        self._changed = Condition()
        self._turns = _Turns()

    @property
    def most(self) -> int:
        """Images in one run of several requests: fewer than at first where memory did not suffice."""
        return self._most

    @property
    def waiting(self) -> int:
        """Requests that wait now."""
        return len(self._turns.waiting)

    def submit(self, request: Request) -> Outputs:
        """Wait for a turn, and return what the request's own images gave.

        Raises
        ------
        ModelBusy
            If the queue is full, or the turn does not come in time.
        InferenceFailed
            If it does not run to its end in time, or fails by itself.
        """
        place = self._enter(request)
        try:
            while place.outputs is None:
                batch = self._await(place)
                if batch:
                    self._run(batch, place)
            return place.outputs
        finally:
            self._forget(place)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Let others run while a run is under way that does not use the device now."""
        with self._changed:
            self._turns.running -= 1
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._turns.running += 1

    def _enter(self, request: Request) -> _Place:
        with self._changed:
            turns, now = self._turns, self.clock()
            if len(turns.waiting) >= self._bounds.waiting and not request.is_admitted:
                raise self._busy("as many runs of it wait as may")
            turns.last += 1
            order = (request.urgency, turns.last)
            place = _Place(request=request, order=order, since=now, end=now + request.seconds)
            self._wait_again(place)
            return place

    def _wait_again(self, place: _Place) -> None:
        place.is_waiting = True
        insort(self._turns.waiting, place, key=lambda one: one.order)
        self._changed.notify_all()

    def _await(self, place: _Place) -> Sequence[_Place]:
        """Return the batch that it is this one's to run; nothing where its answer is there."""
        with self._changed:
            while place.outputs is None:
                now = self.clock()
                batch, ripe = self._next(now)
                if place in batch and ripe <= now and place is max(batch, key=lambda one: one.end):
                    return self._begin(batch)
                gives_up = self._gives_up(place)
                if gives_up <= now:
                    raise self._too_late(place)
                until = min(gives_up, ripe) if batch and ripe > now else gives_up
                self._changed.wait(max(0.0, until - now))
            return ()

    def _next(self, now: float) -> tuple[list[_Place], float]:
        """Return what would run next, and from when on; nothing while as many run as may."""
        turns = self._turns
        if not turns.waiting or turns.running >= self._bounds.at_once:
            return [], now
        head, *others = turns.waiting
        batch, rows = [head], head.request.rows
        most = min(self._most, head.request.most)
        for other in others:
            if head.is_alone or other.is_alone or other.request.kind != head.request.kind:
                continue
            if rows + other.request.rows > most:
                break  # a smaller one behind it does not overtake it
            batch.append(other)
            rows += other.request.rows
        is_full = head.is_alone or rows >= most
        return batch, now if is_full else head.since + self._bounds.delay_s

    def _begin(self, batch: Sequence[_Place]) -> Sequence[_Place]:
        turns = self._turns
        turns.running += 1
        turns.waiting = [place for place in turns.waiting if place not in batch]
        for place in batch:
            place.is_waiting = False
        self._changed.notify_all()  # there may be room for another run
        return batch

    def _gives_up(self, place: _Place) -> float:
        """When a place is left: in a run of somebody else's, or once it has begun, at its end."""
        if not place.is_waiting or place.has_run or place.request.is_admitted:
            return place.end
        return min(place.end, place.since + self._bounds.wait_s)

    def _forget(self, place: _Place) -> None:
        """Nobody waits for it any more, whatever its thread was ended by: it holds nobody up."""
        with self._changed:
            place.is_gone = True
            if place.is_waiting:
                place.is_waiting = False
                self._turns.waiting.remove(place)
                self._changed.notify_all()

    def _too_late(self, place: _Place) -> ModelBusy | InferenceFailed:
        if place.is_waiting and not place.has_run:
            return self._busy("its turn did not come in time")
        return self._failed(place.request.late)

    def _run(self, batch: Sequence[_Place], runner: _Place) -> None:
        """Run a batch, outside the lock; whatever happens, nobody in it is forgotten."""
        answers: Sequence[Outputs] = ()
        again, alone = [place for place in batch if place is not runner], True
        try:
            begin = self.clock()
            self._say(Runs(rows=_rows(batch), waited=tuple(begin - place.since for place in batch)))
            answers = self._answer(batch, runner.request, runner.end - begin)
        except (InferenceFailed, MemoryError) as error:
            if len(batch) == 1:
                raise
            again, alone = list(batch), not isinstance(error, MemoryExhausted | MemoryError)
        finally:
            with self._changed:
                self._turns.running -= 1
                if answers:
                    for place, outputs in zip(batch, answers, strict=True):
                        place.outputs = outputs
                else:
                    self._run_again(again, alone=alone)
                self._changed.notify_all()

    def _run_again(self, those: Sequence[_Place], *, alone: bool) -> None:
        """Put members of a batch that failed back where they were: each by itself, or where memory was short, fewer."""
        if not alone:
            self._most = max(1, min(self._most, _rows(those) // 2))
            _LOG.warning("a network has too little memory for so many images", extra={"model": self._model})
        for place in those:
            place.has_run, place.is_alone = True, alone
            if not place.is_gone:
                self._wait_again(place)

    def _answer(self, batch: Sequence[_Place], request: Request, seconds: float) -> Sequence[Outputs]:
        """What each member's images gave, in their order."""
        if len(batch) == 1:
            return (request.run(request.feeds, seconds),)
        members = [place.request for place in batch]
        feeds = {name: np.concatenate([one.feeds[name] for one in members]) for name in request.feeds}
        outputs = request.run(feeds, seconds)
        if any(len(values) != _rows(batch) for values in outputs.values()):
            raise self._failed("the outputs are not as many as the images")
        starts = np.cumsum([0, *(one.rows for one in members)])
        return [
            {name: values[start : start + one.rows].copy() for name, values in outputs.items()}
            for one, start in zip(members, starts, strict=False)  # the last is where they end
        ]

    def _busy(self, why: str) -> ModelBusy:
        return ModelBusy("The network is busy", uid=self._model, why=why, retry_after_s=AGAIN_S)

    def _failed(self, why: str) -> InferenceFailed:
        return InferenceFailed("The network did not run", uid=self._model, why=why)


def _rows(batch: Sequence[_Place]) -> int:
    return sum(place.request.rows for place in batch)
