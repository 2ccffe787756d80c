"""Which job stands for images that are announced."""

from __future__ import annotations

from typing import Any

import pytest

from radlane.domain.job import Expectation, JobState, Priority
from radlane.errors import JobNotFound
from radlane.jobs.announced import Announced
from support.jobs import Clock, World

ONE, TWO = "1" * 64, "2" * 64


def accept(on: World, inputs: str = ONE, *, has: int = 4, **changes: Any) -> tuple[str, bool]:
    announced = Announced(inputs=inputs, rule="chest", rules_digest="d" * 64, now=on.clock(), series=1, instances=has)
    job, created = on.store.accept(on.order(**changes), announced=announced)
    return job.id, created


def test_the_same_images_are_the_same_job(on: World) -> None:
    first, created = accept(on)
    assert created
    assert accept(on) == (first, False)
    assert accept(on, destinations=("b", "a")) == (first, False)
    assert accept(on, destinations=("a",))[1]
    assert accept(on, source="b")[1]


def test_images_that_were_looked_at_decide(on: World) -> None:
    first, _ = accept(on)
    on.store.change(first, 1, state=JobState.RUNNING, inputs=ONE)
    second, created = accept(on, TWO)
    assert created
    assert accept(on, TWO) == (second, False)


@pytest.mark.parametrize(("resolved", "created"), [(False, False), (True, True)])
def test_who_looks_just_now_may_have_seen_less(on: World, resolved: bool, created: bool) -> None:
    first, _ = accept(on)
    on.store.move(first, JobState.RUNNING)
    if resolved:
        on.store.note(first, "step", "resolve", {})
    assert accept(on, TWO)[1] is created


def test_who_is_more_urgent_does_not_wait_for_who_is_not(on: World, clock: Clock) -> None:
    first, _ = accept(on, priority=Priority.BACKGROUND)
    assert accept(on, priority=Priority.BACKGROUND) == (first, False)
    second, created = accept(on, priority=Priority.STAT)
    assert created
    on.store.move(second, JobState.FAILED)
    assert accept(on, priority=Priority.STAT) == (second, False)  # at its end, and never tried again


FOUR, FIVE = Expectation(instances=4), Expectation(instances=5)


@pytest.mark.parametrize("expects", [(FOUR, None), (None, FOUR), (FOUR, Expectation(series=1))])
def test_who_expects_no_more_than_there_is_is_the_same(on: World, expects: tuple[Expectation | None, ...]) -> None:
    first, _ = accept(on, expect=expects[0])
    assert accept(on, expect=expects[1]) == (first, False)
    assert accept(on, TWO, has=5, expect=expects[1]) == (first, False)  # it has not looked yet


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.WAITING, JobState.EXPIRED, JobState.CANCELLED])
@pytest.mark.parametrize("expect", [None, FOUR])
def test_who_waits_for_more_than_there_is_does_not_stand_for_it(
    on: World, clock: Clock, state: JobState, expect: Expectation | None
) -> None:
    first, _ = accept(on, expect=FIVE)
    on.store.move(first, state)
    second, created = accept(on, expect=expect)
    assert created
    assert accept(on, expect=FOUR) == accept(on) == (second, False)
    clock.forward(1)
    on.store.forget(clock())
    assert accept(on) == (second, False)


@pytest.mark.parametrize("expect", [None, FIVE])
def test_who_waits_for_more_stands_for_it_when_it_is_there(on: World, expect: Expectation | None) -> None:
    first, _ = accept(on, expect=FIVE)
    on.store.move(first, JobState.WAITING)
    assert accept(on, expect=FIVE) == (first, False)
    assert accept(on, TWO, has=5, expect=expect) == (first, False)


def test_who_waits_for_more_takes_no_images_from_who_has_them(on: World) -> None:
    first, _ = accept(on)
    on.store.move(first, JobState.FAILED)
    assert accept(on, expect=FIVE)[1]
    assert accept(on) == (first, False)


@pytest.mark.parametrize("end", [JobState.FAILED, JobState.CANCELLED, JobState.NOT_ANALYSED])
def test_what_a_job_saw_when_it_had_waited_is_not_tried_again(on: World, end: JobState) -> None:
    first, _ = accept(on, expect=FIVE)
    on.store.change(first, 1, inputs=TWO, state=JobState.RUNNING)
    on.store.move(first, end)
    assert accept(on, TWO, has=5) == (first, False)


def test_what_a_caller_asked_for_in_vain_is_tried(on: World) -> None:
    asked = on.accept()
    on.store.change(asked.id, 1, inputs=ONE, state=JobState.RUNNING)
    on.store.move(asked.id, JobState.FAILED)
    assert accept(on)[1]


def test_a_job_that_is_no_longer_kept_is_told(on: World, clock: Clock) -> None:
    first, _ = accept(on)
    on.store.move(first, JobState.SUCCEEDED)
    clock.forward(1)
    assert on.store.forget(clock()) == (first,)
    with pytest.raises(JobNotFound):
        accept(on)
    assert accept(on, TWO)[1]


def test_a_new_job_says_which_rule_wants_it(on: World) -> None:
    first, _ = accept(on)
    notes = [(event.name, dict(event.data)) for event in on.store.get(first).timeline if event.kind == "note"]
    assert notes == [("rule", {"rule": "chest", "rules": "d" * 64})]
