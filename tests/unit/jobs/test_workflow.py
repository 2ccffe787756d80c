"""A job through its steps: whatever dies, it comes to one end, with one result of one analysis."""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from radlane.domain.job import Job, JobState
from radlane.domain.withdrawal import WithdrawalReason
from radlane.errors import ArchiveUnavailable, JobConflict, RadlaneError
from radlane.inference.batched import Batched
from radlane.inference.batcher import Bounds
from radlane.inference.devices import choose_device
from radlane.jobs import workflow as module
from radlane.jobs.parts import Step
from radlane.jobs.runs import Run, RunQuery, RunState
from radlane.jobs.schema import RUN
from radlane.jobs.steps import STEPS
from radlane.jobs.store import Query
from radlane.jobs.tables import TABLES
from radlane.jobs.workflow import Runner
from radlane.monitoring.metrics import Metrics
from radlane.monitoring.tracing import current_trace
from radlane.pipeline.models import Models
from radlane.pipeline.networks import Places
from support.batching import Machine, held_up
from support.desk import Desk
from support.durable import Crash, Engine
from support.jobs import GIVE_UP, MODEL, Clock, Front, World, agree, drawing_models, drawing_package, world
from support.radiographs import pattern, radiograph, save
from support.scarce import ScarceModels
from support.withdrawals import QUALITY, SAFETY, listed, run_of, uids, withdraw

NAMES = [name for name, _ in STEPS]
POINTS = [f"{when} {name}" for name in [*NAMES, "end"] for when in ("before", "after", "recorded")]


def once(point: str) -> Callable[[str], None]:
    """Die at a point, the first time only."""
    left = [point]

    def at(here: str) -> None:
        if left and here == left[0]:
            left.clear()
            raise Crash

    return at


def run(on: World, engine: Engine, **order: Any) -> Job:
    job = on.accept(**order)
    engine.enqueue(job)
    engine.drain(on.runner)
    return on.store.get(job.id)


def whole(on: World, job: Job) -> None:
    """The job succeeded, and its one result is in both archives, the same in both."""
    assert job.state is JobState.SUCCEEDED, job.outcome
    assert job.run_id is not None
    assert on.ledger.run(job.run_id).state is RunState.COMPLETE
    assert agree(on.stored("a")) == agree(on.stored("b"))
    assert len(agree(on.stored("a"))) == 1
    assert not (on.parts.work / job.id).exists()


@pytest.mark.parametrize("point", POINTS)
def test_a_process_that_dies_anywhere_leaves_one_whole_result(on: World, engine: Engine, point: str) -> None:
    engine.at = once(point)
    job = run(on, engine)
    whole(on, job)
    when, name = point.split(" ", 1)
    for step in [*NAMES, "end"]:
        assert engine.ran.count(step) == (2 if (when, step) == ("after", name) else 1), "a finished step ran again"


@pytest.mark.parametrize("point", ["object 0", "object 1", "object 2", "answer"])
@pytest.mark.parametrize("destination", ["a", "b"])
def test_a_process_that_dies_while_it_sends_sends_the_same_again(
    on: World, engine: Engine, point: str, destination: str
) -> None:
    on.wrap = {destination: lambda archive: Front(archive, die)}
    die = once(point)
    whole(on, run(on, engine))


@pytest.mark.parametrize("point", ["before wait", "after wait", "recorded wait", "before later", "after later"])
def test_a_process_that_dies_while_it_puts_a_job_down(on: World, engine: Engine, point: str) -> None:
    front = Front(on.archive("b"))
    front.down = True
    on.wrap = {"b": lambda _: front}

    def at(here: str) -> None:
        front.down = front.down and "later" not in here and "wait" not in here
        die(here)

    die, engine.at = once(point), at
    job = run(on, engine)
    whole(on, job)
    assert engine.ran.count("analyse") == 1
    assert job.attempt == 2
    assert [event.name for event in job.timeline if event.kind == "wait"] == ["archive-unavailable"]


