"""A queue under test: requests that say what they were given, and stop where a test wants them to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock, get_ident
from time import monotonic, sleep

import numpy as np
from numpy.typing import NDArray

from radlane.domain.tensor import Outputs
from radlane.errors import InferenceFailed
from radlane.inference.batcher import Batcher, Bounds, Feeds, Request

PATIENCE_S = 20.0
Values = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Run:
    """A run: the images that it was given, by their first value, and the thread that ran it."""

    images: tuple[float, ...]
    thread: int


@dataclass(kw_only=True)
class Machine:
    """Doubles what it is given, one run after the other as the queue lets it; in its way are gates and bad images.

    Attributes
    ----------
    gate : Event
        What a run of `HOLD` waits for.
    bad : dict of float to Exception
        Image -> what a run of it raises.
    runs : list of Run
        In their order.
    most_at_once : int
        The most runs that there were at a time.
    """

    gate: Event = field(default_factory=Event)
    held: Event = field(default_factory=Event)
    bad: dict[float, Exception] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    most_at_once: int = 0
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self._lock = Lock()
        self._now = 0

    def __call__(self, feeds: Feeds, seconds: float) -> Outputs:
        images = feeds["x"]
        with self._lock:
            self.runs.append(Run(images=tuple(map(float, images[:, 0])), thread=get_ident()))
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
        try:
            if HOLD in images[:, 0]:
                self.held.set()
                if not self.gate.wait(min(seconds, PATIENCE_S)):
                    raise InferenceFailed("The network did not run", why="its time is up")
            sleep(self.seconds)
            for image in images[:, 0]:
                if float(image) in self.bad:
                    raise self.bad[float(image)]
            return {"y": images * 2}
        finally:
            with self._lock:
                self._now -= 1


HOLD = -1.0  # an image that keeps the network until the gate opens


def images(*values: float, width: int = 2) -> Values:
    """An array with these images."""
    return np.repeat(np.array(values, np.float32)[:, None], width, axis=1)


def request(machine: Callable[[Feeds, float], Outputs], *values: float, width: int = 2, **changes: object) -> Request:
    """What is asked of a machine."""
    facts: dict[str, object] = {"kind": width, "most": 64, "seconds": PATIENCE_S, "late": "too late", **changes}
    return Request(feeds={"x": images(*values, width=width)}, run=machine, **facts)  # type: ignore[arg-type]


@contextmanager
def held_up(batcher: Batcher, machine: Machine, at_once: int = 1) -> Iterator[ThreadPoolExecutor]:
    """A network that is busy until the gate opens, so that what is asked meanwhile waits; `at_once` as it may be."""
    with ThreadPoolExecutor(64) as pool:
        holding = [
            pool.submit(batcher.submit, request(machine, HOLD, kind=f"hold {place}")) for place in range(at_once)
        ]
        until(lambda: len(machine.runs) == at_once)
        assert machine.held.wait(PATIENCE_S)
        try:
            yield pool
        finally:
            machine.gate.set()
            for one in holding:
                one.result(PATIENCE_S)


def ask(pool: ThreadPoolExecutor, batcher: Batcher, those: Sequence[Request]) -> list[Future[Outputs]]:
    """Ask for each in turn: the next one comes when the one before waits."""
    asked = []
    for one in those:
        before = batcher.waiting
        asked.append(pool.submit(batcher.submit, one))
        until(lambda before=before: batcher.waiting > before)
    return asked


def until(is_so: Callable[[], bool]) -> None:
    """Wait for it."""
    end = monotonic() + PATIENCE_S
    while not is_so():
        assert monotonic() < end
        sleep(0.001)


def queue(machine: Machine, **bounds: object) -> Batcher:
    """A queue before it."""
    return Batcher("m:1", Bounds(**bounds), monotonic)  # type: ignore[arg-type]


def said(outputs: Outputs) -> tuple[float, ...]:
    """What came out, by its first value."""
    return tuple(map(float, outputs["y"][:, 0]))
