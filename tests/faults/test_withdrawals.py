"""A worker is killed while it withdraws a result, and started again: one note in each archive, of the whole run.

`make test-faults` kills it at every point and writes the table of docs/reliability.md; `make test` at one.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from radlane.domain.job import JobState
from radlane.jobs.rejection import REJECTION_STEPS
from radlane.jobs.runs import Run, RunState
from radlane.pipeline.models import Models
from support.fault_table import fault_table
from support.jobs import drawing_models, world
from support.withdrawals import listed, run_of, states, uids, withdraw
from support.worker import RAN, SHOWN, start_worker

NAMES = [name for name, _ in REJECTION_STEPS]
SENDING = (SHOWN["object 0"], SHOWN["answer"])
ALL = [
    *(point for name in NAMES for point in (f"before {name}", f"after {name}, before its checkpoint")),
    *(f"archive {name}, {point}" for name in ("a", "b") for point in SENDING),
    "after waiting is on record",
    "after the end is on record",
]
FEW = ["after reject, before its checkpoint"]  # between the commit of the note's bytes and the first STOW
WHOLE = os.environ.get("RADLANE_FAULTS") == "all"
_MARK = "made by make test-faults: withdrawals"
_PATIENCE_S = 120.0


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Models:
    return drawing_models(tmp_path_factory.mktemp("withdrawals") / "models")


@pytest.fixture(scope="module")
def table() -> Iterator[list[str]]:
    with fault_table(
        _MARK, "| the worker dies | the withdrawal | notes in each archive | ran twice | seconds |", len(ALL)
    ) as rows:
        yield rows


def withdrawn(folder: Path, models: Models) -> Run:
    """A result in both archives, and the call that withdraws it; no worker has seen it."""
    shutil.copytree(models.catalogue.packages()[0].locate("model.yaml").parent.parent, folder / "models")
    on = world(folder, models)
    run = run_of(on)
    withdraw(on, run)
    on.engine.dispose()
    return run


def judge(folder: Path, models: Models, run: Run, point: str, seconds: float) -> str:
    """Check what is there at the end, and return a row of the table."""
    on = world(folder, models)
    assert on.store.counts() == {JobState.SUCCEEDED: 2}
    assert on.ledger.run(run.id).state is RunState.WITHDRAWN
    (first,), (second,) = on.notes("a"), on.notes("b")
    assert first == second
    assert listed(first) == uids(on.ledger.objects(run.id))
    for name in ("a", "b"):
        assert states(on, run, name) == ["withdrawn"] * 3 + ["stored"]
        assert len(on.stored(name)) == 3
    on.engine.dispose()
    ran = Counter((folder / RAN).read_text().split())
    twice = [name for name in NAMES if ran[name] > 1]
    cut_short = point.removeprefix("after ").removesuffix(", before its checkpoint")
    assert [name for name in twice if name != cut_short] == []
    return f"| {point} | succeeded | one, the same, of all objects | {', '.join(twice) or 'nothing'} | {seconds:.1f} |"


@pytest.mark.parametrize("point", ALL if WHOLE else FEW)
def test_killed_and_started_again(tmp_path: Path, models: Models, table: list[str], point: str) -> None:
    run = withdrawn(tmp_path, models)
    assert start_worker(tmp_path, "worker", point).wait(_PATIENCE_S) == -signal.SIGKILL, (
        tmp_path / "worker.log"
    ).read_text()
    died = time.time()
    assert start_worker(tmp_path, "worker", point).wait(_PATIENCE_S) == 0, (tmp_path / "worker.log").read_text()
    table.append(judge(tmp_path, models, run, point, time.time() - died))