# What is lost, after which step, and how often the network runs then.
LOST = [("work", "retrieve", 1), ("work", "analyse", 2), ("outbox", "encode", 2)]


@pytest.mark.parametrize(("what", "after", "analyses"), LOST)
def test_what_is_lost_on_the_way_is_made_again(on: World, engine: Engine, what: str, after: str, analyses: int) -> None:
    """The job goes back once: where its whole folder is gone, to the first step that put something there.

    The process dies with it: what it has in hand would be enough to go on (`in_hand`).
    """
    left = [after]

    def at(here: str) -> None:
        if left and here == f"recorded {left[0]}":
            left.clear()
            shutil.rmtree(on.folder / what)
            raise Crash

    engine.at = at
    job = run(on, engine)
    whole(on, job)
    assert [event.name for event in job.timeline if event.kind == "wait"] == ["job-waits"]
    assert [event.name for event in job.timeline].count("analyse") == analyses


def test_the_same_request_again_uses_the_result(on: World, engine: Engine) -> None:
    first, second = run(on, engine), run(on, engine)
    whole(on, second)
    assert (second.run_id, second.reused_from) == (first.run_id, first.id)


def test_a_rerun_is_another_run_with_its_reason(on: World, engine: Engine) -> None:
    first, second = run(on, engine), run(on, engine, rerun="the first one looked odd")
    assert second.reused_from is None
    runs = {made.id: made for made in on.ledger.find(RunQuery())[0]}
    assert [(runs[str(job.run_id)].number, runs[str(job.run_id)].reason) for job in (first, second)] == [
        (1, None),
        (2, "the first one looked odd"),
    ]
    assert len(agree(on.stored("a"))) == 2


def test_two_jobs_at_once_share_a_run(on: World, engine: Engine) -> None:
    """The second one waits while the first one lies half done, and its worker is free."""
    first = on.accept()
    second = on.accept(destinations=("b",))
    engine.at = once("recorded analyse")
    engine.enqueue(first)
    engine.step(on.runner)
    engine.enqueue(second)
    engine.workflows[f"{first.id}.1"].due += 1.0
    engine.drain(on.runner)
    whole(on, on.store.get(first.id))
    found = on.store.get(second.id)
    assert (found.state, found.reused_from, found.attempt) == (JobState.SUCCEEDED, first.id, 2)


def down(on: World, name: str = "a") -> Front:
    front = Front(on.archive(name))
    front.down = True
    on.wrap = {name: lambda _: front}
    return front


def test_an_archive_that_is_down_is_waited_for_without_a_worker(on: World, engine: Engine, clock: Clock) -> None:
    front, begin = down(on), clock()
    engine.enqueue(on.accept())
    engine.step(on.runner)
    (job,) = on.store.unfinished()
    assert (job.state, job.attempt, job.wait_until) == (JobState.WAITING, 2, begin.replace(second=2))
    for _ in range(11):
        engine.step(on.runner)
    assert 3 * 300 < (clock() - begin).total_seconds() < 3600  # longer each time, five minutes at most
    assert front.calls == 12
    front.down = False
    engine.drain(on.runner)
    whole(on, on.store.get(job.id))


def test_a_job_that_waits_expires(on: World, engine: Engine, clock: Clock) -> None:
    down(on)
    until = clock().replace(minute=30)
    job = run(on, engine, not_after=until)
    assert (job.state, job.outcome and job.outcome["error"]["code"]) == (JobState.EXPIRED, "archive-unavailable")
    assert not (on.parts.work / job.id).exists()


def test_an_expired_job_is_settled_before_its_turn(on: World, engine: Engine, clock: Clock) -> None:
    down(on)
    job = on.accept(not_after=clock().replace(second=1))
    engine.enqueue(job)
    engine.step(on.runner)
    on.runner.settle(job.id)
    assert on.store.get(job.id).state is JobState.WAITING
    clock.forward(2)
    on.runner.settle(job.id)
    assert on.store.get(job.id).state is JobState.EXPIRED
    engine.drain(on.runner)
    assert on.store.get(job.id).state is JobState.EXPIRED


