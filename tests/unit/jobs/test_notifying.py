"""Events are sent until the receiver has them, wants no more, or the time is over."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from radlane.domain.callback import Callback, CallbackState, Called, Reply
from radlane.jobs.callbacks import Call, Callbacks
from radlane.jobs.notifying import Manner, Notifier, delay, state_after
from support.jobs import Clock, World

DELIVERED = Reply(status=200)


class Line:
    """Keeps what is sent, and answers as it is told."""

    def __init__(self, *replies: Reply | Exception) -> None:
        self.replies = list(replies)
        self.sent: list[Call] = []

    def __call__(self, call: Call) -> Reply:
        self.sent.append(call)
        reply = self.replies.pop(0) if self.replies else DELIVERED
        if isinstance(reply, Exception):
            raise reply
        return reply


Counted = list[tuple[str, str]]


def notifier(on: World, line: Callable[[Call], Reply], counted: Counted | None = None) -> Notifier:
    count = (lambda *facts: counted.append(facts)) if counted is not None else (lambda *_: None)
    manner = Manner(patience=timedelta(hours=72), jitter=lambda: 0.5, count=count)
    return Notifier(Callbacks(on.engine, on.clock), "ris", line, manner)


def ended(on: World) -> str:
    job = on.accept(callback=Callback(receiver="ris"))
    on.store.ask_cancel(job.id)
    return job.id


def called(on: World, job_id: str) -> Called:
    found = on.store.get(job_id).called
    assert found is not None
    return found


def test_an_event_is_sent_once(on: World) -> None:
    job_id, line, counted = ended(on), Line(), Counted()
    told = notifier(on, line, counted)
    assert told.notify()
    assert not told.notify()
    assert [call.job_id for call in line.sent] == [job_id]
    assert called(on, job_id).state is CallbackState.DELIVERED
    assert counted == [("ris", "delivered")]


def test_a_receiver_that_is_away_is_tried_again(on: World, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    job_id, line = ended(on), Line(Reply(fault="unreachable"), Reply(status=503, retry_after_s=100.0))
    told = notifier(on, line)
    assert told.notify()
    assert not told.notify()
    assert caplog.records[-1].code == "unreachable"  # type: ignore[attr-defined]
    clock.forward(5)
    assert told.notify()
    assert (called(on, job_id).last_status, called(on, job_id).fault) == (503, None)
    clock.forward(99)
    assert not told.notify()
    clock.forward(1)
    assert told.notify()
    assert called(on, job_id).attempts == 3
    assert len({(call.id, call.body) for call in line.sent}) == 1


def test_a_receiver_that_never_comes_back(on: World, clock: Clock) -> None:
    job_id, line, counted = ended(on), Line(*[Reply(status=500)] * 50), Counted()
    told, begin = notifier(on, line, counted), clock()
    while called(on, job_id).state is CallbackState.PENDING:
        told.notify()
        clock.forward(60)
    assert counted[-1] == ("ris", "given-up")
    assert timedelta(hours=60) < clock() - begin < timedelta(hours=73)
    assert 15 < len(line.sent) < 30
    clock.forward(1e6)
    assert not told.notify()


def test_a_wrong_clock_puts_nothing_off_for_long(on: World, clock: Clock) -> None:
    ended(on)
    told = notifier(on, Line(Reply(fault="unreachable")))
    clock.forward(2 * 86400)
    assert told.notify()
    clock.forward(-2 * 86400)
    assert told.notify()


def test_an_old_event_is_tried_more_than_once(on: World, clock: Clock) -> None:
    """The service was down for longer than an event is tried."""
    job_id, line = ended(on), Line(*[Reply(fault="unreachable")] * 9)
    told = notifier(on, line)
    clock.forward(4 * 86400)
    while called(on, job_id).state is CallbackState.PENDING:
        told.notify()
        clock.forward(60)
    assert (called(on, job_id).state, called(on, job_id).attempts) == (CallbackState.GIVEN_UP, 5)


def test_a_receiver_that_wants_no_more(on: World, clock: Clock) -> None:
    job_id = ended(on)
    notifier(on, Line(Reply(status=410))).notify()
    assert called(on, job_id).state is CallbackState.GONE
    clock.forward(1e6)
    assert not notifier(on, Line()).notify()


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, CallbackState.DELIVERED),
        (202, CallbackState.DELIVERED),
        (299, CallbackState.DELIVERED),
        (199, CallbackState.PENDING),
        (302, CallbackState.PENDING),  # a redirect is not followed
        (404, CallbackState.PENDING),
        (410, CallbackState.GONE),
        (429, CallbackState.PENDING),
        (599, CallbackState.PENDING),
        (None, CallbackState.PENDING),
    ],
)
def test_what_an_answer_means(status: int | None, state: CallbackState) -> None:
    assert state_after(Reply(status=status)) is state


def test_each_wait_is_longer_and_none_is_endless() -> None:
    nothing = Reply(status=500)
    assert [delay(attempt, nothing, 0.5) for attempt in (1, 2, 3)] == [5.0, 10.0, 20.0]
    assert delay(10**6, nothing, 0.5) == 6 * 3600
    assert (delay(1, nothing, 0.0), delay(1, nothing, 1.0)) == (2.5, 7.5)
    assert delay(1, Reply(status=503, retry_after_s=1e12), 0.5) == 24 * 3600
    assert delay(3, Reply(status=503, retry_after_s=0.0), 0.5) == 20.0


def test_what_nobody_thought_of_does_not_end_the_thread(on: World, caplog: pytest.LogCaptureFixture) -> None:
    line = Line(RuntimeError("a bug"))
    told = notifier(on, line)
    told.start()
    ended(on)
    deadline = time.monotonic() + 30
    while not line.sent and time.monotonic() < deadline:
        time.sleep(0.02)
    told.stop()
    assert [record.message for record in caplog.records if record.exc_info] == ["a receiver cannot be told"]
