"""What becomes of claims, on record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from radlane.dicomweb.worklist import Absence
from radlane.domain.claim import Claim, ClaimState
from radlane.domain.job import JobState
from radlane.domain.ups import StepState
from radlane.errors import ArchiveError, ArchiveUnavailable
from radlane.security.audit_record import Action, Outcome
from radlane.triggers.worklist.claim_book import MOST_FAILURES, ClaimBook
from support.jobs import BEGIN
from support.radiographs import STUDY
from support.ups_table import RIGHT
from support.worklists import Bench, Plain, ours

UID = "1.2.826.5"


@pytest.fixture
def book(bench: Bench) -> ClaimBook:
    return bench.performer(Plain())._book(is_answered=True)


@pytest.fixture
def claim(bench: Bench, book: ClaimBook) -> Claim:
    """One that is held, with a job."""
    wish = bench.known.wish_of(ours())
    assert wish is not None
    job = bench.work.accept(wish, "a name")
    made = Claim(
        worklist="ris",
        uid=UID,
        state=ClaimState.HELD,
        transaction_uid=RIGHT,
        attributes=ours(),
        updated_at=BEGIN,
        job_id=job.id,
    )
    assert book.begin(made)
    return made


def now(book: ClaimBook) -> Claim:
    found = book.claims.get("ris", UID)
    assert found is not None
    return found


def job_of(bench: Bench, claim: Claim) -> JobState:
    assert claim.job_id is not None
    return bench.on.store.get(claim.job_id).state


def test_a_claim_is_in_the_trail_before_it_has_a_row(bench: Bench, book: ClaimBook, claim: Claim) -> None:
    assert not book.begin(claim), "there is one already"
    assert book.is_known(UID)
    begun = [one.entry for one in bench.on.trail.walk() if one.entry.action is Action.WORKITEM_CHANGED]
    assert [(entry.outcome, entry.study, entry.facts["workitem"]) for entry in begun] == [
        (Outcome.BEGUN, STUDY, UID)
    ] * 2


def test_a_claim_that_is_dropped_is_passed_over(book: ClaimBook, claim: Claim) -> None:
    book.drop(claim)
    assert not book.is_known(UID)
    assert UID in book.passed_over


def test_a_claim_that_is_held_has_no_failures(book: ClaimBook, claim: Claim) -> None:
    held = book.hold(replace(claim, state=ClaimState.ASKED, failures=3, detail="status 409"))
    assert (held.state, held.failures, held.detail) == (ClaimState.HELD, 0, "")
    assert replace(now(book), updated_at=BEGIN) == held


@pytest.mark.parametrize("state", [StepState.COMPLETED, StepState.CANCELED])
def test_an_end_is_the_workitems(book: ClaimBook, claim: Claim, state: StepState) -> None:
    book.end(claim, state)
    assert now(book).state is (ClaimState.COMPLETED if state is StepState.COMPLETED else ClaimState.CANCELED)


def test_there_is_room_for_so_many_and_none_while_answers_are_of_no_use(book: ClaimBook, claim: Claim) -> None:
    assert (book.has_room(1), book.has_room(2)) == (False, True)
    book.fail(claim, 409)
    assert not book.has_room(2)
    book.hold(claim)
    assert book.has_room(2)
    book.passed_over.rest()
    assert not book.has_room(2)


@pytest.mark.parametrize(("status", "rests"), [(409, True), (404, False)], ids=["refused", "not known"])
def test_after_ten_answers_of_no_use_a_claim_is_lost_and_its_job_ends(
    bench: Bench, book: ClaimBook, claim: Claim, status: int, rests: bool
) -> None:
    for number in range(1, MOST_FAILURES):
        book.fail(now(book), status)
        assert (now(book).state, now(book).failures) == (ClaimState.HELD, number)
    assert (job_of(bench, claim), book.passed_over.rests) == (JobState.QUEUED, False)
    book.fail(now(book), status)
    assert (now(book).state, now(book).detail) == (ClaimState.LOST, f"the worklist answers with status {status}")
    assert (job_of(bench, claim), book.passed_over.rests) == (JobState.CANCELLED, rests)


@pytest.mark.parametrize(
    ("absence", "state"), [(Absence.GONE, ClaimState.LOST), (Absence.UNKNOWN, ClaimState.HELD)], ids=["410", "404"]
)
def test_who_says_that_it_is_gone_is_believed_at_once(
    book: ClaimBook, claim: Claim, absence: Absence, state: ClaimState
) -> None:
    book.miss(claim, absence)
    assert now(book).state is state


@pytest.mark.parametrize("absence", list(Absence))
def test_nothing_counts_where_the_search_is_not_answered(book: ClaimBook, claim: Claim, absence: Absence) -> None:
    away = replace(book, is_answered=False)
    with pytest.raises(ArchiveUnavailable):
        away.miss(claim, absence)
    with pytest.raises(ArchiveUnavailable):
        away.fail(claim, 409)
    away.spoil(UID, ArchiveError("This is no JSON"))
    assert (now(book).state, now(book).failures) == (ClaimState.HELD, 0)


def test_an_answer_that_is_none_is_counted_for_the_claim_as_it_is_by_now(book: ClaimBook, claim: Claim) -> None:
    book.spoil(UID, ArchiveError("This is no JSON"))
    assert (now(book).failures, now(book).detail) == (1, "the worklist answers with archive-error")
    book.end(claim, StepState.COMPLETED)
    book.spoil(UID, ArchiveError("This is no JSON"))
    assert (now(book).state, now(book).failures) == (ClaimState.COMPLETED, 0)
    book.drop(claim)
    book.spoil(UID, ArchiveError("This is no JSON"))
    assert not book.is_known(UID)
