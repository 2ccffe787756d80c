"""One job through its steps, whatever dies: the durable engine replays what is finished and runs what is not.

In: a job's id and attempt. Out: the job's final state in the store, or a successor that goes on later. While a job
waits, no worker is held: the successor is put into the queue with a delay.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol

from radlane.domain.job import FINAL, Job, JobState
from radlane.domain.result import Verdict
from radlane.errors import InputRefused, JobNotFound, ModelError, RadlaneError, ResultWithdrawn
from radlane.jobs.database import AWAY
from radlane.jobs.in_hand import in_hand
from radlane.jobs.ledger import Ledger
from radlane.jobs.outcomes import bounded, code_of, delay_of, step_columns
from radlane.jobs.parts import LACKS, Parts, State, Step, Table, Tables, audited
from radlane.jobs.pauses import FACTS, PAUSED, Held
from radlane.jobs.shadows import comparison_of, order_beside
from radlane.jobs.store import IDLE, JobStore
from radlane.monitoring.job_metrics import JobMetrics
from radlane.monitoring.tracing import traced
from radlane.pipeline.chosen import Source
from radlane.registry.reference import parse_reference

INTERNAL_ERROR = "internal-error"
WAIT, END = "wait", "end"
LAST = frozenset({WAIT, END})  # after these no step of an attempt comes
WITHDRAWS = "withdraws"  # in the state of a withdrawal: the run
_BEFORE_CLAIM = frozenset({"resolve", "select", "retrieve", "claim"})  # from there on others may wait for its run
_OF_ANALYSIS = frozenset({"analyse", "encode"})  # steps whose unforeseen errors are those of the analysis
_FIRST = "resolve"
CLOSED = {"code": "window-closed", "detail": "The job begins when its window opens"}
_LOG = logging.getLogger(__name__)


class Durable(Protocol):
    """What a workflow needs of the engine."""

    def once(self, name: str, call: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Run a call, or return what it returned before this process died."""

    def later(self, state: Mapping[str, Any], delay_s: float) -> None:
        """Go on with another attempt after a delay."""

    def require_held(self) -> None:
        """Go no further where others took this worker for dead: they go on with the job."""

    def room(self, source: Source, urgent: bool) -> AbstractContextManager[None]:
        """Wait until there is room for the pixels of a source, before others if it is urgent, and hold it."""


def load_tables() -> Tables:
    """Return the steps of all jobs; to import them takes as long as all else of a start of the worker."""
    from radlane.jobs.tables import TABLES  # here: a worker is ready before the first job needs them

    return TABLES


