"""Withdrawals: runs that may no longer be used, and the rejection notes that tell the destinations so.

In: a run and why. Out: the run closed, and a job that sends a note to every destination that may have an object of it.
Destinations with the same objects get the same note. A note is an object of its run, after the others; its bytes lie in
the outbox. All of it is in the ledger's tables.
Reference: docs/adr/0006; IHE IOCM.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select, update

from radlane.domain.job import FINAL, JobRequest, JobState, Order, Priority
from radlane.domain.result import DeliveryState, EncodedObject, Role, StoreOutcome
from radlane.domain.withdrawal import Withdrawal, WithdrawalReason
from radlane.encode.text import one_line
from radlane.errors import JobConflict, JobNotFound, ResultWithdrawn
from radlane.jobs.callbacks import say_withdrawn
from radlane.jobs.database import reading, serialize, to_micros
from radlane.jobs.deliveries import are_seen, begin_turns, mark_seen
from radlane.jobs.entry import enter
from radlane.jobs.objects import notes_of, put_objects, results_of
from radlane.jobs.runs import Run, RunState, amendments_of, locked_run
from radlane.jobs.schema import DELIVERY, JOB, MOST_DETAIL, OBJECT, RUN, WITHDRAWAL
from radlane.jobs.trail import Say
from radlane.jobs.withdrawal_rows import columns_of, find_withdrawals

LOST = "its bytes were lost; another note takes its place"
NARROWED = "the archive has not all that it lists; another note takes its place"
OTHER_REASON = "the result was withdrawn for another reason since; another note says so"
_COMES_UP = timedelta(days=1)  # an archive that files later has filed by then
_TO_SEND = (DeliveryState.PENDING, DeliveryState.REFUSED)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Share:
    """Destinations that have or may have the same objects of a withdrawn run, and no note yet.

    Attributes
    ----------
    held : tuple of EncodedObject
        These objects: what the note lists.
    note : EncodedObject or None
        The note for these destinations; None where it is to be encoded.
    """

    held: tuple[EncodedObject, ...]
    destinations: tuple[str, ...]
    note: EncodedObject | None


@dataclass(frozen=True, kw_only=True)
class Rejected:
    """What a withdrawn run has, and what is left to do for it.

    Attributes
    ----------
    objects : tuple of EncodedObject
        All that the run made, in all of its forms.
    shares : tuple of Share
        Who is left to be told what.
    notes : int
        How many there are on record.
    """

    objects: tuple[EncodedObject, ...]
    shares: tuple[Share, ...]
    notes: int

    @property
    def destinations(self) -> tuple[str, ...]:
        """Those that have or may have an object of the run, and no note yet, by name."""
        return tuple(sorted(name for share in self.shares for name in share.destinations))


class Withdrawals:
    """The table of withdrawals, and the notes of runs.

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

    def ask(
        self, run_id: str, reason: WithdrawalReason, comment: str | None, caller: str, say: Say | None = None
    ) -> tuple[Withdrawal, str | None]:
        """Withdraw a run; the same again is the same withdrawal, and sends what is left to send.

        What is of no use may turn out to harm: safety takes the place of quality, and another note is sent. What
        radlane withdrew itself was for safety, and stays as it is for whatever reason is given now.

        Parameters
        ----------
        reason : WithdrawalReason
            Safety or quality.
        comment : str or None
            A person's words, which are kept on one line; those of the first call stay, until a graver reason comes.
        caller : str
            Id of the API key, or empty.
        say : callable or None
            Puts on record who withdrew what.

        Returns
        -------
        withdrawal : Withdrawal
            As it is on record.
        job_id : str or None
            A new job that sends the note; None where there is one already, or nothing to send.

        Raises
        ------
        JobNotFound
            If there is no such run.
        JobConflict
            If the run has no result.
        ResultWithdrawn
            If it was withdrawn for safety, and quality is said now.
        """
        with self._engine.begin() as connection:
            run = _locked(connection, run_id)
            words = one_line(comment or "") or None
            asked = Withdrawal(reason=reason, comment=words, at=self._now(), caller=caller, job_id=None)
            answer = self._asked(connection, run, asked)
            for amendment in amendments_of(connection, run.id):
                self._asked_too(connection, amendment, asked)
            if say is not None:  # last: whoever else puts something on record waits from here to the end
                say(connection, study=run.study_instance_uid, facts={"run": run_id, "reason": str(reason)})
            return answer

    def find(self, run_ids: Collection[str]) -> Mapping[str, Withdrawal]:
        """Return run -> its withdrawal, of those that were withdrawn."""
        with reading(self._engine) as connection:
            return find_withdrawals(connection, run_ids)

    def stopped(self, run_ids: Collection[str]) -> frozenset[str]:
        """Return the runs that a person withdrew: nobody sends or uses them any more; radlane replaced the others."""
        found = self.find(run_ids)
        return frozenset(run for run, item in found.items() if item.reason is not WithdrawalReason.INCOMPLETE)

    def is_in_use(self, run_id: str) -> bool:
        """Whether a job may just be sending an object of the run; one that waits can begin no more (`Ledger.begin`)."""
        using = select(JOB.c.id).where(
            JOB.c.run_id == run_id, JOB.c.withdraws.is_(None), JOB.c.state == JobState.RUNNING
        )
        with reading(self._engine) as connection:
            return connection.execute(using.limit(1)).first() is not None

    def rejected(self, run_id: str) -> Rejected:
        """Return what a run has, and what is left to do for its withdrawal."""
        with reading(self._engine) as connection:
            return self._rejected(connection, run_id)

    def commit(self, run_id: str, note: EncodedObject, destinations: tuple[str, ...], reason: WithdrawalReason) -> bool:
        """Put a note on record, with the destinations of the share that it is for; the first commit stays.

        `reason` is the one that the note says: by now another one may be on record.

        Returns
        -------
        bool
            Whether this note is the run's.
        """
        with self._engine.begin() as connection:
            _locked(connection, run_id)
            known = self._rejected(connection, run_id)
            if destinations not in [share.destinations for share in known.shares if share.note is None]:
                return False
            if find_withdrawals(connection, [run_id])[run_id].reason is not reason:
                return False
            put_objects(connection, run_id, [note], self._outbox)
            for destination in destinations:
                begin_turns(connection, destination, [note], to_micros(self._now()))
            return True

    def see(self, destination: str, note: EncodedObject, uids: Collection[str]) -> None:
        """Put on record which objects a destination gives out that a note lists, before the note is sent there."""
        if uids:
            with self._engine.begin() as connection:
                mark_seen(connection, destination, [*uids, note.ref.sop_instance_uid])

    def may_be_hidden(self, destination: str, share: Share, *, taken: bool) -> bool:
        """Whether a destination that gives out nothing of what a note lists can be believed to have acted on it.

        All of it was given out once, but for what did not come up in a day. And the destination says that it has the
        note, or gave some of it out before it got the note.
        """
        assert share.note is not None  # it was sent
        held = [item.ref.sop_instance_uid for item in share.held]
        with reading(self._engine) as connection:
            if not are_seen(connection, destination, held, given_up=to_micros(self._now() - _COMES_UP)):
                return False
            return taken or are_seen(connection, destination, [share.note.ref.sop_instance_uid])

    def record(self, run_id: str, destination: str, outcome: StoreOutcome) -> None:
        """Put on record what became of a note; where it is stored, the run's objects are withdrawn."""
        moment = to_micros(self._now())
        note = update(DELIVERY).where(
            DELIVERY.c.sop_instance_uid == outcome.ref.sop_instance_uid,
            DELIVERY.c.destination == destination,
            DELIVERY.c.state.in_(_TO_SEND),
        )
        objects = update(DELIVERY).where(
            DELIVERY.c.sop_instance_uid.in_(
                select(OBJECT.c.sop_instance_uid).where(OBJECT.c.run_id == run_id, OBJECT.c.role != Role.REJECTION)
            ),
            DELIVERY.c.destination == destination,
            DELIVERY.c.may_be_there | (DELIVERY.c.state == DeliveryState.PENDING),  # nothing more of it is sent
        )
        with self._engine.begin() as connection:
            values = {"state": outcome.state, "detail": outcome.detail[:MOST_DETAIL], "updated_at": moment}
            recorded = connection.execute(note.values(**values)).rowcount
            if recorded and outcome.state is DeliveryState.STORED:
                connection.execute(objects.values(state=DeliveryState.WITHDRAWN, updated_at=moment))

    def narrow(self, destination: str, note: EncodedObject, absent: Collection[str]) -> None:
        """A destination has not all that a note lists: it gets another one, which lists the rest."""
        there = update(DELIVERY).where(DELIVERY.c.destination == destination)
        gone = {"state": DeliveryState.WITHDRAWN, "updated_at": to_micros(self._now())}
        with self._engine.begin() as connection:
            of_note = there.where(
                DELIVERY.c.sop_instance_uid == note.ref.sop_instance_uid, DELIVERY.c.state.in_(_TO_SEND)
            )
            if connection.execute(of_note.values(detail=NARROWED, **gone)).rowcount:  # nobody stored it meanwhile
                objects = there.where(DELIVERY.c.sop_instance_uid.in_(absent))
                connection.execute(objects.values(may_be_there=False, **gone))

    def lose(self, note: EncodedObject) -> None:
        """The bytes of a note are gone: another one, with another UID, goes where this one is not proven to be."""
        unproven = update(DELIVERY).where(
            DELIVERY.c.sop_instance_uid == note.ref.sop_instance_uid, DELIVERY.c.state.in_(_TO_SEND)
        )
        with self._engine.begin() as connection:
            connection.execute(
                unproven.values(state=DeliveryState.WITHDRAWN, detail=LOST, updated_at=to_micros(self._now()))
            )

    def _rejected(self, connection: Connection, run_id: str) -> Rejected:
        objects = results_of(connection, run_id, self._outbox)
        notes = notes_of(connection, run_id, self._outbox)
        may_hold = _may_hold(connection, run_id)
        shares: dict[tuple[tuple[EncodedObject, ...], EncodedObject | None], list[str]] = {}
        for name in left_of(connection, run_id):
            held = tuple(item for item in objects if (item.ref.sop_instance_uid, name) in may_hold)
            note = next((note for note in notes[::-1] if _is_to_send(connection, note, name)), None)
            shares.setdefault((held, note), []).append(name)
        return Rejected(
            objects=objects,
            shares=tuple(
                Share(held=held, note=note, destinations=tuple(names)) for (held, note), names in shares.items()
            ),
            notes=len(notes),
        )

    def _asked(self, connection: Connection, run: Run, asked: Withdrawal) -> tuple[Withdrawal, str | None]:
        """What becomes of a withdrawal that is asked for."""
        known, reason = find_withdrawals(connection, [run.id]).get(run.id), asked.reason
        if known is None:
            self._require_result(connection, run)
            return withdraw(connection, run, asked, self._new_id)
        if (known.reason, reason) == (WithdrawalReason.QUALITY, WithdrawalReason.SAFETY):
            return self._escalate(connection, run, asked)
        if (known.reason, reason) == (WithdrawalReason.SAFETY, WithdrawalReason.QUALITY):
            raise ResultWithdrawn(
                "The result was withdrawn for another reason", uid=run.id, why=f"it is {known.reason}"
            )
        job_id = None if _is_under_way(connection, run) else _start(connection, run, self._now(), self._new_id)
        return replace(known, job_id=job_id or known.job_id), job_id

    def _asked_too(self, connection: Connection, run: Run, asked: Withdrawal) -> None:
        """Withdraw what was added to a run with it, also where nothing of that is there yet; what is graver stays."""
        serialize(connection, run.input_key)
        known, run = find_withdrawals(connection, [run.id]).get(run.id), locked_run(connection, run.id)
        if known is not None and (known.reason, asked.reason) != (WithdrawalReason.SAFETY, WithdrawalReason.QUALITY):
            self._asked(connection, run, asked)
        elif known is None and run.state is not RunState.FAILED:
            withdraw(connection, run, asked, self._new_id)

    def _escalate(self, connection: Connection, run: Run, asked: Withdrawal) -> tuple[Withdrawal, str | None]:
        """Put the graver reason on record; no destination is told enough by a note that says the other one.

        The new note has a job of its own: one that is under way may just be ending with the other note.
        """
        connection.execute(update(WITHDRAWAL).where(WITHDRAWAL.c.run_id == run.id).values(**columns_of(asked)))
        say_withdrawn(connection, run.id, asked.reason, asked.at)
        uids = [note.ref.sop_instance_uid for note in notes_of(connection, run.id, self._outbox)]
        said = {"state": DeliveryState.WITHDRAWN, "detail": OTHER_REASON, "updated_at": to_micros(asked.at)}
        connection.execute(update(DELIVERY).where(DELIVERY.c.sop_instance_uid.in_(uids)).values(**said))
        job_id = _start(connection, run, asked.at, self._new_id)
        return find_withdrawals(connection, [run.id])[run.id], job_id

    def _require_result(self, connection: Connection, run: Run) -> None:
        made = results_of(connection, run.id, self._outbox)
        if run.state not in (RunState.COMPLETE, RunState.OPEN) or not made:
            remedy = "Cancel its job" if run.state is RunState.OPEN else None
            raise JobConflict("The run has no result to withdraw", uid=run.id, why=f"it is {run.state}", remedy=remedy)


