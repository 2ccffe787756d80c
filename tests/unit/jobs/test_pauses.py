"""A paused model's jobs wait without a worker, and go on when it is resumed; none is lost, whatever dies meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import event

from radlane.domain.job import Job, JobState
from radlane.errors import ArchiveUnavailable
from radlane.jobs.parts import Parts, State
from radlane.jobs.pauses import Held
from radlane.jobs.steps import STEPS
from radlane.jobs.tables import TABLES
from radlane.jobs.workflow import Runner
from support.durable import Crash, Engine
from support.jobs import GIVE_UP, MODEL, Clock, World, agree
from support.withdrawals import run_of, withdraw


def once(point: str) -> Callable[[str], None]:
    left = [point]

    def at(here: str) -> None:
        if left and here == left[0]:
            left.clear()
            raise Crash

    return at


def pause(on: World) -> None:
    on.store.pauses.pause(MODEL, "me", "it errs")


def held(on: World, engine: Engine, **order: object) -> Job:
    """A job that was accepted while its model was paused."""
    job = on.accept(**order)
    engine.enqueue(job)
    engine.drain(on.runner)
    return on.store.get(job.id)


def resume(on: World, engine: Engine) -> tuple[str, ...]:
    """What the service does: the jobs that waited get a workflow."""
    released = on.store.pauses.resume(MODEL)
    for job_id in released:
        engine.enqueue(on.store.get(job_id))
    return released


def test_jobs_of_a_paused_model_are_accepted_and_wait_and_go_on_at_once(on: World, engine: Engine) -> None:
    pause(on)
    job = held(on, engine)
    assert (job.state, job.attempt, job.wait_until) == (JobState.WAITING, 2, None)
    assert [event.name for event in job.timeline if event.kind == "wait"] == ["model-paused"]
    assert engine.ran.count("retrieve") == 0
    assert engine.held_s == 0.0
    before = on.clock()
    assert resume(on, engine) == (job.id,)
    assert on.store.pauses.find() == {}
    engine.drain(on.runner)
    assert on.store.get(job.id).state is JobState.SUCCEEDED
    assert on.clock() == before, "without a back-off"
    assert len(agree(on.stored("a"))) == 1


def test_a_pause_lets_a_job_go_on_that_has_its_run(on: World, engine: Engine) -> None:
    def then_pause(parts: Parts, job: Job, state: State) -> State:
        made = claim(parts, job, state)
        pause(on)
        return made

    claim = dict(STEPS)["claim"]
    steps = tuple((name, then_pause if name == "claim" else step) for name, step in STEPS)
    tables = partial(replace, TABLES, analysis=steps)
    runner = Runner(parts=on.parts, store=on.store, ledger=on.ledger, now=on.clock, give_up=GIVE_UP, tables=tables)
    job = on.accept()
    engine.enqueue(job)
    engine.drain(runner)
    assert on.store.get(job.id).state is JobState.SUCCEEDED


@pytest.mark.parametrize(
    "point", ["before resolve", "after resolve", "recorded resolve", "before wait", "after wait", "recorded wait"]
)
def test_a_process_that_dies_while_a_job_is_put_down_loses_nothing(on: World, engine: Engine, point: str) -> None:
    pause(on)
    engine.at = once(point)
    job = held(on, engine)
    assert (job.state, job.attempt) == (JobState.WAITING, 2)
    assert [event.name for event in job.timeline if event.kind == "wait"] == ["model-paused"]
    resume(on, engine)
    engine.drain(on.runner)
    assert on.store.get(job.id).state is JobState.SUCCEEDED


def test_a_job_whose_model_is_resumed_while_it_is_put_down_goes_on(on: World, engine: Engine) -> None:
    """Between the look at the pause and the wait; nobody else gives it a workflow then."""
    pause(on)
    left = ["before wait"]

    def at(here: str) -> None:
        if left and here == left[0]:
            left.clear()
            assert resume(on, engine) == ()

    engine.at = at
    job = held(on, engine)
    assert (job.state, job.attempt) == (JobState.SUCCEEDED, 2)


def test_giving_up_does_not_run_out_while_a_model_is_paused(on: World, engine: Engine, clock: Clock) -> None:
    clock.forward(60)
    job = on.accept()
    engine.enqueue(job)
    clock.forward(600)
    pause(on)
    engine.drain(on.runner)
    clock.forward(3 * GIVE_UP.total_seconds())
    on.runner.settle(job.id)
    assert on.store.get(job.id).state is JobState.WAITING
    resume(on, engine)
    left = on.store.get(job.id).expires_at
    assert left == clock() + GIVE_UP - timedelta(seconds=600)
    engine.drain(on.runner)
    assert on.store.get(job.id).state is JobState.SUCCEEDED


def test_a_job_that_came_while_its_model_was_paused_has_all_its_time(on: World, engine: Engine, clock: Clock) -> None:
    pause(on)
    clock.forward(3600)
    job = held(on, engine)
    clock.forward(3600)
    resume(on, engine)
    assert on.store.get(job.id).expires_at == clock() + GIVE_UP


def test_what_the_caller_said_runs_out(on: World, engine: Engine, clock: Clock) -> None:
    pause(on)
    job = held(on, engine, not_after=clock() + timedelta(hours=1))
    clock.forward(3601)
    on.runner.settle(job.id)
    expired = on.store.get(job.id)
    assert expired.state is JobState.EXPIRED
    assert expired.outcome is not None
    assert expired.outcome["error"]["code"] == "model-paused"
    assert resume(on, engine) == ()


def test_a_waiting_job_of_a_paused_model_is_cancelled(on: World, engine: Engine) -> None:
    pause(on)
    job = held(on, engine)
    on.store.ask_cancel(job.id)
    on.runner.settle(job.id)
    assert on.store.get(job.id).state is JobState.CANCELLED
    assert resume(on, engine) == ()


def test_a_withdrawal_does_not_wait(on: World, engine: Engine) -> None:
    run = run_of(on)
    pause(on)
    withdraw(on, run)
    engine.sweep(on.runner)
    engine.drain(on.runner)
    assert len(on.notes("a")) == 1


def test_twice_is_once(on: World, engine: Engine, clock: Clock) -> None:
    first = on.store.pauses.pause(MODEL, "me", "it errs")
    clock.forward(10)
    assert on.store.pauses.pause(MODEL, "you", "again") == first
    job = held(on, engine)
    clock.forward(10)
    expires = on.store.get(job.id).expires_at
    assert resume(on, engine) == (job.id,)
    later = on.store.get(job.id).expires_at
    assert expires is not None
    assert later == expires + timedelta(seconds=10)
    assert resume(on, engine) == ()
    assert on.store.get(job.id).expires_at == later
    engine.drain(on.runner)
    assert on.store.get(job.id).attempt == 2


def test_another_model_does_not_wait(on: World, engine: Engine) -> None:
    on.store.pauses.pause(f"{MODEL}-2", "me", "it errs")
    on.store.pauses.pause(MODEL[:-1], "me", "it errs")
    assert held(on, engine).state is JobState.SUCCEEDED


def test_a_job_that_is_at_work_elsewhere_is_not_put_down(on: World) -> None:
    pause(on)
    job = on.accept()
    assert on.store.pauses.hold(job.id, 7, MODEL) is Held.GONE
    assert on.store.pauses.hold("nobody", 1, MODEL) is Held.GONE
    on.store.pauses.resume(MODEL)
    assert on.store.pauses.hold(job.id, 1, MODEL) is Held.RESUMED


def test_an_archive_that_is_away_is_waited_for_as_long_as_the_model_is_paused(
    on: World, engine: Engine, clock: Clock
) -> None:
    """It has its run, so it goes on; but its time does not run out."""
    job = on.accept()
    state = on.runner._failure(job, ArchiveUnavailable("Away"))
    assert "wait" in state
    clock.forward(3 * GIVE_UP.total_seconds())
    assert on.runner._failure(job, ArchiveUnavailable("Away"))["end"] == JobState.EXPIRED
    pause(on)
    assert "wait" in on.runner._failure(job, ArchiveUnavailable("Away"))


def test_which_models_are_known(on: World) -> None:
    assert not on.store.pauses.knows(MODEL)
    pause(on)
    assert on.store.pauses.knows(MODEL)


def test_a_model_is_known_by_one_connection(on: World) -> None:
    """A pool of one is enough: a second one inside the first would wait for ever where all are in use."""
    opened: list[object] = []
    event.listen(on.engine, "checkout", lambda *_: opened.append(1))
    assert not on.store.pauses.knows(MODEL)
    assert len(opened) == 1
    pause(on)
    opened.clear()
    assert on.store.pauses.knows(MODEL)
    assert len(opened) == 1
