"""Steps that have begun: what is left of them is of processes that died."""

from __future__ import annotations

from datetime import timedelta

from radlane.domain.job import JobState
from support.jobs import Clock, World


def test_a_process_that_left_a_step_without_an_outcome_counts_once(on: World) -> None:
    begun = on.store.begun
    for boot in ("one", "two", "two"):
        begun.begin("job", "analyse", boot)
    assert begun.deaths("job", "analyse", "three") == 2
    assert begun.deaths("job", "analyse", "two") == 1, "whoever asks lives"
    assert begun.deaths("job", "encode", "three") == begun.deaths("other", "analyse", "three") == 0


def test_an_outcome_ends_the_count_and_so_does_the_next_step(on: World) -> None:
    begun = on.store.begun
    begun.begin("job", "analyse", "one")
    begun.end("job")
    assert begun.deaths("job", "analyse", "two") == 0
    begun.begin("job", "analyse", "one")
    begun.begin("job", "encode", "two")
    assert (begun.deaths("job", "analyse", "three"), begun.deaths("job", "encode", "three")) == (0, 1)


def test_who_ends_in_order_takes_its_rows_along(on: World) -> None:
    begun = on.store.begun
    for job in ("a", "b"):
        begun.begin(job, "analyse", "one")
        begun.begin(job, "analyse", "two")
    begun.leave("a", "one")
    assert [begun.deaths(job, "analyse", "me") for job in ("a", "b")] == [1, 2]
    begun.leave_all("two")
    assert [begun.deaths(job, "analyse", "me") for job in ("a", "b")] == [0, 1]


def test_a_job_that_is_removed_leaves_no_row(on: World, clock: Clock) -> None:
    job = on.accept()
    on.store.begun.begin(job.id, "end", "one")
    on.store.move(job.id, JobState.CANCELLED)
    assert on.store.forget(clock() + timedelta(days=1)) == (job.id,)
    assert on.store.begun.deaths(job.id, "end", "two") == 0


def test_a_job_that_is_tried_again_by_hand_begins_anew(on: World) -> None:
    """It was cancelled while its step killed one process after the other: the last one found it gone."""
    job = on.accept()
    on.store.begun.begin(job.id, "analyse", "one")
    on.store.move(job.id, JobState.CANCELLED, attempt=1)
    on.store.begun.leave(job.id, "two")
    assert on.store.reopen(job.id)
    assert on.store.begun.deaths(job.id, "analyse", "two") == 0
