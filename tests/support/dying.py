"""`radlane worker` that dies or freezes at a point: `python -m support.dying` in a folder.

The file `point` of the folder names the point; the first process that comes to it writes its id to `struck` and kills
itself, or stops itself where the point begins with `freeze `. Without that file it is a worker like any other. Each
step that comes to its end writes its job, its name and the process's id to `ran`.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from sqlalchemy import Engine, event

from radlane.app import engine, records, site
from radlane.cli import call
from radlane.dicomweb.archive import Archive
from radlane.domain.job import FINAL, Job, JobState
from radlane.errors import ArchiveUnavailable
from radlane.jobs.amending import AMENDMENT_STEPS
from radlane.jobs.parts import Parts, State, Step
from radlane.jobs.steps import STEPS
from radlane.jobs.store import JobStore
from radlane.jobs.tables import TABLES
from radlane.jobs.workflow import Runner
from support.jobs import Front
from support.worker import SHOWN

POINT, STRUCK, RAN, FREEZE, DOWN = "point", "struck", "ran", "freeze ", "down"
BEAT = "in a beat"
HERE = Path.cwd()


def strike(here: str) -> None:
    """Die or freeze here, if this is the point and nobody has yet."""
    try:
        wanted = (HERE / POINT).read_text()
    except FileNotFoundError:
        return
    if wanted.removeprefix(FREEZE) != here:
        return
    try:
        mark = os.open(HERE / STRUCK, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    except FileExistsError:
        return
    os.write(mark, str(os.getpid()).encode())
    os.close(mark)
    os.kill(os.getpid(), signal.SIGSTOP if wanted.startswith(FREEZE) else signal.SIGKILL)


class Dying(JobStore):
    """Dies after the row is written and before anybody knows."""

    def wait(self, *arguments: Any) -> bool:
        waits = super().wait(*arguments)
        strike("after waiting is on record")
        return waits

    def move(self, job_id: str, state: JobState, **changes: Any) -> bool:
        moved = super().move(job_id, state, **changes)
        if state in FINAL:
            strike("after the end is on record")
        return moved


class Dear(Front):
    """Sends object by object, and is away while a file says so."""

    def __init__(self, archive: Archive, name: str) -> None:
        super().__init__(archive, lambda here: strike(f"archive {name}, {SHOWN[here]}"))

    def _up(self) -> Archive:
        if (HERE / f"{DOWN}-{self.name}").exists():
            raise ArchiveUnavailable("The archive is down")
        return super()._up()


@event.listens_for(Engine, "after_cursor_execute")
def in_a_beat(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
    """Strike in the transaction in which a worker says that it is alive: it holds the lock of its row."""
    if statement.startswith("UPDATE worker SET"):
        strike(BEAT)


def _step(name: str, step: Step, parts: Parts, job: Job, state: State) -> State:
    strike(f"before {name}")
    outcome = step(parts, job, state)
    with (HERE / RAN).open("a") as file:
        file.write(f"{job.id} {name} {os.getpid()}\n")
    strike(f"after {name}, before its checkpoint")
    return outcome


def _opened(open_archive: Callable[..., Archive], settings: Any, name: str) -> Archive:
    return Dear(open_archive(settings, name), name)


if __name__ == "__main__":
    if (
        "LD_PRELOAD" in os.environ
    ):  # libfaketime 0.9.10 refuses Python's sleep where it does not fake what that waits by
        time.sleep = lambda seconds: Event().wait(seconds)  # type: ignore[assignment, return-value]
    steps = tuple((name, partial(_step, name, step)) for name, step in STEPS)
    added = tuple((name, partial(_step, name, step)) for name, step in AMENDMENT_STEPS)
    tables = partial(replace, TABLES, analysis=steps, amendment=added)
    engine.Runner = partial(Runner, tables=tables)  # type: ignore[misc, assignment]
    records.JobStore = Dying  # type: ignore[misc]
    site.open_archive = partial(_opened, site.open_archive)
    sys.exit(call(["worker"]))
