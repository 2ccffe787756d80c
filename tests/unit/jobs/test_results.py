"""Results from the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.errors import JobConflict, JobNotFound
from radlane.jobs.results import object_of, objects_of, result_of
from support.desk import Desk
from support.withdrawals import run_of, withdraw


def test_the_result_of_a_job(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    job = desk.world.accept()
    desk.engine.enqueue(job)
    with pytest.raises(JobConflict, match="queued"):
        result_of(job, desk.world.ledger)
    with pytest.raises(JobNotFound):
        object_of(job, "1.2.3", desk.world.ledger)
    desk.work()
    job = desk.world.store.get(job.id)
    result = result_of(job, desk.world.ledger)
    assert result["objects"] == objects_of(str(job.run_id), desk.world.ledger)
    assert result["provenance"]["trained_on"] == "synthetic"
    assert all(seconds >= 0 for seconds in result["timings"].values())
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
    assert object_of(job, note.ref.sop_instance_uid, desk.world.ledger) == note
    assert result_of(desk.world.store.get(withdrawn.id), desk.world.ledger)["verdict"]


def test_bytes_that_are_no_longer_kept(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    job = desk.world.accept()
    desk.engine.enqueue(job)
    desk.work()
    job = desk.world.store.get(job.id)
    uid = result_of(job, desk.world.ledger)["objects"][0]["sop_instance_uid"]
    path = object_of(job, uid, desk.world.ledger).path
    path.unlink()
    with pytest.raises(JobNotFound, match="no longer kept"):
        object_of(job, uid, desk.world.ledger)
