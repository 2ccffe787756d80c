"""A workitem elsewhere that is held, without a network; over HTTP: tests/faults/test_worklist.py."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import delete

from radlane.dicomweb.dicom_json import sequence_of, text_of
from radlane.dicomweb.worklist import Absence
from radlane.domain.claim import Claim, ClaimState
from radlane.domain.job import JobState
from radlane.errors import ArchiveUnavailable, QueueFull
from radlane.jobs.schema import EVENT, IDEMPOTENCY, JOB
from radlane.jobs.store import Query
from radlane.triggers.worklist.holding import Holding
from radlane.triggers.worklist.procedures import Procedure
from support.ups_table import code, el, reference
from support.worklists import Bench, Plain, no_other, procedures

UID = "1.2.826.5"


def holding(bench: Bench, there: Plain, *, is_answered: bool = True) -> Holding:
    performer = bench.performer(there)
    return performer._holding(performer._book(no_other, is_answered=is_answered))


def held(bench: Bench, there: Plain) -> Claim:
    """A claim that is held, without a job yet."""
    performer = bench.performer(there)
    claim = performer._claiming(performer._book(no_other, is_answered=True)).take(UID)
    assert claim is not None
    there.told.clear()
    there.retrieved.clear()
    return claim


def begun(bench: Bench, there: Plain) -> Claim:
    """A claim that is held, with a job."""
    holding(bench, there).advance(held(bench, there))
    return now(bench, there)


def now(bench: Bench, there: Plain) -> Claim:
    claim = holding(bench, there).book.claims.get("ris", UID)
    assert claim is not None
    return claim


def jobs(bench: Bench) -> list[JobState]:
    return [job.state for job in bench.on.store.find(Query())[0]]


def reason(there: Plain) -> str:
    return text_of(sequence_of(there.item, "00741002")[0], "00741238")


def test_the_job_is_of_what_the_workitem_says_after_the_claim(bench: Bench) -> None:
    there = Plain()
    claim = held(bench, there)
    there.item = {**there.item, "00404021": el("SQ", reference("1.2.3.4"))}
    holding(bench, there).advance(claim)
    (job,) = bench.on.store.find(Query())[0]
    assert (job.order.request.study_instance_uid, now(bench, there).job_id) == ("1.2.3.4", job.id)


def test_what_the_workitem_says_is_on_record_before_the_job_is(bench: Bench) -> None:
    there = Plain()
    claim = held(bench, there)
    there.item = {**there.item, "00404021": el("SQ", reference("1.2.3.4"))}
    full = replace(bench.work.intake, most_jobs=0)
    with pytest.raises(QueueFull):
        replace(holding(bench, there), work=replace(bench.work, intake=full)).advance(claim)
    kept = now(bench, there)
    assert (kept.state, kept.job_id, kept.attributes["00404021"]) == (ClaimState.HELD, None, there.item["00404021"])
    assert jobs(bench) == []


@pytest.mark.parametrize("absence", list(Absence))
def test_a_workitem_that_is_gone_before_its_job_has_none(bench: Bench, absence: Absence) -> None:
    there = Plain()
    claim = held(bench, there)
    there.absence = absence
    holding(bench, there).advance(claim)
    assert (jobs(bench), now(bench, there).state) == (
        [],
        ClaimState.LOST if absence is Absence.GONE else ClaimState.HELD,
    )


def test_a_procedure_that_is_no_longer_performed_cancels_the_workitem(bench: Bench) -> None:
    there = Plain()
    claim = held(bench, there)
    there.item = {**there.item, "00404018": el("SQ", code("other"))}
    holding(bench, there).advance(claim)
    assert (there.states[UID], reason(there), jobs(bench)) == ("CANCELED", "The procedure is no longer performed", [])
    assert now(bench, there).state is ClaimState.CANCELED


def test_what_can_never_be_accepted_cancels_the_workitem(bench: Bench) -> None:
    there = Plain()
    claim = held(bench, there)
    without = procedures(Procedure(scheme="99SITE", code="radlane-lungs", model="nothing", source="a"))
    replace(holding(bench, there), procedures=without).advance(claim)
    assert (there.states[UID], jobs(bench)) == ("CANCELED", [])
    assert reason(there) == "The analysis was not accepted (model-not-found)"


def test_an_end_that_is_refused_before_there_is_a_job_is_given_up_too(bench: Bench) -> None:
    there = Plain()
    held(bench, there)
    there.of_update = 409
    without = replace(holding(bench, there), procedures=procedures(Procedure(scheme="x", code="y", model="z")))
    for _ in range(10):
        without.advance(now(bench, there))
    assert now(bench, there).state is ClaimState.LOST


def test_a_job_that_is_no_longer_kept_cancels_the_workitem(bench: Bench) -> None:
    there = Plain()
    claim = begun(bench, there)
    with bench.on.engine.begin() as connection:
        for table in (EVENT, IDEMPOTENCY):
            connection.execute(delete(table).where(table.c.job_id == claim.job_id))
        connection.execute(delete(JOB).where(JOB.c.id == claim.job_id))
    holding(bench, there).advance(claim)
    assert (there.states[UID], reason(there)) == ("CANCELED", "Its job is gone")


def test_reports_that_are_refused_are_counted_until_one_is_taken(bench: Bench) -> None:
    there = Plain(of_update=409)
    begun(bench, there)
    for number in range(1, 4):
        holding(bench, there).advance(now(bench, there))
        assert (now(bench, there).failures, now(bench, there).said) == (number, None)
    there.of_update = None
    holding(bench, there).advance(now(bench, there))
    assert (now(bench, there).failures, now(bench, there).detail) == (0, "")
    assert now(bench, there).said is not None


def test_a_workitem_that_is_not_known_for_once_is_not_counted_for_ever(bench: Bench) -> None:
    there = Plain()
    begun(bench, there)
    holding(bench, there).advance(now(bench, there))
    there.absence = Absence.UNKNOWN
    holding(bench, there).advance(now(bench, there))
    assert now(bench, there).failures == 1
    there.absence = None
    holding(bench, there).advance(now(bench, there))
    assert (now(bench, there).failures, jobs(bench)) == (0, [JobState.QUEUED])


def test_failures_before_the_job_do_not_count_for_it(bench: Bench) -> None:
    there = Plain()
    claim = held(bench, there)
    there.absence = Absence.UNKNOWN
    holding(bench, there).advance(claim)
    assert (now(bench, there).failures, now(bench, there).detail) == (1, "the worklist answers with status 404")
    there.absence = None
    holding(bench, there).advance(now(bench, there))
    assert (now(bench, there).failures, now(bench, there).detail) == (0, "")
    assert jobs(bench) == [JobState.QUEUED]


def test_failures_between_which_the_worklist_has_it_are_not_in_a_row_though_no_job_can_be_accepted(
    bench: Bench,
) -> None:
    there = Plain()
    held(bench, there)
    full = replace(bench.work, intake=replace(bench.work.intake, most_jobs=0))
    for _ in range(12):
        there.absence = Absence.UNKNOWN
        holding(bench, there).advance(now(bench, there))
        assert now(bench, there).failures == 1
        there.absence = None
        with pytest.raises(QueueFull):
            replace(holding(bench, there), work=full).advance(now(bench, there))
        assert (now(bench, there).failures, now(bench, there).detail) == (0, "")


def test_a_clock_that_went_back_stops_no_reports(bench: Bench) -> None:
    there = Plain()
    holding(bench, there).advance(begun(bench, there))
    said = now(bench, there).said_at
    bench.on.clock.forward(-3600)  # type: ignore[attr-defined]
    (job,) = bench.on.store.find(Query())[0]
    bench.on.store.note(job.id, "step", "resolve", {})
    holding(bench, there).advance(now(bench, there))
    after = now(bench, there).said_at
    assert said is not None
    assert after is not None
    assert (len(there.told), after < said) == (2, True)


@pytest.mark.parametrize("state", ["CANCELED", "SCHEDULED"])
def test_what_the_worklist_no_longer_has_in_progress_is_not_told_of_an_end_nor_heard(bench: Bench, state: str) -> None:
    """Its request to cancel is no request to us: somebody else's may stand there."""
    there = Plain()
    claim = begun(bench, there)
    bench.engine.drain(bench.on.runner)
    there.states[UID] = state
    there.item = {**there.item, "00741002": el("SQ", {"00741238": el("LT", "Not ours")})}
    holding(bench, there).advance(claim)
    kept = (ClaimState.LOST, 0) if state == "CANCELED" else (ClaimState.HELD, 1)
    assert ((now(bench, there).state, now(bench, there).failures), there.told) == (kept, [])
    assert now(bench, there).attributes == claim.attributes
    assert jobs(bench) == [JobState.SUCCEEDED]


