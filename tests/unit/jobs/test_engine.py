"""The engine: DBOS as it is, on SQLite."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from dbos import DBOS
from dbos import _queue as queue
from dbos._dbos import _get_dbos_instance
from sqlalchemy.exc import DatabaseError, InternalError, OperationalError, ProgrammingError

from radlane.domain.job import FINAL, Job, JobState, Priority
from radlane.jobs import engine as module
from radlane.jobs.at_work import AtWork
from radlane.jobs.engine import Engine
from radlane.jobs.launch import EngineOptions
from radlane.jobs.parts import Tables
from radlane.jobs.queue import due, workflow_id
from radlane.jobs.store import Query
from radlane.pipeline.models import Models
from support.jobs import BEGIN, MODEL, Clock, Front, World, agree, world
from support.withdrawals import listed, run_of, states, uids, withdraw

_PATIENCE_S = 30.0


class _ReadOnly(Exception):
    """What a driver says of a server that is a standby by now."""

    sqlstate = "25006"


# Of a database that is away: as it is mostly said, by a server that takes nothing, and as a connection that was lost.
AWAY = [
    OperationalError("x", {}, OSError()),
    InternalError("x", {}, _ReadOnly()),
    DatabaseError("x", {}, OSError(), connection_invalidated=True),
]


@pytest.fixture
def clock() -> Clock:
    return Clock()


def options(folder: Path) -> EngineOptions:
    return EngineOptions(url=f"sqlite:///{folder / 'engine.sqlite'}", executor="here", workers=2, lease_s=0.3)


@pytest.fixture
def engine(on: World, clock: Clock) -> Iterator[Engine]:
    """An engine at work; its sweeper looks only when it is told to."""
    made = Engine(options(on.folder), on.runner, on.store, clock)
    made._sweep_until_stopped = lambda: None  # type: ignore[method-assign]
    made._sweeper = module.Thread(target=lambda: None)
    made.start()
    yield made
    made.stop()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def ended(on: World, job: Job) -> Job:
    until(lambda: on.store.get(job.id).state in FINAL)
    return on.store.get(job.id)


def test_a_job_comes_to_its_end_once(on: World, engine: Engine) -> None:
    job = on.accept()
    engine.enqueue(job)
    engine.enqueue(job)
    found = ended(on, job)
    assert (found.state, found.outcome) == (JobState.SUCCEEDED, None)
    assert len(agree(on.stored("a"))) == len(agree(on.stored("b"))) == 1
    until(lambda: DBOS.get_workflow_status(workflow_id(job.id, 1)).status == "SUCCESS")  # type: ignore[union-attr]
    steps = [event.name for event in found.timeline if event.kind == "step"]
    assert [on.store.begun.deaths(job.id, step, "another") for step in (*steps, "end")] == [0] * 8
    engine.reconcile()
    assert on.store.get(job.id) == found


def test_a_job_whose_steps_cannot_be_imported_is_left_to_others(on: World, clock: Clock) -> None:
    asked = Event()

    def broken() -> Tables:
        asked.set()
        raise ImportError("libgone.so")

    job = on.accept()
    first = Engine(options(on.folder), replace(on.runner, tables=broken), on.store, clock)
    first.start()
    first.enqueue(job)
    assert asked.wait(_PATIENCE_S)
    first.stop()
    assert on.store.get(job.id).state is JobState.QUEUED
    second = Engine(options(on.folder), on.runner, on.store, clock)
    second.start()
    try:
        assert ended(on, job).state is JobState.SUCCEEDED
    finally:
        second.stop()


def test_an_urgent_job_waits_for_no_other_one_to_end(on: World, engine: Engine) -> None:
    reached, go_on = Event(), Event()

    class Slow(Front):
        def find_study(self, *arguments: Any) -> Any:
            reached.set()
            go_on.wait(_PATIENCE_S)
            return super().find_study(*arguments)

    on.wrap = {"a": Slow}
    routine = [on.accept(destinations=("b",), rerun=f"{number}") for number in range(3)]
    for job in routine:
        engine.enqueue(job)
    assert reached.wait(_PATIENCE_S)
    urgent = on.accept(source="b", destinations=("b",), priority=Priority.STAT)
    engine.enqueue(urgent)
    assert ended(on, urgent).state is JobState.SUCCEEDED
    go_on.set()
    assert {ended(on, job).state for job in routine} == {JobState.SUCCEEDED}


def test_a_worker_lives_as_long_as_it_holds_its_lease(on: World, engine: Engine) -> None:
    engine.require_alive()
    assert set(on.store.leases.find()) == {"here"}


def test_a_step_that_runs_when_the_engine_stops_comes_to_its_end_and_no_other_one_begins(
    on: World, clock: Clock
) -> None:
    """The next one goes on with the job at once, after the last step that is on record."""
    reached, go_on = Event(), Event()

    class Slow(Front):
        def find_study(self, *arguments: Any) -> Any:
            reached.set()
            go_on.wait(_PATIENCE_S)
            return super().find_study(*arguments)

    on.wrap = {"a": Slow}
    job = on.accept(destinations=("b",))
    first = Engine(options(on.folder), on.runner, on.store, clock)
    first.start()
    first.enqueue(job)
    assert reached.wait(_PATIENCE_S)
    stopping = Thread(target=first.stop)
    stopping.start()
    time.sleep(0.2)
    assert stopping.is_alive()
    go_on.set()
    stopping.join(_PATIENCE_S)
    assert on.store.leases.find() == {}
    assert [event.name for event in on.store.get(job.id).timeline if event.kind == "step"] == ["resolve", "select"]
    second = Engine(replace(options(on.folder), executor="there"), on.runner, on.store, clock)
    second.start()
    try:
        assert ended(on, job).state is JobState.SUCCEEDED
    finally:
        second.stop()
    names = [event.name for event in on.store.get(job.id).timeline if event.kind == "step"]
    assert names.count("select") == 1


def test_who_was_taken_for_dead_begins_no_step_and_then_begins_anew(on: World, engine: Engine) -> None:
    reached, go_on, ran = Event(), Event(), []

    class Slow(Front):
        def find_study(self, *arguments: Any) -> Any:
            ran.append(1)
            if len(ran) == 1:
                reached.set()
                go_on.wait(_PATIENCE_S)
            return super().find_study(*arguments)

    on.wrap = {"a": Slow}
    job = on.accept(destinations=("b",))
    engine.enqueue(job)
    assert reached.wait(_PATIENCE_S)
    before = on.store.leases.find()["here"]
    until(lambda: on.store.leases.take_away("here", on.store.leases.find()["here"]))
    until(lambda: on.store.leases.find()["here"].token not in ("", before.token))
    assert not engine._heart.is_held(before.token)
    go_on.set()
    assert engine._at_work.wait_for_end(_PATIENCE_S)
    assert on.store.get(job.id).state is JobState.RUNNING, "nobody works on it"
    engine.take_over()
    engine.take_over()  # what is not at work at two looks is taken up
    assert ended(on, job).state is JobState.SUCCEEDED
    assert len(agree(on.stored("b"))) == 1


def test_a_lease_is_not_taken_from_whom_has_beaten_since(on: World, engine: Engine) -> None:
    """Who looked may have been frozen between its look and what it makes of it."""
    on.store.leases.take("elsewhere", "t.1", 30.0)
    seen = on.store.leases.find()["elsewhere"]
    on.store.leases.beat("elsewhere", "t.1")
    assert not on.store.leases.take_away("elsewhere", seen)


def test_a_job_waits_without_a_worker_and_goes_on_with_what_is_done(on: World, engine: Engine) -> None:
    front = Front(on.archive("b"))
    front.down = True
    on.wrap = {"b": lambda _: front}
    job = on.accept()
    engine.enqueue(job)
    until(lambda: on.store.get(job.id).state is JobState.WAITING)
    until(lambda: DBOS.get_workflow_status(workflow_id(job.id, 1)).status == "SUCCESS")  # type: ignore[union-attr]
    assert DBOS.get_workflow_status(workflow_id(job.id, 2)).status == "DELAYED"  # type: ignore[union-attr]
    front.down = False
    found = ended(on, job)
    assert (found.state, found.attempt) == (JobState.SUCCEEDED, 2)
    assert [event.name for event in found.timeline].count("analyse") == 1


def test_a_row_without_a_workflow_gets_one(on: World, engine: Engine, clock: Clock) -> None:
    """The process died between the answer to the caller and the queue."""
    job = on.accept()
    engine.reconcile()
    assert DBOS.get_workflow_status(workflow_id(job.id, 1)) is None, "whoever accepted it may be about to"
    clock.forward(31)
    engine.reconcile()
    assert ended(on, job).state is JobState.SUCCEEDED


@pytest.mark.parametrize("error", AWAY, ids=lambda error: type(error).__name__)
def test_a_job_that_cannot_be_queued_now_is_queued_later(
    on: World, engine: Engine, clock: Clock, monkeypatch: Any, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    """It is on record: a caller who heard that it is not would ask for another one."""

    def full(*_: object) -> None:
        raise error

    job = on.accept()
    with monkeypatch.context() as patch:
        patch.setattr(DBOS, "enqueue_workflow", full)
        engine.offer(job)
    assert "the database is away" in caplog.messages
    clock.forward(31)
    engine.reconcile()
    assert ended(on, job).state is JobState.SUCCEEDED


def test_what_else_is_wrong_with_a_database_is_no_reason_to_wait(
    on: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Engine(options(on.folder), on.runner, on.store, clock)

    def wrong(*_: object) -> None:
        raise ProgrammingError("INSERT", {}, OSError())

    monkeypatch.setattr(made, "enqueue", wrong)
    for call in (lambda: made.offer(on.accept()), lambda: made.insist(wrong)):
        with pytest.raises(ProgrammingError):
            call()


def test_a_workflow_that_ended_without_its_job_ends_it(on: World, engine: Engine, clock: Clock) -> None:
    job = on.accept()
    on.store.move(job.id, JobState.RUNNING)
    engine._workflow = DBOS.workflow(name="nothing")(lambda _: None)
    engine.enqueue(job)
    until(lambda: DBOS.get_workflow_status(workflow_id(job.id, 1)).status == "SUCCESS")  # type: ignore[union-attr]
    clock.forward(31)
    engine.reconcile()
    found = on.store.get(job.id)
    assert (found.state, found.outcome and found.outcome["error"]["code"]) == (JobState.FAILED, "workflow-lost")
    engine._give_up(job, "worker-died")
    assert len(on.store.get(job.id).timeline) == len(found.timeline)


def test_a_waiting_job_that_is_cancelled_ends_at_the_next_look(on: World, engine: Engine, clock: Clock) -> None:
    job = on.accept()
    on.store.wait(job.id, 1, clock() + timedelta(hours=1), {"code": "archive-unavailable", "detail": ""})
    on.store.ask_cancel(job.id)
    engine.reconcile()
    assert on.store.get(job.id).state is JobState.CANCELLED


def test_a_paused_model_s_job_has_no_workflow_until_it_is_resumed_by_whomever(
    on: World, engine: Engine, clock: Clock
) -> None:
    on.store.pauses.pause(MODEL, "me", "it errs")
    job = on.accept()
    engine.enqueue(job)
    until(lambda: on.store.get(job.id).state is JobState.WAITING)
    until(lambda: DBOS.list_workflows(workflow_ids=[workflow_id(job.id, 1)])[0].status == "SUCCESS")
    clock.forward(60)
    engine.reconcile()
    assert on.store.get(job.id).attempt == 2
    assert DBOS.list_workflows(workflow_ids=[workflow_id(job.id, 2)]) == []
    assert on.store.pauses.resume(MODEL) == (job.id,)  # a command, in another process
    engine.reconcile()
    assert ended(on, job).state is JobState.SUCCEEDED


def test_a_withdrawal_that_was_put_on_record_elsewhere_gets_its_workflow(
    on: World, engine: Engine, clock: Clock
) -> None:
    """By the command line, or by the ledger itself: the sweeper finds it."""
    run = run_of(on)
    job = withdraw(on, run)
    clock.forward(31)
    engine.reconcile()
    assert ended(on, job).state is JobState.SUCCEEDED
    assert [listed(note) for note in (*on.notes("a"), *on.notes("b"))] == [uids(on.ledger.objects(run.id))] * 2
    assert states(on, run, "a") == ["withdrawn"] * 3 + ["stored"]


def test_a_waiting_job_whose_result_was_withdrawn_ends_at_the_next_look(
    on: World, engine: Engine, clock: Clock
) -> None:
    run = run_of(on, destinations=("a",))
    waits, other = on.accept(destinations=("b",)), on.accept(rerun="again")
    for job in (waits, other):
        on.store.wait(job.id, 1, clock() + timedelta(hours=1), {"code": "archive-unavailable", "detail": ""})
    on.store.change(waits.id, 2, run_id=run.id)
    withdrawn = withdraw(on, run)
    engine.reconcile()
    found = on.store.get(waits.id)
    assert (found.state, found.outcome and found.outcome["error"]["code"]) == (JobState.FAILED, "result-withdrawn")
    assert on.store.get(other.id).state is JobState.WAITING
    assert on.store.get(withdrawn.id).state is JobState.QUEUED


def test_a_worker_that_fell_silent_loses_its_jobs_to_one_that_lives(on: World, engine: Engine) -> None:
    """The worker is not dead but frozen: when it wakes, it puts nothing on record any more."""
    frozen, woken, finds = Event(), Event(), []

    class Freezing(Front):
        def find_study(self, *arguments: Any) -> Any:
            finds.append(1)
            if len(finds) == 1:
                frozen.set()
                woken.wait(_PATIENCE_S)
            return super().find_study(*arguments)

    on.wrap = {"a": Freezing}
    job = on.accept(destinations=("b",))
    engine.enqueue(job)
    frozen.wait(_PATIENCE_S)
    with sqlite3.connect(on.folder / "engine.sqlite") as connection:
        connection.execute("UPDATE workflow_status SET executor_id = 'elsewhere' WHERE status = 'PENDING'")
    engine._at_work = AtWork()  # what is elsewhere is not at work in this process
    engine.take_over()
    time.sleep(0.4)
    engine.take_over()
    assert ended(on, job).state is JobState.SUCCEEDED
    timeline = on.store.get(job.id).timeline
    woken.set()
    time.sleep(0.5)
    assert [event.name for event in timeline].count("analyse") == 1
    assert len(agree(on.stored("b"))) == 1
    assert on.store.get(job.id).state is JobState.SUCCEEDED


def test_what_is_old_is_removed(on: World, engine: Engine, clock: Clock) -> None:
    job = on.accept()
    engine.enqueue(job)
    run_id = ended(on, job).run_id
    until(lambda: DBOS.get_workflow_status(workflow_id(job.id, 1)).status == "SUCCESS")  # type: ignore[union-attr]
    engine.clean(datetime.now(clock().tzinfo) + timedelta(days=1))
    assert on.store.counts() == {}
    assert DBOS.list_workflows() == []
    assert run_id is not None
    assert len(on.ledger.objects(run_id)) == 3
    assert not (on.folder / "outbox" / run_id).exists()


def test_the_sweeper_looks_and_survives(on: World, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    job = on.accept()
    clock.forward(31)
    made = Engine(replace(options(on.folder), keep=timedelta(days=1)), on.runner, on.store, clock)
    looks: list[int] = []

    def take_over() -> None:
        looks.append(1)
        if len(looks) == 1:
            raise OperationalError("SELECT", {}, OSError())

    made.take_over = take_over  # type: ignore[method-assign]
    made.start()
    try:
        assert ended(on, job).state is JobState.SUCCEEDED
    finally:
        made.stop()
    assert "the sweeper could not work" in caplog.messages
    assert on.store.leases.find() == {}, "it gave its lease back"


def test_the_sweeper_removes_what_is_old(on: World, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_CLEAN_S", 0.0)
    old = on.accept().id
    on.store.move(old, JobState.CANCELLED)
    clock.forward(2 * 86400)
    young = on.accept().id
    on.store.move(young, JobState.CANCELLED)
    clock.forward(3600)
    assert {job.id for job in on.store.find(Query())[0]} == {old, young}
    made = Engine(replace(options(on.folder), keep=timedelta(days=1)), on.runner, on.store, clock)
    made.start()
    try:
        until(lambda: old not in {job.id for job in on.store.find(Query())[0]})
    finally:
        made.stop()
    assert on.store.get(young).state is JobState.CANCELLED


@pytest.mark.parametrize("error", AWAY, ids=lambda error: type(error).__name__)
def test_a_step_is_done_again_when_the_database_is_back(
    on: World, clock: Clock, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(module, "_AGAIN_S", 0.01)
    made = Engine(options(on.folder), on.runner, on.store, clock)
    answers: list[Any] = [error, error, {"done": 1}]

    def call() -> Any:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert made.insist(call) == {"done": 1}
    answers[:] = [error]
    made._stopping.set()
    with pytest.raises(module._Stopped):
        made.insist(call)


@pytest.mark.parametrize("error", AWAY)
@pytest.mark.parametrize("asked", ["check_operation_execution", "record_operation_result"])
def test_what_cannot_be_put_on_record_while_the_database_is_away_is_done_again(
    on: World, engine: Engine, monkeypatch: pytest.MonkeyPatch, asked: str, error: Exception
) -> None:
    """DBOS waits for some of what a driver says, and raises the rest: "connection is bad", of a socket that is gone."""
    sys_db = _get_dbos_instance()._sys_db
    ask, failed = getattr(sys_db, asked), Event()

    def away(*arguments: Any, **named: Any) -> Any:
        name = arguments[0]["function_name"] if len(arguments) == 1 else arguments[2]
        if name == "select" and not failed.is_set():
            failed.set()
            raise error
        return ask(*arguments, **named)

    monkeypatch.setattr(sys_db, asked, away)
    job = on.accept()
    engine.enqueue(job)
    assert failed.wait(_PATIENCE_S)
    until(lambda: not engine._at_work._names)
    status = DBOS.get_workflow_status(workflow_id(job.id, 1))
    assert status is not None
    assert status.status == "PENDING", "nobody put an end on record"
    for _ in range(2):
        engine.take_over()
    assert ended(on, job).state is JobState.SUCCEEDED
    assert len(agree(on.stored("a"))) == len(agree(on.stored("b"))) == 1


# When a job was accepted, its priority, and its place: seconds since the beginning of 2026 and the slack.
PLACES = [
    (BEGIN, Priority.STAT, 5140800),
    (BEGIN, Priority.ROUTINE, 5142600),
    (BEGIN, Priority.BACKGROUND, 5227200),
    (BEGIN.replace(year=2024), Priority.STAT, 1),  # a clock that is wrong; zero would go before all others
    (BEGIN.replace(year=2200), Priority.STAT, 2**31 - 1),
]


@pytest.mark.parametrize(("accepted", "priority", "place"), PLACES)
def test_the_place_in_the_queue(on: World, accepted: datetime, priority: Priority, place: int) -> None:
    job = on.accept(priority=priority)
    assert due(replace(job, created_at=accepted)) == place


def test_the_engine_s_own_logs_go_to_ours(engine: Engine) -> None:
    logger = logging.getLogger("dbos")
    assert logger.propagate
    assert all(isinstance(handler, logging.NullHandler) for handler in logger.handlers)


def test_the_engine_s_database_writes_durably(on: World, engine: Engine, models: Models) -> None:
    with sqlite3.connect(on.folder / "engine.sqlite") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert world(on.folder, models)


class Halting(Front):
    """An archive whose first answers take until they are let go."""

    def __init__(self, archive: Any, reached: list[int], go_on: Event) -> None:
        super().__init__(archive)
        self.reached, self.halt = reached, go_on

    def find_study(self, *arguments: Any) -> Any:
        self.reached.append(1)
        self.halt.wait(_PATIENCE_S)
        return super().find_study(*arguments)


def test_a_job_is_not_given_up_for_orderly_stops(on: World, clock: Clock) -> None:
    """Its step is too long to be waited for, each time; nobody killed anything."""
    reached: list[int] = []
    job = on.accept(destinations=("b",))
    for number in range(6):
        go_on = Event()
        on.wrap = {"a": lambda archive, go_on=go_on: Halting(archive, reached, go_on)}  # type: ignore[misc]
        made = Engine(replace(options(on.folder), boot=f"b{number}", drain_s=0.1), on.runner, on.store, clock)
        made.start()
        if number == 0:
            made.enqueue(job)
        until(lambda: len(reached) > number)  # noqa: B023 - called here
        made.stop()
        go_on.set()
        assert made._at_work.wait_for_end(_PATIENCE_S)
    on.wrap = {}
    last = Engine(replace(options(on.folder), boot="last"), on.runner, on.store, clock)
    last.start()
    try:
        assert ended(on, job).state is JobState.SUCCEEDED
    finally:
        last.stop()


def test_a_job_in_whose_step_four_processes_died_is_given_up_and_one_that_was_there_is_not(
    on: World, engine: Engine
) -> None:
    """The first two times they ran beside each other; since then a suspect is alone."""
    poison, innocent = on.accept(), on.accept(rerun="beside")
    for job, boots in ((poison, "1234"), (innocent, "12")):
        for boot in boots:
            on.store.begun.begin(job.id, "resolve", boot)
    begun, alone = engine._begun, []

    def watched(begin: Any, **how: bool) -> Any:
        if how["alone"]:
            alone.append((begin.job, begin.step))
        return begun(begin, **how)

    engine._begun = watched  # type: ignore[method-assign, assignment]
    for job in (poison, innocent):
        engine.enqueue(job)
    assert ended(on, innocent).state is JobState.SUCCEEDED
    assert alone == [(innocent.id, "resolve")]
    found = ended(on, poison)
    assert (found.state, found.outcome and found.outcome["error"]["code"]) == (JobState.FAILED, "worker-died")
    assert on.store.reopen(poison.id)
    engine.enqueue(on.store.get(poison.id))
    assert ended(on, poison).state is JobState.SUCCEEDED, "tried again by hand, it has its lives again"


def test_what_began_under_the_present_lease_is_not_put_back(on: World, engine: Engine) -> None:
    """The worker was taken for dead before, and looks for what it left then."""
    reached: list[int] = []
    go_on = Event()
    on.wrap = {"a": lambda archive: Halting(archive, reached, go_on)}
    before = on.store.leases.find()["here"]
    until(lambda: on.store.leases.take_away("here", on.store.leases.find()["here"]))
    until(lambda: on.store.leases.find()["here"].token not in ("", before.token))
    job = on.accept(destinations=("b",))
    engine.enqueue(job)
    until(lambda: bool(reached))
    for _ in range(3):
        engine.take_over()
    time.sleep(0.5)
    assert len(reached) == 1
    go_on.set()
    assert ended(on, job).state is JobState.SUCCEEDED


def test_what_was_put_back_between_its_claim_and_its_beginning_does_not_begin(
    on: World, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The queue's thread hangs after the claim; when it goes on, another execution has the workflow."""
    claimed, go_on, begun = Event(), Event(), list[str]()
    execute, owned = queue.execute_dequeued_workflow, engine._owned

    def late(dbos: Any, status: Any, token: str) -> Any:
        if not claimed.is_set():
            claimed.set()
            go_on.wait(_PATIENCE_S)
        return execute(dbos, status, token)

    def watched(name: str) -> Any:
        begun.append(name)
        return owned(name)

    monkeypatch.setattr(queue, "execute_dequeued_workflow", late)
    monkeypatch.setattr(engine, "_owned", watched)
    job = on.accept()
    engine.enqueue(job)
    assert claimed.wait(_PATIENCE_S)
    for _ in range(2):
        engine.take_over()
    assert DBOS.get_workflow_status(workflow_id(job.id, 1)).status == "ENQUEUED"  # type: ignore[union-attr]
    go_on.set()
    found = ended(on, job)
    assert begun == [workflow_id(job.id, 1)] * 2, "the late one came, and went"
    assert found.state is JobState.SUCCEEDED
    assert [event.name for event in found.timeline if event.kind == "step"].count("resolve") == 1


