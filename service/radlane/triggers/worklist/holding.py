"""A workitem of a worklist elsewhere that is held: it becomes a job, is reported, and ends as that does.

In: a claim that is held. Out: a job, what the worklist is told, and the claim as it is then. Each step may be taken
again, and says the same then.
Reference: PS3.4 CC.2.1.2, CC.2.6.2; PS3.18 sections 11.6 and 11.7. docs/worklist.md says how a performer that polls
learns of a request to cancel.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from radlane.dicomweb.dicom_json import Item, sequence_of, text_of
from radlane.dicomweb.worklist import Absence
from radlane.domain.claim import Claim
from radlane.domain.job import FINAL, Job, JobState
from radlane.domain.ups import StepState
from radlane.domain.workitem import DataSet
from radlane.errors import ArchiveDenied, RadlaneError
from radlane.triggers.worklist.claim_book import ClaimBook
from radlane.triggers.worklist.elsewhere import ABSENT, DONE, Service
from radlane.triggers.worklist.outcome import (
    EQUIPMENT_FAILURE,
    JOB_IS_GONE,
    NOT_ACCEPTED,
    NOT_PERFORMED,
    canceled,
    in_progress,
    is_cancel_requested,
    progress_of,
)
from radlane.triggers.worklist.procedures import Procedures
from radlane.triggers.worklist.rules import LOCK, PROGRESS, STATE
from radlane.triggers.worklist.work import Work

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Holding:
    """Does what is held of one worklist, in one round.

    Attributes
    ----------
    progress_s : float
        Seconds between two reports of one workitem.
    """

    service: Service
    book: ClaimBook
    work: Work
    procedures: Procedures
    now: Callable[[], datetime]
    progress_s: float

    def advance(self, claim: Claim) -> None:
        """Take a claim that is held one step on.

        Raises
        ------
        ArchiveError
            If the worklist does not answer for it, or denies it.
        RadlaneError
            If no job can be accepted now.
        """
        claim = self._with_job(claim)
        job = None if claim.job_id is None else self.work.get(claim.job_id)
        there = self._in_progress(claim, None if claim.job_id is None else _end_of(job))
        if there is None:
            return
        if claim.job_id is None:
            self._begin(claim, there)
        elif job is None:
            self._end(claim, StepState.CANCELED, self._why(claim, JOB_IS_GONE))
        elif job.state in FINAL:
            self._conclude(claim, job, there)
        else:
            self._watch(claim, job, there)

    def _with_job(self, claim: Claim) -> Claim:
        """A claim with the job that was accepted for it by whoever died before that was on record."""
        job = self.work.named(self._name(claim)) if claim.job_id is None else None
        return claim if job is None else self._keep(replace(claim, job_id=job.id))

    def _begin(self, claim: Claim, there: Item) -> None:
        """Accept the job of what the workitem says now: until it was held, everybody might correct it.

        That is on record first: whoever dies in between tells of the same in the end.
        """
        claim = self._keep(replace(claim, attributes={tag: value for tag, value in there.items() if tag != LOCK}))
        wish = self.procedures.wish_of(claim.attributes)
        if wish is None:  # it was corrected, or the settings are others now
            self._end(claim, StepState.CANCELED, self._why(claim, NOT_PERFORMED))
            return
        try:
            job = self.work.accept(wish, self._name(claim))
        except RadlaneError as error:
            if error.retryable:
                self._good(claim)
                raise
            _LOG.warning("a workitem elsewhere is not accepted", extra={"code": error.code}, exc_info=error)
            self._end(claim, StepState.CANCELED, self._why(claim, f"{NOT_ACCEPTED} ({error.code})"))
            return
        self._keep(replace(claim, job_id=job.id, failures=0, detail=""))

    def _name(self, claim: Claim) -> str:
        """The name of a claim's job; that of an earlier one stays its own when a lost workitem is held again."""
        after = "" if claim.earlier_job_id is None else f" after {claim.earlier_job_id}"
        return f"worklist {self.book.name} {claim.transaction_uid}{after}"

    def _in_progress(self, claim: Claim, end: StepState | None) -> Item | None:
        """The workitem as it is on the worklist, where that still has it in progress; else that is put on record.

        In the state `end` it has come to its end, and the answer that said so was lost. A copy or a cache before the
        worklist may be behind with SCHEDULED, but not with an end.
        """
        there = self.service.retrieve(claim.uid)
        if isinstance(there, Absence):
            self.book.miss(claim, there)
        elif text_of(there, STATE) == StepState.IN_PROGRESS:
            return there
        elif text_of(there, STATE) == end:
            self.book.end(claim, end)
        elif text_of(there, STATE) == StepState.SCHEDULED:
            self.book.behind(claim)
        elif text_of(there, STATE) == StepState.CANCELED:
            self.book.cut_off(claim, "it was cancelled there")
        else:
            self.book.lose(claim, "the worklist no longer has it in progress")
        return None

    def _watch(self, claim: Claim, job: Job, there: Item) -> None:
        """See whether the worklist still wants it, and tell how far it is."""
        claim = self._heard(claim, job, there)
        percent, text = progress_of(job)
        said = f"{percent} {text}"
        if said == claim.said or self._is_early(claim):
            self._good(claim)
            return
        status = self.service.update(claim.uid, claim.transaction_uid, in_progress(there, percent, text))
        if status in ABSENT:
            self.book.miss(claim, Absence(status))
        elif status not in DONE:
            self.book.fail(claim, status)
        else:
            self._told(replace(claim, said=said, said_at=self.now(), failures=0, detail=""), job)

    def _is_early(self, claim: Claim) -> bool:
        """Whether the last report was just now; one that lies ahead says that the clock went back."""
        if claim.said_at is None:
            return False
        return timedelta(0) <= self.now() - claim.said_at < timedelta(seconds=self.progress_s)

    def _told(self, claim: Claim, job: Job) -> None:
        """Keep what was reported; a request to cancel that came meanwhile is not left to the next round."""
        self._keep(claim)
        after = self.service.retrieve(claim.uid)
        if not isinstance(after, Absence):
            self._heard(claim, job, after)

    def _good(self, claim: Claim) -> None:
        """End a row of answers that were of no use: the worklist has the workitem, and there is nothing to tell it."""
        if claim.failures:
            self._keep(replace(claim, failures=0, detail=""))

    def _keep(self, claim: Claim) -> Claim:
        self.book.claims.keep(claim)
        return claim

    def _heard(self, claim: Claim, job: Job, there: DataSet) -> Claim:
        """Let a job end where the worklist says that somebody asks for it, and keep what was asked."""
        if not is_cancel_requested(there):
            return claim
        if not job.cancel_asked:
            self.work.stop(job.id)
        if claim.attributes.get(PROGRESS) != there[PROGRESS]:
            claim = self._keep(replace(claim, attributes={**claim.attributes, PROGRESS: there[PROGRESS]}))
        return claim

    def _conclude(self, claim: Claim, job: Job, there: Item) -> None:
        """End a workitem as its job did; what somebody asked for meanwhile stays in it."""
        claim = self._heard(claim, job, there)
        if job.state is JobState.SUCCEEDED:
            self._end(claim, StepState.COMPLETED, self.work.completed(claim.attributes, job, self.now()))
        else:
            told = self.work.canceled(claim.attributes, job, self.now(), _request(claim.attributes))
            self._end(claim, StepState.CANCELED, told)

    def _why(self, claim: Claim, text: str) -> DataSet:
        return canceled(claim.attributes, EQUIPMENT_FAILURE, text, self.now())

    def _end(self, claim: Claim, state: StepState, told: DataSet) -> None:
        """Tell the worklist what became of a workitem, and put it to its end; said again, it says the same."""
        try:
            status = self.service.update(claim.uid, claim.transaction_uid, told)
            if status in DONE:
                status = self.service.change_state(claim.uid, state, claim.transaction_uid)
        except ArchiveDenied:
            if self._in_progress(claim, state) is not None:
                raise
            return
        if status in DONE:
            self.book.end(claim, state)
        elif status in ABSENT:
            self.book.miss(claim, Absence(status))
        elif self._in_progress(claim, state) is not None:
            self.book.fail(claim, status)


def _end_of(job: Job | None) -> StepState | None:
    """The state that a workitem gets from its job; None while that is under way."""
    if job is not None and job.state not in FINAL:
        return None
    return StepState.COMPLETED if job is not None and job.state is JobState.SUCCEEDED else StepState.CANCELED


def _request(attributes: DataSet) -> DataSet | None:
    """What came with a request to cancel."""
    return next(iter(sequence_of(attributes, PROGRESS)), None) if is_cancel_requested(attributes) else None
