"""Whose turn comes first: under any stream of urgent jobs nobody waits for ever."""

from __future__ import annotations

from datetime import datetime, timedelta
from heapq import heappop, heappush
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from radlane.domain.job import Job, JobRequest, JobState, Order, Priority
from radlane.jobs.queue import due
from support.jobs import BEGIN

NOTHING = ("expires_at", "wait_until", "run_id", "reused_from", "outcome", "completeness")
_OVERTAKEN_S = {Priority.STAT: 0, Priority.ROUTINE: 1800, Priority.BACKGROUND: 86400}


class Came(NamedTuple):
    priority: Priority
    after_s: int


def job(came: Came) -> Job:
    request = JobRequest(study_instance_uid="1.2", model="m")
    order = Order(request=request, source="a", destinations=(), package_digest="d", priority=came.priority)
    moment: datetime = BEGIN + timedelta(seconds=came.after_s)
    nothing: dict[str, Any] = dict.fromkeys(NOTHING)
    return Job(
        id="j",
        order=order,
        state=JobState.QUEUED,
        created_at=moment,
        updated_at=moment,
        attempt=1,
        cancel_asked=False,
        timeline=(),
        **nothing,
    )


comings = st.builds(Came, st.sampled_from(Priority), st.integers(0, 400_000))


@given(comings, comings)
def test_a_job_is_overtaken_only_by_what_came_within_its_slack(first: Came, later: Came) -> None:
    if later.after_s >= first.after_s + _OVERTAKEN_S[first.priority]:
        assert due(job(first)) <= due(job(later))
    if later.priority is Priority.STAT and later.after_s < first.after_s + _OVERTAKEN_S[first.priority]:
        assert due(job(later)) < due(job(first))


@given(st.sampled_from(Priority), st.integers(60, 600))
def test_under_a_stream_of_urgent_jobs_that_fills_the_workers_the_turn_comes(priority: Priority, every_s: int) -> None:
    """One urgent job comes whenever a worker is free; the waiting one is reached after its slack."""
    queue: list[tuple[int, int, Priority]] = []
    heappush(queue, (due(job(Came(priority, 0))), 0, priority))
    for number in range(1, _OVERTAKEN_S[priority] // every_s + 3):
        at = number * every_s
        heappush(queue, (due(job(Came(Priority.STAT, at))), number, Priority.STAT))
        _, came, _ = heappop(queue)
        if came == 0:
            assert at <= _OVERTAKEN_S[priority] + 2 * every_s
            return
    raise AssertionError("it waits for ever")
