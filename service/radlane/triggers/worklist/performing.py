"""radlane's own workitems on its own worklist: each is claimed, becomes a job, and ends as that does.

In: rows. Out: rows and jobs. Each step is on record before the next begins, and may be taken again: whoever dies, the
next round goes on. Several processes may be at it: rows change under their locks, and a job has one name.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from radlane.domain.code import Code
from radlane.domain.job import FINAL, Job, JobState
from radlane.domain.ups import StepState
from radlane.domain.workitem import DataSet, Performer, Workitem
from radlane.errors import RadlaneError
from radlane.jobs.trail import Say, Trail
from radlane.jobs.workitems import Workitems
from radlane.security.audit_record import Action, Entry
from radlane.triggers.worklist.outcome import (
    EQUIPMENT_FAILURE,
    JOB_IS_GONE,
    NOT_ACCEPTED,
    UNSPECIFIED,
    canceled,
    in_progress,
    progress_of,
)
from radlane.triggers.worklist.procedures import Procedures
from radlane.triggers.worklist.rounds import attempt
from radlane.triggers.worklist.rules import ended
from radlane.triggers.worklist.work import Work

_VIA = "worklist"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Performing:
    """Performs radlane's own workitems."""

    items: Workitems
    work: Work
    procedures: Procedures
    trail: Trail
    now: Callable[[], datetime]

    def sweep(self) -> None:
        """Take each open workitem of radlane's one step on; what goes wrong with one keeps no other from its step."""
        for item in self.items.own():
            attempt(partial(self._advance, item), "a workitem waits")

    def _advance(self, item: Workitem) -> None:
        if item.state is StepState.SCHEDULED:
            claimed = self._claim(item) if self._is_ours(item) else None
            if claimed is None:
                return
            item = claimed
        job = self._begun(item) if item.job_id is None else self._kept(item, item.job_id)
        if job is None:  # the workitem has ended
            return
        if job.state in FINAL:
            self._conclude(item, job)
        elif item.cancel is not None and not job.cancel_asked and self.work.stop(job.id):
            self._advance(replace(item, job_id=job.id))  # one that never began has ended
        else:
            self._tell(item, job)

    def _is_ours(self, item: Workitem) -> bool:
        """Whether radlane has to do a workitem now."""
        return self.procedures.wish_of(item.attributes) is not None and self.procedures.is_due(
            item.attributes, self.now()
        )

    def _claim(self, item: Workitem) -> Workitem | None:
        """Make a workitem radlane's, and return it as it is then; None where somebody else was first.

        It may have been corrected since it was seen: what it is now is judged, and done.
        """

        def change(before: Workitem | None) -> Workitem | None:
            if before is None or before.state is not StepState.SCHEDULED or not self._is_ours(before):
                return None
            return replace(before, state=StepState.IN_PROGRESS, performer=Performer.RADLANE)

        with self._saying(item) as say:
            after = self.items.change(item.uid, change, say)
        is_mine = after is not None and after.state is StepState.IN_PROGRESS and after.performer is Performer.RADLANE
        return after if is_mine else None

    def _begun(self, item: Workitem) -> Job | None:
        """The job of a workitem, accepted now or before somebody died; None where there can be none."""
        name = f"workitem {item.uid} {item.created_at:%Y%m%d%H%M%S%f}"
        job = self.work.named(name, item.caller)
        if job is None:
            job = self._accepted(item, name)
        if job is not None:
            job_id = job.id
            self.items.change(item.uid, lambda before: replace(before, job_id=job_id) if before else None)
        return job

    def _accepted(self, item: Workitem, name: str) -> Job | None:
        wish = self.procedures.wish_of(item.attributes)
        if wish is None:  # the settings are others now
            self._give_up(item, UNSPECIFIED, JOB_IS_GONE)
            return None
        try:
            return self.work.accept(wish, name, item.caller)
        except RadlaneError as error:
            if error.retryable:
                raise
            _LOG.warning("a workitem is not accepted", extra={"code": error.code}, exc_info=error)
            self._give_up(item, EQUIPMENT_FAILURE, f"{NOT_ACCEPTED} ({error.code})")
            return None

    def _kept(self, item: Workitem, job_id: str) -> Job | None:
        """The job of a workitem that has one; None where that is no longer kept."""
        job = self.work.get(job_id)
        if job is None:
            self._give_up(item, UNSPECIFIED, JOB_IS_GONE)
        return job

    def _give_up(self, item: Workitem, reason: Code, text: str) -> None:
        self._end(item, StepState.CANCELED, canceled(item.attributes, reason, text, self.now()))

    def _tell(self, item: Workitem, job: Job) -> None:
        """Put on record how far a job is."""
        told = in_progress(item.attributes, *progress_of(job))
        if any(item.attributes.get(tag) != value for tag, value in told.items()):
            self.items.change(item.uid, lambda before: _with(before, told))

    def _conclude(self, item: Workitem, job: Job) -> None:
        if job.state is JobState.SUCCEEDED:
            self._end(item, StepState.COMPLETED, self.work.completed(item.attributes, job, self.now()))
        else:
            self._end(item, StepState.CANCELED, self.work.canceled(item.attributes, job, self.now(), item.cancel))

    def _end(self, item: Workitem, state: StepState, told: DataSet) -> None:
        def change(before: Workitem | None) -> Workitem | None:
            after = _with(before, told)
            if after is None:
                return None
            attributes = ended(after.attributes, state, self.now())
            assert attributes is not None, "an end without what it needs"
            return replace(after, state=state, attributes=attributes)

        with self._saying(item) as say:
            self.items.change(item.uid, change, say)

    def _saying(self, item: Workitem) -> AbstractContextManager[Say]:
        entry = Entry(action=Action.WORKITEM_CHANGED, via=_VIA, facts={"workitem": item.uid})
        return self.trail.saying(entry)


def _with(before: Workitem | None, told: DataSet) -> Workitem | None:
    """A workitem that radlane performs with other attributes; None where it no longer does."""
    if before is None or before.state is not StepState.IN_PROGRESS or before.performer is not Performer.RADLANE:
        return None
    return replace(before, attributes={**before.attributes, **told})