def test_a_job_that_never_began_expires_without_a_word(on: World, engine: Engine, clock: Clock) -> None:
    job = on.accept(not_after=clock())
    clock.forward(1)
    on.runner.settle(job.id)
    assert (on.store.get(job.id).state, on.store.get(job.id).outcome) == (JobState.EXPIRED, None)


@pytest.mark.parametrize("name", NAMES)
def test_a_cancelled_job_ends_before_its_next_step(on: World, engine: Engine, name: str) -> None:
    job = on.accept()
    engine.at = lambda here: on.store.ask_cancel(job.id) if here == f"before {name}" else None
    engine.enqueue(job)
    engine.drain(on.runner)
    assert on.store.get(job.id).state is JobState.CANCELLED
    assert on.stored("a") == on.stored("b") == []
    assert name not in [event.name for event in on.store.get(job.id).timeline]
    held = RunState.OPEN if name == "deliver" else RunState.FAILED  # objects on record are for the next job
    assert {made.state for made in on.ledger.find(RunQuery())[0]} <= {held}


@pytest.mark.parametrize("point", ["object 0", "object 1", "answer"])
def test_what_began_to_be_stored_is_stored_whole(on: World, engine: Engine, point: str) -> None:
    """Cancelled, out of time and dead, all at once, while it sends."""
    job = on.accept(destinations=("a",), not_after=engine.clock().replace(second=30))
    die = once(point)

    def at(here: str) -> None:
        on.store.ask_cancel(job.id)
        engine.clock.forward(60)
        die(here)

    on.wrap = {"a": lambda archive: Front(archive, at)}
    engine.enqueue(job)
    engine.drain(on.runner)
    assert on.store.get(job.id).state is JobState.SUCCEEDED
    assert len(agree(on.stored("a"))) == 1


def test_a_destination_that_never_comes_back_ends_a_job_and_the_next_one_goes_on(on: World, engine: Engine) -> None:
    """`b` takes one object and goes down for good: neither a cancelled nor an expired job waits for ever."""
    front = Front(on.archive("b"))

    def at(here: str) -> None:
        front.down = front.down or here == "object 1"

    front.at = at
    on.wrap = {"b": lambda _: front}
    job = on.accept(destinations=("b",), not_after=engine.clock() + timedelta(hours=1))
    engine.enqueue(job)
    engine.step(on.runner)
    on.store.ask_cancel(job.id)
    engine.clock.forward(GIVE_UP.total_seconds())
    engine.step(on.runner)
    assert on.store.get(job.id).state is JobState.WAITING, "what began is not left half for that"
    engine.drain(on.runner)
    ended = on.store.get(job.id)
    assert (ended.state, ended.outcome and ended.outcome["error"]["code"]) == (JobState.EXPIRED, "archive-unavailable")
    assert ended.updated_at - ended.expires_at < GIVE_UP + timedelta(minutes=6)
    front.down, front.at = False, lambda _: None
    next_job = run(on, engine, destinations=("b",))
    assert next_job.state is JobState.SUCCEEDED
    assert engine.ran.count("analyse") == 2
    assert len(agree(on.stored("b"))) == 1, "the same bytes, not another analysis"


def test_a_destination_that_never_began_does_not_keep_a_job(on: World, engine: Engine) -> None:
    """`a` has got all, `b` is down: cancelled, the run stays open, and the next job takes it over."""
    front = down(on, "b")
    job = on.accept()
    engine.enqueue(job)
    engine.step(on.runner)
    on.store.ask_cancel(job.id)
    on.runner.settle(job.id)
    assert on.store.get(job.id).state is JobState.CANCELLED
    first = agree(on.stored("a"))
    front.down = False
    engine.drain(on.runner)
    assert on.stored("b") == []
    second = run(on, engine)
    whole(on, second)
    assert agree(on.stored("b")) == first