def withdraw(
    connection: Connection, run: Run, withdrawal: Withdrawal, new_id: Callable[[], str]
) -> tuple[Withdrawal, str | None]:
    """Close a run that was not withdrawn before, in the caller's transaction, and put the job of its note on record.

    The sweeper gives the job its workflow, where nobody else does.
    """
    connection.execute(update(RUN).where(RUN.c.id == run.id).values(state=RunState.WITHDRAWN))
    connection.execute(insert(WITHDRAWAL).values(run_id=run.id, **columns_of(withdrawal)))
    say_withdrawn(connection, run.id, withdrawal.reason, withdrawal.at)
    job_id = _start(connection, run, withdrawal.at, new_id)
    _LOG.info("a result was withdrawn", extra={"code": str(withdrawal.reason), "study": run.study_instance_uid})
    return replace(withdrawal, job_id=job_id), job_id


def _start(connection: Connection, run: Run, now: datetime, new_id: Callable[[], str]) -> str | None:
    """Put a job on record that sends the note, unless there is nothing to send."""
    destinations = left_of(connection, run.id)
    if not destinations:
        return None
    order = Order(
        request=JobRequest(study_instance_uid=run.study_instance_uid, model=f"{run.model_name}:{run.model_version}"),
        source=destinations[0],
        destinations=destinations,
        package_digest=run.package_digest,
        priority=Priority.STAT,
        withdraws=run.id,
    )
    job_id = new_id()
    enter(connection, order, job_id, now, None)
    connection.execute(update(WITHDRAWAL).where(WITHDRAWAL.c.run_id == run.id).values(job_id=job_id))
    return job_id


