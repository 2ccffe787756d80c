"""An archive is away for an hour, by a clock moved by hand: jobs wait, no worker is held, all come to an end."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

from radlane.domain.job import Job, JobRequest, JobState
from radlane.jobs.runs import RunQuery
from support.durable import Engine
from support.jobs import BEGIN, MODEL, Clock, Front, World, agree, drawing_models, world
from support.radiographs import radiograph, save
from support.withdrawals import listed, states, uids, withdraw

JOBS, FEW = 6, 2
HOUR_S = 3600.0
REAL_S = 180.0  # nobody really waits for an hour of outage; that much on a machine with much other work


def study(on: World, number: int) -> JobRequest:
    """A study of its own in both archives."""
    uid = f"1.2.826.0.1.3680043.10.1338.2.{number}"
    for name in ("a", "b"):
        image = radiograph(StudyInstanceUID=uid, SeriesInstanceUID=f"{uid}.1", SOPInstanceUID=f"{uid}.1.1")
        save(image, on.folder / name, f"S{number}")
    return JobRequest(study_instance_uid=uid, model=MODEL)


def test_an_hour_without_the_archive(tmp_path: Path) -> None:
    clock = Clock()
    on = world(tmp_path, drawing_models(tmp_path / "models"), clock)
    front = Front(on.archive("b"))
    front.down = True
    on.wrap = {"b": lambda _: front}
    engine, begin = Engine(clock), time.monotonic()
    half = BEGIN + timedelta(seconds=HOUR_S / 2)
    patient = [on.accept(request=study(on, number)) for number in range(JOBS)]
    hurried = [
        on.accept(request=study(on, JOBS + number), not_after=half, destinations=("b",)) for number in range(JOBS)
    ]
    for job in patient + hurried:
        engine.enqueue(job)
    while (clock() - BEGIN).total_seconds() < HOUR_S:
        engine.step(on.runner)
        assert JobState.RUNNING not in on.store.counts(), "a worker is held"
    assert on.store.counts() == {JobState.WAITING: JOBS, JobState.EXPIRED: JOBS}
    assert len(agree(on.stored("a"))) == JOBS, "the archive that is there has got its results"
    assert on.stored("b") == []
    front.down = False
    engine.drain(on.runner)
    assert on.store.counts() == {JobState.SUCCEEDED: JOBS, JobState.EXPIRED: JOBS}
    assert sorted(agree(on.stored("a"))) == sorted(agree(on.stored("b")))
    assert all(engine.ran.count(name) == 2 * JOBS for name in ("retrieve", "analyse", "encode")), "done once a job"
    assert time.monotonic() - begin < REAL_S
    assert max(len(_read(on, job).timeline) for job in patient) < 80


def test_withdrawn_in_an_hour_without_the_archive(tmp_path: Path) -> None:
    """The archive that is there is told at once, the other one when it is back; no worker is held, nothing expires."""
    clock = Clock()
    on = world(tmp_path, drawing_models(tmp_path / "models"), clock)
    engine, begin = Engine(clock), time.monotonic()
    for number in range(FEW):
        engine.enqueue(on.accept(request=study(on, number)))
    engine.drain(on.runner)
    runs = on.ledger.find(RunQuery())[0]
    front = Front(on.archive("b"))
    front.down = True
    on.wrap = {"b": lambda _: front}
    down, withdrawn = clock(), [withdraw(on, run) for run in runs]
    for job in withdrawn:
        engine.enqueue(job)
    while (clock() - down).total_seconds() < HOUR_S:
        engine.step(on.runner)
        assert JobState.RUNNING not in on.store.counts(), "a worker is held"
    assert on.store.counts() == {JobState.SUCCEEDED: FEW, JobState.WAITING: FEW}
    assert {frozenset(listed(note)) for note in on.notes("a")} == {
        frozenset(uids(on.ledger.objects(r.id))) for r in runs
    }
    assert on.notes("b") == []
    front.down = False
    engine.drain(on.runner)
    assert on.store.counts() == {JobState.SUCCEEDED: 2 * FEW}
    assert sorted(map(str, on.notes("a"))) == sorted(map(str, on.notes("b")))
    assert [states(on, run, name) for run in runs for name in ("a", "b")] == [["withdrawn"] * 3 + ["stored"]] * 2 * FEW
    assert engine.ran.count("reject") == FEW, "encoded once a run"
    assert max(len(_read(on, job).timeline) for job in withdrawn) < 80
    assert time.monotonic() - begin < REAL_S


def _read(on: World, job: Job) -> Job:
    return on.store.get(job.id)
