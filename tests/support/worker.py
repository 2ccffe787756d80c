"""A worker process that kills itself: `python -m support.worker FOLDER NAME POINT [DATABASE]`.

It works on the jobs of a folder until there are none under way; where there is no job yet, it accepts one, unless it is
the heir of another. At POINT it dies by SIGKILL, once: a marker in the folder says that it did; at `always POINT` each
time. Every step that comes to its end writes its name. The archive `b` refuses the SOP Classes that a file names.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from radlane.dicomweb.archive import Archive
from radlane.domain.job import FINAL, Job, JobState
from radlane.jobs.engine import Engine
from radlane.jobs.forms import Forms
from radlane.jobs.launch import EngineOptions
from radlane.jobs.parts import Parts, State, Step
from radlane.jobs.store import JobStore
from radlane.jobs.tables import TABLES
from support.amended import checked
from support.forked import Forked, start
from support.jobs import Front, World, drawing_models, world
from support.picky import Picky

LEASE_S = 3.0
GRACE_S = 3.0
RAN = "ran"
KILLED = "killed"
HEIR = "heir"
REFUSED = "refused"
CLASS_REFUSED = "archive b, after it refused a SOP Class, before its answer"
FORM_MADE = "after another form is on record, before it is sent"
SHOWN = {
    "object 0": "before its 1st object",
    "object 1": "before its 2nd",
    "object 2": "before its 3rd",
    "answer": "after its commit, before its answer",
}


class DyingStore(JobStore):
    """Dies after the row is written and before anybody knows."""

    die: Callable[[str], None]

    def wait(self, *arguments: Any) -> bool:
        waits = super().wait(*arguments)
        self.die("after waiting is on record")
        return waits

    def move(self, job_id: str, state: JobState, **changes: Any) -> bool:
        moved = super().move(job_id, state, **changes)
        if state in FINAL:
            self.die("after the end is on record")
        return moved


class DyingForms(Forms):
    """Dies when another form is on record and no object of it is sent."""

    die: Callable[[str], None]

    def commit(self, *arguments: Any) -> bool:
        done = super().commit(*arguments)
        self.die(FORM_MADE)
        return done


class Flaky(Front):
    """Down until the process died once, if that is what the point is about."""

    def __init__(self, archive: Archive, die: Callable[[str], None], name: str, is_down: Callable[[], bool]) -> None:
        super().__init__(archive, lambda here: die(f"archive {name}, {SHOWN[here]}"))
        self._is_down = is_down

    def _up(self) -> Archive:
        self.down = self._is_down()
        return super()._up()


def start_worker(folder: Path, name: str, point: str, *database: str) -> Forked:
    """Start one; what it says goes to `<folder>/<name>.log`."""
    log = folder / f"{name}.log"
    words = [str(folder), name, point, *database]
    return start("support.worker", words, folder=folder, environment=os.environ, stdout=log, stderr=log)


def main(folder: Path, name: str, point: str, url: str | None) -> None:
    """Work until all is done."""
    die = partial(_die, folder, point)
    database = {} if url is None else {"url": url}
    on = world(folder, drawing_models(folder / "models"), lambda: datetime.now(UTC), **database)
    checked(on)
    is_down = point == "after waiting is on record"
    on.wrap = {
        archive: lambda behind, archive=archive: Flaky(  # type: ignore[misc]
            behind, die, archive, lambda: is_down and archive == "b" and not (folder / KILLED).exists()
        )
        for archive in ("a", "b")
    }
    if (folder / REFUSED).exists():
        on.wrap = {**on.wrap, "b": partial(_picky, die, (folder / REFUSED).read_text().split())}
    on.ledger.forms.__class__ = DyingForms
    on.ledger.forms.die = die  # type: ignore[attr-defined]
    on.store.__class__ = DyingStore
    on.store.die = die  # type: ignore[attr-defined]
    analysis, rejection, amendment = (
        tuple((step, partial(_step, folder, die, step, call)) for step, call in several)
        for several in (TABLES.analysis, TABLES.rejection, TABLES.amendment)
    )
    tables = partial(replace, TABLES, analysis=analysis, rejection=rejection, amendment=amendment)
    runner = replace(on.runner, tables=tables)
    options = EngineOptions(
        url=url or f"sqlite:///{folder / 'engine.sqlite'}",
        executor=name,
        workers=2,
        boot=uuid4().hex,
        ended=_boots(folder / f"{name}.boots"),
        lease_s=LEASE_S,
        grace_s=GRACE_S,
    )
    with (folder / f"{name}.boots").open("a") as file:
        file.write(f"{options.boot}\n")
    engine = Engine(options, runner, on.store, on.clock)
    engine.start()
    (folder / f"{name}.ready").touch()
    if not on.store.counts() and name != HEIR:
        job = on.accept()
        die("after the job is accepted")
        engine.enqueue(job)
    while _is_needed(on, name):
        time.sleep(0.02)
    engine.stop()


def _boots(path: Path) -> Sequence[str]:
    """What earlier processes of this name drew: whoever starts another one knows that they have ended."""
    return path.read_text().split() if path.exists() else ()


def _picky(die: Callable[[str], None], classes: Sequence[str], archive: Archive) -> Picky:
    picky = Picky(archive, classes)
    picky.at = lambda here: die(CLASS_REFUSED) if here == "answer" else None
    return picky


def _is_needed(on: World, name: str) -> bool:
    if name == HEIR and not on.store.counts():
        return True
    return bool(on.store.unfinished())


def _step(
    folder: Path, die: Callable[[str], None], name: str, call: Step, parts: Parts, job: Job, state: State
) -> State:
    die(f"before {name}")
    outcome = call(parts, job, state)
    with (folder / RAN).open("a") as file:
        file.write(f"{name}\n")
    die(f"after {name}, before its checkpoint")
    return outcome


def _die(folder: Path, point: str, here: str) -> None:
    if point == f"always {here}" or (here == point and not (folder / KILLED).exists()):
        (folder / KILLED).write_text(str(time.time()))
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4] if len(sys.argv) > 4 else None)
