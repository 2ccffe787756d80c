"""How jobs come on record: an analysis and a withdrawal."""

from __future__ import annotations

from datetime import timedelta

from radlane.domain.job import JobState
from radlane.jobs.entry import MOST_EVENTS, append, enter
from support.jobs import World
from support.withdrawals import run_on_record


def test_an_analysis(on: World) -> None:
    until = on.clock() + timedelta(hours=1)
    with on.engine.begin() as connection:
        enter(connection, on.order(), "analysis", on.clock(), until)
    job = on.store.get("analysis")
    assert (job.state, job.attempt, job.expires_at, job.run_id) == (JobState.QUEUED, 1, until, None)
    assert [(event.number, event.kind, event.name) for event in job.timeline] == [(1, "state", "queued")]


def test_a_withdrawal_has_its_run_from_the_start_and_all_the_time_there_is(on: World) -> None:
    run = run_on_record(on)
    with on.engine.begin() as connection:
        enter(connection, on.order(withdraws=run.id), "withdrawal", on.clock(), None)
    job = on.store.get("withdrawal")
    assert (job.order.withdraws, job.run_id, job.expires_at) == (run.id, run.id, None)


def test_a_timeline_stays_small(on: World) -> None:
    """Waits and states on the way go first; steps, ends and retries stay."""
    job = on.accept()
    with on.engine.begin() as connection:
        for _ in range(MOST_EVENTS):
            append(connection, job.id, "wait", "archive-unavailable", {}, on.clock())
        append(connection, job.id, "state", JobState.WAITING, {}, on.clock())
        append(connection, job.id, "step", "deliver", {"seconds": 1}, on.clock())
        append(connection, job.id, "state", JobState.QUEUED, {"retry": True}, on.clock())
        append(connection, job.id, "state", JobState.SUCCEEDED, {}, on.clock())
    names = [event.name for event in on.store.get(job.id).timeline]
    assert names[MOST_EVENTS:] == ["deliver", "queued", "succeeded"]
    assert [event.number for event in on.store.get(job.id).timeline] == list(range(1, MOST_EVENTS + 4))
