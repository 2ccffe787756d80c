"""Runs that are withdrawn: whole and half ones, in a world of jobs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydicom import Dataset

from radlane.domain.job import Job, JobState
from radlane.domain.model import ModelIdentity
from radlane.domain.refs import InstanceRef
from radlane.domain.result import DeliveryState, EncodedObject, Role, StoreOutcome
from radlane.domain.withdrawal import WithdrawalReason
from radlane.jobs.runs import Run, Wanted
from support.durable import Engine
from support.jobs import World
from support.radiographs import STUDY

SAFETY, QUALITY = WithdrawalReason.SAFETY, WithdrawalReason.QUALITY


def run_of(on: World, **order: Any) -> Run:
    """The run of a job that came to its end."""
    engine = Engine(on.clock)  # type: ignore[arg-type]
    job = on.accept(**order)
    engine.enqueue(job)
    engine.drain(on.runner)
    run_id = on.store.get(job.id).run_id
    assert run_id is not None, on.store.get(job.id).outcome
    return on.ledger.run(run_id)


def run_on_record(on: World, *destinations: str, number: int = 1, state: DeliveryState = DeliveryState.STORED) -> Run:
    """A run that was never analysed: rows without files, for tests that send nothing; open where nothing is stored."""
    model = ModelIdentity(name="drawn", version="1.0.0", digest="sha256:d", weights_digest="sha256:w", tag=None)
    wanted = Wanted(input_key=f"{number}", source_digest="p", study_instance_uid=STUDY, model=model, rerun=None)
    job = on.accept(source=f"s{number}", destinations=destinations)
    _, run = on.ledger.claim(wanted, job.id)
    kinds = ((Role.SEGMENTATION, "SEG"), (Role.CAPTURE, "OT"), (Role.REPORT, "SR"))
    objects = [recorded(on, role, modality, f"1.2.{number}.{place}") for place, (role, modality) in enumerate(kinds)]
    on.ledger.commit(run.id, job.id, objects, {"verdict": "analysed"})
    for name in destinations:
        on.ledger.begin(run.id, job.id, name, objects)
        on.ledger.record(name, [StoreOutcome(ref=item.ref, state=state) for item in objects])
    if state is DeliveryState.STORED:
        on.ledger.finish(run.id)
    on.store.change(job.id, 1, run_id=run.id)
    on.store.move(job.id, JobState.SUCCEEDED)
    return on.ledger.run(run.id)


def recorded(on: World, role: Role, modality: str, uid: str) -> EncodedObject:
    """An object on record whose bytes are nowhere."""
    ref = InstanceRef(
        study_instance_uid=STUDY, series_instance_uid=f"{uid}.1", sop_instance_uid=uid, sop_class_uid="1.2.840.1"
    )
    path = on.parts.outbox.folder / "nowhere" / f"{uid}.dcm"
    return EncodedObject(role=role, ref=ref, modality=modality, path=path, size=1, sha256="a")


def withdraw(
    on: World, run: Run, reason: WithdrawalReason = SAFETY, comment: str | None = "The sides are swapped"
) -> Job:
    """Withdraw a run; the job that sends its note."""
    _, job_id = on.withdrawals.ask(run.id, reason, comment, "key")
    assert job_id is not None
    return on.store.get(job_id)


def a_note(run: Run, number: int = 1, path: Any = None) -> EncodedObject:
    """A note as the ledger knows it, for tests that send nothing."""
    ref = InstanceRef(
        study_instance_uid=run.study_instance_uid,
        series_instance_uid="1.2.99",
        sop_instance_uid=f"1.2.99.{number}",
        sop_class_uid="1.2.840.10008.5.1.4.1.1.88.59",
    )
    return EncodedObject(role=Role.REJECTION, ref=ref, modality="KO", path=path, size=1, sha256="a")


def listed(note: Dataset) -> set[str]:
    """The SOP Instance UIDs in the evidence of a note."""
    return {
        str(item.ReferencedSOPInstanceUID)
        for study in note.CurrentRequestedProcedureEvidenceSequence
        for series in study.ReferencedSeriesSequence
        for item in series.ReferencedSOPSequence
    }


def uids(objects: Sequence[EncodedObject]) -> set[str]:
    """The SOP Instance UIDs of objects on record."""
    return {item.ref.sop_instance_uid for item in objects}


def states(on: World, run: Run, destination: str) -> list[str]:
    """State of each object of a run at a destination, in the order of storing; the notes last."""
    found = on.ledger.deliveries(run.id)
    items = (*on.ledger.objects(run.id), *on.ledger.notes(run.id))
    keys = [(item.ref.sop_instance_uid, destination) for item in items]
    return [str(found[key][0]) for key in keys if key in found]
