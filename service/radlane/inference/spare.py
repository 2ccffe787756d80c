"""A network goes on where its device has too little memory: with fewer images at a time, and at last on the CPU.

In: a session, and how to open the same network on the CPU. Out: what it says all the same; who asked is told where that
came from the CPU. Where the device is strict there is no CPU to go on with: then it is an error.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from radlane.domain.tensor import Outputs
from radlane.errors import MemoryExhausted
from radlane.inference.running import Predict, Running

SMALLER, CPU = "smaller-batch", "cpu"
_LOG = logging.getLogger(__name__)
Feeds = Mapping[str, NDArray[np.float32]]
Tell = Callable[[], None]
Aside = Callable[[], AbstractContextManager[None]]


class Spare:
    """What a session falls back to.

    Parameters
    ----------
    session : Running
        The network where it should run.
    open_spare : callable or None
        Opens it on the CPU, when that is first needed; None: it runs there already, or may run nowhere else.
    is_divisible : bool
        Whether its images may be given to it in parts: what it says of one does not depend on the others.
    say : callable
        Told each time: `smaller-batch` or `cpu`.
    clock : callable
        Seconds that only grow.
    aside : callable
        What is held while the CPU is used: whoever waits for the device need not wait for that (`Batcher.aside`).
    """

    def __init__(
        self,
        session: Running,
        open_spare: Callable[[], Running] | None,
        say: Callable[[str], None],
        clock: Callable[[], float],
        *,
        is_divisible: bool,
        aside: Aside = nullcontext,
    ) -> None:
        self._session = session
        self._open_spare = open_spare
        self._is_divisible = is_divisible
        self._say = say
        self._clock = clock
        self._aside = aside
        self._lock = Lock()
        self._spare: Running | None = None

    def run(self, feeds: Feeds, seconds: float, tell: Tell) -> Outputs:
        """Run the network once (`Running.run`); `tell` is called where it ran on the CPU.

        Raises
        ------
        MemoryExhausted
            Where nothing is left to fall back to.
        InferenceFailed
            As `Running.run`.
        """
        end = self._clock() + seconds
        try:
            return self._session.run(feeds, seconds)
        except MemoryExhausted as error:
            rows = len(next(iter(feeds.values())))
            if rows > 1 and self._is_divisible:
                self._note(SMALLER)
                parts = [{name: values[part] for name, values in feeds.items()} for part in _halves(rows)]
                said = [self.run(part, end - self._clock(), tell) for part in parts]
                return {name: np.concatenate([one[name] for one in said]) for name in said[0]}
            with self._aside():
                spare = self._on_cpu(error)
                tell()
                return spare.run(feeds, end - self._clock())

    def bind(
        self,
        predict: Predict,
        output: str,
        shape: tuple[int, ...],
        remaining: Callable[[], float],
        tell: Tell,
        table: NDArray[np.float32] | None = None,
    ) -> Predict:
        """Return `predict`, which the session gave for the rest, so that it goes on; what fell back stays there."""
        most = shape[0]

        def run(patches: NDArray[np.float32]) -> NDArray[np.float32]:
            nonlocal most, predict
            while True:
                try:
                    return _in_parts(predict, patches, most)
                except MemoryExhausted as error:
                    if min(most, len(patches)) > 1 and self._is_divisible:
                        self._note(SMALLER)
                        most = min(most, len(patches)) // 2
                    else:
                        with self._aside():
                            on_cpu = self._on_cpu(error).bind(output, shape, remaining, table)
                        predict = self._beside(on_cpu)
                        tell()

        return run

    def _beside(self, predict: Predict) -> Predict:
        def run(patches: NDArray[np.float32]) -> NDArray[np.float32]:
            with self._aside():
                return predict(patches)

        return run

    def close(self) -> None:
        """Let go of the network on the CPU."""
        with self._lock:
            spare, self._spare = self._spare, None
        if spare is not None:
            spare.close()

    def _on_cpu(self, error: MemoryExhausted) -> Running:
        """The network on the CPU, opened once; where there is none, the error is what it is."""
        if self._open_spare is None:
            raise error
        self._note(CPU)
        with self._lock:
            if self._spare is None:
                self._spare = self._open_spare()
            return self._spare

    def _note(self, to: str) -> None:
        _LOG.warning("the device has too little memory for a run of a network", extra={"device": to})
        self._say(to)


def _halves(rows: int) -> tuple[slice, slice]:
    return slice(0, rows // 2), slice(rows // 2, rows)


def _in_parts(predict: Predict, patches: NDArray[np.float32], most: int) -> NDArray[np.float32]:
    if len(patches) <= most:
        return predict(patches)
    return np.concatenate([predict(patches[at : at + most]).copy() for at in range(0, len(patches), most)])
