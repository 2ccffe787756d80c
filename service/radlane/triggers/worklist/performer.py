"""Performing for a worklist elsewhere: workitems are found, claimed, done as jobs, and ended.

In: what the worklist answers. Out: claims (rows), jobs, and what the worklist is told. A claim with its Transaction UID
is on record before the worklist is asked: whoever dies in between, the next round asks again with the same one. One
process at a time works for a worklist.
Reference: PS3.4 CC.2.1.2 (note 1), CC.2.6.2; PS3.18 section 11. docs/worklist.md says how a performer that polls learns
of a request to cancel.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from radlane.dicomweb.dicom_json import Item, sequence_of, text_of
from radlane.domain.claim import Claim, ClaimState
from radlane.domain.job import FINAL, Job, JobState
from radlane.domain.refs import is_uid
from radlane.domain.ups import StepState
from radlane.domain.workitem import DataSet
from radlane.errors import ArchiveDenied, ArchiveError, ArchiveUnavailable, RadlaneError
from radlane.jobs.claims import Claims
from radlane.jobs.trail import Trail
from radlane.security.audit_record import Action, Entry, Outcome
from radlane.triggers.worklist.outcome import (
    EQUIPMENT_FAILURE,
    canceled,
    in_progress,
    is_cancel_requested,
    progress_of,
)
from radlane.triggers.worklist.procedures import Procedures, input_of
from radlane.triggers.worklist.rules import LOCK, PROGRESS, SOP_INSTANCE, STATE
from radlane.triggers.worklist.work import Work

_DONE, _GONE, _REFUSED = frozenset({200, 202, 204}), frozenset({404, 410}), frozenset({400, 409, 422})
_ENDS = frozenset({StepState.COMPLETED, StepState.CANCELED})
_NOT_FOUND, _CONFLICT = 404, 409
_PASSED_OVER = 20  # looks: five minutes with the settings' default
_WANTED = {STATE: str(StepState.SCHEDULED), "00404041": "READY"}
_MOST_FOUND = 100
_MOST_FAILURES = 10
_MOST_IN_A_ROW = 3  # workitems that the worklist does not answer for: the others wait for the next round
_LOG = logging.getLogger(__name__)
_Of = TypeVar("_Of")


class Service(Protocol):
    """What a performer needs of a worklist (`dicomweb.worklist.WorklistService`)."""

    def search(self, keys: Mapping[str, str], limit: int) -> tuple[Item, ...]:
        """Return workitems that match."""

    def retrieve(self, uid: str) -> Item | None:
        """Return a workitem; None where there is none any more."""

    def change_state(self, uid: str, state: str, transaction_uid: str) -> int:
        """Ask for another state; return the status."""

    def update(self, uid: str, transaction_uid: str, changes: Mapping[str, Any]) -> int:
        """Change attributes; return the status."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How radlane performs for a worklist.

    Attributes
    ----------
    match : mapping
        Keys of the search, beside SCHEDULED and READY.
    at_once : int
        As many workitems it holds.
    progress_s : float
        Seconds between two reports of one workitem.
    """

    match: Mapping[str, str]
    at_once: int
    progress_s: float


@dataclass(frozen=True, kw_only=True)
class Performer:
    """Performs for one worklist; `name` is its name in the settings."""

    name: str
    service: Service
    claims: Claims
    work: Work
    procedures: Procedures
    terms: Terms
    trail: Trail
    now: Callable[[], datetime]
    new_uid: Callable[[], str]
    denied: dict[str, int] = field(default_factory=dict)  # workitems -> looks for which they are passed over

    def round(self) -> None:
        """Take each claim one step on, and look for more; nothing where another process is at it.

        Raises
        ------
        ArchiveUnavailable
            If the worklist cannot be asked now.
        """
        with self.claims.alone(self.name) as mine:
            if not mine:
                return
            if not self._go_on() or self._has_room():
                self._look()  # it raises where the worklist answers nothing at all, and not only for some workitems

    def _has_room(self) -> bool:
        return len(self.claims.open(self.name)) < self.terms.at_once

    def _go_on(self) -> bool:
        """Take each claim one step on; return whether the worklist answered for all of them.

        What it does not answer for is never given up, and comes last in the next round: it holds up no other for ever.
        """
        is_answered, silent = True, 0
        for claim in self.claims.open(self.name):
            error = self._try(self._advance, claim)
            if error is not None:
                is_answered = False
                self.claims.touch(claim)
            silent = silent + 1 if _is_silent(error) else 0
            if silent == _MOST_IN_A_ROW:
                break
        return is_answered

    def _try(self, step: Callable[[_Of], object], what: _Of) -> ArchiveUnavailable | None:
        """Take a step for one workitem; return the error where the worklist does not answer for it now."""
        try:
            step(what)
        except RadlaneError as error:
            _LOG.warning("a workitem elsewhere waits", extra={"code": error.code}, exc_info=error)
            return error if isinstance(error, ArchiveUnavailable) else None
        return None

    def _look(self) -> None:
        """Claim workitems that are radlane's to do, as many as there is room for.

        One that is denied is passed over for a while: it keeps no place, and is not put on record in each look.
        """
        silent = 0
        passed_over = {uid: left - 1 for uid, left in self.denied.items() if left > 1}
        self.denied.clear()
        self.denied.update(passed_over)
        for found in self.service.search({**self.terms.match, **_WANTED}, _MOST_FOUND):
            uid = text_of(found, SOP_INSTANCE)
            if not is_uid(uid) or uid in self.denied or self.procedures.of(found) is None:
                continue
            if self.claims.get(self.name, uid) is not None:
                continue
            if silent == _MOST_IN_A_ROW or not self._has_room():
                return
            error = self._try(self._take, uid)
            if isinstance(error, ArchiveDenied):
                self.denied[uid] = _PASSED_OVER
            silent = silent + 1 if _is_silent(error) else 0

    def _take(self, uid: str) -> None:
        """Claim a workitem that was found, if it is radlane's to do now."""
        whole = self.service.retrieve(uid)
        if whole is None or text_of(whole, STATE) != StepState.SCHEDULED or not self._is_ours(whole):
            return
        self._record(uid, whole, Action.WORKITEM_READ)
        self._claim(self._new(uid, whole))

    def _is_ours(self, whole: DataSet) -> bool:
        return self.procedures.wish_of(whole) is not None and self.procedures.is_due(whole, self.now())

    def _new(self, uid: str, whole: DataSet) -> Claim:
        return Claim(
            worklist=self.name,
            uid=uid,
            state=ClaimState.ASKED,
            transaction_uid=self.new_uid(),
            attributes={tag: value for tag, value in whole.items() if tag != LOCK},
            updated_at=self.now(),
        )

    def _claim(self, claim: Claim) -> None:
        """Claim a workitem for the first time."""
        if self.claims.add(claim):
            self._record(claim.uid, claim.attributes, Action.WORKITEM_CHANGED, Outcome.BEGUN)
            self._ask(claim, is_first=True)

    def _held(self, claim: Claim) -> None:
        self._record(claim.uid, claim.attributes, Action.WORKITEM_CHANGED)
        held = replace(claim, state=ClaimState.HELD, failures=0, detail="")
        self.claims.keep(held)
        self._advance(held)

    def _ask(self, claim: Claim, *, is_first: bool = False) -> None:
        """Ask for a workitem; who lost the race leaves it.

        Where that is refused, an earlier call may have been heard and its answer lost: whether the worklist takes a
        change with our Transaction UID tells whose the workitem is. Who asked before believes no refusal at once, and
        never forgets the UID: nobody else could end the workitem.
        """
        try:
            status = self.service.change_state(claim.uid, StepState.IN_PROGRESS, claim.transaction_uid)
        except ArchiveDenied:
            self._denied(claim, is_first=is_first)
            raise
        if status not in _DONE | _REFUSED | _GONE:
            raise _useless(status)
        opened = self._opens(claim, is_first=is_first) if status in _REFUSED else status
        if opened in _DONE:
            self._held(claim)
        elif is_first and opened in _REFUSED | _GONE:
            self.claims.drop(claim)
        elif opened in _GONE:
            self._lost(claim, "the worklist no longer has it")
        else:
            self._failed(claim, opened)

    def _denied(self, claim: Claim, *, is_first: bool) -> None:
        """Forget a claim that is denied, unless an earlier call may have been heard: then until the workitem ends."""
        if is_first:
            self.claims.drop(claim)
            return
        there = self.service.retrieve(claim.uid)
        if there is None or text_of(there, STATE) in _ENDS:
            self._lost(claim, "the worklist no longer has it to do")

    def _opens(self, claim: Claim, *, is_first: bool) -> int:
        """How the worklist answers a change with the Transaction UID: it takes one only if it knows it.

        Some deny it to whoever is not the performer: of a first call that is an answer, as nothing was heard before.
        """
        there = self.service.retrieve(claim.uid)
        if there is None:
            return _NOT_FOUND
        try:
            return self.service.update(claim.uid, claim.transaction_uid, in_progress(there, 0, "claimed"))
        except ArchiveDenied:
            if is_first:
                return _CONFLICT
            if text_of(there, STATE) in _ENDS:  # nobody can do anything for it any more
                return _NOT_FOUND
            raise

    def _advance(self, claim: Claim) -> None:
        if claim.state is ClaimState.ASKED:
            self._ask(claim)
            return
        if claim.job_id is None:
            self._begin(claim)
            return
        job = self.work.get(claim.job_id)
        if job is None:
            self._end(claim, StepState.CANCELED, self._why(claim, "Its job is gone"))
        elif job.state in FINAL:
            self._conclude(claim, job)
        else:
            self._watch(claim, job)

    def _conclude(self, claim: Claim, job: Job) -> None:
        """End a workitem as its job did; what somebody asked for meanwhile stays in it."""
        there = self.service.retrieve(claim.uid)
        if there is not None and text_of(there, STATE) == StepState.IN_PROGRESS:
            claim = self._heard(claim, job, there)
        if job.state is JobState.SUCCEEDED:
            self._end(claim, StepState.COMPLETED, self.work.completed(claim.attributes, job, self.now()))
        else:
            told = self.work.canceled(claim.attributes, job, self.now(), _request(claim.attributes))
            self._end(claim, StepState.CANCELED, told)

    def _begin(self, claim: Claim) -> None:
        wish = self.procedures.wish_of(claim.attributes)
        if wish is None:  # the settings are others now
            self._end(claim, StepState.CANCELED, self._why(claim, "The procedure is no longer performed"))
            return
        try:
            job = self.work.accept(wish, f"worklist {self.name} {claim.transaction_uid}")
        except RadlaneError as error:
            if error.retryable:
                raise
            self._end(claim, StepState.CANCELED, self._why(claim, f"The analysis was not accepted ({error.code})"))
            raise
        self.claims.keep(replace(claim, job_id=job.id))

    def _why(self, claim: Claim, text: str) -> DataSet:
        return canceled(claim.attributes, EQUIPMENT_FAILURE, text, self.now())

    def _watch(self, claim: Claim, job: Job) -> None:
        """See whether the worklist still wants it, and tell how far it is."""
        there = self.service.retrieve(claim.uid)
        if there is None or text_of(there, STATE) != StepState.IN_PROGRESS:
            self.work.stop(job.id)
            self._lost(claim, "the worklist no longer has it in progress")
            return
        claim = self._heard(claim, job, there)
        percent, text = progress_of(job)
        said = f"{percent} {text}"
        is_early = claim.said_at and self.now() - claim.said_at < timedelta(seconds=self.terms.progress_s)
        if said == claim.said or is_early:
            return
        status = self.service.update(claim.uid, claim.transaction_uid, in_progress(there, percent, text))
        if status not in _DONE:
            self._failed(claim, status)
            return
        claim = replace(claim, said=said, said_at=self.now(), failures=0)
        self.claims.keep(claim)
        after = self.service.retrieve(claim.uid)  # a request that came meanwhile is not left to the next round
        if after is not None:
            self._heard(claim, job, after)

    def _heard(self, claim: Claim, job: Job, there: DataSet) -> Claim:
        """Let a job end where the worklist says that somebody asks for it, and keep what was asked."""
        if not is_cancel_requested(there):
            return claim
        if not job.cancel_asked:
            self.work.stop(job.id)
        if claim.attributes.get(PROGRESS) != there[PROGRESS]:
            claim = replace(claim, attributes={**claim.attributes, PROGRESS: there[PROGRESS]})
            self.claims.keep(claim)
        return claim

    def _end(self, claim: Claim, state: StepState, told: DataSet) -> None:
        """Tell the worklist what became of a workitem, and put it to its end; said again, it says the same."""
        try:
            status = self.service.update(claim.uid, claim.transaction_uid, told)
            if status in _DONE:
                status = self.service.change_state(claim.uid, state, claim.transaction_uid)
        except ArchiveDenied:
            if not self._is_over(claim, state):
                raise
            return
        if status in _DONE:
            self._ended(claim, state)
        elif status in _GONE:
            self._lost(claim, "the worklist no longer has it")
        elif status not in _REFUSED:
            raise _useless(status)
        elif not self._is_over(claim, state):
            self._failed(claim, status)

    def _is_over(self, claim: Claim, state: StepState) -> bool:
        """See whether a workitem whose end is refused has come to it (the answer was lost), or is not ours any more."""
        there = self.service.retrieve(claim.uid)
        if there is not None and text_of(there, STATE) == state:
            self._ended(claim, state)
        elif there is None or text_of(there, STATE) != StepState.IN_PROGRESS:
            self._lost(claim, "the worklist no longer has it in progress")
        else:
            return False
        return True

    def _ended(self, claim: Claim, state: StepState) -> None:
        self._record(claim.uid, claim.attributes, Action.WORKITEM_CHANGED)
        end = ClaimState.COMPLETED if state is StepState.COMPLETED else ClaimState.CANCELED
        self.claims.keep(replace(claim, state=end))

    def _lost(self, claim: Claim, why: str) -> None:
        _LOG.warning("a workitem elsewhere is lost", extra={"code": "workitem-conflict"})
        self.claims.keep(replace(claim, state=ClaimState.LOST, detail=why))

    def _failed(self, claim: Claim, status: int) -> None:
        """Count an answer that was of no use; after so many in a row the workitem is given up, and its job ends."""
        failures, detail = claim.failures + 1, f"the worklist answers with status {status}"
        if failures < _MOST_FAILURES:
            self.claims.keep(replace(claim, failures=failures, detail=detail))
            return
        if claim.job_id is not None:
            self.work.stop(claim.job_id)
        self._lost(claim, detail)

    def _record(self, uid: str, attributes: DataSet, action: Action, outcome: Outcome = Outcome.DONE) -> None:
        subject = input_of(attributes)
        facts = {"workitem": uid, "worklist": self.name}
        study = subject.study if subject is not None and is_uid(subject.study) else None
        via = f"worklist {self.name}"
        self.trail.record(Entry(action=action, outcome=outcome, via=via, study=study, facts=facts))


def _request(attributes: DataSet) -> DataSet | None:
    """What came with a request to cancel."""
    return next(iter(sequence_of(attributes, PROGRESS)), None) if is_cancel_requested(attributes) else None


def _is_silent(error: ArchiveUnavailable | None) -> bool:
    """Whether a worklist may be away: one that denies something is there."""
    return error is not None and not isinstance(error, ArchiveDenied)


def _useless(status: int) -> ArchiveError:
    return ArchiveError("The worklist does not answer as one does", why=f"status {status}", remedy="Look at its log")
