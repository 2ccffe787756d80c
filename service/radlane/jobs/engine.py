"""The durable engine: DBOS, which is known here, in `launch` and in `queue` only.

In: accepted jobs. Out: each of them brought to its end, whatever dies. The job's row comes first, then its workflow
under an ID derived from it; the sweeper gives a workflow to rows that have none, an end to rows whose workflow has come
to one, and the workflows of workers that died to those that live.
Reference: docs/adr/0001.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event, Thread
from typing import Any

from dbos import DBOS, SetEnqueueOptions, SetWorkflowID
from dbos._context import current_owner_xid
from dbos._dbos import _get_dbos_instance
from sqlalchemy.exc import SQLAlchemyError

from radlane.domain.job import WORKER_DIED, WORKFLOW_LOST, Job, JobState
from radlane.jobs.at_work import AtWork
from radlane.jobs.database import is_away
from radlane.jobs.gate import Gate
from radlane.jobs.heart import Heart, Who
from radlane.jobs.idle import to_settle, without_paused
from radlane.jobs.launch import EngineOptions, config_of, hand_logs_over
from radlane.jobs.leases import FREE, Lease
from radlane.jobs.queue import QUEUE, URGENT, WORKFLOW, due, queue_of, workflow_id
from radlane.jobs.retention import Retention
from radlane.jobs.silence import Silence
from radlane.jobs.store import JobStore
from radlane.jobs.workflow import INTERNAL_ERROR, LAST, Runner, start_of
from radlane.monitoring.tracing import traced
from radlane.pipeline.chosen import Source
from radlane.pipeline.room import Room, frame_bytes

_DETAILS = {
    WORKER_DIED: "its process died in the same step again and again",
    WORKFLOW_LOST: "its workflow came to an end without it",
}
_MOST_DEATHS = 4  # in one step of a job
_SUSPECT = 2  # from so many on it runs alone: the rest are its own
_MOST_RECOVERIES = 10_000  # DBOS counts each time that a workflow is taken up again, whatever for: that says nothing
_GONE = {"gone": True, "waits": False}  # what a step says after which its job is not gone on with
_SWEEP_S = 5.0
_CLEAN_S = 3600.0
_LEFT_S = 600.0  # so long the files of a job at its end may lie where another machine ended it
_POLL_S = 0.1
_POLL_URGENT_S = 0.2  # there is mostly nothing, and each look costs a few statements
_AGAIN_S = 1.0  # between two tries of a database that is away
_PAGE = 200
_EXHAUSTED = "MAX_RECOVERY_ATTEMPTS_EXCEEDED"
_DEAD = ("ERROR", "CANCELLED", _EXHAUSTED, "SUCCESS")
_NOBODY = Lease(token=FREE, beats=0)
_LOG = logging.getLogger(__name__)


class Engine:
    """One engine in one process: DBOS is the process's own.

    Parameters
    ----------
    options : EngineOptions
        How it works.
    runner : Runner
        Takes a job through its steps.
    store : JobStore
        The jobs.
    now : callable
        The time, aware.
    out : callable
        Told when another process has this worker's name: this one has to end.
    """

    def __init__(
        self,
        options: EngineOptions,
        runner: Runner,
        store: JobStore,
        now: Callable[[], datetime],
        out: Callable[[], None] = lambda: None,
    ) -> None:
        self._options = options
        self._runner = runner
        self._store = store
        self._now = now
        self._silence = Silence(time.monotonic, options.lease_s)
        who = Who(name=options.executor, boot=options.boot, ended=options.ended, lease_s=options.lease_s)
        self._heart = Heart(store.leases, who, time.monotonic, self._silence.forget, out)
        self._stopping = Event()
        self._gate = Gate(self._stopping)
        self.room = Room(options.frame_bytes, self._gate.is_awaited)
        self._at_work = AtWork()
        self._sweeper = Thread(target=self._sweep_until_stopped, name="radlane-sweeper", daemon=True)
        self._workflow: Any = None

    def start(self) -> None:
        """Recover what this executor had begun, and take jobs; never on a thread with a running event loop.

        Raises
        ------
        SettingsError
            If a worker of this name is alive elsewhere.
        """

        @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=_MOST_RECOVERIES)
        def job(start: dict[str, Any]) -> None:  # a method would not do: DBOS sets attributes on it
            with self._owned(workflow_id(start["job"], start["attempt"])):
                self._require_steps()
                self._runner.run(_Workflow(self, self._heart.token, start["job"]), start)

        self._workflow = job
        self._heart.start()
        DBOS(config=config_of(self._options.url, self._options.executor))
        hand_logs_over(logging.getLogger("dbos"))
        DBOS.launch()
        for name, poll_s in ((QUEUE, _POLL_S), (URGENT, _POLL_URGENT_S)):
            DBOS.register_queue(
                name,
                worker_concurrency=self._options.workers,
                polling_interval_sec=poll_s,
                on_conflict="always_update",
            )
        self._sweeper.start()

    def stop(self) -> None:
        """Take no more jobs and begin no step; one that runs is waited for, and others go on after it.

        One that takes longer than that runs again elsewhere, or after the next start.
        """
        self._stopping.set()
        end = time.monotonic() + self._options.drain_s
        self._at_work.wait_for_end(self._options.drain_s)
        self._sweeper.join(max(0.0, end - time.monotonic()))  # DBOS waits without end for a database that is away
        try:
            self._store.begun.leave_all(self._options.boot)
        except SQLAlchemyError as error:
            _require_away(error)
        DBOS.destroy(destroy_registry=True)
        self._heart.stop()

    def require_alive(self) -> None:
        """See whether this worker still takes jobs.

        Raises
        ------
        RecordsUnavailable
            If it could not say that it is alive for a while, or another one has its name: others take its jobs over.
        """
        self._heart.require_alive()

    def enqueue(self, job: Job) -> None:
        """Give a job its workflow; the same attempt gets one only once."""
        with SetWorkflowID(workflow_id(job.id, job.attempt)), SetEnqueueOptions(priority=due(job)):
            DBOS.enqueue_workflow(queue_of(job), self._workflow, start_of(job))

    def offer(self, job: Job) -> None:
        """Give a job that is on record its workflow, now or, where the engine's database is away, when it is back."""
        try:
            self.enqueue(job)
        except SQLAlchemyError as error:  # the sweeper gives a workflow to every job that has none
            _require_away(error, job=job.id)

    def reconcile(self) -> None:
        """Bring rows and workflows together: no accepted job is without a workflow, none outlives its own."""
        now = self._now()
        limit = now - timedelta(seconds=self._options.grace_s)
        jobs = self._store.unfinished()
        for job in to_settle(jobs, now, self._runner.parts.withdrawals):
            self._runner.settle(job.id)
        idle = without_paused(jobs, self._store.pauses.find())
        settled = [job for job in idle if job.updated_at <= limit and (job.wait_until or limit) <= limit]
        for page in _pages(settled):
            found = DBOS.list_workflows(
                workflow_ids=[workflow_id(job.id, job.attempt) for job in page], load_input=False, load_output=False
            )
            statuses = {item.workflow_id: item.status for item in found}
            for job in page:
                self._bring_together(job, statuses.get(workflow_id(job.id, job.attempt)))

    def take_over(self) -> None:
        """Put the workflows of workers that died back into the queue.

        A lease that was taken away stays so until nothing of its holder's is left: whoever took it may die meanwhile.
        """
        pending = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        leases = self._store.leases.find()
        others = {str(item.executor_id) for item in pending} - {self._options.executor}
        seen = {name: leases.get(name, _NOBODY) for name in others}
        silent = self._silence.silent(seen)
        dead = {
            name
            for name, lease in seen.items()
            if lease.token == FREE or (name in silent and self._store.leases.take_away(name, lease))
        }
        if dead:
            _LOG.warning("workers have fallen silent; their jobs go on elsewhere", extra={"count": len(dead)})
            DBOS._recover_pending_workflows(sorted(dead))  # there is no public call; the version is pinned
        self._at_work.put_back(
            {item.workflow_id for item in pending if item.executor_id == self._options.executor}, self._put_back
        )

    def _put_back(self, name: str) -> None:
        """Queue again what is this worker's and not at work: the database went away as it began, or it was fenced."""
        _get_dbos_instance()._sys_db.reenqueue_for_recovery(name, [self._options.executor], QUEUE)

    def clean(self, before: datetime) -> None:
        """Remove jobs, files and workflows that came to their end before a moment."""
        self._retention().clean(before)
        self._store.leases.forget((self._now() - before).total_seconds())
        while True:
            old = DBOS.list_workflows(
                completed_before=before.isoformat(), limit=_PAGE, load_input=False, load_output=False
            )
            if not old:
                return
            DBOS.delete_workflows([item.workflow_id for item in old])

    def _retention(self) -> Retention:
        parts = self._runner.parts
        return Retention(store=self._store, ledger=parts.ledger, work=parts.work, outbox=parts.outbox)

    def later(self, state: Mapping[str, Any], delay_s: float) -> None:
        """Put the next attempt of a job into the queue, with what is done."""
        job = self._store.get(state["job"])
        with (
            SetWorkflowID(workflow_id(job.id, state["attempt"])),
            SetEnqueueOptions(priority=due(job), delay_seconds=delay_s),
        ):
            DBOS.enqueue_workflow(queue_of(job), self._workflow, dict(state))

    def insist(self, call: Callable[[], Any]) -> Any:  # noqa: ANN401 - what the call returns
        """Call until the database is there: what a job does meanwhile would be lost."""
        while True:
            try:
                return call()
            except SQLAlchemyError as error:
                _require_away(error)
                if self._stopping.wait(_AGAIN_S):
                    raise _Stopped from error

    def step(self, begin: _Beginning, call: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Run a step, if the engine goes on and the lease under which its job began is held still.

        A job in whose step the process died again and again is given up. Others may have died with it the first times,
        so a suspect runs alone from then on.
        """
        if self._stopping.is_set():
            raise _Stopped
        deaths = self.insist(partial(self._store.begun.deaths, begin.job, begin.step, self._options.boot))
        if deaths >= _MOST_DEATHS:
            self.require_held(begin.token)
            self.insist(lambda: self._give_up(self._store.get(begin.job), WORKER_DIED))
            return _GONE
        begin.until_recorded.enter_context(self._begun(begin, alone=deaths >= _SUSPECT))
        answer: dict[str, Any] = self.insist(call)
        if "gone" in answer:
            self.insist(partial(self._store.begun.leave, begin.job, self._options.boot))
        return answer

    @contextmanager
    def _begun(self, begin: _Beginning, *, alone: bool) -> Iterator[None]:
        """Have it on record that a step begins, until the next one does, or the last one has an outcome."""
        begun, boot = self._store.begun, self._options.boot
        with self._gate.passed(alone=alone) as turn:
            if not turn or self._stopping.is_set():
                raise _Stopped
            self.require_held(begin.token)
            self.insist(partial(begun.begin, begin.job, begin.step, boot))
            try:
                yield
            except BaseException:
                self.insist(partial(begun.leave, begin.job, boot))
                raise
            if begin.step in LAST:
                self.insist(partial(begun.end, begin.job))

    def require_held(self, token: str) -> None:
        """End what began under a lease that is not held any more."""
        if not self.insist(partial(self._heart.is_held, token)):
            raise _Stopped

    @contextmanager
    def _owned(self, name: str) -> Iterator[None]:
        """Be at work on a workflow, unless somebody else is: it may have been put back between its claim and this."""
        with self._at_work.on(name) as is_first:
            owner = partial(_get_dbos_instance()._sys_db.get_workflow_owner, name)
            if not is_first or self.insist(owner) != current_owner_xid(name):
                raise _Stopped
            yield

    def _require_steps(self) -> None:
        """Begin no job where its steps cannot be imported: others do it, or this worker once it is mended."""
        try:
            self._runner.tables()
        except Exception as error:  # whatever it is: who loads them ends the process
            raise _Stopped from error

    def _bring_together(self, job: Job, status: str | None) -> None:
        if status is None:
            self.enqueue(job)
        elif status in _DEAD:
            self._give_up(job, WORKER_DIED if status == _EXHAUSTED else WORKFLOW_LOST)

    def _give_up(self, job: Job, code: str) -> None:
        """End a job whose workflow has ended without it."""
        error = {"error": {"code": code, "detail": _DETAILS[code]}}
        if self._store.move(job.id, JobState.FAILED, attempt=job.attempt, outcome=error):
            with traced(job.trace_id):
                _LOG.error("a job was given up", extra={"code": code, "job": job.id})
            self._runner.said_to_end(job, JobState.FAILED, error)
            self._runner.compare(self._store.get(job.id))
            self._runner.clear(job.id)
            self._store.begun.end(job.id)

    def _sweep_until_stopped(self) -> None:
        cleaned = swept = time.monotonic()
        while not self._stopping.wait(min(_SWEEP_S, self._options.lease_s / 3)):
            try:
                self.take_over()
                self.reconcile()
                if time.monotonic() - swept >= _LEFT_S:
                    swept = time.monotonic()
                    self._retention().sweep(datetime.now(UTC) - timedelta(seconds=_LEFT_S))
                if self._options.keep is not None and time.monotonic() - cleaned >= _CLEAN_S:
                    cleaned = time.monotonic()
                    self.clean(self._now() - self._options.keep)
            except Exception as error:  # noqa: BLE001 - the poll loop's edge: a database that is away comes back
                self._silence.forget()
                _LOG.error("the sweeper could not work", extra={"code": INTERNAL_ERROR}, exc_info=error)


class _Stopped(BaseException):
    """The engine stops, or its worker was taken for dead; DBOS puts nothing on record, and the step runs elsewhere."""


@dataclass(frozen=True, kw_only=True)
class _Beginning:
    """A step that is about to begin: its job, the token of the lease, and what is let go of when it is on record."""

    job: str
    step: str
    token: str
    until_recorded: ExitStack


class _Workflow:
    """`workflow.Durable` on DBOS, for what began under one lease."""

    def __init__(self, engine: Engine, token: str, job: str) -> None:
        self._engine = engine
        self._token = token
        self._job = job

    def once(self, name: str, call: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Run a step; where its outcome cannot be put on record now the workflow goes no further, and is put back.

        DBOS waits for a database that is away only where it knows the driver's text. What it raises else would be the
        workflow's end as soon as the database is back.
        """
        try:
            with ExitStack() as until_recorded:
                begin = _Beginning(job=self._job, step=name, token=self._token, until_recorded=until_recorded)
                answer: dict[str, Any] = DBOS.run_step({"name": name}, partial(self._engine.step, begin, call))
                return answer
        except SQLAlchemyError as error:
            _require_away(error, job=self._job)
            raise _Stopped from error

    def later(self, state: Mapping[str, Any], delay_s: float) -> None:
        self._engine.insist(partial(self._engine.later, state, delay_s))

    def require_held(self) -> None:
        self._engine.require_held(self._token)

    def room(self, source: Source, urgent: bool) -> AbstractContextManager[None]:
        return self._engine.room.of(frame_bytes(source), urgent=urgent)


def _require_away(error: SQLAlchemyError, **about: str) -> None:
    """Go on where a database is away, and say so; what is wrong with it otherwise is raised."""
    if not is_away(error):
        raise error
    _LOG.warning("the database is away", extra={"code": INTERNAL_ERROR, **about}, exc_info=error)


def _pages(jobs: Sequence[Job]) -> Iterable[Sequence[Job]]:
    return (jobs[begin : begin + _PAGE] for begin in range(0, len(jobs), _PAGE))
