"""Models whose jobs wait: rows of `schema.MODEL_PAUSE`.

In: a model's name. Out: jobs of it that are put down, without a worker or a workflow, until the model is resumed; none
expires meanwhile but for its caller's own `not_after`. A waiting job without `wait_until` waits for that.
Reference: docs/serving.md, docs/adr/0021.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, case, delete, insert, or_, select, update

from radlane.domain.job import FINAL, JobState
from radlane.jobs.database import reading, serialize, to_micros, to_moment
from radlane.jobs.entry import append, locked
from radlane.jobs.schema import JOB, MODEL_PAUSE, MODEL_VERSION
from radlane.jobs.trail import Say

PAUSED = "model-paused"  # in the timeline
FACTS = {"code": PAUSED, "detail": "The model is paused; the job goes on when it is resumed"}


@dataclass(frozen=True, kw_only=True)
class Pause:
    """Since when a model is paused, by whom, and why."""

    at: datetime
    caller: str
    reason: str


class Held(StrEnum):
    """What became of a job that is put down."""

    WAITS = "waits"
    RESUMED = "resumed"  # meanwhile: it goes on
    GONE = "gone"  # another attempt works on it, or it is at its end


class Pauses:
    """The table of pauses.

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

    def find(self) -> Mapping[str, Pause]:
        """Return model -> its pause, of all that are paused."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(MODEL_PAUSE).order_by(MODEL_PAUSE.c.name)).mappings()
            return {str(row["name"]): _pause_of(row) for row in rows}

    def has(self, name: str) -> bool:
        """Whether a model is paused."""
        with reading(self._engine) as connection:
            return connection.execute(select(MODEL_PAUSE.c.at).filter_by(name=name)).first() is not None

    def knows(self, name: str) -> bool:
        """Whether a model is in the registry, or is paused."""
        with reading(self._engine) as connection:
            there = select(MODEL_VERSION.c.name).where(MODEL_VERSION.c.name == name)
            paused = select(MODEL_PAUSE.c.name).where(MODEL_PAUSE.c.name == name)
            return connection.execute(there.union(paused)).first() is not None

    def pause(self, name: str, caller: str, reason: str, say: Say | None = None) -> Pause:
        """Pause a model; where it is paused already, that stays as it is.

        Parameters
        ----------
        caller : str
            Id of the API key or user, or who ran the command.
        say : callable or None
            Puts on record who paused what.
        """
        with self._engine.begin() as connection:
            serialize(connection, f"radlane pause {name}")
            row = connection.execute(select(MODEL_PAUSE).filter_by(name=name)).mappings().one_or_none()
            if row is None:
                pause = Pause(at=self._now(), caller=caller, reason=reason)
                values = {"at": to_micros(pause.at), "caller": caller, "reason": reason}
                connection.execute(insert(MODEL_PAUSE).values(name=name, **values))
            else:
                pause = _pause_of(row)
            if say is not None:
                say(connection, facts={"model": name, "new": row is None})
            return pause

    def resume(self, name: str, say: Say | None = None) -> tuple[str, ...]:
        """Let the jobs of a model go on, and return the ids of those that waited for that, the oldest first.

        The time of the pause counts for none of them towards giving up. A model that is not paused has none.
        """
        with self._engine.begin() as connection:
            serialize(connection, f"radlane pause {name}")
            row = connection.execute(select(MODEL_PAUSE).filter_by(name=name).with_for_update()).one_or_none()
            if say is not None:
                say(connection, facts={"model": name, "new": row is not None})
            if row is None:
                return ()
            connection.execute(delete(MODEL_PAUSE).filter_by(name=name))
            self._give_time_back(connection, name, row.at)
            waiting = (JOB.c.state == JobState.WAITING) & JOB.c.wait_until.is_(None)
            found = select(JOB.c.id).where(waiting, _of_model(name)).order_by(JOB.c.created_at, JOB.c.id)
            return tuple(map(str, connection.execute(found).scalars()))

    def hold(self, job_id: str, attempt: int, name: str) -> Held:
        """Put a job down until its model is resumed, if it is paused; the same call again changes nothing."""
        with self._engine.begin() as connection:
            paused = connection.execute(select(MODEL_PAUSE.c.at).filter_by(name=name).with_for_update()).first()
            job = locked(connection, job_id)
            if job is not None and (job.state, job.attempt) == (JobState.WAITING, attempt + 1):
                return Held.WAITS
            if job is None or job.state in FINAL or job.attempt != attempt:
                return Held.GONE
            if paused is None:
                return Held.RESUMED
            values = {"state": JobState.WAITING, "attempt": attempt + 1, "wait_until": None}
            connection.execute(
                update(JOB).where(JOB.c.id == job_id).values(**values, updated_at=to_micros(self._now()))
            )
            append(connection, job_id, "state", JobState.WAITING, {}, self._now())
            append(connection, job_id, "wait", PAUSED, FACTS, self._now())
            return Held.WAITS

    def _give_time_back(self, connection: Connection, name: str, since: int) -> None:
        now = to_micros(self._now())
        paused_for = now - case((JOB.c.created_at > since, JOB.c.created_at), else_=since)
        connection.execute(
            update(JOB)
            .where(_of_model(name), JOB.c.state.not_in(FINAL), JOB.c.withdraws.is_(None))
            .where(JOB.c.not_after.is_(None), JOB.c.expires_at.is_not(None))
            .values(expires_at=JOB.c.expires_at + paused_for)
        )


def _of_model(name: str) -> ColumnElement[bool]:
    """The jobs that asked for a model, by any reference: a name has nothing in it that LIKE reads otherwise."""
    return or_(JOB.c.model == name, JOB.c.model.like(f"{name}:%"), JOB.c.model.like(f"{name}@%"))


def _pause_of(row: RowMapping) -> Pause:
    return Pause(at=to_moment(row["at"]), caller=row["caller"], reason=row["reason"])
