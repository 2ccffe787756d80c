"""A run, and what is added to it later, in a world of jobs."""

from __future__ import annotations

from dataclasses import replace

from pydicom import Dataset

from radlane.domain.explanation import Method, Sanity
from radlane.domain.job import Job, Order
from radlane.domain.result import DeliveryState, Role, StoreOutcome
from radlane.jobs.runs import Run
from support.durable import Engine
from support.jobs import World
from support.withdrawals import recorded

OCCLUSION, RISE = Method.OCCLUSION, Method.RISE
ALIKE = 0.1  # of maps of a method that depends on what the network has learnt


def order_explained(on: World, method: str | None, **changes: object) -> Order:
    """An order that asks for a method."""
    checked(on)
    order = on.order(**changes)
    return replace(order, request=replace(order.request, explain=method))


def checked(on: World) -> None:
    """Have it on record that the methods depend on what a network has learnt: one that draws at random says none."""
    for one in (OCCLUSION, RISE):
        on.models.book.keep(on.order().package_digest, Sanity(method=one, correlation=ALIKE))


def ended(on: World, engine: Engine, order: Order) -> Job:
    """A job at its end."""
    job = on.store.accept(order)[0]
    engine.enqueue(job)
    engine.drain(on.runner)
    return on.store.get(job.id)


def amended(on: World, engine: Engine, method: Method = OCCLUSION, **changes: object) -> tuple[Run, Run]:
    """A run, and the amendment that a second job made of it."""
    first = ended(on, engine, order_explained(on, None, **changes))
    second = ended(on, engine, order_explained(on, method, **changes))
    assert first.run_id is not None
    assert second.run_id is not None, second.outcome
    return on.ledger.run(first.run_id), on.ledger.run(second.run_id)


def predecessors(report: Dataset) -> set[str]:
    """The SOP Instance UIDs of the reports whose place one takes."""
    return {
        str(item.ReferencedSOPInstanceUID)
        for study in report.get("PredecessorDocumentsSequence", ())
        for series in study.ReferencedSeriesSequence
        for item in series.ReferencedSOPSequence
    }


def on_record(on: World, amendment: Run, number: int, state: DeliveryState = DeliveryState.STORED) -> Run:
    """Objects of an amendment that was never made: rows without files, at archive `a` where they are stored."""
    kinds = ((Role.PARAMETRIC_MAP, "OT"), (Role.EXPLANATION, "OT"), (Role.REPORT, "SR"))
    objects = [recorded(on, role, modality, f"1.2.{number}.{place}") for place, (role, modality) in enumerate(kinds)]
    on.ledger.commit(amendment.id, amendment.job_id, objects, {"verdict": "analysed"})
    on.ledger.begin(amendment.id, amendment.job_id, "a", objects)
    on.ledger.record("a", [StoreOutcome(ref=item.ref, state=state) for item in objects])
    if state is DeliveryState.STORED:
        on.ledger.finish(amendment.id)
    return on.ledger.run(amendment.id)
