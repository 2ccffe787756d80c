"""How a job comes on record, and what happens to it later: its row, and the events of its timeline.

In: an order or an event, in a transaction of the caller. Out: rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from radlane.domain.job import FINAL, JobState, Order, Priority
from radlane.errors import QueueFull
from radlane.jobs.callbacks import say_end
from radlane.jobs.database import to_micros
from radlane.jobs.rows import columns_of
from radlane.jobs.schema import EVENT, JOB

# A job that waits for days is a few rows: after these no more waits and states on the way, but its steps and its end.
MOST_EVENTS = 400
_UNDER_WAY = frozenset(JobState) - FINAL
_RESERVE = 10  # so large a part more for urgent jobs
_FULL_S = 30.0  # until who was refused may ask again
_OF_WAITING = frozenset({"state", "wait"})


def enter(connection: Connection, order: Order, job_id: str, now: datetime, expires_at: datetime | None) -> None:
    """Put a new job on record, queued; one that withdraws a run has that run from the start."""
    moment = to_micros(now)
    values = {"id": job_id, "created_at": moment, "updated_at": moment, "run_id": order.withdraws}
    values |= {"expires_at": to_micros(expires_at) if expires_at else None, **columns_of(order)}
    connection.execute(insert(JOB).values(state=JobState.QUEUED, attempt=1, cancel_asked=False, **values))
    append(connection, job_id, "state", JobState.QUEUED, {}, now)


def append(connection: Connection, job_id: str, kind: str, name: str, data: Mapping[str, Any], now: datetime) -> None:
    """Add an event; the job's row is locked by the caller's transaction, so that numbers are given one by one.

    The end of a job is an event too, whoever brings it about: with it goes what its receiver is to be told.
    """
    if kind == "state" and name in FINAL:
        say_end(connection, job_id, now)
    last = connection.execute(select(func.max(EVENT.c.number)).where(EVENT.c.job_id == job_id)).scalar() or 0
    if last >= MOST_EVENTS and kind in _OF_WAITING and name not in FINAL and not data.get("retry"):
        return
    values = {"job_id": job_id, "number": last + 1, "at": to_micros(now), "kind": kind, "name": name}
    connection.execute(insert(EVENT).values(data=dict(data), **values))


def locked(connection: Connection, job_id: str) -> Any:  # noqa: ANN401 - SQLAlchemy's Row
    """Where a job stands; nobody else moves it before this transaction ends."""
    columns = (JOB.c.state, JOB.c.attempt, JOB.c.cancel_asked, JOB.c.withdraws, JOB.c.shadow_of, JOB.c.study)
    return connection.execute(select(*columns).where(JOB.c.id == job_id).with_for_update()).one_or_none()


def require_place(connection: Connection, order: Order, most: int) -> None:
    """See whether there is a place for another job; what only compares takes none from others.

    Raises
    ------
    QueueFull
        If as many are under way as there may be, and a tenth more if it is urgent.
    """
    allowed = most + max(1, most // _RESERVE) if order.priority is Priority.STAT else most
    under_way = select(JOB.c.id).where(JOB.c.state.in_(_UNDER_WAY), JOB.c.shadow_of.is_(None)).limit(allowed)
    if connection.execute(select(func.count()).select_from(under_way.subquery())).scalar_one() >= allowed:
        raise QueueFull(
            "As many jobs are under way as there may be",
            remedy="Ask again later; add workers, or raise limits.queued_jobs",
            retry_after_s=_FULL_S,
        )