def _is_under_way(connection: Connection, run: Run) -> bool:
    """Whether a job is about to send the note."""
    jobs = select(JOB.c.id).where(JOB.c.withdraws == run.id, JOB.c.state.not_in(FINAL)).limit(1)
    return connection.execute(jobs).first() is not None


def left_of(connection: Connection, run_id: str) -> tuple[str, ...]:
    """Return the destinations that may hold an object of the run and are not proven to have a note, by name."""
    told = (
        select(DELIVERY.c.destination)
        .join(OBJECT, OBJECT.c.sop_instance_uid == DELIVERY.c.sop_instance_uid)
        .where(OBJECT.c.run_id == run_id, OBJECT.c.role == Role.REJECTION, DELIVERY.c.state == DeliveryState.STORED)
    )
    holding = {destination for _, destination in _may_hold(connection, run_id)}
    return tuple(sorted(holding - set(connection.execute(told).scalars())))


def _may_hold(connection: Connection, run_id: str) -> list[tuple[str, str]]:
    """Return (SOP Instance UID, destination) of what is there, was there, or may be there for all that is known."""
    wanted = (
        select(DELIVERY.c.sop_instance_uid, DELIVERY.c.destination)
        .join(OBJECT, OBJECT.c.sop_instance_uid == DELIVERY.c.sop_instance_uid)
        .where(OBJECT.c.run_id == run_id, OBJECT.c.role != Role.REJECTION, DELIVERY.c.may_be_there)
    )
    return [(str(uid), str(destination)) for uid, destination in connection.execute(wanted)]


def _is_to_send(connection: Connection, note: EncodedObject, destination: str) -> bool:
    """Whether a note is for a destination, was not lost, and is not there yet."""
    uid = note.ref.sop_instance_uid
    own = select(DELIVERY.c.state).filter_by(sop_instance_uid=uid, destination=destination)
    return connection.execute(own.where(DELIVERY.c.state.in_(_TO_SEND))).first() is not None


def _locked(connection: Connection, run_id: str) -> Run:
    """The run; nobody else claims, sends or withdraws it before this transaction ends."""
    key = connection.execute(select(RUN.c.input_key).where(RUN.c.id == run_id)).scalar()
    if key is None:
        raise JobNotFound("There is no such run")
    serialize(connection, key)
    return locked_run(connection, run_id)
