"""The result of a job, from the ledger: what the run said, its objects, and where they are now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from radlane.domain.job import Job, JobState
from radlane.domain.reason import Reason
from radlane.domain.result import Delivery, DeliveryState, EncodedObject, Role
from radlane.domain.status import ResultStatus
from radlane.errors import JobConflict, JobNotFound
from radlane.jobs.ledger import Ledger
from radlane.jobs.outbox import Outbox
from radlane.pipeline.document import describe_object
from radlane.pipeline.outcome import describe_one, form_reasons


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
    if run.status is ResultStatus.FAILED:  # withdrawn: the report that there is none
        raise JobConflict("The run has no result", uid=job.id, why="its analysis failed", remedy="Ask for a rerun")
    timings = {event.name: event.data["seconds"] for event in job.timeline if event.kind == "step"}
    said = run.result or {}
    refused = [reason for one in with_amended(run.id, ledger) for reason in _reasons(one, ledger)]
    unexplained = [one for one in (job.outcome or {}).get("reasons", ()) if one not in said.get("reasons", ())]
    reasons = [*said.get("reasons", ()), *unexplained]
    reasons += [one for place, one in enumerate(refused) if one not in refused[:place]]
    return {**said, "reasons": reasons, "objects": all_objects_of(run.id, ledger), "timings": timings}


def with_amended(run_id: str, ledger: Ledger) -> tuple[str, ...]:
    """Return a run, and before it the one that it amends: together they are the result of a job."""
    amends = ledger.run(run_id).amends
    return (run_id,) if amends is None else (amends, run_id)


def all_objects_of(run_id: str, ledger: Ledger) -> list[dict[str, Any]]:
    """Describe the objects of a job's result: as `objects_of`, with those of the run that its own amends."""
    return [described for one in with_amended(run_id, ledger) for described in objects_of(one, ledger)]


def objects_of(run_id: str, ledger: Ledger) -> list[dict[str, Any]]:
    """Describe the objects of a run in all of its forms, each with its deliveries; rejection notes are the last ones.

    An object without a delivery was offered to nobody.
    """
    made, forms = ledger.forms.all_objects(run_id), ledger.forms.of(run_id)
    there = {name: ledger.forms.objects(run_id, form) for name, form in forms.items()}
    deliveries: dict[str, list[Delivery]] = {}
    sent = ledger.deliveries(run_id)
    for (uid, name), (state, detail) in sent.items():
        refused = [item for item in made if item.ref.sop_instance_uid == uid and state is DeliveryState.REFUSED]
        instead = next((found for item in refused if (found := _instead(item, made, there.get(name, ())))), None)
        if instead is not None and sent.get((instead, name), (DeliveryState.PENDING,))[0] is DeliveryState.REFUSED:
            instead = None  # that is refused too
        deliveries.setdefault(uid, []).append(Delivery(destination=name, state=state, detail=detail, instead=instead))
    return [
        describe_object(describe_one(item, None, deliveries.get(item.ref.sop_instance_uid, ())))
        for item in (*made, *ledger.notes(run_id))
    ]


def _instead(item: EncodedObject, made: Sequence[EncodedObject], there: Sequence[EncodedObject]) -> str | None:
    """Return what stands for an object in the form that a destination gets; None where the object is of that form.

    For the numbers of a heat map it is the picture of the same one, otherwise the object of the same role.
    """
    if item in there:
        return None
    if item.role is Role.PARAMETRIC_MAP:
        role, place = Role.EXPLANATION, [one for one in made if one.role is item.role].index(item)
    else:
        role, place = item.role, 0
    alike = [one.ref.sop_instance_uid for one in there if one.role is role]
    return alike[place] if place < len(alike) else None


def _reasons(run_id: str, ledger: Ledger) -> list[dict[str, str]]:
    """What destinations do not take of a run."""
    sent, found = ledger.deliveries(run_id), list[Reason]()
    refused = {place for place, (state, _) in sent.items() if state is DeliveryState.REFUSED}
    for name, form in sorted(ledger.forms.of(run_id).items()):
        of_form = [item.ref for item in ledger.forms.objects(run_id, form)]
        found += form_reasons(
            name, form, {ref.sop_class_uid for ref in of_form if (ref.sop_instance_uid, name) in refused}
        )
    return [{"code": str(reason.code), "text": reason.text} for reason in found]


def object_of(job: Job, sop_instance_uid: str, ledger: Ledger, outbox: Outbox) -> EncodedObject:
    """Return one object of a job's run, whose bytes are here.

    Raises
    ------
    JobNotFound
        If the job has no such object, or its bytes are no longer kept.
    ArchiveUnavailable
        If they cannot be read now.
    """
    runs = with_amended(job.run_id, ledger) if job.run_id else ()
    for item in (item for one in runs for item in (*ledger.forms.all_objects(one), *ledger.notes(one))):
        if item.ref.sop_instance_uid == sop_instance_uid and outbox.bring(item.path, item.sha256):
            return item
    raise JobNotFound("The job has no such object, or it is no longer kept", uid=job.id)
