"""What receivers are told of jobs, written with their ends; both databases: tests/contract/test_callbacks.py."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from radlane.domain.callback import Callback, CallbackState, Reply
from radlane.domain.job import Job, JobState
from radlane.domain.withdrawal import WithdrawalReason
from radlane.jobs.callbacks import Call, Callbacks
from radlane.jobs.schema import CALLBACK
from support.durable import Engine
from support.jobs import Clock, World

LEASE = timedelta(seconds=60)
RIS = Callback(receiver="ris")


def told(on: World) -> list[dict[str, Any]]:
    with on.engine.connect() as connection:
        rows = connection.execute(select(CALLBACK.c.body).order_by(CALLBACK.c.job_id, CALLBACK.c.number)).scalars()
        return [json.loads(body) for body in rows]


def claimed(on: World) -> Call:
    call = Callbacks(on.engine, on.clock).claim("ris", LEASE)
    assert call is not None
    return call


def test_a_job_that_succeeded(on: World, engine: Engine) -> None:
    job = on.accept(callback=RIS)
    assert on.store.get(job.id).called is None
    engine.enqueue(job)
    engine.drain(on.runner)
    job = on.store.get(job.id)
    assert job.state is JobState.SUCCEEDED
    (event,) = told(on)
    assert event["type"] == "job.succeeded"
    data = event["data"]
    assert (data["job"], data["state"], data["run"], data["verdict"]) == (job.id, "succeeded", job.run_id, "analysed")
    assert data["model"] == {"name": "drawn", "version": "1.0.0", "digest": job.order.package_digest}
    assert (data["codes"], data["reused_from"]) == ([], None)
    assert job.order.request.study_instance_uid not in json.dumps(event)
    assert job.called is not None
    assert (job.called.event, job.called.state, job.called.attempts) == ("job.succeeded", CallbackState.PENDING, 0)


def test_a_job_without_a_receiver_tells_nobody(on: World, engine: Engine) -> None:
    engine.enqueue(on.accept())
    engine.drain(on.runner)
    assert told(on) == []


def test_a_job_that_was_not_analysed_says_why(on: World, engine: Engine) -> None:
    job = on.accept(callback=RIS)
    outcome = {"reasons": [{"code": "no-suitable-series", "text": "what no receiver reads"}]}
    on.store.move(job.id, JobState.NOT_ANALYSED, outcome=outcome)
    (event,) = told(on)
    assert (event["type"], event["data"]["verdict"]) == ("job.not-analysed", "not-analysed")
    assert event["data"]["codes"] == ["no-suitable-series"]
    assert "what no receiver reads" not in json.dumps(event)


def test_every_way_to_an_end_is_told(on: World, clock: Clock) -> None:
    cancelled = on.accept(callback=RIS)
    on.store.ask_cancel(cancelled.id)
    expired = on.accept(callback=RIS, rerun="more")
    clock.forward(timedelta(days=8).total_seconds())
    on.runner.settle(expired.id)
    failed = on.accept(callback=RIS, rerun="again")
    on.store.move(failed.id, JobState.FAILED, outcome={"error": {"code": "internal-error", "detail": "-"}})
    types = {event["data"]["job"]: (event["type"], event["data"]["codes"]) for event in told(on)}
    assert types == {
        cancelled.id: ("job.cancelled", []),
        expired.id: ("job.expired", []),
        failed.id: ("job.failed", ["internal-error"]),
    }


def test_a_job_that_is_tried_again_ends_again(on: World, engine: Engine) -> None:
    job = on.accept(callback=RIS)
    on.store.ask_cancel(job.id)
    on.store.reopen(job.id)
    engine.enqueue(on.store.get(job.id))
    engine.drain(on.runner)
    assert [event["type"] for event in told(on)] == ["job.cancelled", "job.succeeded"]
    called = on.store.get(job.id).called
    assert called is not None
    assert called.event == "job.succeeded"


def test_a_move_that_fails_tells_nobody(on: World) -> None:
    job = on.accept(callback=RIS)
    assert not on.store.move(job.id, JobState.FAILED, attempt=2)
    assert told(on) == []
    assert on.store.move(job.id, JobState.FAILED)
    assert not on.store.move(job.id, JobState.FAILED)
    assert len(told(on)) == 1


def test_a_result_that_is_withdrawn_and_then_for_a_graver_reason(on: World, engine: Engine) -> None:
    job, other = on.accept(callback=RIS), on.accept(callback=RIS, destinations=("a",))
    for one in (job, other):
        engine.enqueue(one)
    engine.drain(on.runner)
    run_id = on.store.get(job.id).run_id
    assert run_id is not None
    on.withdrawals.ask(run_id, WithdrawalReason.QUALITY, "words of a person", "")
    on.withdrawals.ask(run_id, WithdrawalReason.SAFETY, None, "")
    of_job = [event for event in told(on) if event["data"]["job"] == job.id]
    assert [event["type"] for event in of_job] == ["job.succeeded", "result.withdrawn", "result.withdrawn"]
    assert [event["data"].get("reason") for event in of_job] == [None, "quality", "safety"]
    made = {event["data"]["job"]: event["data"]["reused_from"] for event in told(on)}
    assert made in ({job.id: None, other.id: job.id}, {job.id: other.id, other.id: None}), "which comes first is open"
    assert "words" not in json.dumps(told(on))
    assert len(told(on)) == 6


def test_another_receiver_is_another_job(on: World) -> None:
    """A job that is under way serves who is content with its receiver, or has none."""
    first = on.accept(callback=RIS)
    assert on.accept(callback=RIS).id == first.id
    assert on.accept().id == first.id
    assert on.accept(callback=Callback(receiver="ris", url="https://ris.example/other")).id != first.id


def test_an_event_is_held_while_it_is_sent(on: World, clock: Clock) -> None:
    job = ended(on)
    call = claimed(on)
    assert (call.id, call.attempts, call.event) == (f"{job.id}-1", 1, "job.cancelled")
    callbacks = Callbacks(on.engine, clock)
    assert callbacks.claim("ris", LEASE) is None
    assert callbacks.claim("other", LEASE) is None
    clock.forward(60)
    again = claimed(on)  # who held it died
    assert (again.id, again.body, again.attempts) == (call.id, call.body, 2)
    assert not callbacks.record(call, CallbackState.DELIVERED, Reply(status=204))
    assert callbacks.record(again, CallbackState.DELIVERED, Reply(status=204))
    clock.forward(600)
    assert callbacks.claim("ris", LEASE) is None
    called = on.store.get(job.id).called
    assert called is not None
    assert (called.state, called.attempts, called.last_status, called.fault) == ("delivered", 2, 204, None)


def test_an_event_waits_for_its_next_attempt(on: World, clock: Clock) -> None:
    ended(on)
    callbacks, call = Callbacks(on.engine, clock), claimed(on)
    assert callbacks.record(call, CallbackState.PENDING, Reply(fault="time-out"), 90.0)
    clock.forward(89)
    assert callbacks.claim("ris", LEASE) is None
    clock.forward(1)
    assert claimed(on).attempts == 2


@pytest.mark.parametrize(("hours", "late"), [(71.9, False), (72.1, True)])
def test_when_the_next_attempt_is_too_late(on: World, hours: float, late: bool) -> None:
    ended(on)
    call = claimed(on)
    assert Callbacks(on.engine, on.clock).is_late(call, hours * 3600, timedelta(hours=72)) is late


def test_what_is_told_goes_with_its_job(on: World, clock: Clock) -> None:
    job = ended(on)
    clock.forward(10)
    assert on.store.forget(clock()) == (job.id,)
    assert told(on) == []


def ended(on: World) -> Job:
    job = on.accept(callback=RIS)
    on.store.ask_cancel(job.id)
    return job
