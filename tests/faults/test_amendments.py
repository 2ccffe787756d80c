"""A worker is killed while heat maps are added to a result: they are added once, and the result is not touched.

`make test-faults` kills it at every point and writes the table of docs/reliability.md; `make test` at a few.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from radlane.domain.job import JobState
from radlane.jobs.amending import AMENDMENT_STEPS
from radlane.jobs.results import result_of
from radlane.jobs.runs import RunQuery, RunState
from radlane.jobs.store import Query
from radlane.pipeline.models import Models
from support.amended import OCCLUSION, order_explained, predecessors
from support.fault_table import fault_table
from support.jobs import drawing_models, world
from support.withdrawals import listed
from support.worker import RAN, SHOWN, start_worker

NAMES = [name for name, _ in AMENDMENT_STEPS]
ALL = [
    *(point for name in NAMES for point in (f"before {name}", f"after {name}, before its checkpoint")),
    *(f"archive {name}, {point}" for name in ("a", "b") for point in SHOWN.values()),
    "after the end is on record",
]
FEW = ["after explain, before its checkpoint", "archive b, before its 2nd"]
POINTS = ALL if os.environ.get("RADLANE_FAULTS") == "all" else FEW
_MARK = "made by make test-faults: amendments"
_PATIENCE_S = 120.0


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Models:
    return drawing_models(tmp_path_factory.mktemp("faults") / "models")


@pytest.fixture(scope="module")
def table() -> Iterator[list[str]]:
    with fault_table(
        _MARK, "| the worker dies | the job | amendments in each archive | ran twice | seconds |", len(ALL)
    ) as rows:
        yield rows


def prepare(folder: Path, models: Models) -> None:
    """A result in both archives, and a job that wants it explained."""
    shutil.copytree(models.catalogue.packages()[0].locate("model.yaml").parent.parent, folder / "models")
    assert start_worker(folder, "worker", "never").wait(_PATIENCE_S) == 0, (folder / "worker.log").read_text()
    (folder / RAN).unlink()
    on = world(folder, models, lambda: datetime.now(UTC))
    on.store.accept(order_explained(on, OCCLUSION))
    on.engine.dispose()


def judge(folder: Path, models: Models, point: str, seconds: float) -> str:
    """Check what is there at the end, and return a row of the table."""
    on = world(folder, models)
    amendment, run = sorted(on.ledger.find(RunQuery())[0], key=lambda one: one.amends is None)
    assert on.store.counts() == {JobState.SUCCEEDED: 2}
    assert (run.state, amendment.amends) == (RunState.COMPLETE, run.id)
    assert (amendment.state, amendment.number, amendment.amendment) == (RunState.COMPLETE, 1, 1)
    (job,) = (one for one in on.store.find(Query())[0] if one.order.request.explain is not None)
    assert result_of(job, on.ledger)["explanations"]
    made = {item.ref.sop_instance_uid for one in (run, amendment) for item in on.ledger.forms.all_objects(one.id)}
    root, before = (on.ledger.objects(one.id)[-1].ref.sop_instance_uid for one in (amendment, run))
    for name in ("a", "b"):
        stored = {str(one.SOPInstanceUID): one for one in on.stored(name)}
        assert stored.keys() == made
        assert predecessors(stored[root]) == {before}
        assert made - {root, before} <= listed(stored[root])
    assert on.trail.verify().broken is None
    on.engine.dispose()
    ran = Counter((folder / RAN).read_text().split())
    twice = [name for name in NAMES if ran[name] > 1]
    cut_short = point.removeprefix("after ").removesuffix(", before its checkpoint")
    assert [name for name in twice if name != cut_short] == []
    return f"| {point} | succeeded | one, whole, of the run | {', '.join(twice) or 'nothing'} | {seconds:.1f} |"


@pytest.mark.parametrize("point", POINTS)
def test_killed_and_started_again(tmp_path: Path, models: Models, table: list[str], point: str) -> None:
    prepare(tmp_path, models)
    first = start_worker(tmp_path, "worker", point)
    assert first.wait(_PATIENCE_S) == -signal.SIGKILL, (tmp_path / "worker.log").read_text()
    died = time.time()
    assert start_worker(tmp_path, "worker", point).wait(_PATIENCE_S) == 0, (tmp_path / "worker.log").read_text()
    table.append(judge(tmp_path, models, point, time.time() - died))
