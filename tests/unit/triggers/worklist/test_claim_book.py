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
from radlane.triggers.worklist.claim_book import MOST_FAILURES, MOST_UNHEARD, ClaimBook
from support.jobs import BEGIN
from support.radiographs import STUDY
from support.ups_table import OTHER, RIGHT
from support.worklists import Bench, Plain, no_other, ours

UID = "1.2.826.5"


@pytest.fixture
def book(bench: Bench) -> ClaimBook:
    return bench.performer(Plain())._book(no_other, is_answered=True)


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
    assert book.begin(claim) is None, "there is one already"
    assert not book.is_free(UID)
    begun = [one.entry for one in bench.on.trail.walk() if one.entry.action is Action.WORKITEM_CHANGED]
    assert [(entry.outcome, entry.study, entry.facts["workitem"]) for entry in begun] == [
        (Outcome.BEGUN, STUDY, UID)
    ] * 2


def test_a_first_claim_that_is_left_is_forgotten_and_passed_over(book: ClaimBook, claim: Claim) -> None:
    book.leave(claim)
    assert (book.claims.get("ris", UID), book.is_free(UID)) == (None, True)
    assert UID in book.passed_over


def test_a_claim_of_an_earlier_round_is_lost_and_its_uid_is_kept(book: ClaimBook, claim: Claim) -> None:
    replace(book, first=set()).leave(replace(claim, state=ClaimState.ASKED, job_id=None))
    assert (now(book).state, now(book).transaction_uid) == (ClaimState.LOST, RIGHT)
    assert UID in book.passed_over


def test_a_call_that_was_not_heard_is_made_twice_more(book: ClaimBook, claim: Claim) -> None:
    book = replace(book, first=set())
    asked: Claim | None = replace(claim, state=ClaimState.ASKED, job_id=None)
    for number in range(1, MOST_UNHEARD + 1):
        assert asked is not None
        asked = book.unheard(asked)
        assert (now(book).failures, now(book).detail) == (number, "the worklist did not hear it")
    assert asked is not None
    assert book.unheard(asked) is None
    assert (now(book).state, now(book).transaction_uid) == (ClaimState.LOST, RIGHT)


def test_what_is_lost_is_free_when_its_job_has_ended_and_is_taken_up_with_its_uid(
    bench: Bench, book: ClaimBook, claim: Claim
) -> None:
    book.claims.keep(replace(claim, state=ClaimState.LOST))
    again = replace(claim, state=ClaimState.ASKED, transaction_uid=OTHER, job_id=None)
    assert (book.is_free(UID), book.begin(again)) == (False, None)
    assert claim.job_id is not None
    bench.work.stop(claim.job_id)
    assert book.is_free(UID)
    taken = book.begin(again)
    assert taken == replace(again, transaction_uid=RIGHT, earlier_job_id=claim.job_id)
    assert replace(now(book), updated_at=BEGIN) == taken
    book.lose(taken, "somebody else's")
    once_more = book.begin(again)
    assert once_more is not None
    assert once_more.earlier_job_id == claim.job_id, "of a time without a job"


@pytest.mark.parametrize("state", [ClaimState.COMPLETED, ClaimState.CANCELED])
def test_what_came_to_its_end_is_not_free(bench: Bench, book: ClaimBook, claim: Claim, state: ClaimState) -> None:
    bench.engine.drain(bench.on.runner)
    book.claims.keep(replace(claim, state=state))
    assert (book.is_free(UID), book.begin(claim)) == (False, None)


def test_what_is_lost_is_passed_over_for_a_while(book: ClaimBook, claim: Claim) -> None:
    book.lose(claim, "it is SCHEDULED")
    assert UID in book.passed_over


def test_a_claim_that_is_held_has_no_failures(book: ClaimBook, claim: Claim) -> None:
    held = book.hold(replace(claim, state=ClaimState.ASKED, failures=3, detail="status 409"))
    assert (held.state, held.failures, held.detail) == (ClaimState.HELD, 0, "")
    assert replace(now(book), updated_at=BEGIN) == held


@pytest.mark.parametrize("state", [StepState.COMPLETED, StepState.CANCELED])
def test_an_end_is_the_workitems(book: ClaimBook, claim: Claim, state: StepState) -> None:
    book.end(claim, state)
    assert now(book).state is (ClaimState.COMPLETED if state is StepState.COMPLETED else ClaimState.CANCELED)


def test_there_is_room_for_so_many_and_none_in_a_round_with_an_answer_of_no_use(book: ClaimBook, claim: Claim) -> None:
    assert (book.has_room(1), book.has_room(2)) == (False, True)
    book.fail(claim, 409)
    assert not book.has_room(2)
    next_one = replace(book, useless=set())
    assert next_one.has_room(2), "that the last answer was of no use blocks nothing for ever"
    next_one.fail(replace(now(book), state=ClaimState.ASKED), 409)
    assert next_one.has_room(2), "what is not held may be somebody else's"
    next_one.passed_over.rest()
    assert not next_one.has_room(2)


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


def test_after_ten_times_scheduled_in_a_row_a_claim_is_lost_and_the_worklist_does_not_rest(
    bench: Bench, book: ClaimBook, claim: Claim
) -> None:
    for number in range(1, MOST_FAILURES):
        book.behind(now(book))
        assert (now(book).state, now(book).failures) == (ClaimState.HELD, number)
    assert job_of(bench, claim) is JobState.QUEUED
    book.behind(now(book))
    assert (now(book).state, now(book).detail) == (ClaimState.LOST, "the worklist answers with SCHEDULED")
    assert (job_of(bench, claim), book.passed_over.rests) == (JobState.CANCELLED, False)


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
    with pytest.raises(ArchiveUnavailable):
        away.behind(claim)
    with pytest.raises(ArchiveUnavailable):
        away.lose(claim, "it is CANCELED")
    with pytest.raises(ArchiveUnavailable):
        away.leave(claim)
    with pytest.raises(ArchiveUnavailable):
        away.unheard(replace(claim, failures=MOST_UNHEARD))
    away.spoil(UID, ArchiveError("This is no JSON"))
    assert (now(book).state, now(book).failures) == (ClaimState.HELD, 0)


def test_an_answer_that_is_none_is_counted_for_the_claim_as_it_is_by_now(book: ClaimBook, claim: Claim) -> None:
    book.spoil(UID, ArchiveError("This is no JSON"))
    assert (now(book).failures, now(book).detail) == (1, "the worklist answers with archive-error")
    book.end(claim, StepState.COMPLETED)
    book.spoil(UID, ArchiveError("This is no JSON"))
    assert (now(book).state, now(book).failures) == (ClaimState.COMPLETED, 0)
    book.leave(now(book))
    book.spoil(UID, ArchiveError("This is no JSON"))
    assert book.claims.get("ris", UID) is None
