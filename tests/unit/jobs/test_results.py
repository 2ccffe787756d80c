"""Results from the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from radlane.errors import JobConflict, JobNotFound
from radlane.jobs.results import object_of, objects_of, result_of
from support.desk import Desk


def test_the_result_of_a_job(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    job = desk.world.accept()
    desk.engine.enqueue(job)
    with pytest.raises(JobConflict, match="queued"):
        result_of(job, desk.world.ledger, desk.world.withdrawals)
    with pytest.raises(JobNotFound):
        object_of(job, "1.2.3", desk.world.ledger)
    desk.work()
    job = desk.world.store.get(job.id)
    result = result_of(job, desk.world.ledger, desk.world.withdrawals)
    assert result["objects"] == objects_of(str(job.run_id), desk.world.ledger)
    assert result["provenance"]["trained_on"] == "synthetic"
    assert all(seconds >= 0 for seconds in result["timings"].values())
    deliveries = [[delivery["destination"] for delivery in item["deliveries"]] for item in result["objects"]]
    assert deliveries == [["a", "b"]] * 3


def test_bytes_that_are_no_longer_kept(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    job = desk.world.accept()
    desk.engine.enqueue(job)
    desk.work()
    job = desk.world.store.get(job.id)
    uid = result_of(job, desk.world.ledger, desk.world.withdrawals)["objects"][0]["sop_instance_uid"]
    path = object_of(job, uid, desk.world.ledger).path
    path.unlink()
    with pytest.raises(JobNotFound, match="no longer kept"):
        object_of(job, uid, desk.world.ledger)
