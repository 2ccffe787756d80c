"""Processes that do something else than what they were started for."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any


class Instead:
    """A way to start processes that all run one function in the place of their own."""

    def __init__(self, target: Callable[..., None]) -> None:
        self._target, self._context = target, get_context("spawn")
        self.Pipe = self._context.Pipe

    def Process(self, **asked: Any) -> BaseProcess:
        """A process that runs the function."""
        return self._context.Process(**asked | {"target": self._target})


def dies_at_the_checker(pipe: Connection, *_: object) -> None:
    """Says that it begins the second check, and dies."""
    pipe.send("checker")
    os.kill(os.getpid(), signal.SIGKILL)


def ends_at_once(*_: object) -> None:
    """Ends before it says anything."""