def test_one_look_that_is_behind_ends_no_job(bench: Bench) -> None:
    there = Plain()
    begun(bench, there)
    for _ in range(12):
        there.states[UID] = "SCHEDULED"
        holding(bench, there).advance(now(bench, there))
        assert (now(bench, there).state, now(bench, there).failures) == (ClaimState.HELD, 1)
        there.states[UID] = "IN PROGRESS"
        holding(bench, there).advance(now(bench, there))
        assert now(bench, there).failures == 0
    assert jobs(bench) == [JobState.QUEUED]


@pytest.mark.parametrize(("state", "kept"), [("COMPLETED", ClaimState.COMPLETED), ("CANCELED", ClaimState.LOST)])
def test_an_end_that_was_heard_is_its_own_and_not_told_again(bench: Bench, state: str, kept: ClaimState) -> None:
    there = Plain()
    claim = begun(bench, there)
    bench.engine.drain(bench.on.runner)
    there.states[UID] = state
    holding(bench, there).advance(claim)
    assert (now(bench, there).state, there.told) == (kept, [])


@pytest.mark.parametrize("ended", [False, True], ids=["waiting", "done"])
def test_a_job_that_was_accepted_before_somebody_died_is_the_claims(bench: Bench, ended: bool) -> None:
    """Also where the procedure is no longer performed: a workitem that is gone ends it."""
    there = Plain()
    claim = begun(bench, there)
    holding(bench, there).book.claims.keep(replace(claim, job_id=None))
    if ended:
        bench.engine.drain(bench.on.runner)
    without = replace(holding(bench, there), procedures=procedures(Procedure(scheme="x", code="y", model="z")))
    without.advance(now(bench, there))
    assert (now(bench, there).job_id, len(jobs(bench))) == (claim.job_id, 1)
    assert there.states[UID] == ("COMPLETED" if ended else "IN PROGRESS")


