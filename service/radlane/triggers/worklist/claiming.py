"""Claiming a workitem of a worklist elsewhere: once, and again with the same Transaction UID where no answer came.

In: a workitem that was found, or a claim that was asked for. Out: the claim where it is held. It is on record before
the worklist is asked: whoever dies in between, the next round asks again.
Reference: PS3.4 CC.2.1.2; PS3.18 section 11.7.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from radlane.dicomweb.dicom_json import text_of
from radlane.dicomweb.worklist import Absence
from radlane.domain.claim import Claim, ClaimState
from radlane.domain.ups import StepState
from radlane.domain.workitem import DataSet
from radlane.errors import ArchiveDenied
from radlane.triggers.worklist.claim_book import ClaimBook
from radlane.triggers.worklist.elsewhere import ABSENT, DONE, ENDS, Service
from radlane.triggers.worklist.outcome import in_progress
from radlane.triggers.worklist.procedures import Procedures
from radlane.triggers.worklist.rules import LOCK, STATE


@dataclass(frozen=True, kw_only=True)
class Claiming:
    """Claims workitems of one worklist, in one round."""

    service: Service
    book: ClaimBook
    procedures: Procedures
    now: Callable[[], datetime]
    new_uid: Callable[[], str]

    def take(self, uid: str) -> Claim | None:
        """Claim a workitem that was found, if it is radlane's to do now; None where it is not held.

        Raises
        ------
        ArchiveError
            If the worklist does not answer for it, or denies it.
        """
        whole = self.service.retrieve(uid)
        if isinstance(whole, Absence) or text_of(whole, STATE) != StepState.SCHEDULED or not self._is_ours(whole):
            return None
        self.book.read(uid, whole)
        claim = self._new(uid, whole)
        return self.ask(claim, is_first=True) if self.book.begin(claim) else None

    def ask(self, claim: Claim, *, is_first: bool = False) -> Claim | None:
        """Ask for a workitem; who lost the race leaves it, and gets None.

        Where that is refused, an earlier call may have been heard and its answer lost: whether the worklist takes a
        change with our Transaction UID tells whose the workitem is. Who asked before believes no refusal at once, and
        never forgets the UID: nobody else could end the workitem.

        Raises
        ------
        ArchiveError
            If the worklist does not answer for it, or denies it.
        """
        try:
            status = self.service.change_state(claim.uid, StepState.IN_PROGRESS, claim.transaction_uid)
            if status not in DONE | ABSENT:
                status = self._opens(claim, is_first=is_first)
        except ArchiveDenied:
            self._denied(claim, is_first=is_first)
            raise
        if status in DONE:
            return self.book.hold(claim)
        if is_first:
            self.book.drop(claim)
        elif status in ABSENT:
            self.book.miss(claim, Absence(status))
        else:
            self.book.fail(claim, status)
        return None

    def _is_ours(self, whole: DataSet) -> bool:
        return self.procedures.wish_of(whole) is not None and self.procedures.is_due(whole, self.now())

    def _new(self, uid: str, whole: DataSet) -> Claim:
        return Claim(
            worklist=self.book.name,
            uid=uid,
            state=ClaimState.ASKED,
            transaction_uid=self.new_uid(),
            attributes={tag: value for tag, value in whole.items() if tag != LOCK},
            updated_at=self.now(),
        )

    def _denied(self, claim: Claim, *, is_first: bool) -> None:
        """Forget a claim that is denied, unless an earlier call may have been heard: then until the workitem ends."""
        if is_first:
            self.book.drop(claim)
            return
        there = self.service.retrieve(claim.uid)
        if isinstance(there, Absence):
            self.book.miss(claim, there)
        elif text_of(there, STATE) in ENDS:  # nobody can do anything for it any more
            self.book.lose(claim, "the worklist no longer has it to do")

    def _opens(self, claim: Claim, *, is_first: bool) -> int:
        """How the worklist answers a change with the Transaction UID: it takes one only if it knows it.

        One that is SCHEDULED is nobody's, and some worklists take a change of it from everybody. Others deny one to
        whoever is not the performer: of a first call that is an answer, as nothing was heard before.
        """
        there = self.service.retrieve(claim.uid)
        if isinstance(there, Absence):
            return there
        if text_of(there, STATE) == StepState.SCHEDULED:
            return HTTPStatus.CONFLICT
        try:
            return self.service.update(claim.uid, claim.transaction_uid, in_progress(there, 0, "claimed"))
        except ArchiveDenied:
            if is_first:
                return HTTPStatus.CONFLICT
            raise
