"""Jobs that do workitems: accepted once whatever dies, asked to end, and looked at.

In: wishes and jobs. Out: jobs, and what there is to say of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from radlane.domain.job import FINAL, Job, JobState
from radlane.domain.workitem import DataSet
from radlane.errors import IdempotencyConflict, JobConflict, JobNotFound
from radlane.jobs.ledger import Ledger
from radlane.jobs.results import all_objects_of
from radlane.jobs.store import JobStore
from radlane.triggers.intake import Caller, Intake, Wish
from radlane.triggers.worklist.outcome import canceled, completed, outputs_of, why_ended


@dataclass(frozen=True, kw_only=True)
class Work:
    """What workitems need of jobs.

    Attributes
    ----------
    addresses : mapping
        Archive -> its address, for those that have one.
    """

    intake: Intake
    jobs: JobStore
    ledger: Ledger
    addresses: Mapping[str, str]

    def accept(self, wish: Wish, name: str, caller: str = "") -> Job:
        """Return the one job of a name: a new one, or the one that was accepted before somebody died.

        It is nobody else's, and may be stopped; what it makes is shared by the ledger. Where the settings or the
        workitem were others when it was accepted it is the job all the same: a workitem has no two.

        Raises
        ------
        RadlaneError
            As `Intake.accept`, but for a name that stands for another wish.
        """
        try:
            return self.intake.accept(replace(wish, is_own=True), _via(name, caller))[0]
        except IdempotencyConflict:
            job = self.named(name, caller)
            if job is None:  # it was removed in between
                raise
            return job

    def named(self, name: str, caller: str = "") -> Job | None:
        """Return the job of a name that was accepted before, whatever was wished then; None where there is none."""
        return self.intake.named(_via(name, caller))

    def get(self, job_id: str) -> Job | None:
        """Return a job; None where it is no longer kept."""
        try:
            return self.jobs.get(job_id)
        except JobNotFound:
            return None

    def stop(self, job_id: str) -> bool:
        """Ask a job to end; False where its result is being stored, and it goes on."""
        job = self.get(job_id)
        if job is None or job.state in FINAL:
            return job is None or job.state is not JobState.SUCCEEDED
        if job.run_id is not None and self.ledger.must_go_on(job.run_id, job.order.destinations):
            return False
        try:
            self.jobs.ask_cancel(job_id)
        except JobConflict:
            return False
        return True

    def completed(self, attributes: DataSet, job: Job, now: datetime) -> DataSet:
        """Return the attributes of a step whose job succeeded."""
        objects: list[dict[str, Any]] = all_objects_of(job.run_id, self.ledger) if job.run_id else []
        return completed(attributes, job, outputs_of(job, objects, self.addresses), now)

    def canceled(self, attributes: DataSet, job: Job, now: datetime, request: DataSet | None) -> DataSet:
        """Return the attributes of a step whose job ended without a result."""
        code, text = why_ended(job)
        return canceled(attributes, code, text, now, request if job.state is JobState.CANCELLED else None)


def _via(name: str, caller: str) -> Caller:
    return Caller(identity=caller, idempotency_key=f"ups {name}", via="ups-rs")
