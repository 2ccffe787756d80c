"""The jobs, as rows: accepted once, moved from state to state by compare and set, with a timeline.

In: orders, moves and events. Out: `Job`. Whatever is answered here is on the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Select, delete, func, insert, or_, select, update

from radlane.domain.job import FINAL, Event, Job, JobState, Order
from radlane.errors import JobConflict, JobNotFound, SettingsError
from radlane.jobs.announced import Announced, under_way
from radlane.jobs.begun import Begun, forget
from radlane.jobs.callbacks import called_of, forget_calls
from radlane.jobs.database import BUSY_S, reading, serialize, to_micros
from radlane.jobs.entry import append, enter, locked, require_place
from radlane.jobs.idempotency import Name as Name
from radlane.jobs.idempotency import job_of_key, keep_name, named_job
from radlane.jobs.leases import Leases
from radlane.jobs.paging import read_page
from radlane.jobs.pauses import Pauses
from radlane.jobs.rows import event_of, job_of
from radlane.jobs.schema import BEGUN, EVENT, IDEMPOTENCY, JOB, SITE
from radlane.jobs.shadows import Shadows
from radlane.jobs.trail import Say

UNDER_WAY = frozenset(JobState) - FINAL
IDLE = frozenset({JobState.QUEUED, JobState.WAITING})
ACCEPT_LOCK = "radlane accept"
_AGAIN = (JobState.FAILED, JobState.CANCELLED, JobState.EXPIRED)
Facts = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Query:
    """Which jobs to list: the youngest first.

    `code` is that of the error or the reason with which they ended, `before` the id of the last one that was seen.
    """

    state: JobState | None = None
    code: str | None = None
    study: str | None = None
    before: str | None = None
    limit: int = 50


class JobStore:
    """The table of jobs.

    Parameters
    ----------
    engine : Engine
        From `database.open_database`.
    now : callable
        The time, aware.
    new_id : callable
        A UUID that no other job has, as text.
    give_up : timedelta
        After this a job expires whose caller says nothing else: an archive may never come back.
    """

    def __init__(
        self, engine: Engine, now: Callable[[], datetime], new_id: Callable[[], str], give_up: timedelta
    ) -> None:
        self._engine = engine
        self._now = now
        self._new_id = new_id
        self._give_up = give_up
        self.pauses = Pauses(engine, now)
        self.shadows = Shadows(engine, now)
        self.leases = Leases(engine)
        self.begun = Begun(engine)

    def named(self, name: Name) -> Job | None:
        """Return the job that a name stands for, as long as the job is kept.

        Raises
        ------
        IdempotencyConflict
            If it stands for another request.
        """
        with reading(self._engine) as connection:
            job_id = named_job(connection, name)
            return self._read(connection, job_id) if job_id else None

    def of_key(self, key: str) -> Job | None:
        """Return the job that a name stands for, whatever was asked by it, as long as the job is kept."""
        with reading(self._engine) as connection:
            job_id = job_of_key(connection, key)
            return self._read(connection, job_id) if job_id else None

    def accept(
        self,
        order: Order,
        name: Name | None = None,
        say: Say | None = None,
        *,
        announced: Announced | None = None,
        most: int | None = None,
    ) -> tuple[Job, bool]:
        """Put a job on record, unless the same one is there.

        Parameters
        ----------
        order : Order
            What is asked for.
        name : Name or None
            The caller's own name for this request.
        say : callable or None
            Puts on record who asked, with the job.
        announced : Announced or None
            With which images a rule wants it, where that decides whether it is the same.
        most : int or None
            So many jobs may be under way, and a tenth more if it is urgent; None: as many as there are.

        Returns
        -------
        job : Job
            The new job; or the one that has this name; or one that is under way for the same order.
        created : bool
            Whether it is new.

        Raises
        ------
        IdempotencyConflict
            If the name stands for another request.
        JobNotFound
            If it was announced with these images before, and that job is no longer kept.
        QueueFull
            If so many are under way.
        """
        with self._engine.begin() as connection:
            serialize(connection, ACCEPT_LOCK, BUSY_S)  # two callers at once are one job on PostgreSQL too
            named = named_job(connection, name) if name else None
            earlier = named or (announced.earlier if announced else under_way)(connection, order)
            if earlier is None and most is not None:
                require_place(connection, order, most)
            job_id = earlier or self._enter(connection, order)
            if announced is not None:
                announced.keep(connection, order, job_id, new=earlier is None)
            if name is not None and named is None:
                keep_name(connection, name, job_id)
            job = self._read(connection, job_id)
            if say is not None:
                say(connection, study=job.order.request.study_instance_uid, job=job_id, facts={"new": earlier is None})
            return job, earlier is None

    def get(self, job_id: str) -> Job:
        """Return a job.

        Raises
        ------
        JobNotFound
            If there is none of that id.
        """
        with reading(self._engine) as connection:
            return self._read(connection, job_id)

    def find(self, query: Query) -> tuple[tuple[Job, ...], str | None]:
        """Return a page of jobs, the youngest first, and the cursor of the next one.

        Raises
        ------
        JobNotFound
            If the cursor names no job.
        """
        with reading(self._engine) as connection:
            rows, cursor = read_page(
                connection, _listed(query), JOB.c.created_at, before=query.before, limit=query.limit
            )
            return tuple(self._read(connection, row["id"]) for row in rows), cursor

    def unfinished(self) -> tuple[Job, ...]:
        """Return every job that has not come to an end, the oldest first; without timelines."""
        with reading(self._engine) as connection:
            wanted = select(JOB).where(JOB.c.state.not_in(FINAL)).order_by(JOB.c.created_at, JOB.c.id)
            return tuple(job_of(row, ()) for row in connection.execute(wanted).mappings())

    def move(
        self,
        job_id: str,
        state: JobState,
        *,
        attempt: int | None = None,
        since: Collection[JobState] = UNDER_WAY,
        beside: Order | None = None,
        **changes: Any,  # noqa: ANN401 - columns of the table
    ) -> bool:
        """Move a job to a state, if it is not elsewhere meanwhile.

        Parameters
        ----------
        attempt : int or None
            The attempt that moves it; None: whoever works on it now.
        since : collection of JobState
            Where it has to stand before.
        beside : Order or None
            A job that is put on record with this move, for the sweeper.
        **changes
            Columns that change with it.

        Returns
        -------
        bool
            False where it stood elsewhere, or another attempt works on it: nothing was changed.
        """
        with self._engine.begin() as connection:
            before = locked(connection, job_id)
            if before is None or before.state not in since or attempt not in (None, before.attempt):
                return False
            values = {"state": state, "updated_at": to_micros(self._now()), **changes}
            connection.execute(update(JOB).where(JOB.c.id == job_id).values(**values))
            if before.state != state:
                append(connection, job_id, "state", state, changes.get("outcome") or {}, self._now())
            if beside is not None:
                self._enter(connection, beside)
            return True

    def wait(self, job_id: str, attempt: int, until: datetime, facts: Mapping[str, Any]) -> bool:
        """Let a job wait for its next attempt; the same call again changes nothing.

        Returns
        -------
        bool
            Whether the job waits for the attempt after this one.
        """
        with self._engine.begin() as connection:
            before = locked(connection, job_id)
            if before is not None and (before.state, before.attempt) == (JobState.WAITING, attempt + 1):
                return True
            if before is None or before.state in FINAL or before.attempt != attempt:
                return False
            values = {"state": JobState.WAITING, "attempt": attempt + 1, "wait_until": to_micros(until)}
            moment = to_micros(self._now())
            connection.execute(update(JOB).where(JOB.c.id == job_id).values(**values, updated_at=moment))
            append(connection, job_id, "state", JobState.WAITING, {}, self._now())
            append(connection, job_id, "wait", str(facts["code"]), facts, self._now())
            return True

    def change(self, job_id: str, attempt: int, **changes: Any) -> None:  # noqa: ANN401 - columns of the table
        """Change columns of a job, while this attempt works on it."""
        with self._engine.begin() as connection:
            connection.execute(update(JOB).where(JOB.c.id == job_id, JOB.c.attempt == attempt).values(**changes))

    def ask_cancel(self, job_id: str, say: Say | None = None) -> None:
        """Ask a job to end before its next step; one that never began ends now.

        One that only compares is left to the sweeper (`Runner.settle`), which counts how it ended.

        Parameters
        ----------
        say : callable or None
            Puts on record who asked; nothing is said of a job that is at its end.

        Raises
        ------
        JobConflict
            If it withdraws a result: that is not taken back.
        """
        with self._engine.begin() as connection:
            before = locked(connection, job_id)
            if before is None or before.state in FINAL:
                return
            if before.withdraws is not None:
                raise JobConflict("A withdrawal is not cancelled", uid=job_id)
            unbegun = before.state == JobState.QUEUED and before.attempt == 1 and before.shadow_of is None
            state = JobState.CANCELLED if unbegun else before.state
            values = {"cancel_asked": True, "state": state, "updated_at": to_micros(self._now())}
            connection.execute(update(JOB).where(JOB.c.id == job_id).values(**values))
            if unbegun:
                append(connection, job_id, "state", JobState.CANCELLED, {}, self._now())
            elif not before.cancel_asked:
                append(connection, job_id, "note", "cancel", {}, self._now())
            if say is not None:
                say(connection, study=before.study, job=job_id)

    def reopen(self, job_id: str, say: Say | None = None) -> bool:
        """Queue a job again that failed, was cancelled or expired, with all the time there is; False for any other.

        Parameters
        ----------
        say : callable or None
            Puts on record who asked, where it is queued again.
        """
        with self._engine.begin() as connection:
            before = locked(connection, job_id)
            if before is None or before.state not in _AGAIN:
                return False
            connection.execute(
                update(JOB)
                .where(JOB.c.id == job_id)
                .values(
                    state=JobState.QUEUED,
                    updated_at=to_micros(self._now()),
                    expires_at=None if before.withdraws else to_micros(self._now() + self._give_up),
                    attempt=before.attempt + 1,
                    cancel_asked=False,
                    wait_until=None,
                    outcome=None,
                    not_after=None,
                )
            )
            forget(connection, job_id)
            append(connection, job_id, "state", JobState.QUEUED, {"retry": True}, self._now())
            if say is not None:
                say(connection, study=before.study, job=job_id)
            return True

    def note(self, job_id: str, kind: str, name: str, data: Facts, attempt: int = 0, **changes: Any) -> None:  # noqa: ANN401 - columns of the table
        """Add an event to a job's timeline; with it columns change while this attempt works on the job."""
        with self._engine.begin() as connection:
            if locked(connection, job_id) is None:
                return
            now = self._now()
            append(connection, job_id, kind, name, data, now)
            mine = update(JOB).where(JOB.c.id == job_id, JOB.c.attempt == attempt)
            connection.execute(mine.values(updated_at=to_micros(now), **changes))

    def events(self, job_id: str, after: int) -> tuple[Event, ...]:
        """Return a job's events with a number above `after`."""
        with reading(self._engine) as connection:
            return self._events(connection, job_id, after)

    def counts(self) -> Mapping[str, int]:
        """Return how many jobs there are in each state."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(JOB.c.state, func.count()).group_by(JOB.c.state)).all()
        return {str(state): int(count) for state, count in rows}

    def forget(self, before: datetime) -> tuple[str, ...]:
        """Remove the jobs that came to their end before a moment, with their timelines, and return their ids."""
        with self._engine.begin() as connection:
            old = select(JOB.c.id).where(JOB.c.state.in_(FINAL), JOB.c.updated_at < to_micros(before))
            ids = tuple(connection.execute(old.with_for_update()).scalars())
            forget_calls(connection, ids)
            for job_id in ids:
                connection.execute(delete(EVENT).where(EVENT.c.job_id == job_id))
                connection.execute(delete(IDEMPOTENCY).where(IDEMPOTENCY.c.job_id == job_id))
                connection.execute(delete(BEGUN).where(BEGUN.c.job_id == job_id))
                connection.execute(delete(JOB).where(JOB.c.id == job_id))
        return ids

    def require_site(self, key_digest: str) -> None:
        """Tie the database to one site's secret; the first that comes decides.

        Raises
        ------
        SettingsError
            If it is another site's: the same input would be another run there, and its results would be made twice.
        """
        known = self.site()
        if known is None:  # only then is anything written
            with self._engine.begin() as connection:
                serialize(connection, "radlane site")
                known = connection.execute(select(SITE.c.key_digest)).scalar()
                if known is None:
                    connection.execute(insert(SITE).values(key_digest=key_digest))
        if known not in (None, key_digest):
            raise SettingsError(
                "The database of jobs belongs to another data_dir", remedy="Share site.key and outbox, or use another"
            )

    def site(self) -> str | None:
        """Return the digest of the secret of the site that the database is tied to; None where it is to none yet."""
        with reading(self._engine) as connection:
            return connection.execute(select(SITE.c.key_digest)).scalar()

    def _enter(self, connection: Connection, order: Order) -> str:
        job_id, now = self._new_id(), self._now()
        enter(connection, order, job_id, now, order.not_after or max(now, order.not_before or now) + self._give_up)
        return job_id

    def _read(self, connection: Connection, job_id: str) -> Job:
        row = connection.execute(select(JOB).where(JOB.c.id == job_id)).mappings().one_or_none()
        if row is None:
            raise JobNotFound("There is no such job")
        return job_of(row, self._events(connection, job_id), called_of(connection, row))

    def _events(self, connection: Connection, job_id: str, after: int = 0) -> tuple[Event, ...]:
        wanted = select(EVENT).where(EVENT.c.job_id == job_id, EVENT.c.number > after).order_by(EVENT.c.number)
        return tuple(event_of(row) for row in connection.execute(wanted).mappings())


def _listed(query: Query) -> Select[Any]:
    wanted = select(JOB)
    if query.state is not None:
        wanted = wanted.where(JOB.c.state == query.state)
    if query.code is not None:
        places = (("error", "code"), ("reasons", 0, "code"))
        wanted = wanted.where(or_(*(JOB.c.outcome[place].as_string() == query.code for place in places)))
    if query.study is not None:
        wanted = wanted.where(JOB.c.study == query.study)
    return wanted
