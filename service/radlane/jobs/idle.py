"""Which of the jobs that nobody works on now need something.

In: the jobs that have not come to an end. Out: those that have to end, and those that need a workflow.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from radlane.domain.job import Job, JobState
from radlane.jobs.store import IDLE
from radlane.jobs.withdrawals import Withdrawals
from radlane.registry.reference import parse_reference


def to_settle(jobs: Sequence[Job], now: datetime, withdrawals: Withdrawals) -> list[Job]:
    """The jobs that nobody works on now and that have to end: cancelled, expired, or their result was withdrawn."""
    idle = [job for job in jobs if job.state in IDLE and job.order.withdraws is None]
    runs = {job.run_id for job in idle if job.run_id is not None}
    stopped = withdrawals.stopped(runs) if runs else frozenset()
    return [
        job
        for job in idle
        if job.cancel_asked or (job.expires_at is not None and job.expires_at < now) or job.run_id in stopped
    ]


def without_paused(jobs: Sequence[Job], paused: Collection[str]) -> list[Job]:
    """Return the jobs but those that wait until their model is resumed: they have no workflow, and need none."""
    return [
        job
        for job in jobs
        if not (
            job.state is JobState.WAITING
            and job.wait_until is None
            and parse_reference(job.order.request.model).name in paused
        )
    ]
