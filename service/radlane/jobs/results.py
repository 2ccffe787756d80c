"""The result of a job, from the ledger: what the run said, its objects, and where they are now."""

from __future__ import annotations

from typing import Any

from radlane.dicomweb.part10 import digest
from radlane.domain.job import Job, JobState
from radlane.domain.result import Delivery, EncodedObject
from radlane.errors import JobConflict, JobNotFound
from radlane.jobs.ledger import Ledger
from radlane.pipeline.document import describe_object
from radlane.pipeline.outcome import describe_one


def result_of(job: Job, ledger: Ledger) -> dict[str, Any]:
    """Return the result document of a job (`pipeline.document`); whether it was withdrawn, `Withdrawals` knows.

    Raises
    ------
    JobConflict
        If the job has no result: it is not at its end, or ended without one.
    """
    if job.state is not JobState.SUCCEEDED or job.run_id is None:
        raise JobConflict(
            "The job has no result", uid=job.id, why=f"it is {job.state}", remedy="Its reasons stand in the job itself"
        )
    run = ledger.run(job.run_id)
    timings = {event.name: event.data["seconds"] for event in job.timeline if event.kind == "step"}
    return {**(run.result or {}), "objects": objects_of(job.run_id, ledger), "timings": timings}


def objects_of(run_id: str, ledger: Ledger) -> list[dict[str, Any]]:
    """Describe the objects of a run, each with its deliveries; rejection notes are the last ones."""
    deliveries: dict[str, list[Delivery]] = {}
    for (uid, destination), (state, detail) in ledger.deliveries(run_id).items():
        deliveries.setdefault(uid, []).append(Delivery(destination=destination, state=state, detail=detail))
    return [
        describe_object(describe_one(item, None, deliveries.get(item.ref.sop_instance_uid, ())))
        for item in (*ledger.objects(run_id), *ledger.notes(run_id))
    ]


def object_of(job: Job, sop_instance_uid: str, ledger: Ledger) -> EncodedObject:
    """Return one object of a job's run.

    Raises
    ------
    JobNotFound
        If the job has no such object, or its bytes are no longer kept.
    """
    objects = (*ledger.objects(job.run_id), *ledger.notes(job.run_id)) if job.run_id else ()
    for item in objects:
        if item.ref.sop_instance_uid == sop_instance_uid and digest(item.path) == item.sha256:
            return item
    raise JobNotFound("The job has no such object, or it is no longer kept", uid=job.id)
