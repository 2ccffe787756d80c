"""What becomes of the claims on a worklist elsewhere, on record: rows, the audit trail, answers that were of no use.

In: claims, and what was answered. Out: rows, and jobs that end with a claim that is lost.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from radlane.dicomweb.worklist import Absence
from radlane.domain.claim import OPEN_CLAIMS, Claim, ClaimState
from radlane.domain.refs import is_uid
from radlane.domain.ups import StepState
from radlane.domain.workitem import DataSet
from radlane.errors import ArchiveUnavailable, RadlaneError
from radlane.jobs.claims import Claims
from radlane.jobs.trail import Trail
from radlane.security.audit_record import Action, Entry, Outcome
from radlane.triggers.worklist.elsewhere import ABSENT
from radlane.triggers.worklist.passed_over import PassedOver
from radlane.triggers.worklist.procedures import input_of
from radlane.triggers.worklist.work import Work

MOST_FAILURES = 10
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class ClaimBook:
    """The claims on one worklist, in one round.

    Attributes
    ----------
    name : str
        The worklist's in the settings.
    is_answered : bool
        Whether the worklist answered the search of this round. What it refuses, or does not know, counts only then:
        before a worklist that is away, a proxy says so of everything.
    """

    name: str
    claims: Claims
    work: Work
    trail: Trail
    passed_over: PassedOver
    is_answered: bool

    def has_room(self, at_once: int) -> bool:
        """Whether one more may be claimed.

        Not while the worklist gives answers that are of no use for one that is held, nor for a while after it refused
        one for good: it would be emptied into claims that nobody can end.
        """
        claims = self.claims.open(self.name)
        return not self.passed_over.rests and len(claims) < at_once and not any(claim.failures for claim in claims)

    def is_known(self, uid: str) -> bool:
        """Whether there is a claim on a workitem, of whatever end."""
        return self.claims.get(self.name, uid) is not None

    def read(self, uid: str, attributes: DataSet) -> None:
        """Put on record that a workitem was fetched."""
        self._record(uid, attributes, Action.WORKITEM_READ)

    def begin(self, claim: Claim) -> bool:
        """Put a claim on record before the worklist is asked; False where there is one already."""
        self._record(claim.uid, claim.attributes, Action.WORKITEM_CHANGED, Outcome.BEGUN)
        return self.claims.add(claim)

    def drop(self, claim: Claim) -> None:
        """Forget a claim that the worklist did not take; the workitem is not asked for again in each look."""
        self.claims.drop(claim)
        self.passed_over.add(claim.uid)

    def hold(self, claim: Claim) -> Claim:
        """Put on record that the worklist took a claim, and return it as it is now."""
        self._record(claim.uid, claim.attributes, Action.WORKITEM_CHANGED)
        held = replace(claim, state=ClaimState.HELD, failures=0, detail="")
        self.claims.keep(held)
        return held

    def end(self, claim: Claim, state: StepState) -> None:
        """Put on record that a workitem came to its end."""
        self._record(claim.uid, claim.attributes, Action.WORKITEM_CHANGED)
        end = ClaimState.COMPLETED if state is StepState.COMPLETED else ClaimState.CANCELED
        self.claims.keep(replace(claim, state=end))

    def lose(self, claim: Claim, why: str) -> None:
        """Give a claim up, and let its job end."""
        _LOG.warning("a workitem elsewhere is lost", extra={"code": "workitem-conflict"})
        if claim.job_id is not None:
            self.work.stop(claim.job_id)
        self.claims.keep(replace(claim, state=ClaimState.LOST, detail=why))

    def miss(self, claim: Claim, absence: Absence) -> None:
        """Believe that there is no workitem any more: at once where that is what the worklist says, else after a while.

        Raises
        ------
        ArchiveUnavailable
            If the worklist does not answer searches either.
        """
        if absence is Absence.GONE and self.is_answered:
            self.lose(claim, "the worklist no longer has it")
        else:
            self.fail(claim, absence)

    def fail(self, claim: Claim, status: int) -> None:
        """Count a status that was of no use; after so many in a row the claim is lost.

        Raises
        ------
        ArchiveUnavailable
            If the worklist does not answer searches either: it counts nothing then.
        """
        self._fail(claim, f"status {status}", is_refusal=status not in ABSENT)

    def spoil(self, uid: str, error: RadlaneError) -> None:
        """Count an answer that was none of a worklist's, for the claim as it is by now."""
        claim = self.claims.get(self.name, uid)
        if self.is_answered and claim is not None and claim.state in OPEN_CLAIMS:
            self._fail(claim, error.code, is_refusal=True)

    def _fail(self, claim: Claim, answer: str, *, is_refusal: bool) -> None:
        if not self.is_answered:
            raise ArchiveUnavailable(
                "The worklist does not answer now", why=f"neither the search, nor for a workitem ({answer})"
            )
        failures, detail = claim.failures + 1, f"the worklist answers with {answer}"
        if failures < MOST_FAILURES:
            self.claims.keep(replace(claim, failures=failures, detail=detail))
            return
        if is_refusal:
            self.passed_over.rest()
        self.lose(claim, detail)

    def _record(self, uid: str, attributes: DataSet, action: Action, outcome: Outcome = Outcome.DONE) -> None:
        subject = input_of(attributes)
        facts = {"workitem": uid, "worklist": self.name}
        study = subject.study if subject is not None and is_uid(subject.study) else None
        via = f"worklist {self.name}"
        self.trail.record(Entry(action=action, outcome=outcome, via=via, study=study, facts=facts))