def test_a_workitem_that_is_gone_ends_also_a_job_that_is_not_on_its_record(bench: Bench) -> None:
    there = Plain()
    claim = begun(bench, there)
    holding(bench, there).book.claims.keep(replace(claim, job_id=None))
    there.absence = Absence.GONE
    holding(bench, there).advance(now(bench, there))
    assert (now(bench, there).state, jobs(bench)) == (ClaimState.LOST, [JobState.CANCELLED])


def test_what_is_taken_up_again_has_a_job_of_its_own(bench: Bench) -> None:
    there = Plain()
    claim = begun(bench, there)
    assert claim.job_id is not None
    bench.work.stop(claim.job_id)
    there.states.clear()
    there.told.clear()
    book = holding(bench, there).book
    book.claims.keep(replace(claim, state=ClaimState.LOST))
    performer = bench.performer(there, lambda: "2.25.99")
    taken = performer._claiming(book).take(UID)
    assert taken is not None
    assert taken.transaction_uid == claim.transaction_uid
    for _ in range(2):
        holding(bench, there).advance(now(bench, there))
    after = now(bench, there)
    assert (after.earlier_job_id, after.job_id not in (None, claim.job_id)) == (claim.job_id, True)
    assert sorted(jobs(bench)) == [JobState.CANCELLED, JobState.QUEUED]


