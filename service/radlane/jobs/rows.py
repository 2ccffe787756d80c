"""Jobs as rows of `schema.JOB`, and back.

In: an order or a row. Out: columns, or a `Job`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, RowMapping

from radlane.domain.callback import Callback, Called
from radlane.domain.job import Event, Expectation, Job, JobRequest, JobState, Order, PatientDigests, Priority
from radlane.jobs.database import to_micros, to_moment

_URGENCY = (Priority.STAT, Priority.ROUTINE, Priority.BACKGROUND)


def digest_of(order: Order) -> str:
    """SHA-256 of what makes two orders the same; how urgent they are does not, nor how long they may take."""
    facts = {
        "package": order.package_digest,
        "source": order.source,
        "study": order.request.study_instance_uid,
        "series": order.request.series_instance_uid,
        "destinations": sorted(order.destinations),
        "rerun": order.rerun,
        "withdraws": order.withdraws,
        "shadow_of": order.shadow_of,
    }
    if order.owner is not None:
        facts["owner"] = order.owner
    if order.request.explain is not None:
        facts["explain"] = order.request.explain
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def serves(row: Row[Any], order: Order) -> bool:
    """Whether a job that is under way gives a caller of the same order all that was asked for.

    It does not where it is being cancelled, expires earlier, is less urgent, begins later, waits for another size of
    the study, calls somebody else when it has ended, or is for another patient.
    """
    return row.expect == _expect(order) and serves_but_for_size(row, order)


def serves_but_for_size(row: Row[Any], order: Order) -> bool:
    """As `serves`, whatever size of the study the job waits for."""
    if row.patient != _patient(order):
        return False
    if row.cancel_asked or _callback(order) not in (None, row.callback):
        return False
    # where neither says how long, both last until the service gives up, whenever that is
    wanted = order.not_after
    lasts = row.not_after is None if wanted is None else row.expires_at >= to_micros(wanted)
    return lasts and is_as_soon(row, order)


def is_as_soon(row: Row[Any], order: Order) -> bool:
    """Whether a job that is under way is as urgent as an order, and begins as early."""
    begins = 0 if row.not_before is None or row.state == JobState.RUNNING else row.not_before
    if begins > (to_micros(order.not_before) if order.not_before else 0):
        return False
    return _URGENCY.index(Priority(row.priority)) <= _URGENCY.index(order.priority)


def columns_of(order: Order) -> dict[str, Any]:
    """Return an order as columns."""
    return {
        "study": order.request.study_instance_uid,
        "series": order.request.series_instance_uid,
        "model": order.request.model,
        "package_digest": order.package_digest,
        "source": order.source,
        "destinations": list(order.destinations),
        "priority": order.priority,
        "rerun": order.rerun,
        "expect": _expect(order),
        "not_after": to_micros(order.not_after) if order.not_after else None,
        "request_digest": digest_of(order),
        "withdraws": order.withdraws,
        "trace_id": order.trace_id,
        "not_before": to_micros(order.not_before) if order.not_before else None,
        "shadow_of": order.shadow_of,
        "callback": _callback(order),
        "owner": order.owner,
        "patient": _patient(order),
        "explain": order.request.explain,
    }


def job_of(row: RowMapping, events: Sequence[Event], called: Called | None = None) -> Job:
    """Return a row, its events and what became of its callback as a job."""
    return Job(
        id=row["id"],
        order=_order(row),
        state=JobState(row["state"]),
        created_at=to_moment(row["created_at"]),
        updated_at=to_moment(row["updated_at"]),
        expires_at=_moment(row["expires_at"]),
        attempt=row["attempt"],
        wait_until=_moment(row["wait_until"]),
        cancel_asked=row["cancel_asked"],
        run_id=row["run_id"],
        reused_from=row["reused_from"],
        outcome=row["outcome"],
        completeness=row["completeness"],
        timeline=tuple(events),
        called=called,
    )


def event_of(row: RowMapping) -> Event:
    """Return a row of `schema.EVENT` as an event."""
    return Event(number=row["number"], at=to_moment(row["at"]), kind=row["kind"], name=row["name"], data=row["data"])


def _order(row: RowMapping) -> Order:
    request = JobRequest(
        study_instance_uid=row["study"],
        model=row["model"],
        series_instance_uid=row["series"],
        store=bool(row["destinations"]),
        explain=row["explain"],
    )
    return Order(
        request=request,
        source=row["source"],
        destinations=tuple(row["destinations"]),
        package_digest=row["package_digest"],
        priority=Priority(row["priority"]),
        rerun=row["rerun"],
        expect=Expectation(**row["expect"]) if row["expect"] else None,
        not_after=_moment(row["not_after"]),
        withdraws=row["withdraws"],
        trace_id=row["trace_id"],
        not_before=_moment(row["not_before"]),
        shadow_of=row["shadow_of"],
        callback=Callback(**row["callback"]) if row["callback"] else None,
        owner=row["owner"],
        patient=PatientDigests(**row["patient"]) if row["patient"] else None,
    )


def _expect(order: Order) -> dict[str, Any] | None:
    return asdict(order.expect) if order.expect else None


def _callback(order: Order) -> dict[str, Any] | None:
    return asdict(order.callback) if order.callback else None


def _patient(order: Order) -> dict[str, Any] | None:
    return asdict(order.patient) if order.patient else None


def _moment(micros: int | None) -> datetime | None:
    return None if micros is None else to_moment(micros)
