"""Which job stands for images that are announced."""

from __future__ import annotations

from typing import Any

import pytest

from radlane.domain.job import Expectation, JobState, Priority
from radlane.errors import JobNotFound
from radlane.jobs.announced import Announced
from support.jobs import Clock, World

ONE, TWO = "1" * 64, "2" * 64


def accept(on: World, inputs: str = ONE, **changes: Any) -> tuple[str, bool]:
    announced = Announced(inputs=inputs, rule="chest", rules_digest="d" * 64, now=on.clock())
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


def test_who_expects_another_size_is_the_same_for_the_same_images(on: World) -> None:
    first, _ = accept(on, expect=Expectation(instances=412))
    assert accept(on) == (first, False)


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