@pytest.mark.parametrize("status", [404, 410])
def test_a_report_of_what_is_not_there_is_missed(bench: Bench, status: int) -> None:
    there = Plain(of_update=status)
    holding(bench, there).advance(begun(bench, there))
    claim = now(bench, there)
    lost = status == 410
    assert (claim.state, claim.failures) == ((ClaimState.LOST, 0) if lost else (ClaimState.HELD, 1))
    assert jobs(bench) == [JobState.CANCELLED if lost else JobState.QUEUED]


def test_what_is_not_there_right_after_a_report_is_left_to_the_next_round(bench: Bench) -> None:
    there = Plain()
    claim = begun(bench, there)
    update = there.update

    def then_gone(*said: object) -> int:
        there.absence = Absence.UNKNOWN
        return update(*said)  # type: ignore[arg-type]

    there.update = then_gone  # type: ignore[assignment, method-assign]
    holding(bench, there).advance(claim)
    assert (now(bench, there).failures, now(bench, there).said) == (0, "0 queued: resolve")


@pytest.mark.parametrize("part", ["of_update", "of_state"])
@pytest.mark.parametrize(
    ("status", "absence", "state", "failures"),
    [
        (404, None, ClaimState.HELD, 1),
        (410, None, ClaimState.LOST, 0),
        (409, None, ClaimState.HELD, 1),
        (413, None, ClaimState.HELD, 1),
        (409, Absence.UNKNOWN, ClaimState.HELD, 1),
        (409, Absence.GONE, ClaimState.LOST, 0),
    ],
)
def test_an_end_that_is_not_taken_is_counted_or_missed(
    bench: Bench, part: str, status: int, absence: Absence | None, state: ClaimState, failures: int
) -> None:
    there = Plain()
    claim = begun(bench, there)
    bench.engine.drain(bench.on.runner)
    setattr(there, part, status)
    there.absence = absence
    holding(bench, there).advance(claim)
    assert (now(bench, there).state, now(bench, there).failures) == (state, failures)
    assert jobs(bench) == [JobState.SUCCEEDED]


def test_an_end_that_is_refused_since_somebody_ended_it_is_lost(bench: Bench) -> None:
    there = Plain()
    claim = begun(bench, there)
    bench.engine.drain(bench.on.runner)
    there.status, there.states = 409, {UID: "CANCELED"}
    holding(bench, there).advance(claim)
    assert now(bench, there).state is ClaimState.LOST


def test_where_the_search_is_not_answered_nothing_is_lost(bench: Bench) -> None:
    there = Plain()
    claim = begun(bench, there)
    there.absence = Absence.GONE
    with pytest.raises(ArchiveUnavailable):
        holding(bench, there, is_answered=False).advance(claim)
    assert (now(bench, there).state, jobs(bench)) == (ClaimState.HELD, [JobState.QUEUED])


@pytest.mark.parametrize(
    ("state", "job"), [("CANCELED", JobState.CANCELLED), ("COMPLETED", JobState.QUEUED), ("SCHEDULED", JobState.QUEUED)]
)
def test_where_the_search_is_not_answered_only_canceled_ends_a_job_at_once(
    bench: Bench, state: str, job: JobState
) -> None:
    there = Plain()
    claim = begun(bench, there)
    there.states[UID] = state
    if state == "CANCELED":
        holding(bench, there, is_answered=False).advance(claim)
    else:
        with pytest.raises(ArchiveUnavailable):
            holding(bench, there, is_answered=False).advance(claim)
    kept = ClaimState.LOST if state == "CANCELED" else ClaimState.HELD
    assert (now(bench, there).state, jobs(bench)) == (kept, [job])


@pytest.mark.parametrize("state", ["CANCELED", "COMPLETED"])
def test_a_workitem_that_ended_before_its_job_is_lost_without_one(bench: Bench, state: str) -> None:
    there = Plain()
    claim = held(bench, there)
    there.states[UID] = state
    holding(bench, there).advance(claim)
    assert (now(bench, there).state, jobs(bench)) == (ClaimState.LOST, [])
