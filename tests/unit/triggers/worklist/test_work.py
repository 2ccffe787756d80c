"""Jobs that do workitems."""

from __future__ import annotations

from dataclasses import replace

import pytest

from radlane.domain.job import JobState
from radlane.errors import IdempotencyConflict
from radlane.jobs.store import Query
from radlane.triggers.worklist.procedures import Procedures
from support.worklists import Bench, ours, procedures


def test_one_name_is_one_job(bench: Bench) -> None:
    known: Procedures = procedures()
    wish = known.wish_of(ours())
    assert wish is not None
    assert bench.work.accept(wish, "workitem 1.2").id == bench.work.accept(wish, "workitem 1.2").id


def test_a_name_that_stands_for_another_wish_is_its_job_all_the_same(bench: Bench) -> None:
    wish = procedures().wish_of(ours())
    assert wish is not None
    first = bench.work.accept(wish, "workitem 1.2")
    assert bench.work.accept(replace(wish, destinations=("b",)), "workitem 1.2") == first
    assert [job.id for job in bench.on.store.find(Query())[0]] == [first.id]


def test_a_job_that_is_removed_in_between_is_a_conflict(bench: Bench) -> None:
    wish = procedures().wish_of(ours())
    assert wish is not None
    bench.work.accept(wish, "workitem 1.2")
    object.__setattr__(bench.work.intake, "named", lambda _: None)
    with pytest.raises(IdempotencyConflict):
        bench.work.accept(replace(wish, destinations=("b",)), "workitem 1.2")


def test_a_job_is_stopped_until_its_result_is_stored(bench: Bench) -> None:
    wish = procedures().wish_of(ours())
    assert wish is not None
    first = bench.work.accept(wish, "one")
    assert bench.work.stop(first.id)
    assert bench.on.store.get(first.id).state is JobState.CANCELLED
    assert bench.work.stop(first.id)
    second = bench.work.accept(wish, "two")
    bench.engine.drain(bench.on.runner)
    assert not bench.work.stop(second.id)
    assert bench.work.stop("gone")
    assert bench.work.get("gone") is None
