"""The job store: moves by compare and set, timelines that stay small, what is old goes. More in tests/contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from radlane.domain.job import FINAL, JobState, Priority
from radlane.errors import JobNotFound, QueueFull
from radlane.jobs.entry import MOST_EVENTS
from radlane.jobs.paging import MOST_ROWS
from radlane.jobs.store import IDLE, Name, Query
from support.jobs import BEGIN, GIVE_UP, Clock, World

FACTS = {"code": "archive-unavailable", "detail": "down"}


def names(on: World, job_id: str) -> list[str]:
    return [event.name for event in on.store.get(job_id).timeline]


def test_an_unknown_job_is_an_error_or_nothing(on: World) -> None:
    with pytest.raises(JobNotFound):
        on.store.get("nobody")
    with pytest.raises(JobNotFound):
        on.store.find(Query(before="nobody"))
    assert not on.store.move("nobody", JobState.RUNNING)
    assert not on.store.wait("nobody", 1, BEGIN, FACTS)
    assert not on.store.reopen("nobody")
    on.store.ask_cancel("nobody")
    on.store.note("nobody", "note", "x", {})
    assert on.store.events("nobody", 0) == ()


NAME = Name(key="a" * 64, asked_digest="a" * 64)


def test_a_name_has_its_job_whatever_was_asked(on: World) -> None:
    assert on.store.of_key(NAME.key) is None
    job, _ = on.store.accept(on.order(), NAME)
    assert on.store.of_key(NAME.key) == job


def test_a_job_moves_from_where_it_is_said_to_be(on: World) -> None:
    job = on.accept()
    assert not on.store.move(job.id, JobState.RUNNING, attempt=2)
    assert on.store.move(job.id, JobState.RUNNING, attempt=1)
    assert not on.store.move(job.id, JobState.CANCELLED, since=IDLE)
    assert on.store.move(job.id, JobState.RUNNING, attempt=1)  # again, as each step does
    assert on.store.move(job.id, JobState.SUCCEEDED)
    assert not on.store.move(job.id, JobState.FAILED)
    assert names(on, job.id) == ["queued", "running", "succeeded"]


def test_the_outcome_of_an_end_stands_in_the_timeline(on: World) -> None:
    job = on.accept()
    on.store.move(job.id, JobState.FAILED, outcome={"error": FACTS})
    found = on.store.get(job.id)
    assert found.outcome == dict(found.timeline[-1].data) == {"error": FACTS}


def test_only_the_attempt_that_works_changes_a_job(on: World) -> None:
    job = on.accept()
    on.store.change(job.id, 2, completeness={"retrieved": False})
    assert on.store.get(job.id).completeness is None
    on.store.change(job.id, 1, completeness={"retrieved": True})
    assert on.store.get(job.id).completeness == {"retrieved": True}


def test_an_ended_job_does_not_wait(on: World) -> None:
    job = on.accept()
    on.store.move(job.id, JobState.CANCELLED)
    assert not on.store.wait(job.id, 1, BEGIN, FACTS)


def test_cancelling(on: World) -> None:
    unbegun, begun = on.accept(), on.accept(source="b")
    on.store.move(begun.id, JobState.RUNNING)
    for job in (unbegun, begun, begun):
        on.store.ask_cancel(job.id)
    assert names(on, unbegun.id) == ["queued", "cancelled"]
    assert names(on, begun.id) == ["queued", "running", "cancel"]
    assert on.store.get(begun.id).cancel_asked
    on.store.ask_cancel(unbegun.id)
    assert names(on, unbegun.id) == ["queued", "cancelled"]


@pytest.mark.parametrize("state", sorted(FINAL))
def test_what_can_be_tried_again(on: World, clock: Clock, state: JobState) -> None:
    job = on.accept(not_after=BEGIN)
    assert job.expires_at == BEGIN
    clock.forward(60)
    on.store.move(job.id, state, outcome={"error": FACTS})
    can = state in {JobState.FAILED, JobState.CANCELLED, JobState.EXPIRED}
    assert on.store.reopen(job.id) is can
    found = on.store.get(job.id)
    if can:
        assert (found.state, found.attempt, found.outcome, found.order.not_after) == (JobState.QUEUED, 2, None, None)
        assert found.expires_at == clock() + GIVE_UP  # nobody waits for ever
        assert not on.store.reopen(job.id)
    else:
        assert found.state is state


def test_a_job_that_waits_for_days_is_a_few_rows(on: World) -> None:
    job = on.accept()
    for attempt in range(1, MOST_EVENTS):
        on.store.wait(job.id, attempt, BEGIN, FACTS)
    on.store.note(job.id, "step", "deliver", {"seconds": 1.0})  # results tell their steps' times from these
    on.store.move(job.id, JobState.EXPIRED)
    on.store.reopen(job.id)
    found = on.store.get(job.id)
    assert len(found.timeline) == MOST_EVENTS + 3
    assert [event.name for event in found.timeline[-3:]] == ["deliver", "expired", "queued"]
    assert found.attempt == MOST_EVENTS + 1


def test_lists(on: World, clock: Clock) -> None:
    jobs = []
    for number in range(3):
        jobs.append(on.accept(source=str(number)))
        clock.forward(1)
    on.store.move(jobs[1].id, JobState.RUNNING)
    study = jobs[0].order.request.study_instance_uid
    assert [job.id for job in on.store.find(Query(study=study))[0]] == [job.id for job in reversed(jobs)]
    assert [job.id for job in on.store.find(Query(state=JobState.RUNNING))[0]] == [jobs[1].id]
    assert on.store.find(Query(study="1.2.3")) == ((), None)
    assert len(on.store.find(Query(limit=0))[0]) == 1
    assert on.store.find(Query(limit=10 * MOST_ROWS))[1] is None
    assert [job.id for job in on.store.unfinished()] == [job.id for job in jobs]
    assert on.store.counts() == {"queued": 2, "running": 1}


def test_events_after_a_number(on: World) -> None:
    job = on.accept()
    on.store.note(job.id, "note", "x", {"a": 1})
    (event,) = on.store.events(job.id, 1)
    assert (event.number, event.kind, event.name, event.data, event.at) == (2, "note", "x", {"a": 1}, BEGIN)


def test_a_key_stands_for_what_was_said_and_not_for_what_it_meant(on: World) -> None:
    """The tag has moved when the caller, who heard no answer, says the same again."""
    job, _ = on.store.accept(on.order(), NAME)
    on.store.move(job.id, JobState.SUCCEEDED)
    assert on.store.accept(on.order(package_digest=f"sha256:{'1' * 64}"), NAME) == (on.store.get(job.id), False)


def test_what_came_to_its_end_long_ago_is_forgotten(on: World, clock: Clock) -> None:
    old, _ = on.store.accept(on.order(), NAME)
    waits = on.accept(source="b")
    on.store.move(old.id, JobState.SUCCEEDED)
    clock.forward(86400)
    young = on.accept(source="a", rerun="x")
    on.store.move(young.id, JobState.SUCCEEDED)
    assert on.store.forget(clock() - timedelta(hours=1)) == (old.id,)
    assert {job.id for job in on.store.find(Query())[0]} == {waits.id, young.id}
    assert on.store.events(old.id, 0) == ()
    assert on.store.accept(on.order(), NAME)[1], "the key went with its job"


def test_there_is_a_place_for_so_many_jobs_and_a_tenth_more_of_urgent_ones(on: World) -> None:
    """The same order again is the job that is there; what came to its end takes no place."""
    orders = [on.order(rerun=str(number)) for number in range(12)]
    for order in orders[:10]:
        on.store.accept(order, most=10)
    with pytest.raises(QueueFull) as caught:
        on.store.accept(orders[10], most=10)
    assert (caught.value.retryable, caught.value.retry_after_s) == (True, 30.0)
    job, created = on.store.accept(orders[0], most=10)
    assert not created
    on.store.accept(replace(orders[10], priority=Priority.STAT), most=10)
    with pytest.raises(QueueFull):
        on.store.accept(replace(orders[11], priority=Priority.STAT), most=10)
    others = [one for one in on.store.find(Query())[0] if one.id != job.id]
    for one in (job, others[0]):
        on.store.move(one.id, JobState.CANCELLED)
    assert on.store.accept(orders[11], most=10)[1]


def test_jobs_are_found_by_what_they_ended_with(on: World) -> None:
    died, refused, other = (on.accept(rerun=str(number)) for number in range(3))
    on.store.move(died.id, JobState.FAILED, outcome={"error": {"code": "worker-died", "detail": ""}})
    reasons = [{"code": "multi-frame", "text": ""}, {"code": "worker-died", "text": ""}]
    on.store.move(refused.id, JobState.NOT_ANALYSED, outcome={"reasons": reasons})
    on.store.move(other.id, JobState.CANCELLED)
    assert [job.id for job in on.store.find(Query(code="worker-died"))[0]] == [died.id]
    assert [job.id for job in on.store.find(Query(code="multi-frame"))[0]] == [refused.id]
    assert on.store.find(Query(code="worker-died", state=JobState.EXPIRED))[0] == ()
