"""A worker is killed when production's end is on record: the version beside it runs once, and is compared once."""

from __future__ import annotations

import signal
from pathlib import Path

from radlane.domain.job import JobState
from radlane.jobs.runs import RunQuery
from support.jobs import MODEL, agree, world
from support.shadows import NEW, shadowed_models, shadows
from support.worker import start_worker

_PATIENCE_S = 120.0


def work(folder: Path) -> int:
    return start_worker(folder, "worker", "after the end is on record").wait(_PATIENCE_S)


def test_killed_between_production_s_end_and_what_runs_beside_it(tmp_path: Path) -> None:
    models = shadowed_models(tmp_path / "models")
    world(tmp_path, models).engine.dispose()
    assert work(tmp_path) == -signal.SIGKILL, (tmp_path / "worker.log").read_text()
    assert work(tmp_path) == 0, (tmp_path / "worker.log").read_text()
    on = world(tmp_path, models)
    assert on.store.counts() == {JobState.SUCCEEDED: 2}
    (beside,) = shadows(on)
    (found,) = on.store.shadows.find(MODEL)
    assert (found.version, found.end) == (NEW, "succeeded")
    (run,) = on.ledger.find(RunQuery())[0]
    assert run.model_version == "1.0.0"
    assert beside.run_id != run.id
    assert len(agree(on.stored("a"))) == len(agree(on.stored("b"))) == 1
    on.engine.dispose()
