"""What the receivers of jobs are to be told: rows that are written with the end of a job, and held by who sends them.

In: the end of a job, or the withdrawal of its result, in the caller's transaction. Out: signed bodies to send, each
held by one process at a time, and what became of them. A process that dies while it sends lets go after a while, and
another one sends the same under the same id.
Reference: Standard Webhooks 1.0 (the body's `type`, `timestamp` and `data`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, delete, func, insert, select, text, update

from radlane.domain.callback import CallbackState, Called, Reply
from radlane.domain.job import JobState
from radlane.domain.result import Verdict
from radlane.jobs.database import reading, to_micros, to_moment
from radlane.jobs.schema import CALLBACK, JOB, MODEL_VERSION, RUN, WITHDRAWAL
from radlane.registry.reference import parse_reference

WITHDRAWN = "result.withdrawn"
_LONGEST_WAIT_US = 25 * 3600 * 1_000_000  # longer than `jobs.notifying.delay`: what is later was set by a wrong clock


@dataclass(frozen=True, kw_only=True)
class Call:
    """An event that this process sends now.

    Attributes
    ----------
    id : str
        The event's own, the same at each attempt.
    url : str or None
        Where to, if the caller of the job said so.
    body : str
        What is sent.
    attempts : int
        Which attempt this is.
    """

    job_id: str
    number: int
    event: str
    url: str | None
    body: str
    created_at: datetime
    attempts: int

    @property
    def id(self) -> str:
        """`webhook-id`: without a full stop, which separates what is signed."""
        return f"{self.job_id}-{self.number}"


class Callbacks:
    """The events to send.

    Parameters
    ----------
    engine : Engine
        From `database.open_database`.
    now : callable
        The time, aware: on SQLite, whose processes share a machine; PostgreSQL has a clock of its own.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def claim(self, receiver: str, lease: timedelta) -> Call | None:
        """Take the event of a receiver that is due first, and hold it for a while; None where none is due."""
        due = (CALLBACK.c.state == CallbackState.PENDING, CALLBACK.c.receiver == receiver)
        with reading(self._engine) as connection:  # most looks find nothing: SQLite's one writer is not asked for that
            moment = _moment(connection, self._now())
            if connection.execute(select(CALLBACK.c.job_id).where(*due, _by(moment))).first() is None:
                return None
        with self._engine.begin() as connection:
            moment = _moment(connection, self._now())
            first = select(CALLBACK).where(*due, _by(moment)).order_by(CALLBACK.c.next_at).limit(1)
            row = connection.execute(first.with_for_update(skip_locked=True)).mappings().first()
            if row is None:
                return None
            held = {"next_at": moment + lease // timedelta(microseconds=1), "attempts": row["attempts"] + 1}
            connection.execute(_of(row["job_id"], row["number"]).values(updated_at=moment, **held))
            return _call(row)

    def record(self, call: Call, state: CallbackState, reply: Reply, wait_s: float = 0.0) -> bool:
        """Put on record what became of an attempt.

        Parameters
        ----------
        wait_s : float
            Until the next attempt, where it is still pending.

        Returns
        -------
        bool
            False where another process took it over meanwhile, or the job was removed: nothing was changed.
        """
        with self._engine.begin() as connection:
            moment = _moment(connection, self._now())
            said = {"last_status": reply.status, "fault": reply.fault, "updated_at": moment}
            mine = _of(call.job_id, call.number).where(
                CALLBACK.c.state == CallbackState.PENDING, CALLBACK.c.attempts == call.attempts
            )
            next_at = moment + round(wait_s * 1e6)
            return connection.execute(mine.values(state=state, next_at=next_at, **said)).rowcount == 1

    def is_late(self, call: Call, wait_s: float, patience: timedelta) -> bool:
        """Whether the next attempt of an event would come after it is given up."""
        with reading(self._engine) as connection:
            return to_moment(_moment(connection, self._now())) + timedelta(seconds=wait_s) > call.created_at + patience


def say_end(connection: Connection, job_id: str, now: datetime) -> None:
    """Put on record that a job has ended, for its receiver, if it has one; its row says already how."""
    job = connection.execute(_told().where(JOB.c.id == job_id)).mappings().one()
    if job["callback"] is None:
        return
    _put(connection, job, f"job.{job['state']}", {}, now)
    if job["state"] == JobState.SUCCEEDED:
        reason = _withdrawn(connection, job["run_id"])  # just now, by who did not see the job's end yet
        if reason is not None:
            _put(connection, job, WITHDRAWN, {"reason": reason}, now)


def say_withdrawn(connection: Connection, run_id: str, reason: str, now: datetime) -> None:
    """Put on record that a result was withdrawn, for the receivers of all jobs that have it."""
    jobs = _told().where(JOB.c.run_id == run_id, JOB.c.state == JobState.SUCCEEDED, JOB.c.withdraws.is_(None))
    for job in connection.execute(jobs.order_by(JOB.c.id).with_for_update(of=JOB)).mappings().all():
        if job["callback"] is not None:
            _put(connection, job, WITHDRAWN, {"reason": str(reason)}, now)


def called_of(connection: Connection, job: RowMapping) -> Called | None:
    """Return what became of the last event of a job."""
    if job["callback"] is None:
        return None
    last = select(CALLBACK).where(CALLBACK.c.job_id == job["id"]).order_by(CALLBACK.c.number.desc()).limit(1)
    row = connection.execute(last).mappings().first()
    if row is None:
        return None
    return Called(
        event=row["event"],
        state=CallbackState(row["state"]),
        attempts=row["attempts"],
        last_status=row["last_status"],
        fault=row["fault"],
        at=to_moment(row["updated_at"]),
    )


def forget_calls(connection: Connection, job_ids: Sequence[str]) -> None:
    """Remove the events of jobs that are removed: nobody could look up any more what they are about."""
    for job_id in job_ids:
        connection.execute(delete(CALLBACK).where(CALLBACK.c.job_id == job_id))


def _withdrawn(connection: Connection, run_id: str) -> str | None:
    """Why a run was withdrawn; None: nobody has, or before this transaction ends."""
    connection.execute(select(RUN.c.id).where(RUN.c.id == run_id).with_for_update(read=True)).all()
    return connection.execute(select(WITHDRAWAL.c.reason).where(WITHDRAWAL.c.run_id == run_id)).scalar()


def _told() -> Any:  # noqa: ANN401 - SQLAlchemy's Select of so many columns
    """Jobs with what is told of them."""
    version = select(MODEL_VERSION.c.version).where(MODEL_VERSION.c.digest == JOB.c.package_digest).scalar_subquery()
    return select(
        JOB.c.id,
        JOB.c.callback,
        JOB.c.state,
        JOB.c.model,
        JOB.c.package_digest,
        JOB.c.run_id,
        JOB.c.reused_from,
        JOB.c.outcome,
        JOB.c.created_at,
        JOB.c.updated_at,
        RUN.c.result,
        func.coalesce(RUN.c.model_version, version).label("version"),
    ).select_from(JOB.outerjoin(RUN, RUN.c.id == JOB.c.run_id))


def _put(connection: Connection, job: RowMapping, event: str, facts: dict[str, str], now: datetime) -> None:
    """Insert an event after those of the job that are there; its row is locked by the caller's transaction."""
    last = connection.execute(select(func.max(CALLBACK.c.number)).where(CALLBACK.c.job_id == job["id"])).scalar() or 0
    said = {"type": event, "timestamp": _text(now), "data": {**_data(job), **facts}}
    moment = _moment(connection, now)  # as `is_late` reads it: the process's clock may be behind by days
    connection.execute(
        insert(CALLBACK).values(
            job_id=job["id"],
            number=last + 1,
            event=event,
            receiver=job["callback"]["receiver"],
            url=job["callback"]["url"],
            body=json.dumps(said, separators=(",", ":")),
            created_at=moment,
            state=CallbackState.PENDING,
            attempts=0,
            next_at=0,
            updated_at=moment,
        )
    )


def _data(job: RowMapping) -> dict[str, Any]:
    """What a receiver is told: nothing that says who the patient or which the study is."""
    has_result = job["state"] == JobState.SUCCEEDED
    verdict = (job["result"] or {}).get("verdict") if has_result else None
    outcome = job["outcome"] or {}
    codes = [fact["code"] for fact in (*outcome.get("reasons", ()), outcome.get("error") or {}) if "code" in fact]
    return {
        "job": job["id"],
        "state": str(job["state"]),
        "model": {
            "name": parse_reference(job["model"]).name,
            "version": job["version"],
            "digest": job["package_digest"],
        },
        "run": job["run_id"],
        "reused_from": job["reused_from"],
        "verdict": str(Verdict.NOT_ANALYSED) if job["state"] == JobState.NOT_ANALYSED else verdict,
        "codes": codes,
        "created_at": _text(to_moment(job["created_at"])),
        "ended_at": _text(to_moment(job["updated_at"])),
    }


def _moment(connection: Connection, now: datetime) -> int:
    """The time that all processes on a database agree on; on SQLite that of their machine."""
    if connection.dialect.name != "postgresql":
        return to_micros(now)
    return to_micros(connection.execute(text("SELECT clock_timestamp()")).scalar_one())


def _call(row: RowMapping) -> Call:
    return Call(
        job_id=row["job_id"],
        number=row["number"],
        event=row["event"],
        url=row["url"],
        body=row["body"],
        created_at=to_moment(row["created_at"]),
        attempts=row["attempts"] + 1,
    )


def _by(moment: int) -> Any:  # noqa: ANN401 - SQLAlchemy's condition
    return (CALLBACK.c.next_at <= moment) | (CALLBACK.c.next_at > moment + _LONGEST_WAIT_US)


def _of(job_id: str, number: int) -> Any:  # noqa: ANN401 - SQLAlchemy's Update
    return update(CALLBACK).where(CALLBACK.c.job_id == job_id, CALLBACK.c.number == number)


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
