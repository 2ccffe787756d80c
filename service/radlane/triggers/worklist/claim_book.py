"""What becomes of the claims on a worklist elsewhere, on record: rows, the audit trail, answers that were of no use.

In: claims, and what was answered. Out: rows, and jobs that end with a claim that is lost.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from radlane.dicomweb.worklist import Absence
from radlane.domain.claim import OPEN_CLAIMS, Claim, ClaimState
from radlane.domain.job import FINAL
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
MOST_UNHEARD = 2
NOT_TAKEN = "the worklist did not take it"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class ClaimBook:
    """The claims on one worklist, in one round.

    Attributes
    ----------
    name : str
        The worklist's in the settings.
    keep_turn : callable
        Says that this process is at the worklist still, or raises one of `database.AWAY` (`jobs.claims.Turn`).
    is_answered : bool
        Whether the worklist answered the search of this round. What it refuses, does not know, or has in another state
        counts only then: before a worklist that is away, a proxy says so of everything.
    useless : set of str
        Workitems that are held, and that had an answer of no use in this round.
    unheard_of : set of str
        Workitems of which a call was counted in this round that was not heard: its refusal says nothing more.
    first : set of str
        Workitems whose claim was made in this round: no earlier call with its Transaction UID may yet be heard.
    looked_back : PassedOver
        Workitems that were lost, and looked at once more not long ago: what is refused of them says nothing new.
    """

    name: str
    keep_turn: Callable[[], object]
    claims: Claims
    work: Work
    trail: Trail
    passed_over: PassedOver
    is_answered: bool
    useless: set[str] = field(default_factory=set)
    unheard_of: set[str] = field(default_factory=set)
    first: set[str] = field(default_factory=set)
    looked_back: PassedOver = field(default_factory=PassedOver)

    def has_room(self, at_once: int) -> bool:
        """Whether one more may be claimed.

        Not in a round in which the worklist gave an answer that is of no use for one that is held, nor for a while
        after it refused one for good: it would be emptied into claims that nobody can end.
        """
        is_trusted = not self.useless and not self.passed_over.rests
        return is_trusted and len(self.claims.open(self.name)) < at_once

    def is_free(self, uid: str) -> bool:
        """Whether a workitem may be claimed: there is no claim on it, or one that is lost, whose job has ended."""
        claim = self.claims.get(self.name, uid)
        return claim is None or (claim.state is ClaimState.LOST and not self._is_under_way(claim))

    def read(self, uid: str, attributes: DataSet) -> None:
        """Put on record that a workitem was fetched."""
        self._record(uid, attributes, Action.WORKITEM_READ)

    def begin(self, claim: Claim) -> Claim | None:
        """Put a claim on record before the worklist is asked, and return it; None where there is one that stands.

        One that was lost is taken up with its Transaction UID, as the worklist may know it, and without its job.
        """
        self._record(claim.uid, claim.attributes, Action.WORKITEM_CHANGED, Outcome.BEGUN)
        if self.claims.add(claim):
            self.first.add(claim.uid)
            return claim
        lost = self.claims.get(self.name, claim.uid)
        if lost is None or not self.is_free(claim.uid):
            return None
        earlier = lost.job_id or lost.earlier_job_id
        again = replace(claim, transaction_uid=lost.transaction_uid, earlier_job_id=earlier)
        self.claims.keep(again)
        return again

    def leave(self, claim: Claim) -> None:
        """Give up a claim that the worklist did not take; the workitem is not asked for again in each look.

        It is forgotten only if it was made in this round. Else a call may yet be heard, and without its Transaction UID
        nobody could end the workitem then: the claim is lost.

        Raises
        ------
        ArchiveUnavailable
            If the worklist does not answer searches.
        """
        self._require_answered("nobody's")
        if claim.uid not in self.first:
            self.lose(claim, NOT_TAKEN)
            return
        self.claims.drop(claim)
        self.passed_over.add(claim.uid)

    def unheard(self, claim: Claim) -> Claim | None:
        """Count a call that the worklist did not hear; None where that were too many, and the claim is left.

        Raises
        ------
        ArchiveUnavailable
            As `leave`.
        """
        if claim.failures >= MOST_UNHEARD:
            self.leave(claim)
            return None
        counted = replace(claim, failures=claim.failures + 1, detail="the worklist did not hear it")
        self.claims.keep(counted)
        self.unheard_of.add(claim.uid)
        return counted

    def hold(self, claim: Claim) -> Claim:
        """Put on record that the worklist took a claim, and return it as it is now."""
        self._record(claim.uid, claim.attributes, Action.WORKITEM_CHANGED)
        held = replace(claim, state=ClaimState.HELD, failures=0, detail="")
        self.claims.keep(held)
        return held

    def end(self, claim: Claim, state: StepState) -> None:
        """Put on record that a workitem came to its end."""
        self._record(claim.uid, claim.attributes, Action.WORKITEM_CHANGED)
        self.claims.keep(replace(claim, state=_end_of(state)))

    def close(self, claim: Claim, state: StepState) -> None:
        """Keep that a workitem whose claim is lost has come to its end; that was not radlane's doing."""
        self.claims.keep(replace(claim, state=_end_of(state)))

    def lose(self, claim: Claim, why: str) -> None:
        """Give a claim up, and let its job end; its Transaction UID is kept, and looked back for.

        Found SCHEDULED after a while, the workitem is claimed again.

        Raises
        ------
        ArchiveUnavailable
            If the worklist does not answer searches.
        """
        self._require_answered(why)
        self.cut_off(claim, why)

    def cut_off(self, claim: Claim, why: str) -> None:
        """Do as `lose` where nothing can be said to the contrary later: also where no search is answered."""
        _LOG.warning("a workitem elsewhere is lost", extra={"code": "workitem-conflict"})
        if claim.job_id is not None:
            self.work.stop(claim.job_id)
        self.claims.keep(replace(claim, state=ClaimState.LOST, detail=why))
        self.passed_over.add(claim.uid)

    def miss(self, claim: Claim, absence: Absence) -> None:
        """Believe that there is no workitem any more: at once where that is what the worklist says, else after a while.

        Raises
        ------
        ArchiveUnavailable
            If the worklist does not answer searches either.
        """
        if absence is Absence.GONE:
            self.lose(claim, "the worklist no longer has it")
        else:
            self.fail(claim, absence)

    def behind(self, claim: Claim) -> None:
        """Count that a workitem is SCHEDULED that is held; after so many in a row the claim is lost.

        Raises
        ------
        ArchiveUnavailable
            As `fail`.
        """
        self._fail(claim, StepState.SCHEDULED, is_refusal=False)

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
        is_news = self.is_answered and uid not in self.unheard_of
        if is_news and claim is not None and claim.state in OPEN_CLAIMS:
            self._fail(claim, error.code, is_refusal=True)

    def _fail(self, claim: Claim, answer: str, *, is_refusal: bool) -> None:
        self._require_answered(answer)
        failures, detail = claim.failures + 1, f"the worklist answers with {answer}"
        is_news = claim.uid not in self.looked_back
        if claim.state is ClaimState.HELD and is_news:
            self.useless.add(claim.uid)
        if failures < MOST_FAILURES:
            self.claims.keep(replace(claim, failures=failures, detail=detail))
            return
        if is_refusal and is_news:
            self.passed_over.rest()
        self.lose(claim, detail)

    def _require_answered(self, said: str) -> None:
        if not self.is_answered:
            raise ArchiveUnavailable(
                "The worklist does not answer now", why=f"its search is not answered, and of a workitem it says: {said}"
            )

    def _is_under_way(self, claim: Claim) -> bool:
        job = None if claim.job_id is None else self.work.get(claim.job_id)
        return job is not None and job.state not in FINAL

    def _record(self, uid: str, attributes: DataSet, action: Action, outcome: Outcome = Outcome.DONE) -> None:
        subject = input_of(attributes)
        facts = {"workitem": uid, "worklist": self.name}
        study = subject.study if subject is not None and is_uid(subject.study) else None
        via = f"worklist {self.name}"
        self.trail.record(Entry(action=action, outcome=outcome, via=via, study=study, facts=facts))


def _end_of(state: StepState) -> ClaimState:
    return ClaimState.COMPLETED if state is StepState.COMPLETED else ClaimState.CANCELED
