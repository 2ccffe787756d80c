"""A worker is killed at a point, and another process takes its place: one whole result of one analysis.

`make test-faults` kills it at every point and writes the table of docs/reliability.md; `make test` at a few.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from radlane.domain.form import COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR
from radlane.domain.job import JobState
from radlane.jobs.runs import RunQuery, RunState
from radlane.jobs.steps import STEPS
from radlane.jobs.store import Query
from radlane.pipeline.models import Models
from support.fault_table import fault_table
from support.jobs import agree, drawing_models, world
from support.postgres import cluster
from support.worker import CLASS_REFUSED, FORM_MADE, HEIR, KILLED, RAN, REFUSED, SHOWN, start_worker

NAMES = [name for name, _ in STEPS]
ALL = [
    "after the job is accepted",
    *(point for name in NAMES for point in (f"before {name}", f"after {name}, before its checkpoint")),
    *(f"archive {name}, {point}" for name in ("a", "b") for point in SHOWN.values()),
    "after waiting is on record",
    "after the end is on record",
]
FEW = [
    "after analyse, before its checkpoint",
    "after encode, before its checkpoint",
    "archive a, before its 2nd",
    "archive b, after its commit, before its answer",
]
WHOLE = os.environ.get("RADLANE_FAULTS") == "all"
POINTS = ALL if WHOLE else FEW
_MARK = "made by make test-faults"
_PATIENCE_S = 120.0


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Models:
    return drawing_models(tmp_path_factory.mktemp("faults") / "models")


@pytest.fixture(scope="module")
def table() -> Iterator[list[str]]:
    with fault_table(
        _MARK, "| the worker dies | the job | results in each archive | ran twice | seconds |", len(ALL) + 2
    ) as rows:
        yield rows


def prepare(folder: Path, models: Models) -> None:
    shutil.copytree(models.catalogue.packages()[0].locate("model.yaml").parent.parent, folder / "models")
    world(folder, models)


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def judge(folder: Path, models: Models, point: str, seconds: float, *database: str) -> str:
    """Check what is there at the end, and return a row of the table."""
    on = world(folder, models, **({"url": database[0]} if database else {}))
    (run,) = on.ledger.find(RunQuery())[0]
    assert on.store.counts() == {JobState.SUCCEEDED: 1}
    assert (run.number, run.state) == (1, RunState.COMPLETE)
    assert on.trail.verify().broken is None
    first, second = agree(on.stored("a")), agree(on.stored("b"))
    assert first == second
    assert len(first) == 1
    on.engine.dispose()
    ran = Counter((folder / RAN).read_text().split())
    twice = [name for name in NAMES if ran[name] > 1]
    cut_short = point.removeprefix("after ").removesuffix(", before its checkpoint")
    # sending was not finished where the worker died in it; the end of `deliver` is written by whoever came to it
    assert [name for name in twice if name != cut_short] == []
    assert all(ran[name] <= 2 for name in NAMES)
    return f"| {point} | succeeded | one, whole, of one analysis | {', '.join(twice) or 'nothing'} | {seconds:.1f} |"


@pytest.mark.parametrize("point", POINTS)
def test_killed_and_started_again(tmp_path: Path, models: Models, table: list[str], point: str) -> None:
    prepare(tmp_path, models)
    first = start_worker(tmp_path, "worker", point)
    assert first.wait(_PATIENCE_S) == -signal.SIGKILL, (tmp_path / "worker.log").read_text()
    died = time.time()
    second = start_worker(tmp_path, "worker", point)
    assert second.wait(_PATIENCE_S) == 0, (tmp_path / "worker.log").read_text()
    table.append(judge(tmp_path, models, point, time.time() - died))


@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])
def test_killed_and_inherited_by_a_worker_that_lives(
    tmp_path: Path, models: Models, table: list[str], database: str
) -> None:
    """Nobody starts the dead worker again: the other one finds its lease run out."""
    point = "after analyse, before its checkpoint"
    prepare(tmp_path, models)
    with ExitStack() as stack:
        url = [stack.enter_context(cluster()).database()] if database == "PostgreSQL" else []
        first = start_worker(tmp_path, "worker", point, *url)
        stack.callback(first.kill)
        until((tmp_path / RAN).exists)  # it has the job
        heir = start_worker(tmp_path, HEIR, "never", *url)
        stack.callback(heir.kill)
        assert first.wait(_PATIENCE_S) == -signal.SIGKILL, (tmp_path / "worker.log").read_text()
        assert heir.wait(_PATIENCE_S) == 0, (tmp_path / "heir.log").read_text()
        died = float((tmp_path / KILLED).read_text())
        row = judge(tmp_path, models, point, time.time() - died, *url)
    table.append(row.replace(point, f"after analyse; another worker inherits after 3 s of silence ({database})"))


def test_a_job_that_kills_its_process_each_time_is_given_up(tmp_path: Path, models: Models) -> None:
    """Four lives, and then an end that says so; tried again by hand it may succeed."""
    prepare(tmp_path, models)
    deaths = 0
    while start_worker(tmp_path, "worker", "always before analyse").wait(_PATIENCE_S) == -signal.SIGKILL:
        deaths += 1
    on = world(tmp_path, models, lambda: datetime.now(UTC))  # the worker's own clock: a job has its time from now on
    (job,), _ = on.store.find(Query())
    assert (deaths, job.state) == (4, JobState.FAILED), (tmp_path / "worker.log").read_text()
    assert job.outcome is not None
    assert job.outcome["error"]["code"] == "worker-died"
    on.store.reopen(job.id)
    assert start_worker(tmp_path, "worker", "never").wait(_PATIENCE_S) == 0
    assert on.store.get(job.id).state is JobState.SUCCEEDED
    assert len(agree(on.stored("a"))) == 1


@pytest.mark.parametrize("point", [CLASS_REFUSED, FORM_MADE])
def test_killed_between_two_forms(tmp_path: Path, models: Models, point: str) -> None:
    """Each archive has one whole result, in the form that it takes, of one analysis."""
    prepare(tmp_path, models)
    (tmp_path / REFUSED).write_text(COMPREHENSIVE_3D_SR)
    assert start_worker(tmp_path, "worker", point).wait(_PATIENCE_S) == -signal.SIGKILL, (
        tmp_path / "worker.log"
    ).read_text()
    assert start_worker(tmp_path, "worker", point).wait(_PATIENCE_S) == 0, (tmp_path / "worker.log").read_text()
    on = world(tmp_path, models)
    (run,) = on.ledger.find(RunQuery())[0]
    assert (run.number, run.state, on.store.counts()) == (1, RunState.COMPLETE, {JobState.SUCCEEDED: 1})
    ((_, areas),), ((_, same),) = agree(on.stored("a")), agree(on.stored("b"))
    assert areas == same
    kinds = [{str(item.SOPClassUID) for item in on.stored(name) if item.Modality == "SR"} for name in ("a", "b")]
    assert kinds == [{COMPREHENSIVE_3D_SR}, {COMPREHENSIVE_SR}]
    assert Counter((tmp_path / RAN).read_text().split())["analyse"] == 1
    on.engine.dispose()
