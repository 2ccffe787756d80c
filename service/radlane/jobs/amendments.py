"""Amendments of runs: heat maps that were asked for after a result was there, as rows.

In: a run and the key of what is to be added to it. Out: the run that adds it: one that is there, one that another job
makes now, or a new one. It has a key of its own, so that no claim of the run itself meets it, and no inputs, so that no
study seems to have grown.
Reference: docs/adr/0006, docs/adr/0026.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, select, update

from radlane.jobs.database import reading, serialize, to_micros
from radlane.jobs.growth import roots_of
from radlane.jobs.numbering import begin_run
from radlane.jobs.objects import results_of
from radlane.jobs.runs import (
    Claimed,
    Run,
    RunState,
    amendments_of,
    is_under_way,
    locked_run,
    run_of,
    same_columns,
    why_nothing,
    withdrawn_of,
)
from radlane.jobs.schema import RUN


class Amendments:
    """The amendments in the table of runs.

    Parameters
    ----------
    engine : Engine
        From `database.open_database`.
    outbox : Path
        Folder that the paths of objects start from.
    now : callable
        The time, aware.
    new_id : callable
        A UUID as text.
    """

    def __init__(self, engine: Engine, outbox: Path, now: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        self._engine = engine
        self._outbox = outbox
        self._now = now
        self._new_id = new_id

    def claim(self, run_id: str, key: str, job_id: str, reason: str) -> tuple[Claimed, Run]:
        """Decide, in one transaction, which amendment a job makes or uses; the same job gets the same answer again.

        Parameters
        ----------
        run_id : str
            The run that is amended.
        key : str
            What is added to it: the same for equal requests.
        reason : str
            Why it is there.

        Raises
        ------
        ResultWithdrawn
            If a person withdrew the run, or what was added to it.
        """
        with self._engine.begin() as connection:
            serialize(connection, connection.execute(select(RUN.c.input_key).where(RUN.c.id == run_id)).scalar_one())
            base = locked_run(connection, run_id)
            if base.state is RunState.WITHDRAWN:
                raise withdrawn_of(base.id)
            serialize(connection, key)
            latest = _latest(connection, key)
            if latest is None or why_nothing(connection, latest) is not None:
                return Claimed.MAKE, self._begin(connection, base, key, job_id, reason)
            if latest.state is RunState.WITHDRAWN:
                raise withdrawn_of(latest.id)
            if latest.state is RunState.COMPLETE:
                return Claimed.REUSE, latest
            if latest.job_id != job_id and is_under_way(connection, latest.job_id):
                return Claimed.WAIT, latest
            connection.execute(update(RUN).where(RUN.c.id == latest.id).values(job_id=job_id))
            return Claimed.MAKE, replace(latest, job_id=job_id)

    def abandon(self, run_id: str, job_id: str) -> None:
        """Close an amendment that adds nothing, where nothing of it is on record: who asks again begins another one."""
        with self._engine.begin() as connection:
            run = locked_run(connection, run_id)
            if (run.state, run.job_id) == (RunState.OPEN, job_id) and not results_of(connection, run_id, self._outbox):
                connection.execute(update(RUN).where(RUN.c.id == run_id).values(state=RunState.FAILED))

    def of(self, run_id: str) -> tuple[Run, ...]:
        """Return the amendments of a run, the first one first."""
        with reading(self._engine) as connection:
            return amendments_of(connection, run_id)

    def _begin(self, connection: Connection, base: Run, key: str, job_id: str, reason: str) -> Run:
        own = {"id": self._new_id(), "job_id": job_id, "reason": reason, "started_at": to_micros(self._now())}
        before = _predecessors(connection, base.id)
        added = {"input_key": key, "amends": base.id, "inputs": None, "predecessors": before, "shadow": False}
        return begin_run(connection, {**same_columns(base), **added, **own})


def _latest(connection: Connection, key: str) -> Run | None:
    wanted = select(RUN).where(RUN.c.input_key == key).order_by(RUN.c.number.desc()).limit(1)
    row = connection.execute(wanted).mappings().one_or_none()
    return None if row is None else run_of(row)


def _predecessors(connection: Connection, run_id: str) -> list[Mapping[str, str]]:
    """Return the root SRs of a run, and of its newest amendment that is whole: those that archives have, if any."""
    amendments = [one.id for one in amendments_of(connection, run_id) if one.state is RunState.COMPLETE]
    found: list[Mapping[str, str]] = []
    for one in (run_id, *amendments[-1:]):
        found += roots_of(connection, one) or roots_of(connection, one, stored=False)[:1]
    return found
