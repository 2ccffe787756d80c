"""What the database knows, counted: the queue, what waits and why, what is made and not delivered, who works."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine as Database
from sqlalchemy import text

from radlane.domain.job import JobState, Priority
from radlane.domain.result import DeliveryState
from radlane.errors import RecordsUnavailable
from radlane.jobs.database import open_database
from radlane.jobs.figures import Figures
from radlane.monitoring.on_record import Aged, OnRecord
from support.jobs import Clock, World
from support.withdrawals import run_on_record


def read(on: World) -> OnRecord:
    found = Figures(on.engine, on.clock).read()
    assert found is not None
    return found


def test_nothing_is_there(on: World) -> None:
    found = read(on)
    assert set(found.jobs) == set(JobState)
    assert set(found.jobs.values()) == {0}
    assert found.queued == dict.fromkeys(Priority, Aged())
    assert found.undelivered == {"unfinished": Aged(), "ended": Aged()}
    assert (found.waiting, found.workers, found.beat_age_s) == ({}, {"alive": 0, "silent": 0}, None)


def test_the_queue_by_priority_with_its_oldest(on: World, clock: Clock) -> None:
    on.accept()
    clock.forward(10)
    on.accept(rerun="again")
    on.accept(priority=Priority.STAT)
    clock.forward(5)
    found = read(on)
    assert found.queued["routine"] == Aged(count=2, oldest_s=15)
    assert found.queued["stat"] == Aged(count=1, oldest_s=5)
    assert found.queued["background"] == Aged()
    assert found.jobs["queued"] == 3


def test_what_jobs_wait_for_is_what_they_waited_for_last(on: World, clock: Clock) -> None:
    for number, codes in enumerate([("job-waits", "archive-unavailable"), ("storage-full",)]):
        job = on.accept(rerun=str(number))
        for attempt, code in enumerate(codes, start=1):
            assert on.store.wait(job.id, attempt, clock(), {"code": code, "detail": ""})
    ended = on.accept(rerun="z")
    on.store.wait(ended.id, 1, clock(), {"code": "job-waits", "detail": ""})
    on.store.move(ended.id, JobState.FAILED)
    assert read(on).waiting == {"archive-unavailable": 1, "storage-full": 1}


@pytest.mark.parametrize(("state", "where"), [(JobState.WAITING, "unfinished"), (JobState.FAILED, "ended")])
def test_results_that_are_made_and_not_delivered(on: World, clock: Clock, state: JobState, where: str) -> None:
    run_on_record(on, "a", state=DeliveryState.PENDING)
    with on.engine.begin() as connection:
        connection.execute(text("UPDATE job SET state = :state"), {"state": state})
    clock.forward(60)
    found = read(on).undelivered
    assert found[where] == Aged(count=1, oldest_s=60)
    assert sum(age.count for age in found.values()) == 1


def test_a_result_that_is_everywhere_is_not_undelivered(on: World) -> None:
    run = run_on_record(on, "a")
    on.ledger.finish(run.id)
    assert {age.count for age in read(on).undelivered.values()} == {0}


def test_workers_by_their_last_beat(on: World) -> None:
    """By the clock of the database, whatever this machine's says; one whose lease was taken away is silent."""
    for name, seconds in (("taken away", 86461), ("dead", 63), ("alive", 2), ("taken for dead", 5)):
        on.store.leases.take(name, "t", 30.0)
        with on.engine.begin() as connection:
            old = text("UPDATE worker SET seen_at = seen_at - :micros WHERE name = :name")
            connection.execute(old, {"micros": seconds * 1_000_000, "name": name})
    assert on.store.leases.take_away("taken for dead", on.store.leases.find()["taken for dead"])
    found = read(on)
    assert found.workers == {"alive": 1, "silent": 2}
    assert found.beat_age_s == pytest.approx(2, abs=1)


@pytest.fixture
def away(tmp_path: Any) -> Database:
    """A database that cannot be opened."""
    return open_database(f"sqlite:///{tmp_path / 'nowhere' / 'jobs.sqlite'}")


def test_a_database_that_is_away(away: Database, on: World, clock: Clock) -> None:
    assert Figures(away, clock).read() is None
    with pytest.raises(RecordsUnavailable) as gone:
        Figures(away, clock).require()
    assert "nowhere" not in str(gone.value)
    Figures(on.engine, clock).require()


def test_sqlite_has_this_machines_clock(on: World, clock: Callable[[], Any]) -> None:
    assert Figures(on.engine, clock).clock_ahead_s() is None


def test_what_only_compares_is_in_no_figure(on: World, clock: Clock) -> None:
    for number, state in enumerate((None, JobState.FAILED, JobState.WAITING)):
        job = on.accept(rerun=str(number), shadow_of="production", priority=Priority.BACKGROUND)
        if state is JobState.WAITING:
            on.store.wait(job.id, 1, clock(), {"code": "archive-unavailable", "detail": ""})
        elif state is not None:
            on.store.move(job.id, state)
    run = run_on_record(on, "a", state=DeliveryState.PENDING)
    with on.engine.begin() as connection:
        connection.execute(text("UPDATE job SET shadow_of = 'production'"))
        connection.execute(text("UPDATE run SET shadow = true WHERE id = :id"), {"id": run.id})
    found = read(on)
    assert set(found.jobs.values()) == {0}
    assert (found.queued, found.waiting) == (dict.fromkeys(Priority, Aged()), {})
    assert {age.count for age in found.undelivered.values()} == {0}
