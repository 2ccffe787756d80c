"""Pauses and comparisons on SQLite and on PostgreSQL: twice is once, and no job is lost, whoever does what at once."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from radlane.domain.job import Job, JobRequest, JobState, Order
from radlane.jobs.pauses import Held
from radlane.jobs.shadows import Comparison
from radlane.jobs.store import JobStore
from support.jobs import BEGIN, GIVE_UP, Clock

NAME = "drawn"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(database: Engine, clock: Clock) -> JobStore:
    return JobStore(database, clock, lambda: str(uuid.uuid4()), GIVE_UP)


def accepted(store: JobStore, model: str = NAME) -> Job:
    request = JobRequest(study_instance_uid="1.2.3", model=model)
    return store.accept(
        Order(request=request, source=str(uuid.uuid4()), destinations=("a",), package_digest="sha256:0")
    )[0]


def test_a_pause_is_on_record_until_it_ends(store: JobStore, clock: Clock) -> None:
    pause = store.pauses.pause(NAME, "me", "it errs")
    clock.forward(5)
    assert store.pauses.pause(NAME, "you", "too") == pause
    assert store.pauses.find() == {NAME: pause}
    assert (pause.at, pause.caller, pause.reason) == (BEGIN, "me", "it errs")
    assert store.pauses.has(NAME)
    assert store.pauses.resume(NAME) == ()
    assert store.pauses.resume(NAME) == ()
    assert not store.pauses.has(NAME)


def test_all_jobs_of_the_model_and_no_others_wait(store: JobStore, clock: Clock) -> None:
    store.pauses.pause(NAME, "me", "it errs")
    mine = [accepted(store, f"{NAME}{more}") for more in ("", ":production", ":1.0.0", f"@sha256:{'0' * 64}")]
    other = accepted(store, f"{NAME}-2")
    for job in (*mine, other):
        assert store.pauses.hold(job.id, 1, NAME) is Held.WAITS
        assert store.pauses.hold(job.id, 1, NAME) is Held.WAITS
        clock.forward(1)
    assert sorted(store.pauses.resume(NAME)) == sorted(job.id for job in mine)
    assert store.get(other.id).expires_at == BEGIN + GIVE_UP
    last = store.get(mine[-1].id)
    assert (last.state, last.attempt, last.wait_until) == (JobState.WAITING, 2, None)
    assert last.expires_at == BEGIN + GIVE_UP + timedelta(seconds=5)


def test_who_is_put_down_while_others_pause_and_resume_is_let_go_by_one_of_them(store: JobStore) -> None:
    """Each job either goes on by itself or is let go once; the last resume leaves none behind."""
    jobs = [accepted(store) for _ in range(12)]
    start = threading.Barrier(3)

    def switch() -> list[str]:
        start.wait()
        released = []
        for _ in range(8):
            store.pauses.pause(NAME, "me", "it errs")
            released += store.pauses.resume(NAME)
        return released

    def hold(some: list[Job]) -> dict[str, Held]:
        start.wait()
        return {job.id: store.pauses.hold(job.id, 1, NAME) for job in some}

    with ThreadPoolExecutor(3) as pool:
        switching = pool.submit(switch)
        held = [pool.submit(hold, jobs[:6]), pool.submit(hold, jobs[6:])]
        became = {**held[0].result(), **held[1].result()}
        released = switching.result()
    waits = {job_id for job_id, one in became.items() if one is Held.WAITS}
    assert waits <= set(released)
    assert {job_id for job_id, one in became.items() if one is Held.RESUMED} == {job.id for job in jobs} - waits


def test_a_job_beside_another_is_on_record_with_that_one_s_end_or_not_at_all(store: JobStore) -> None:
    """Where another attempt has the job there is no move, and nothing beside it."""
    job = accepted(store)
    request = replace(job.order.request, store=False)
    beside = replace(job.order, request=request, shadow_of=job.id, destinations=())
    assert not store.move(job.id, JobState.SUCCEEDED, attempt=7, beside=beside)
    assert [one.id for one in store.unfinished()] == [job.id]
    assert store.move(job.id, JobState.SUCCEEDED, attempt=1, beside=beside)
    assert not store.move(job.id, JobState.SUCCEEDED, attempt=1, beside=beside)
    (found,) = store.unfinished()
    assert (found.order, found.state) == (beside, JobState.QUEUED)


def test_a_comparison_is_on_record_once(store: JobStore) -> None:
    job = accepted(store)
    found = Comparison(
        version="1.1.0", beside_version="1.0.0", end="succeeded", findings=({"id": "lung"},), seconds=(0.25, 0.5)
    )
    start = threading.Barrier(4)

    def record(_: int) -> bool:
        start.wait()
        return store.shadows.record(replace(job, order=replace(job.order, shadow_of="other")), NAME, found)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(record, range(4))) == [False, False, False, True]
    (kept,) = store.shadows.find(NAME)
    assert replace(kept, findings=tuple(kept.findings)) == found