def test_a_job_is_tried_again_from_the_start(on: World, engine: Engine) -> None:
    job = on.accept()
    engine.enqueue(job)
    on.store.ask_cancel(job.id)
    assert on.store.reopen(job.id)
    engine.enqueue(on.store.get(job.id))
    engine.drain(on.runner)  # the first attempt lies in the queue too
    found = on.store.get(job.id)
    whole(on, found)
    assert engine.ran.count("analyse") == 1


def test_an_old_attempt_does_nothing(on: World, engine: Engine) -> None:
    """A waiting job is cancelled and tried again while its successor lies in the queue."""
    front = down(on)
    job = on.accept()
    engine.enqueue(job)
    engine.step(on.runner)
    on.store.ask_cancel(job.id)
    on.runner.settle(job.id)
    on.store.reopen(job.id)
    front.down = False
    engine.enqueue(on.store.get(job.id))
    engine.drain(on.runner)
    found = on.store.get(job.id)
    whole(on, found)
    assert found.attempt == 3
    assert [event.name for event in found.timeline].count("resolve") == 2  # the first attempt's, and the third's


def test_a_job_that_is_no_longer_there_is_left_alone(on: World, engine: Engine) -> None:
    engine.put("gone.1", {"job": "gone", "attempt": 1}, 0.0)
    engine.drain(on.runner)
    assert engine.ran == ["resolve"]


