"""What the database knows, as figures: read in one transaction, for whoever looks.

In: the database. Out: `OnRecord`, or None while it is away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, func, select, text

from radlane.domain.callback import CallbackState
from radlane.domain.job import FINAL, GIVEN_UP, JobState, Priority
from radlane.errors import RecordsUnavailable
from radlane.jobs.database import reading, require_writable, revision, said_away, to_micros
from radlane.jobs.leases import FREE, database_micros
from radlane.jobs.runs import RunState
from radlane.jobs.schema import CALLBACK, EVENT, JOB, OBJECT, RUN, WORKER
from radlane.jobs.workitems import counts
from radlane.monitoring.on_record import Aged, OnRecord

ALIVE = timedelta(seconds=60)  # a beat comes every few seconds
_IS_ASKED_FOR = JOB.c.shadow_of.is_(None)  # what only compares keeps nobody waiting, and alarms nobody
_REMEMBERED = timedelta(days=1)  # a worker that was silent for longer was taken away on purpose


class Figures:
    """Reads what is on record.

    Parameters
    ----------
    engine : Engine
        From `database.open_database`.
    now : callable
        The time, aware.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def read(self) -> OnRecord | None:
        """Return what is on record now; None while the database is away or read-only."""
        try:
            with said_away(), reading(self._engine) as connection:
                require_writable(connection)
                return _read(connection, self._now())
        except RecordsUnavailable:
            return None

    def require(self) -> None:
        """See whether the database answers, and takes what is written.

        Raises
        ------
        RecordsUnavailable
            If it is away or read-only.
        """
        with said_away(), reading(self._engine) as connection:
            connection.execute(select(JOB.c.id).limit(1)).all()
            require_writable(connection)

    def schema(self) -> str | None:
        """Return the revision of the schema; None where the database is empty.

        Raises
        ------
        RecordsUnavailable
            If it is away.
        """
        with said_away():
            return revision(self._engine)

    def clock_ahead_s(self) -> float | None:
        """Return how far this machine's clock is before the database's; None where both are one machine's (SQLite)."""
        if self._engine.dialect.name != "postgresql":
            return None
        with reading(self._engine) as connection:
            theirs = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
            return float((self._now() - theirs).total_seconds())


def _read(connection: Connection, now: datetime) -> OnRecord:
    moment = to_micros(now)
    theirs = database_micros(connection)
    ages = [(_seconds(theirs - seen_at), token != FREE) for token, seen_at in _workers(connection)]
    recent = [(age, is_held) for age, is_held in ages if age <= _REMEMBERED.total_seconds()]
    alive = sum(is_held and age <= ALIVE.total_seconds() for age, is_held in recent)
    return OnRecord(
        jobs=_states(connection),
        queued=_queued(connection, moment),
        waiting=_waiting(connection),
        given_up=_given_up(connection),
        undelivered=_undelivered(connection, moment),
        callbacks=_callbacks(connection, moment),
        workers={"alive": alive, "silent": len(recent) - alive},
        beat_age_s=min((age for age, _ in ages), default=None),
        workitems=counts(connection),
    )


def _states(connection: Connection) -> Mapping[str, int]:
    rows = connection.execute(select(JOB.c.state, func.count()).where(_IS_ASKED_FOR).group_by(JOB.c.state)).all()
    return {**{str(state): 0 for state in JobState}, **{str(state): int(count) for state, count in rows}}


def _queued(connection: Connection, moment: int) -> Mapping[str, Aged]:
    """Jobs in the queue by priority; they are as old as their place in it."""
    queued = (JOB.c.state == JobState.QUEUED, _IS_ASKED_FOR)
    wanted = select(JOB.c.priority, func.count(), func.min(JOB.c.updated_at)).where(*queued)
    rows = connection.execute(wanted.group_by(JOB.c.priority)).all()
    found = {str(name): Aged(count=int(count), oldest_s=_seconds(moment - oldest)) for name, count, oldest in rows}
    return {**{str(priority): Aged() for priority in Priority}, **found}


def _waiting(connection: Connection) -> Mapping[str, int]:
    """Waiting jobs by the code of what they waited for last."""
    last = (
        select(EVENT.c.job_id, func.max(EVENT.c.number).label("number"))
        .join(JOB, JOB.c.id == EVENT.c.job_id)
        .where(JOB.c.state == JobState.WAITING, EVENT.c.kind == "wait", _IS_ASKED_FOR)
        .group_by(EVENT.c.job_id)
        .subquery()
    )
    wanted = select(EVENT.c.name, func.count()).join(
        last, (last.c.job_id == EVENT.c.job_id) & (last.c.number == EVENT.c.number)
    )
    rows = connection.execute(wanted.group_by(EVENT.c.name)).all()
    return {str(code): int(count) for code, count in rows}


def _given_up(connection: Connection) -> Mapping[str, int]:
    code = JOB.c.outcome[("error", "code")].as_string()
    wanted = select(code, func.count()).where(JOB.c.state == JobState.FAILED, code.in_(GIVEN_UP), _IS_ASKED_FOR)
    found = {str(name): int(count) for name, count in connection.execute(wanted.group_by(code))}
    return {**dict.fromkeys(GIVEN_UP, 0), **found}


def _undelivered(connection: Connection, moment: int) -> Mapping[str, Aged]:
    """Results in the outbox that are not at all of their destinations, by whether their job still tries."""
    made = select(OBJECT.c.run_id).where(OBJECT.c.run_id == RUN.c.id).exists()
    wanted = (
        select(JOB.c.state, RUN.c.started_at)
        .select_from(RUN)
        .outerjoin(JOB, JOB.c.id == RUN.c.job_id)
        .where(RUN.c.state == RunState.OPEN, RUN.c.shadow.is_(False), made)
    )
    found: dict[str, list[float]] = {"unfinished": [], "ended": []}
    for state, started_at in connection.execute(wanted):
        found["ended" if state is None or state in FINAL else "unfinished"].append(_seconds(moment - started_at))
    return {name: Aged(count=len(ages), oldest_s=max(ages, default=0.0)) for name, ages in found.items()}


def _callbacks(connection: Connection, moment: int) -> Mapping[str, Aged]:
    """Events that are still to be told, by receiver."""
    pending = CALLBACK.c.state == CallbackState.PENDING
    wanted = select(CALLBACK.c.receiver, func.count(), func.min(CALLBACK.c.created_at)).where(pending)
    rows = connection.execute(wanted.group_by(CALLBACK.c.receiver)).all()
    return {str(name): Aged(count=int(count), oldest_s=_seconds(moment - oldest)) for name, count, oldest in rows}


def _workers(connection: Connection) -> list[tuple[str, int]]:
    rows = connection.execute(select(WORKER.c.token, WORKER.c.seen_at))
    return [(str(token), int(seen_at)) for token, seen_at in rows]


def _seconds(micros: int) -> float:
    return max(0.0, micros / 1e6)  # clocks of two machines differ
