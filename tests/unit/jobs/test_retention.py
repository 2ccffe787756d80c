"""What is old goes, what is needed stays, and the ledger keeps its rows."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from radlane.domain.job import Job, JobState
from radlane.jobs.retention import Retention
from support.durable import Engine
from support.jobs import Clock, Front, World, agree
from support.withdrawals import withdraw

DAY = timedelta(days=1)


@pytest.fixture
def retention(on: World) -> Retention:
    return Retention(store=on.store, ledger=on.ledger, work=on.parts.work, outbox=on.parts.outbox)


def run(on: World, engine: Engine, **order: object) -> Job:
    job = on.accept(**order)
    engine.enqueue(job)
    engine.drain(on.runner)
    return on.store.get(job.id)


def age(folder: Path, clock: Clock) -> None:
    """Files know the real time only."""
    for path in [folder, *folder.iterdir()] if folder.is_dir() else []:
        os.utime(path, (clock().timestamp(), clock().timestamp()))


def test_old_bytes_and_jobs_go_and_the_ledger_stays(
    on: World, engine: Engine, clock: Clock, retention: Retention
) -> None:
    job = run(on, engine)
    assert job.run_id is not None
    age(on.parts.outbox.folder, clock)
    (on.parts.work / str(uuid4())).mkdir(parents=True)
    age(on.parts.work, clock)
    clock.forward(3 * 86400)
    assert retention.clean(clock() - DAY) == 3
    assert on.store.counts() == {}
    assert list(on.parts.outbox.folder.iterdir()) == list(on.parts.work.iterdir()) == []
    assert len(on.ledger.objects(job.run_id)) == 3
    assert len(on.ledger.deliveries(job.run_id)) == 6
    again = run(on, engine)
    assert (again.state, again.run_id) == (JobState.SUCCEEDED, job.run_id), "what is delivered needs no bytes"
    assert len(agree(on.stored("a"))) == 1


def test_the_young_and_what_is_under_way_stay(on: World, engine: Engine, clock: Clock, retention: Retention) -> None:
    job = run(on, engine)
    waits = on.accept(rerun="again")
    (on.parts.work / waits.id).mkdir(parents=True)
    age(on.parts.work, clock)
    age(on.parts.outbox.folder, clock)
    assert retention.clean(clock() - DAY) == 0
    clock.forward(3 * 86400)
    on.store.change(waits.id, 1, run_id=job.run_id)  # it uses that run
    assert retention.clean(clock() - DAY) == 1  # the job that is done
    assert len(list(on.parts.outbox.folder.iterdir())) == len(list(on.parts.work.iterdir())) == 1


def test_the_bytes_of_a_withdrawal_stay_until_every_destination_has_its_note(
    on: World, engine: Engine, clock: Clock, retention: Retention
) -> None:
    job = run(on, engine)
    made = on.ledger.run(str(job.run_id))
    front = Front(on.archive("b"))
    front.down = True
    on.wrap = {"b": lambda _: front}
    engine.enqueue(withdraw(on, made))
    engine.step(on.runner)
    age(on.parts.outbox.folder, clock)
    clock.forward(30 * 86400)
    retention.clean(clock() - DAY)
    (note,) = on.ledger.notes(made.id)
    assert note.path.is_file()
    front.down = False
    engine.drain(on.runner)
    clock.forward(3 * 86400)
    retention.clean(clock() - DAY)
    assert not note.path.exists()
    assert on.withdrawals.find([made.id])[made.id].comment == "The sides are swapped", "the ledger keeps its rows"


def test_an_object_that_nobody_knows_goes(on: World, clock: Clock, retention: Retention) -> None:
    assert retention.clean(clock()) == 0  # there is no folder yet
    for name in (str(uuid4()), "patients-2019"):
        (on.parts.outbox.folder / name).mkdir(parents=True)
    (on.parts.outbox.folder / "a-file").touch()
    age(on.parts.outbox.folder, clock)
    clock.forward(60)
    assert retention.clean(clock()) == 1
    assert sorted(path.name for path in on.parts.outbox.folder.iterdir()) == ["a-file", "patients-2019"]


def test_another_destination_after_the_bytes_are_gone_is_another_run(
    on: World, engine: Engine, clock: Clock, retention: Retention
) -> None:
    first = run(on, engine, destinations=("a",))
    age(on.parts.outbox.folder, clock)
    clock.forward(3 * 86400)
    retention.clean(clock() - DAY)
    second = run(on, engine, destinations=("b",))
    assert first.run_id != second.run_id
    assert len(agree(on.stored("a"))) == len(agree(on.stored("b"))) == 1


def test_what_a_killed_process_left_of_jobs_at_their_end_is_swept(
    on: World, engine: Engine, retention: Retention
) -> None:
    job, waits = run(on, engine), on.accept(rerun="again")
    for name in (job.id, waits.id, "of-somebody-else"):
        (on.parts.work / name / "spool").mkdir(parents=True)
    assert retention.sweep() == 1
    assert {path.name for path in on.parts.work.iterdir()} == {waits.id, "of-somebody-else"}