def test_a_sweeper_that_waits_for_a_database_holds_up_no_stop_for_longer_than_a_step_may(
    on: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Engine(replace(options(on.folder), drain_s=1.0), on.runner, on.store, clock)
    hangs, go_on = Event(), Event()

    def hang() -> None:
        hangs.set()
        go_on.wait(_PATIENCE_S)

    waits: list[float] = []
    monkeypatch.setattr(made, "take_over", hang)
    monkeypatch.setattr(made._sweeper, "join", lambda patience: waits.append(patience))
    made.start()
    try:
        assert hangs.wait(_PATIENCE_S)
        with made._at_work.on("a step that goes on"):
            begun = time.monotonic()
            made.stop()
        assert waits == [0.0], "the step was waited for first, and that was all the time"
        assert 1.0 <= time.monotonic() - begun < _PATIENCE_S
    finally:
        go_on.set()


def test_a_job_whose_owner_cannot_be_asked_for_once_is_not_lost(
    on: World, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = module._get_dbos_instance()._sys_db
    ask, errors = database.get_workflow_owner, [OperationalError("", {}, Exception("disk I/O error"))]

    def asked(name: str) -> str | None:
        if errors:
            raise errors.pop()
        return ask(name)

    monkeypatch.setattr(database, "get_workflow_owner", asked)
    job = on.accept()
    engine.enqueue(job)
    assert ended(on, job).state is JobState.SUCCEEDED
    assert not errors
