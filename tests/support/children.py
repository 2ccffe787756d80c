"""Processes that do something else than what they were started for."""

from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from radlane.pipeline.examination import CHECKS, ExaminationLimits
from radlane.pipeline.saying import say_begin, say_end


@cache
def quick() -> BaseContext:
    """New processes that are forked off one that has imported what records need; each begins at once."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["onnx", "pytest", "radlane.jobs.workflow", "radlane.pipeline.models"])
    return context


class Instead:
    """A way to start processes that all run one function in the place of their own."""

    def __init__(self, target: Callable[..., None]) -> None:
        self._target, self._context = target, get_context("spawn")
        self.Pipe = self._context.Pipe

    def Process(self, **asked: Any) -> BaseProcess:
        """A process that runs the function."""
        return self._context.Process(**asked | {"target": self._target})


class Full:
    """A way to start processes on a machine that has no room for one more."""

    Pipe = staticmethod(get_context("spawn").Pipe)

    class Process:
        """One that cannot be started."""

        def __init__(self, **_: object) -> None: ...

        def start(self) -> None:
            """Fail as fork does."""
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def says_another_check(pipe: Connection, *_: object) -> None:
    """Says that it passed what it did not begin."""
    say_begin(pipe, "graph")
    say_end(pipe, None, "it is fine")
    say_begin(pipe, "golden")
    time.sleep(60)


def dies_at_the_checker(pipe: Connection, *_: object) -> None:
    """Says that it begins the second check, and dies."""
    say_begin(pipe, "graph")
    say_end(pipe, None, "it is fine")
    say_begin(pipe, "checker")
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True, kw_only=True)
class Waits:
    """An examination that does not end; its process writes its number into a file."""

    file: Path

    def checks(self, limits: ExaminationLimits) -> dict[str, Callable[[], None]]:
        """Checks that all wait, shorter than they may."""
        return dict.fromkeys(CHECKS, lambda: self._wait(limits.seconds))

    def _wait(self, seconds: float) -> None:
        self.file.write_text(f"{os.getpid()}\n")
        time.sleep(seconds)


def ends_at_once(*_: object) -> None:
    """Ends before it says anything."""
