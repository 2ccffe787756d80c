"""A run, and what is added to it later, in a world of jobs."""

from __future__ import annotations

from dataclasses import replace

from pydicom import Dataset

from radlane.domain.explanation import Method, Sanity
from radlane.domain.job import Job, Order
from radlane.jobs.runs import Run
from support.durable import Engine
from support.jobs import World

OCCLUSION, RISE = Method.OCCLUSION, Method.RISE
ALIKE = 0.1  # of maps of a method that depends on what the network has learnt


def order_explained(on: World, method: str | None, **changes: object) -> Order:
    """An order that asks for a method; the sanity check of each was made before."""
    order = on.order(**changes)
    for one in (OCCLUSION, RISE):
        on.models.book.keep(order.package_digest, Sanity(method=one, correlation=ALIKE))
    return replace(order, request=replace(order.request, explain=method))


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
