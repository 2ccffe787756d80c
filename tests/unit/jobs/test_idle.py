"""Jobs that nobody works on: which of them have to end, and which need a workflow."""

from __future__ import annotations

from datetime import timedelta

from radlane.domain.job import JobState
from radlane.jobs.idle import to_settle, without_paused
from support.jobs import MODEL, Clock, World


def test_a_job_that_was_cancelled_or_has_expired_has_to_end_unless_somebody_works_on_it(
    on: World, clock: Clock
) -> None:
    works, cancelled, other = (on.accept(rerun=str(number)) for number in range(3))
    on.store.move(works.id, JobState.RUNNING)
    on.store.wait(cancelled.id, 1, clock(), {"code": "archive-unavailable", "detail": ""})
    for job in (works, cancelled):
        on.store.ask_cancel(job.id)
    jobs, withdrawals = on.store.unfinished(), on.parts.withdrawals
    assert [job.id for job in to_settle(jobs, clock(), withdrawals)] == [cancelled.id]
    late = clock() + timedelta(days=3650)
    assert {job.id for job in to_settle(jobs, late, withdrawals)} == {cancelled.id, other.id}


def test_a_job_that_waits_for_its_model_needs_no_workflow_until_that_is_resumed(on: World, clock: Clock) -> None:
    on.store.pauses.pause(MODEL, "me", "it errs")
    held, queued = on.accept(), on.accept(rerun="again")
    on.store.pauses.hold(held.id, 1, MODEL)
    jobs = on.store.unfinished()
    assert [job.id for job in without_paused(jobs, on.store.pauses.find())] == [queued.id]
    assert {job.id for job in without_paused(jobs, ())} == {held.id, queued.id}
