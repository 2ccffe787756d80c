"""Workitems as rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from radlane.domain.ups import StepState
from radlane.domain.workitem import Performer, Workitem
from radlane.errors import WorkitemConflict, WorklistFull
from radlane.jobs.workitems import Workitems
from support.jobs import BEGIN, Clock, World


@pytest.fixture
def items(on: World) -> Workitems:
    return Workitems(on.engine, on.clock, 250)


def item(uid: str = "1.2", **changes: object) -> Workitem:
    plain = Workitem(
        uid=uid, state=StepState.SCHEDULED, attributes={"00741204": {"vr": "LO"}}, created_at=BEGIN, updated_at=BEGIN
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_an_item_comes_back_as_it_went(items: Workitems) -> None:
    whole = item(lock="a", study="1.3", model="m", performer=Performer.OTHER, caller="ris", job_id="j", cancel={})
    items.add(whole)
    assert items.get("1.2") == whole
    assert items.get("1.3") is None


def test_one_uid_is_one_item(items: Workitems) -> None:
    items.add(item())
    with pytest.raises(WorkitemConflict):
        items.add(item())


def test_a_worklist_is_full_of_what_is_open(on: World) -> None:
    items = Workitems(on.engine, on.clock, 1)
    items.add(item("1.1"))
    with pytest.raises(WorklistFull):
        items.add(item("1.2"))
    items.change("1.1", lambda before: before and replace(before, state=StepState.CANCELED))
    items.add(item("1.2"))
    assert items.counts() == {"SCHEDULED": 1, "IN PROGRESS": 0, "COMPLETED": 0, "CANCELED": 1}


def test_a_change_that_raises_or_says_nothing_changes_nothing(items: Workitems) -> None:
    items.add(item())

    def refuse(_: Workitem | None) -> Workitem:
        raise WorkitemConflict("no")

    with pytest.raises(WorkitemConflict):
        items.change("1.2", refuse)
    assert items.change("1.2", lambda _: None) == items.get("1.2") == item()
    assert items.change("1.9", lambda before: before) is None


def test_all_are_walked_the_youngest_first(items: Workitems) -> None:
    for number in range(105):
        items.add(item(f"1.{number}", created_at=BEGIN + timedelta(seconds=number // 2), study=f"2.{number % 2}"))
    walked = list(items.walk())
    assert len({one.uid for one in walked}) == 105
    assert walked == sorted(walked, key=lambda one: (one.created_at, one.uid), reverse=True)
    assert len(list(items.walk([StepState.SCHEDULED], "2.1"))) == 52
    assert list(items.walk([StepState.COMPLETED])) == []


def test_own_are_those_with_a_model_and_those_radlane_holds(items: Workitems) -> None:
    items.add(item("1.1", model="m"))
    items.add(item("1.2"))
    items.add(item("1.3", state=StepState.IN_PROGRESS, performer=Performer.RADLANE))
    items.add(item("1.4", state=StepState.IN_PROGRESS, performer=Performer.OTHER, model="m"))
    assert [one.uid for one in items.own()] == ["1.1", "1.3"]


def test_only_what_ended_long_ago_is_forgotten(items: Workitems, clock: Clock) -> None:
    items.add(item("1.1"))
    items.add(item("1.2", state=StepState.COMPLETED))
    assert items.forget(clock()) == 0
    assert items.forget(clock() + timedelta(days=1)) == 1
    assert items.get("1.1") is not None
