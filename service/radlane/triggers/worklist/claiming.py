"""Claiming a workitem of a worklist elsewhere: once, and again with the same Transaction UID where no answer came.

In: a workitem that was found, or a claim that was asked for. Out: the claim where it is held. It is on record before
the worklist is asked: whoever dies in between, the next round looks what became of it. What is SCHEDULED is nobody's;
whose it is when it is IN PROGRESS, only the Transaction UID tells.
Reference: PS3.4 CC.2.1.2; PS3.18 section 11.7.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeGuard

from radlane.dicomweb.dicom_json import Item, text_of
from radlane.dicomweb.worklist import Absence
from radlane.domain.claim import Claim, ClaimState
from radlane.domain.ups import StepState
from radlane.domain.workitem import DataSet
from radlane.errors import ArchiveDenied, ArchiveError
from radlane.triggers.worklist.claim_book import NOT_TAKEN, ClaimBook
from radlane.triggers.worklist.elsewhere import ABSENT, DONE, Service
from radlane.triggers.worklist.outcome import in_progress
from radlane.triggers.worklist.procedures import Procedures
from radlane.triggers.worklist.rules import LOCK, STATE

_ENDS = frozenset({StepState.COMPLETED, StepState.CANCELED})


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
            If the worklist does not answer for it, denies it, or does not answer as a worklist does.
        """
        there = self.service.retrieve(uid)
        if not self._is_to_claim(there):
            self.book.passed_over.add(uid)
            return None
        if not self.procedures.is_due(there, self.now()):
            self.book.passed_over.pause(uid)
            return None
        self.book.read(uid, there)
        claim = self.book.begin(self._new(uid, there))
        return None if claim is None else self._ask(claim, is_first=True)

    def again(self, claim: Claim) -> Claim | None:
        """See whether a call was heard whose answer was lost, and make it again where not; None where it is not held.

        Raises
        ------
        ArchiveError
            As `take`.
        """
        there = self.service.retrieve(claim.uid)
        if isinstance(there, Absence):
            self.book.miss(claim, there)
        elif text_of(there, STATE) == StepState.IN_PROGRESS:
            return self._prove(claim, there)
        elif text_of(there, STATE) != StepState.SCHEDULED:
            self.book.lose(claim, "the worklist no longer has it to do")
        elif not self._is_ours(there):  # it was corrected meanwhile, and nobody heard the call until now
            self.book.leave(claim)
        else:
            counted = self.book.unheard(claim)
            return None if counted is None else self._ask(counted, is_first=False)
        return None

    def back(self, uid: str) -> Claim | None:
        """Look once more at a workitem whose claim is lost: the claim where it is ours after all, and held again.

        A call may be heard after all others had come to nothing. What is SCHEDULED is left to the search.

        Raises
        ------
        ArchiveError
            As `take`.
        """
        claim, there = self.book.claims.get(self.book.name, uid), self.service.retrieve(uid)
        if claim is None:
            return None
        if self._is_opened(claim, there):
            return self.book.hold(claim)
        if not isinstance(there, Absence) and text_of(there, STATE) in _ENDS:
            self.book.close(claim, StepState(text_of(there, STATE)))
        return None

    def _ask(self, claim: Claim, *, is_first: bool) -> Claim | None:
        """Ask for a workitem that is SCHEDULED; who lost the race gets None, and leaves it where he asked but once.

        Where no answer comes the call may have been heard, and the claim stays. So it does where an earlier call had
        none, or where the look after a refusal has none: the next round looks whose the workitem is. Where that look
        says SCHEDULED a copy may be behind: the claim is lost, and looked back for.
        """
        status, refusal = self._sent(claim)
        if status in DONE:
            return self.book.hold(claim)
        is_denied = isinstance(refusal, ArchiveDenied)
        there = Absence.UNKNOWN if is_denied else self.service.retrieve(claim.uid)
        if self._is_opened(claim, there):
            return self.book.hold(claim)
        if is_first and _is_scheduled(there):
            self.book.lose(claim, NOT_TAKEN)
        elif is_first:
            self.book.leave(claim)
        if refusal is not None:
            raise refusal
        return None

    def _sent(self, claim: Claim) -> tuple[int | None, ArchiveError | None]:
        """Send a claim: the status of the answer, or what refuses it. What is between may have sent it twice."""
        try:
            return self.service.change_state(claim.uid, StepState.IN_PROGRESS, claim.transaction_uid), None
        except ArchiveError as error:
            if error.retryable and not isinstance(error, ArchiveDenied):
                raise
            return None, error  # as a redirect: that is no answer, and the workitem tells

    def _is_opened(self, claim: Claim, there: Item | Absence) -> bool:
        """Whether a workitem is IN PROGRESS, and ours; some worklists deny a change to whoever does not perform it."""
        if isinstance(there, Absence) or text_of(there, STATE) != StepState.IN_PROGRESS:
            return False
        try:
            return self._change(claim, there) in DONE
        except ArchiveDenied:
            return False

    def _prove(self, claim: Claim, there: Item) -> Claim | None:
        """Hold a workitem that is IN PROGRESS if it is ours.

        No refusal is believed at once, and the Transaction UID is never forgotten: nobody else could end the workitem.
        """
        status = self._change(claim, there)
        if status in DONE:
            return self.book.hold(claim)
        if status in ABSENT:
            self.book.miss(claim, Absence(status))
        else:
            self.book.fail(claim, status)
        return None

    def _change(self, claim: Claim, there: Item) -> int:
        """How the worklist answers a change with the Transaction UID: it takes one only if it knows it."""
        return self.service.update(claim.uid, claim.transaction_uid, in_progress(there, 0, "claimed"))

    def _is_to_claim(self, there: Item | Absence) -> TypeGuard[Item]:
        """Whether a workitem is SCHEDULED and radlane's, now or later; else a search is wrong, and will be again."""
        return _is_scheduled(there) and self.procedures.wish_of(there) is not None

    def _is_ours(self, there: DataSet) -> bool:
        return self.procedures.wish_of(there) is not None and self.procedures.is_due(there, self.now())

    def _new(self, uid: str, there: DataSet) -> Claim:
        return Claim(
            worklist=self.book.name,
            uid=uid,
            state=ClaimState.ASKED,
            transaction_uid=self.new_uid(),
            attributes={tag: value for tag, value in there.items() if tag != LOCK},
            updated_at=self.now(),
        )


def _is_scheduled(there: Item | Absence) -> TypeGuard[Item]:
    return not isinstance(there, Absence) and text_of(there, STATE) == StepState.SCHEDULED