def test_a_job_that_ends_while_a_step_begins(on: World, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look at the job and its move to running somebody ends it."""
    job = on.accept()
    before = on.runner.store.get

    def get(job_id: str) -> Job:
        found = before(job_id)
        on.store.ask_cancel(job_id)
        return found

    monkeypatch.setattr(on.store, "get", get)
    engine.enqueue(job)
    engine.drain(on.runner)
    assert engine.ran == ["resolve"]
    assert before(job.id).state is JobState.CANCELLED


def ending(on: World, job: Job, error: RadlaneError, *, reopened: bool) -> None:
    """While a step asks the archive, somebody takes the job for lost and ends it; the archive answers with an error."""

    class Ending(Front):
        def find_study(self, *_: Any) -> Any:
            on.store.move(job.id, JobState.FAILED)
            if reopened:
                on.store.reopen(job.id)
            raise error

    on.wrap = {"a": Ending}


def test_a_job_that_ended_meanwhile_has_no_successor(on: World, engine: Engine) -> None:
    job = on.accept()
    ending(on, job, ArchiveUnavailable("down"), reopened=False)
    engine.enqueue(job)
    engine.drain(on.runner)
    assert on.store.get(job.id).state is JobState.FAILED
    assert list(engine.workflows) == [f"{job.id}.1"]


@pytest.mark.parametrize("error", [ArchiveUnavailable("down"), RadlaneError("broken")])
def test_an_old_attempt_ends_nothing_of_the_new_one(on: World, engine: Engine, error: RadlaneError) -> None:
    job = on.accept()
    ending(on, job, error, reopened=True)
    engine.enqueue(job)
    engine.drain(on.runner)
    found = on.store.get(job.id)
    assert (found.state, found.attempt) == (JobState.QUEUED, 2)
    on.wrap = {}
    engine.enqueue(found)
    engine.drain(on.runner)
    whole(on, on.store.get(job.id))


def test_what_a_model_does_not_accept_has_a_reason_and_is_not_sent(tmp_path: Path, engine: Engine) -> None:
    manifest = drawing_package(tmp_path / "models") / "model.yaml"
    manifest.write_text(manifest.read_text() + "accepts:\n  age_years: {least: 18}\n")
    on = world(tmp_path, drawing_models(tmp_path / "models"))
    save(radiograph(PatientAge="004Y"), on.folder / "a", "IM1")
    job = run(on, engine)
    assert job.state is JobState.NOT_ANALYSED
    assert job.outcome is not None
    assert [reason["code"] for reason in job.outcome["reasons"]] == ["age-mismatch"]
    assert "4Y" not in json.dumps(job.outcome)
    assert on.stored("a") == on.stored("b") == []
    save(radiograph(PatientAge="040Y"), on.folder / "a", "IM1")
    whole(on, run(on, engine))


def test_what_cannot_be_analysed_has_a_reason_and_holds_no_key(on: World, engine: Engine) -> None:
    save(radiograph(BodyPartExamined="HAND"), on.folder / "a", "IM1")
    job = run(on, engine)
    assert job.state is JobState.NOT_ANALYSED
    assert job.outcome is not None
    assert [reason["code"] for reason in job.outcome["reasons"]] == ["body-part-mismatch"]
    assert on.ledger.find(RunQuery())[0] == ()


def test_an_error_that_does_not_go_away_fails_the_job(on: World, engine: Engine) -> None:
    shutil.rmtree(on.folder / "a")
    (on.folder / "a").mkdir()
    job = run(on, engine)
    assert (job.state, job.outcome and job.outcome["error"]["code"]) == (JobState.FAILED, "study-not-found")


class Broken(Front):
    """An archive whose client has a defect."""

    def find_study(self, *_: Any) -> Any:
        raise ZeroDivisionError("Test^Tess")


def test_what_nobody_thought_of_fails_the_job_and_not_the_worker(
    on: World, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    on.wrap = {"a": Broken}
    job = run(on, engine)
    assert (job.state, job.outcome and job.outcome["error"]["code"]) == (JobState.FAILED, "internal-error")
    assert "Test^Tess" not in json.dumps(job.outcome)
    assert [record.levelno for record in caplog.records if record.name == module.__name__] == [logging.ERROR]


class Away(Front):
    """The job's own database goes away in the middle of a step."""

    def find_study(self, *_: Any) -> Any:
        raise OperationalError("SELECT 1", {}, OSError("the server closed the connection"))


def test_a_database_that_is_away_is_the_engine_s_affair(on: World, engine: Engine) -> None:
    on.wrap = {"a": Away}
    engine.enqueue(on.accept())
    with pytest.raises(OperationalError):
        engine.step(on.runner)
    on.wrap = {}
    engine.drain(on.runner)
    assert on.store.counts() == {"succeeded": 1}


def test_what_a_job_starts_with(on: World) -> None:
    """Whether it withdraws is told, not looked up: a workflow that is replayed takes the same way."""
    run = run_of(on)
    job, withdrawal = on.accept(rerun="again"), withdraw(on, run)
    assert module.start_of(job) == {"job": job.id, "attempt": 1}
    assert module.start_of(withdrawal) == {"job": withdrawal.id, "attempt": 1, "withdraws": run.id}


def test_a_withdrawal_that_failed_is_tried_again_by_hand(on: World, engine: Engine) -> None:
    run = run_of(on)
    broken = Front(on.archive("a"))
    broken.store = lambda _: 1 / 0  # type: ignore[method-assign, assignment]
    on.wrap = {"a": lambda _: broken}
    job = withdraw(on, run)
    engine.enqueue(job)
    engine.drain(on.runner)
    found = on.store.get(job.id)
    assert (found.state, found.outcome and found.outcome["error"]["code"]) == (JobState.FAILED, "internal-error")
    on.wrap = {}
    assert on.store.reopen(job.id)
    engine.enqueue(on.store.get(job.id))
    engine.drain(on.runner)
    assert on.store.get(job.id).state is JobState.SUCCEEDED
    assert [len(on.notes(name)) for name in ("a", "b")] == [1, 1]


def test_rows_stay_small(on: World, engine: Engine) -> None:
    class Chatty(Front):
        def find_study(self, *_: Any) -> Any:
            raise RadlaneError("no", why="x" * 100_000)

    on.wrap = {"a": Chatty}
    job = run(on, engine)
    assert len(json.dumps(job.outcome)) < 1200


def test_nothing_of_the_patient_and_no_secret_is_kept_by_the_engine(on: World, engine: Engine) -> None:
    run(on, engine)
    kept = json.dumps([(workflow.start, workflow.outcomes) for workflow in engine.workflows.values()])
    with on.engine.connect() as connection:
        kept += str(connection.execute(select(RUN)).all())
    kept += (on.folder / "radlane.sqlite").read_bytes().decode("latin-1")
    for value in ("T-1", "Tess", "A-1", "Referrer", "19700101", on.parts.site_key.decode(), on.parts.site_key.hex()):
        assert value not in kept
    assert on.parts.site_key.decode() not in repr(on.parts)


class Lives(RuleBasedStateMachine):
    """Jobs come, processes die, archives go down, files are lost, people cancel, try again and withdraw."""

    models: Models
    base: Path

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=self.base))
        self.clock = Clock()
        self.engine = Engine(self.clock, self._at)
        self.on = world(self.folder, self.models, self.clock)
        self.fronts = {name: Front(self.on.archive(name), self._at) for name in ("a", "b")}
        self.on.wrap = {name: lambda _, name=name: self.fronts[name] for name in self.fronts}  # type: ignore[misc]
        self.countdown = -1
        self.shade = 0

    def _at(self, _: str) -> None:
        self.countdown -= 1
        if self.countdown == 0:
            raise Crash

    @rule(rerun=st.booleans(), destinations=st.sampled_from([("a",), ("b",), ("a", "b"), ()]))
    def ask(self, rerun: bool, destinations: tuple[str, ...]) -> None:
        self.engine.enqueue(self.on.accept(rerun="again" if rerun else None, destinations=destinations))

    @rule(dies_at=st.integers(-1, 30))
    def work(self, dies_at: int) -> None:
        self.countdown = dies_at
        self.engine.step(self.on.runner)
        self.countdown = -1

    @rule(name=st.sampled_from(["a", "b"]), is_down=st.booleans())
    def switch(self, name: str, is_down: bool) -> None:
        self.fronts[name].down = is_down

    @rule(what=st.sampled_from(["work", "outbox"]))
    def lose(self, what: str) -> None:
        shutil.rmtree(self.folder / what, ignore_errors=True)

    @rule()
    def change_pixels(self) -> None:
        self.shade += 1
        for name in ("a", "b"):
            save(radiograph(pattern() // (1 + self.shade)), self.folder / name, "IM1")

    @rule(number=st.integers(0, 20))
    def cancel(self, number: int) -> None:
        for job in self.on.store.unfinished()[number : number + 1]:
            with suppress(JobConflict):  # a withdrawal is not cancelled
                self.on.store.ask_cancel(job.id)
            self.on.runner.settle(job.id)

    @rule(number=st.integers(0, 20), reason=st.sampled_from([SAFETY, QUALITY]))
    def withdraw(self, number: int, reason: WithdrawalReason) -> None:
        for run in self.on.ledger.find(RunQuery(limit=200))[0][number : number + 1]:
            with suppress(JobConflict):
                _, job_id = self.on.withdrawals.ask(run.id, reason, None, "")
                if job_id is not None and number % 2:
                    self.engine.enqueue(self.on.store.get(job_id))

    @rule()
    def sweep(self) -> None:
        self.engine.sweep(self.on.runner)
        stopped = self.on.withdrawals.stopped([job.run_id for job in self.on.store.unfinished() if job.run_id])
        for job in self.on.store.unfinished():
            if job.run_id in stopped:
                self.on.runner.settle(job.id)

    @precondition(lambda self: self.on.store.counts().get("cancelled") or self.on.store.counts().get("failed"))
    @rule()
    def try_again(self) -> None:
        for job in self.on.store.find(Query(limit=200))[0]:
            if self.on.store.reopen(job.id):
                self.engine.enqueue(self.on.store.get(job.id))

    @invariant()
    def one_open_run_an_input(self) -> None:
        runs = self.on.ledger.find(RunQuery(limit=200))[0]
        assert len({run.input_key for run in runs}) <= 1
        assert [run.state for run in runs].count(RunState.OPEN) <= 1
        assert len({run.number for run in runs}) == len(runs)

    def teardown(self) -> None:
        if not hasattr(self, "on"):
            return
        for front in self.fronts.values():
            front.down = False
        while self.on.store.unfinished():  # a job that ends may leave half a result, which is withdrawn by another one
            self.engine.sweep(self.on.runner)
            self.engine.drain(self.on.runner)
        for job in self.on.store.find(Query(limit=200))[0]:
            self._ended_well(job)
        self._nothing_is_half()
        for made in self.on.ledger.find(RunQuery(limit=200))[0]:
            self._told(made)

    def _ended_well(self, job: Job) -> None:
        """A job fails where its result was withdrawn; a withdrawal where nothing and nobody says any more of whom."""
        if job.state is JobState.FAILED:
            assert job.outcome is not None
            expected = "study-not-found" if job.order.withdraws else "result-withdrawn"
            assert job.outcome["error"]["code"] == expected, job.outcome
        else:
            assert job.state in {JobState.SUCCEEDED, JobState.CANCELLED}

    def _told(self, made: Run) -> None:
        """Every archive that has an object of a withdrawn run has a note that lists it; no other run's is listed."""
        own = uids(self.on.ledger.objects(made.id))
        for name in ("a", "b"):
            there = own & {str(item.SOPInstanceUID) for item in self.on.stored(name)}
            notes = [listed(note) for note in self.on.notes(name) if listed(note) & own]
            assert all(note <= own for note in notes)
            if made.state is RunState.WITHDRAWN and there:
                assert there <= set().union(*notes), "an object of a withdrawn run is shown"
            if made.state is not RunState.WITHDRAWN:
                assert not notes, "a result is rejected that nobody withdrew"

    def _nothing_is_half(self) -> None:
        """A run that was not withdrawn is whole where it is, or not there; its objects are of one analysis."""
        withdrawn = set()
        for made in self.on.ledger.find(RunQuery(limit=200))[0]:
            if made.state is RunState.WITHDRAWN:
                withdrawn |= {item.ref.sop_instance_uid for item in self.on.ledger.objects(made.id)}
        for name in ("a", "b"):
            agree([item for item in self.on.stored(name) if str(item.SOPInstanceUID) not in withdrawn])


def test_any_life_ends_well(tmp_path: Path, models: Models) -> None:
    class Here(Lives):
        base = tmp_path

    Here.models = models
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Here,
        settings=settings(
            max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def counting(desk: Desk) -> tuple[Runner, Callable[[], dict[str, float]]]:
    """A runner with figures of its own, and what they say by series."""
    metrics = Metrics("0")

    def read() -> dict[str, float]:
        families = text_string_to_metric_families(metrics.text().decode())
        return {
            " ".join([sample.name, *(value for _, value in sorted(sample.labels.items()))]): sample.value
            for family in families
            for sample in family.samples
        }

    return replace(desk.world.runner, figures=metrics.jobs), read


def test_steps_ends_and_results_are_counted(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    runner, figures = counting(desk)
    for _ in range(2):  # the second one uses the result again
        desk.engine.enqueue(desk.world.accept())
        desk.engine.drain(runner)
    found = figures()
    for name, _ in STEPS:
        assert found[f"radlane_job_step_seconds_count {MODEL} {name} 1.0.0"] == 2
    assert found[f"radlane_jobs_ended_total  {MODEL} succeeded 1.0.0"] == 2
    assert found[f"radlane_job_seconds_count {MODEL} succeeded 1.0.0"] == 2
    assert found[f"radlane_inference_seconds_count cpu {MODEL} 1.0.0"] == 1
    assert found[f"radlane_results_total {MODEL} analysed 1.0.0"] == 1
    assert found[f"radlane_findings_total {MODEL} present 1.0.0"] == 2


def test_an_end_without_a_result_is_counted_with_its_code(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    runner, figures = counting(desk)
    late = desk.world.accept(not_after=desk.world.clock(), rerun="x")
    desk.engine.clock.forward(1)
    runner.settle(late.id)
    save(radiograph(BodyPartExamined="FOOT"), desk.world.folder / "a", "IM1")
    for order in ({}, {"package_digest": "sha256:" + "0" * 64}):
        desk.engine.enqueue(desk.world.accept(**order))
        desk.engine.drain(runner)
    found = figures()
    assert found[f"radlane_jobs_ended_total  {MODEL} expired 1.0.0"] == 1
    assert found[f"radlane_jobs_ended_total body-part-mismatch {MODEL} not-analysed 1.0.0"] == 1
    assert found[f"radlane_results_total {MODEL} not-analysed 1.0.0"] == 1
    assert found[f"radlane_jobs_ended_total model-not-found {MODEL} failed "] == 1
    assert not [name for name in found if name.startswith("radlane_findings_total")]


def test_a_withdrawal_counts_as_a_job_and_not_as_a_result(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    runner, figures = counting(desk)
    desk.engine.enqueue(desk.world.accept())
    desk.engine.drain(runner)
    run_id = desk.world.store.find(Query())[0][0].run_id
    desk.world.withdrawals.ask(run_id or "", WithdrawalReason.QUALITY, None, "")
    desk.engine.sweep(runner)
    desk.engine.drain(runner)
    found = figures()
    assert found[f"radlane_jobs_ended_total  {MODEL} succeeded 1.0.0"] == 2
    assert found[f"radlane_results_total {MODEL} analysed 1.0.0"] == 1


def test_the_work_of_a_job_is_traced_to_its_request(on: World, engine: Engine) -> None:
    seen: dict[str, str | None] = {}

    def noting(step: Step) -> Step:
        def run_it(*arguments: Any) -> Any:
            seen[arguments[1].id] = current_trace()
            return step(*arguments)

        return run_it

    steps = tuple((name, noting(step)) for name, step in STEPS)
    asked, own = on.accept(trace_id="ab" * 16), on.accept(rerun="again")
    for job in (asked, own):
        engine.enqueue(job)
    engine.drain(replace(on.runner, tables=partial(replace, TABLES, analysis=steps)))
    assert seen == {asked.id: "ab" * 16, own.id: own.id.replace("-", "")}
    assert on.store.get(asked.id).trace_id == "ab" * 16
    assert current_trace() is None


def test_what_ran_on_the_cpu_for_want_of_memory_is_said_whoever_encodes_it(tmp_path: Path) -> None:
    """The step that encodes has another lease than the one that ran the networks: what these ran on goes with them."""
    usual = drawing_models(tmp_path / "models")
    models = ScarceModels(usual.catalogue, Places(device=choose_device("cpu", ()), threads=1))
    models.folder = tmp_path
    clock = Clock()
    on, engine = world(tmp_path, models, clock), Engine(clock)
    metrics = Metrics("0")
    job = on.accept()
    engine.enqueue(job)
    engine.drain(replace(on.runner, figures=metrics.jobs))
    ended = on.store.get(job.id)
    assert ended.state is JobState.SUCCEEDED
    said = on.ledger.run(str(ended.run_id)).result
    assert said is not None
    assert said["provenance"]["device"] == "cuda+cpu"
    assert "ran-on-cpu" in [reason["code"] for reason in said["reasons"]]
    assert b'device="cuda+cpu"' in metrics.text()


def test_a_job_whose_turn_does_not_come_waits_and_goes_on(tmp_path: Path) -> None:
    """Nothing is lost or made twice: what was retrieved is there, and its result is in each archive once."""
    places = Places(device=choose_device("cpu", ()), threads=1, queues={"cpu": Bounds(wait_s=0.05)})
    models, clock = Models(drawing_models(tmp_path / "models").catalogue, places), Clock()
    on, engine = world(tmp_path, models, clock), Engine(clock)
    job = on.accept()
    engine.enqueue(job)
    with models.lease(MODEL) as model:
        assert isinstance(model.session, Batched)
        with held_up(model.session.batcher, Machine()):
            engine.step(on.runner)
            waits = on.store.get(job.id)
            assert waits.state is JobState.WAITING
            assert "model-busy" in str(waits.timeline)
    engine.drain(on.runner)
    assert on.store.get(job.id).state is JobState.SUCCEEDED
    assert engine.ran.count("retrieve") == 1
    assert len(agree(on.stored("a"))) == len(agree(on.stored("b"))) == 1
