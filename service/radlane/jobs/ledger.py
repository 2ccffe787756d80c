"""The ledger: which runs there are of which input, what they made, and where it went.

A row for each (input key, n). A claim answers what a job has to do: make this run, use that one, or wait for another
job. A run that failed does not hold its key. The objects' bytes lie in the outbox; their digests are here.
Reference: docs/adr/0006.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, select, update

from radlane.domain.form import FIRST
from radlane.domain.job import FINAL
from radlane.domain.result import DeliveryState, EncodedObject, StoreOutcome
from radlane.domain.withdrawal import Withdrawal, WithdrawalReason
from radlane.errors import JobConflict
from radlane.jobs.amendments import Amendments
from radlane.jobs.database import reading, serialize, to_micros
from radlane.jobs.deliveries import NONE, Turns, begin_turns, deliveries_of, end_turns, is_sent
from radlane.jobs.forms import Forms, forms_of, is_whole_at, is_whole_somewhere, put_form
from radlane.jobs.growth import Growth
from radlane.jobs.growth import results_of as results_by
from radlane.jobs.numbering import begin_run
from radlane.jobs.objects import notes_of, objects_in, put_objects, results_of
from radlane.jobs.paging import read_page
from radlane.jobs.runs import (
    Claimed,
    RunState,
    Wanted,
    columns_of,
    is_id,
    is_under_way,
    listed,
    locked_run,
    open_elsewhere,
    require_open,
    run_of,
    same_columns,
    why_another,
    why_nothing,
    withdrawn_of,
)
from radlane.jobs.runs import Run as Run
from radlane.jobs.runs import RunQuery as RunQuery
from radlane.jobs.schema import FORM, JOB, OBJECT, RUN, WITHDRAWAL
from radlane.jobs.versions import require_unrevoked
from radlane.jobs.withdrawals import left_of, withdraw

OUTBOX_LOST = "the bytes of the run before were lost"
MADE_OTHERWISE = "radlane no longer makes the objects of the run before byte for byte, and another form is wanted"
GIVEN_UP = "radlane gave this result up before it was whole, and makes another one"
REVOKED = "the model's version was revoked before this result was whole"


class Ledger:
    """The tables of runs, objects and deliveries.

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
        self.forms = Forms(engine, outbox, now)
        self.amendments = Amendments(engine, outbox, now, new_id)

    def claim(self, wanted: Wanted, job_id: str) -> tuple[Claimed, Run]:
        """Decide, in one transaction, which run a job makes or uses; the same job gets the same answer again.

        Raises
        ------
        ResultWithdrawn
            If the result was withdrawn, and nobody asks for another one; or if it is this very job's.
        JobConflict
            If a job that only compares would have to close or take over a run that is a result.
        """
        with self._engine.begin() as connection:
            serialize(connection, wanted.input_key)
            for other in open_elsewhere(connection, job_id, wanted.input_key):  # it retrieved again, and found others
                self._put_aside(connection, other)
            latest = self._latest(connection, wanted.input_key)
            if latest is None:
                return self._make(connection, wanted, job_id, wanted.rerun)
            mine = latest.job_id == job_id
            if not mine and (found := self._of_another(connection, latest, wanted)) is not None:
                return found
            reason = why_another(connection, latest, wanted, mine)
            if reason is not None:
                return self._make(connection, wanted, job_id, reason, latest)
            latest = self._asked_for(connection, latest, wanted)
            if latest.state is RunState.COMPLETE:
                return Claimed.REUSE, latest
            status = latest.status if results_of(connection, latest.id, self._outbox) else wanted.status
            connection.execute(update(RUN).where(RUN.c.id == latest.id).values(job_id=job_id, status=status))
            return Claimed.MAKE, replace(latest, job_id=job_id, status=status)

    def commit(
        self,
        run_id: str,
        job_id: str,
        objects: Sequence[EncodedObject],
        result: Mapping[str, Any],
        conclusion: str | None = None,
        settings: Mapping[str, Any] | None = None,
    ) -> bool:
        """Put a run's objects on record in their first form, before any of them is sent; the first commit stays.

        Parameters
        ----------
        conclusion : str or None
            SHA-256 of what was concluded, beside the objects; None where nothing was.
        settings : mapping or None
            Those of the site that the objects were made by.

        Returns
        -------
        bool
            Whether these objects are the run's.

        Raises
        ------
        JobConflict
            If the run is another job's by now.
        """
        with self._engine.begin() as connection:
            require_open(connection, run_id, job_id)
            if results_of(connection, run_id, self._outbox):
                return False
            put_objects(connection, run_id, objects, self._outbox)
            put_form(connection, run_id, FIRST, objects)
            said = {"result": dict(result), "conclusion": conclusion, "settings": dict(settings or {})}
            connection.execute(update(RUN).where(RUN.c.id == run_id).values(**said))
            return True

    def begin(self, run_id: str, job_id: str, destination: str, objects: Sequence[EncodedObject]) -> Turns:
        """Put on record that objects are about to be sent: from here on the run is stored whole.

        Raises
        ------
        JobConflict, VersionRevoked
            If the run is another job's by now, or was withdrawn; if the version that made it was revoked.
        """
        with self._engine.begin() as connection:
            require_open(connection, run_id, job_id)
            require_unrevoked(connection, run_id)
            return begin_turns(connection, destination, objects, to_micros(self._now()))

    def require_unrevoked(self, run_id: str) -> None:
        """See whether the version that made a run may still be delivered.

        Raises
        ------
        VersionRevoked
            If it was revoked.
        """
        with reading(self._engine) as connection:
            require_unrevoked(connection, run_id)

    def record(self, destination: str, outcomes: Sequence[StoreOutcome], turns: Turns = NONE) -> None:
        """Put on record what became of objects that were sent; `turns` come from `begin`."""
        with self._engine.begin() as connection:
            end_turns(connection, destination, outcomes, turns, to_micros(self._now()))

    def must_go_on(self, run_id: str, destinations: Sequence[str]) -> bool:
        """Whether a job may no longer stop: a destination has begun to get the run, or all of them have got it."""
        with reading(self._engine) as connection:
            state = connection.execute(select(RUN.c.state).where(RUN.c.id == run_id)).scalar_one()
            if state == RunState.WITHDRAWN or (destinations and not is_sent(connection, run_id)):
                return False
            left = [name for name in destinations if not is_whole_at(connection, run_id, name, self._outbox)]
            has_objects = bool(objects_in(connection, run_id, FIRST, self._outbox))
            return any(self._has_begun(connection, run_id, name) for name in left) or (not left and has_objects)

    def lose(self, run_id: str, job_id: str, reason: str = OUTBOX_LOST) -> None:
        """The bytes of a run are gone: make them again if nobody can have seen them, otherwise begin the next run.

        A run that is whole somewhere stays complete; one that is half stored is withdrawn. `reason` is why the next one
        is there.
        """
        with self._engine.begin() as connection:
            key = connection.execute(select(RUN.c.input_key).where(RUN.c.id == run_id)).scalar_one()
            serialize(connection, key)
            latest = self._latest(connection, key)
            if latest is None or latest.id != run_id or latest.state is RunState.WITHDRAWN:
                return  # another job or a person was here before; the next claim says what is to be done
            if latest.state is RunState.OPEN and not is_sent(connection, run_id):
                for table in (FORM, OBJECT):
                    connection.execute(delete(table).where(table.c.run_id == run_id))
                return
            self._put_aside(connection, latest)
            self._insert(connection, same_columns(latest), job_id, reason)

    def give_up(self, run_id: str, job_id: str, why: str) -> None:
        """Close the run of a job that may not go on with it, if it is open and still this job's."""
        with self._engine.begin() as connection:
            key = connection.execute(select(RUN.c.input_key).where(RUN.c.id == run_id)).scalar_one()
            serialize(connection, key)
            run = locked_run(connection, run_id)
            if run.job_id == job_id:
                self._put_aside(connection, run, why)

    def finish(self, run_id: str, job_id: str | None = None) -> None:
        """Say that an open run is complete, where a job is given only if it is still this job's."""
        with self._engine.begin() as connection:
            open_run = update(RUN).where(RUN.c.id == run_id, RUN.c.state == RunState.OPEN)
            open_run = open_run if job_id is None else open_run.where(RUN.c.job_id == job_id)
            connection.execute(open_run.values(state=RunState.COMPLETE))

    def release(self, job_id: str) -> None:
        """Give the keys of the open runs of a job free that is at its end, where nothing of them is on record."""
        ended = select(JOB.c.id).where(JOB.c.id == job_id, JOB.c.state.in_(FINAL))
        with self._engine.begin() as connection:
            connection.execute(
                update(RUN)
                .where(RUN.c.job_id.in_(ended), RUN.c.state == RunState.OPEN, RUN.c.id.not_in(select(OBJECT.c.run_id)))
                .values(state=RunState.FAILED)
            )

    def is_settled(self, run_id: str, before: datetime) -> bool:
        """Whether nobody needs the bytes of a run that began before a moment.

        Those of a run that was withdrawn stay until every destination has the note. What has no run's name is not ours.
        """
        with reading(self._engine) as connection:
            run = connection.execute(select(RUN.c.job_id, RUN.c.started_at).where(RUN.c.id == run_id)).one_or_none()
            if run is None:
                return is_id(run_id)
            added = select(RUN.c.id).where(RUN.c.amends == run_id)
            its = (JOB.c.run_id == run_id) | (JOB.c.id == run.job_id) | JOB.c.run_id.in_(added)
            using = select(JOB.c.id).where(JOB.c.state.not_in(FINAL), its)
            if run.started_at >= to_micros(before) or connection.execute(using.limit(1)).first() is not None:
                return False
            withdrawn = connection.execute(select(WITHDRAWAL.c.at).where(WITHDRAWAL.c.run_id == run_id)).scalar()
            return withdrawn is None or (withdrawn < to_micros(before) and not left_of(connection, run_id))

    def run(self, run_id: str) -> Run:
        """Return a run."""
        with reading(self._engine) as connection:
            return run_of(connection.execute(select(RUN).where(RUN.c.id == run_id)).mappings().one())

    def find(self, query: RunQuery) -> tuple[tuple[Run, ...], str | None]:
        """Return a page of runs, the youngest first, and the cursor of the next one.

        Raises
        ------
        JobNotFound
            If the cursor names no run.
        """
        with reading(self._engine) as connection:
            rows, cursor = read_page(
                connection, listed(query), RUN.c.started_at, before=query.before, limit=query.limit
            )
        return tuple(run_of(row) for row in rows), cursor

    def results_of(self, study: str, package_digest: str) -> tuple[str, ...]:
        """Return the runs of a study by a package that are results of it, or are on their way to be."""
        with reading(self._engine) as connection:
            return tuple(row.id for row in results_by(connection, study, package_digest))

    def objects(self, run_id: str) -> tuple[EncodedObject, ...]:
        """Return what a run made in its first form, in the order of storing; nothing before `commit`."""
        return self.forms.objects(run_id)

    def notes(self, run_id: str) -> tuple[EncodedObject, ...]:
        """Return the rejection notes of a run; none where it was not withdrawn."""
        with reading(self._engine) as connection:
            return notes_of(connection, run_id, self._outbox)

    def deliveries(self, run_id: str) -> Mapping[tuple[str, str], tuple[DeliveryState, str]]:
        """Return (SOP Instance UID, destination) -> state and detail."""
        with reading(self._engine) as connection:
            return deliveries_of(connection, run_id)

    def _latest(self, connection: Connection, input_key: str) -> Run | None:
        wanted = select(RUN).where(RUN.c.input_key == input_key).order_by(RUN.c.number.desc()).limit(1)
        row = connection.execute(wanted).mappings().one_or_none()
        return None if row is None else run_of(row)

    def _of_another(self, connection: Connection, latest: Run, wanted: Wanted) -> tuple[Claimed, Run] | None:
        """What another job's run is to a job; None where it makes that one or another one itself."""
        standing = self._standing(connection, latest, wanted)
        if standing is not None:
            return Claimed.REUSE, self._asked_for(connection, standing, wanted)
        if latest.state is not RunState.OPEN:
            return None
        if self._is_waited_for(connection, latest, wanted):
            return Claimed.WAIT, latest
        if not wanted.shadow or latest.shadow:
            return None
        is_same = (latest.source_digest, latest.status) == (wanted.source_digest, None)
        if is_same and results_of(connection, latest.id, self._outbox):
            return Claimed.REUSE, latest
        raise JobConflict("An unfinished result of this input is not touched for a comparison", uid=latest.id)

    def _standing(self, connection: Connection, latest: Run, wanted: Wanted) -> Run | None:
        """Return the result that stands although later runs came to none, for who asks for no other one.

        Raises
        ------
        ResultWithdrawn
            If a person withdrew it: that no rerun succeeded since brings it back for nobody.
        """
        without_result = latest.status is not None or why_nothing(connection, latest) is not None
        if not without_result or wanted.status is not None or wanted.rerun is not None:
            return None
        found = (
            select(RUN)
            .outerjoin(WITHDRAWAL, WITHDRAWAL.c.run_id == RUN.c.id)
            .where(RUN.c.input_key == wanted.input_key, RUN.c.status.is_(None))
            .where(RUN.c.state.in_((RunState.COMPLETE, RunState.WITHDRAWN)))
            .where(WITHDRAWAL.c.reason.is_(None) | (WITHDRAWAL.c.reason != WithdrawalReason.INCOMPLETE))
            .order_by(RUN.c.number.desc())
            .limit(1)
        )
        row = connection.execute(found).mappings().one_or_none()
        if row is None or row["source_digest"] != wanted.source_digest:
            return None
        if row["state"] == RunState.WITHDRAWN:
            raise withdrawn_of(row["id"])
        return run_of(row)

    def _has_begun(self, connection: Connection, run_id: str, destination: str) -> bool:
        """Whether a destination may have some of a run, and may still get the rest: of its form nothing is refused."""
        results = {item.ref.sop_instance_uid for item in results_of(connection, run_id, self._outbox)}
        sent = deliveries_of(connection, run_id).items()
        states = {uid: state for (uid, name), (state, _) in sent if name == destination and uid in results}
        form = forms_of(connection, run_id).get(destination, FIRST)
        objects = objects_in(connection, run_id, form, self._outbox)
        of_form = {states.get(item.ref.sop_instance_uid) for item in objects}
        begun = {DeliveryState.PENDING, DeliveryState.STORED} & {*states.values()}
        return bool(begun) and DeliveryState.REFUSED not in of_form

    def _asked_for(self, connection: Connection, run: Run, wanted: Wanted) -> Run:
        """A run that was made for comparison only is a result from when somebody asks for the same."""
        if not run.shadow or wanted.shadow:
            return run
        connection.execute(update(RUN).where(RUN.c.id == run.id).values(shadow=False))
        return replace(run, shadow=False)

    def _is_waited_for(self, connection: Connection, run: Run, wanted: Wanted) -> bool:
        """Whether a job that makes a run is waited for; nobody waits for one in the background that only compares."""
        return is_under_way(connection, run.job_id) and (wanted.shadow or not run.shadow)

    def _put_aside(self, connection: Connection, run: Run, why: str = GIVEN_UP) -> None:
        """Close an open run that nobody goes on with: it is withdrawn where a destination may have some of it.

        Half a result is in nobody's way only where its destinations are told so. One that is whole at a destination is
        a good result there: it is complete, and stays.
        """
        if run.state is not RunState.OPEN:
            return
        if not is_sent(connection, run.id):
            connection.execute(update(RUN).where(RUN.c.id == run.id).values(state=RunState.FAILED))
            return
        if is_whole_somewhere(connection, run.id, self._outbox):
            connection.execute(update(RUN).where(RUN.c.id == run.id).values(state=RunState.COMPLETE))
            return
        reason, now = WithdrawalReason.INCOMPLETE, self._now()
        given_up = Withdrawal(reason=reason, comment=why, at=now, caller="", job_id=None)
        withdraw(connection, run, given_up, self._new_id)

    def _make(
        self, connection: Connection, wanted: Wanted, job_id: str, reason: str | None, before: Run | None = None
    ) -> tuple[Claimed, Run]:
        """Begin the next run of an input, unless one of more or fewer images of the study keeps it back."""
        serialize(connection, f"radlane growth {wanted.study_instance_uid}")
        growth = Growth(connection, wanted, self._outbox)
        if (other := growth.before()) is not None:
            return other
        if before is not None:
            self._put_aside(connection, before)
        columns = {**columns_of(wanted), "predecessors": growth.reports() or None}
        return Claimed.MAKE, self._insert(connection, columns, job_id, reason)

    def _insert(self, connection: Connection, columns: Mapping[str, Any], job_id: str, reason: str | None) -> Run:
        began = {"id": self._new_id(), "job_id": job_id, "reason": reason, "started_at": to_micros(self._now())}
        return begin_run(connection, {**columns, **began})
