"""Results from the ledger."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from radlane.domain.job import Job, JobState
from radlane.domain.status import ResultStatus
from radlane.errors import InferenceFailed, JobConflict, JobNotFound
from radlane.jobs.parts import Parts, State
from radlane.jobs.results import object_of, objects_of, result_of
from radlane.jobs.runs import RunQuery
from radlane.jobs.steps import STEPS
from radlane.jobs.tables import TABLES
from support.desk import Desk
from support.withdrawals import run_of, withdraw


def test_the_result_of_a_job(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    job = desk.world.accept()
    desk.engine.enqueue(job)
    with pytest.raises(JobConflict, match="queued"):
        result_of(job, desk.world.ledger)
    with pytest.raises(JobNotFound):
        object_of(job, "1.2.3", desk.world.ledger, desk.world.parts.outbox)
    desk.work()
    job = desk.world.store.get(job.id)
    result = result_of(job, desk.world.ledger)
    assert result["objects"] == objects_of(str(job.run_id), desk.world.ledger)
    assert result["provenance"]["trained_on"] == "synthetic"
    assert all(seconds >= 0 for seconds in result["timings"].values())
    assert [(choice["choice"], choice["images"]) for choice in result["selection"]] == [("chosen", 1)]
    deliveries = [[delivery["destination"] for delivery in item["deliveries"]] for item in result["objects"]]
    assert deliveries == [["a", "b"]] * 3


def test_the_objects_of_a_withdrawn_run_say_so(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    run = run_of(desk.world)
    job = desk.world.store.get(run.job_id)
    withdrawn = withdraw(desk.world, run)
    desk.engine.enqueue(withdrawn)
    desk.work()
    result = result_of(job, desk.world.ledger)
    assert [item["role"] for item in result["objects"]] == ["segmentation", "capture", "report", "rejection"]
    found = [{delivery["state"] for delivery in item["deliveries"]} for item in result["objects"]]
    assert found == [{"withdrawn"}] * 3 + [{"stored"}]
    (note,) = desk.world.ledger.notes(run.id)
    assert object_of(job, note.ref.sop_instance_uid, desk.world.ledger, desk.world.parts.outbox) == note
    assert result_of(desk.world.store.get(withdrawn.id), desk.world.ledger)["verdict"]


def test_bytes_that_are_no_longer_kept(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    job = desk.world.accept()
    desk.engine.enqueue(job)
    desk.work()
    job = desk.world.store.get(job.id)
    uid = result_of(job, desk.world.ledger)["objects"][0]["sop_instance_uid"]
    path = object_of(job, uid, desk.world.ledger, desk.world.parts.outbox).path
    path.unlink()
    with pytest.raises(JobNotFound, match="no longer kept"):
        object_of(job, uid, desk.world.ledger, desk.world.parts.outbox)


def test_what_withdraws_the_report_of_a_failure_has_no_result(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    on = desk.world
    on.parts = replace(on.parts, site=replace(on.parts.site, reported=frozenset(ResultStatus)))

    def fail(_: Parts, __: Job, ___: State) -> State:
        raise InferenceFailed("The network broke")

    steps = tuple((name, fail if name == "analyse" else call) for name, call in STEPS)
    on.runner = replace(on.runner, parts=on.parts, tables=partial(replace, TABLES, analysis=steps))
    desk.engine.enqueue(on.accept())
    desk.work()
    (run,), _ = on.ledger.find(RunQuery())
    withdrawn = withdraw(on, run)
    desk.engine.enqueue(withdrawn)
    desk.work()
    job = on.store.get(withdrawn.id)
    assert job.state is JobState.SUCCEEDED
    with pytest.raises(JobConflict, match="no result"):
        result_of(job, on.ledger)