@dataclass(frozen=True, kw_only=True)
class Runner:
    """Takes jobs through their steps.

    Attributes
    ----------
    now : callable
        The time, aware.
    tables : callable
        Gives the steps; asked when a job comes.
    figures : JobMetrics
        Counts steps, ends and results.
    """

    parts: Parts
    store: JobStore
    ledger: Ledger
    now: Callable[[], datetime]
    give_up: timedelta
    tables: Callable[[], Tables] = load_tables
    figures: JobMetrics = field(default_factory=JobMetrics)

    def run(self, durable: Durable, start: Mapping[str, Any]) -> None:
        """Run one attempt of a job.

        Parameters
        ----------
        durable : Durable
            The engine.
        start : mapping
            `start_of` the job, and what the steps of earlier attempts returned by their names.
        """
        with in_hand(durable.room) as hand:
            replace(self, parts=replace(self.parts, hand=hand))._run(durable, dict(start))

    def _run(self, durable: Durable, state: State) -> None:
        if "ended" not in state and not self._go(durable, state, self._steps_of(state)):
            return
        lacks = LACKS in state.get("deliver", {}) and "ended" not in state
        if lacks and not self._go(durable, state, self.tables().amendment):
            return
        if "short" in state and not self._go(durable, state, self.tables().report):
            return
        ended = state.get("ended", {"end": JobState.SUCCEEDED, "outcome": _said(state)})
        durable.once(END, partial(self._end, state, JobState(ended["end"]), ended["outcome"]))

    def _go(self, durable: Durable, state: State, steps: Table) -> bool:
        """Take steps up to their end, and say whether this attempt goes on; the first end that a job meets is its own.

        What becomes of the report of a job without a result changes nothing of the job's end.
        """
        for name, step in steps:
            if name in state:
                continue
            outcome = durable.once(name, partial(self._step, name, _held(step, durable), dict(state)))
            if "gone" in outcome:
                return False
            if "wait" in outcome:
                self._wait(durable, state, outcome)
                return False
            if "end" in outcome:
                if "ended" not in state and outcome.get("short"):
                    state["short"] = outcome["short"]
                state.setdefault("ended", {"end": outcome["end"], "outcome": outcome["outcome"]})
                return True
            state[name] = outcome
        return True

    def settle(self, job_id: str) -> None:
        """End a job that is queued or waits, and was cancelled or has expired: it need not come to its turn first."""
        job = self.store.get(job_id)
        stop = self._stop(job)
        if stop is None:
            return
        end, outcome = JobState(stop["end"]), stop["outcome"]
        if self.store.move(job.id, end, attempt=job.attempt, since=IDLE, outcome=outcome):
            self.said_to_end(job, end, outcome)
            self.compare(self.store.get(job.id))
            self.clear(job.id)

    def clear(self, job_id: str) -> None:
        """Remove what a job at its end leaves; a run of which nothing was put on record does not hold its key."""
        self.ledger.release(job_id)
        shutil.rmtree(self.parts.work / job_id, ignore_errors=True)

    def _steps_of(self, state: State) -> Table:
        tables = self.tables()
        return tables.rejection if WITHDRAWS in state else tables.analysis

    def _step(self, name: str, step: Step, state: State) -> State:
        """Run one step for the trace of its job."""
        job = self._mine(state)
        if job is None:
            return {"gone": True}
        with traced(job.trace_id):
            return self._step_of(job, name, step, state)

    def _step_of(self, job: Job, name: str, step: Step, state: State) -> State:
        """Run one step; whatever goes wrong becomes an outcome. This is the edge of the worker."""
        stop = self._stop(job)
        if stop is not None:
            return stop
        opens = job.order.not_before
        if name == _FIRST and opens is not None and self.now() < opens:
            return {"wait": CLOSED, "again_from": None, "delay_s": (opens - self.now()).total_seconds()}
        if name in _BEFORE_CLAIM and self._is_paused(job):
            return {"wait": FACTS, "again_from": None, "delay_s": 0.0}
        is_running = job.state is JobState.RUNNING and job.wait_until is None
        if not is_running and not self.store.move(job.id, JobState.RUNNING, attempt=job.attempt, wait_until=None):
            return {"gone": True}
        begin = self.parts.site.clock()
        try:
            outcome = step(audited(self.parts, job), job, state)
        except AWAY:
            raise  # the engine does it again when the database is back
        except InputRefused as refusal:
            reason = {"code": refusal.code, "text": bounded(refusal)}
            ended = {"end": JobState.NOT_ANALYSED, "outcome": {"reasons": [reason]}}
            return {**ended, "short": self._report(job, refusal)}
        except RadlaneError as error:
            return self._failure(job, error)
        except Exception as error:  # noqa: BLE001 - the worker's edge: what nobody thought of ends the job, not the worker
            place = {"code": INTERNAL_ERROR, "job": job.id, "step": name}
            _LOG.error("an unforeseen error", extra=place, exc_info=error)
            facts = {"code": INTERNAL_ERROR, "detail": "radlane met an error that it did not foresee; see the log"}
            is_reported = name in _OF_ANALYSIS and job.order.shadow_of is None
            short = self.tables().unforeseen(self.parts, INTERNAL_ERROR) if is_reported else None
            return {"end": JobState.FAILED, "outcome": {"error": facts}, "short": short}
        seconds = self.parts.site.clock() - begin
        self.store.note(
            job.id, "step", name, {"seconds": round(seconds, 6)}, job.attempt, **step_columns(name, outcome)
        )
        self.figures.count_step(name, *self._model_of(job, {name: outcome, **state}), seconds)
        if name == "analyse":
            self._count_inference(job, state, outcome)
        return outcome

    def _mine(self, state: State) -> Job | None:
        """The job, unless it was tried again, ended or removed while this attempt lay in the queue."""
        with suppress(JobNotFound):
            job = self.store.get(state["job"])
            return job if job.attempt == state["attempt"] and job.state not in FINAL else None
        return None

    def _failure(self, job: Job, error: RadlaneError) -> State:
        """What becomes of a job after an error: it waits, goes back to an earlier step, or fails."""
        facts: State = {"code": error.code, "detail": bounded(error)}
        if not error.retryable:
            return {"end": JobState.FAILED, "outcome": {"error": facts}, "short": self._report(job, error)}
        # also where a result is half stored: the ledger knows how far
        if job.expires_at is not None and self.now() > job.expires_at + self.give_up and not self._has_time(job):
            return {"end": JobState.EXPIRED, "outcome": {"error": facts}}
        waiting = getattr(error, "waiting", None)
        if waiting is not None:
            facts["waiting"] = waiting
            self.store.change(job.id, job.attempt, completeness={"waiting": waiting})
        return {
            "wait": facts,
            "delay_s": delay_of(job.attempt, error),
            "again_from": getattr(error, "again_from", None),
        }

    def _report(self, job: Job, error: RadlaneError) -> State | None:
        """What the site wants reported of a job's end; a withdrawal analyses nothing, and a shadow tells nobody."""
        is_told = job.order.withdraws is None and job.order.shadow_of is None
        return self.tables().wanted(self.parts, error) if is_told else None

    def _stop(self, job: Job) -> State | None:
        """Whether a job has to end before its next step; what began to be stored is not left half for that.

        A withdrawal never has to; a job whose run a person withdrew has to at once.
        """
        if job.order.withdraws is not None:
            return None
        if job.run_id is not None and self.parts.withdrawals.stopped([job.run_id]):
            withdrawn = ResultWithdrawn("The result was withdrawn", uid=job.run_id)
            return {"end": JobState.FAILED, "outcome": {"error": {"code": withdrawn.code, "detail": str(withdrawn)}}}
        if job.run_id is not None and self.ledger.must_go_on(job.run_id, job.order.destinations):
            return None
        if job.cancel_asked:
            return {"end": JobState.CANCELLED, "outcome": None}
        if job.expires_at is not None and self.now() > job.expires_at and not self._has_time(job):
            waited = [event for event in job.timeline if event.kind == "wait"]
            return {"end": JobState.EXPIRED, "outcome": {"error": dict(waited[-1].data)} if waited else None}
        return None

    def _is_paused(self, job: Job) -> bool:
        """Whether a job has to wait since its model is paused; withdrawals never do."""
        return job.order.withdraws is None and self.store.pauses.has(_name_of(job))

    def _has_time(self, job: Job) -> bool:
        """Whether giving up does not run out now: the model is paused, and the caller said nothing else."""
        return job.order.not_after is None and self._is_paused(job)

    def _wait(self, durable: Durable, state: State, outcome: State) -> None:
        """Let go of the worker, and go on later with what is done."""
        delay_s = outcome["delay_s"]

        def put_down() -> State:
            if outcome["wait"]["code"] == PAUSED:
                held = self.store.pauses.hold(state["job"], state["attempt"], _name_of(self.store.get(state["job"])))
                if held is not Held.RESUMED:
                    return {"waits": False}  # who resumes the model, or the sweeper, gives it a workflow
            until = self.now() + timedelta(seconds=delay_s)
            return {"waits": self.store.wait(state["job"], state["attempt"], until, outcome["wait"])}

        if durable.once(WAIT, put_down).get("waits"):
            tables = self.tables()
            steps = (*self._steps_of(state), *tables.amendment, *tables.report)
            kept = _without(state, outcome["again_from"], [name for name, _ in steps])
            durable.later({**kept, "attempt": state["attempt"] + 1}, delay_s)

    def _end(self, state: State, end: JobState, outcome: State | None) -> State:
        """Put a job at its end."""
        job_id = state["job"]
        resolver, has_result = self.parts.models.catalogue, end is JobState.SUCCEEDED
        beside = order_beside(self.store.get(job_id), resolver) if has_result else None
        moved = self.store.move(job_id, end, attempt=state["attempt"], outcome=outcome, beside=beside)
        job = self.store.get(job_id)
        if moved:
            self.said_to_end(job, end, outcome, state)
            self._count_result(job, end, state)
        if job.attempt == state["attempt"]:
            self.compare(job)
            self.clear(job_id)
        return {}

    def compare(self, job: Job) -> None:
        """Put on record how far a job that ran beside another one says the same; once an end.

        Lost where a process dies just after it ended such a job from without (cancelled, expired, given up).
        """
        if job.order.shadow_of is None or job.state not in FINAL:
            return
        with suppress(JobNotFound):  # the other one is no longer kept
            beside = self.store.get(job.order.shadow_of)
            if beside.run_id is None:
                return
            run = self.ledger.run(job.run_id) if job.run_id is not None else None
            name, version = self._model_of(job)
            comparison = comparison_of(job, version, run, self.ledger.run(beside.run_id))
            if self.store.shadows.record(job, name, comparison):
                same = [one["same"] for one in comparison.findings if one["same"] is not None]
                self.figures.count_shadow(name, version, comparison.end, same)

    def said_to_end(
        self, job: Job, end: JobState, outcome: Mapping[str, Any] | None, state: State | None = None
    ) -> None:
        """Log and count the end that a job has come to."""
        facts = code_of(outcome)
        with traced(job.trace_id):
            _LOG.info("a job came to its end", extra={"job": job.id, "status": str(end), **facts})
        if job.order.shadow_of is not None:  # nobody waits for it: no figure and no alert of jobs is about it
            return
        seconds = (self.now() - job.created_at).total_seconds()
        self.figures.count_end(*self._model_of(job, state), str(end), facts.get("code", ""), seconds)

    def _model_of(self, job: Job, state: State | None = None) -> tuple[str, str]:
        """Name and version of a job's model, also of one that was revoked; no version where nothing knows it."""
        name = _name_of(job)
        if state and "resolve" in state:
            return name, state["resolve"]["version"]
        try:
            return name, self.parts.models.catalogue.resolve(f"{name}@{job.order.package_digest}")[1].version
        except ModelError:
            return name, self.store.shadows.version_of(name, job.order.package_digest)

    def _count_inference(self, job: Job, state: State, outcome: State) -> None:
        seconds = outcome.get("timings", {}).get("infer")
        if seconds is not None:
            device = outcome.get("device", state["resolve"]["device"])  # an older radlane did not say it
            self.figures.count_inference(*self._model_of(job, state), device, seconds)

    def _count_result(self, job: Job, end: JobState, state: State) -> None:
        """Count what a job made; not what it used again, withdrew, or compared."""
        is_shadow = job.order.shadow_of is not None
        if is_shadow or job.order.withdraws is not None or job.reused_from is not None:
            return
        model = self._model_of(job, state)
        if end is JobState.NOT_ANALYSED:
            self.figures.count_result(*model, str(Verdict.NOT_ANALYSED), ())
        if end is JobState.SUCCEEDED and job.run_id is not None:
            said = self.ledger.run(job.run_id).result or {}
            presences = [finding["presence"] for finding in said.get("findings", ())]
            self.figures.count_result(*model, said.get("verdict", ""), presences)
            far = said.get("out_of_distribution")  # none too in what an earlier radlane made
            if far is not None:
                self.figures.count_distance(*model, far["distance"] / far["threshold"])


def _held(step: Step, durable: Durable) -> Step:
    """A step after which nothing is put on record where others have the job."""

    def held(parts: Parts, job: Job, state: State) -> State:
        outcome = step(parts, job, state)
        durable.require_held()
        return outcome

    return held


def _said(state: State) -> State | None:
    """What a job that succeeded says beside its result: why it has no heat maps."""
    reasons = state.get("explain", {}).get("reasons")
    return {"reasons": reasons} if reasons else None


def _name_of(job: Job) -> str:
    return parse_reference(job.order.request.model).name


def start_of(job: Job) -> State:
    """Return what the first attempt of a job starts with, and every later one has: what is not to be looked up."""
    withdraws = {} if job.order.withdraws is None else {WITHDRAWS: job.order.withdraws}
    return {"job": job.id, "attempt": job.attempt, **withdraws}


def _without(state: State, again_from: str | None, names: Sequence[str]) -> State:
    """A state without what a step and those after it made."""
    dropped = names[names.index(again_from) :] if again_from else []
    return {key: value for key, value in state.items() if key not in dropped}
