"""Amendments as rows: who makes which one, what it takes the place of, and what becomes of it with its run."""

from __future__ import annotations

from datetime import timedelta

import pytest

from radlane.domain.job import JobState
from radlane.domain.result import DeliveryState
from radlane.domain.withdrawal import WithdrawalReason
from radlane.errors import ResultWithdrawn
from radlane.jobs.growth import latest_roots
from radlane.jobs.ledger import OUTBOX_LOST, Run
from radlane.jobs.runs import Claimed, RunQuery, RunState, open_elsewhere
from support.amended import on_record
from support.jobs import Clock, World
from support.withdrawals import QUALITY, SAFETY, run_on_record

KEY = "0123456789abcdef"


def claim(on: World, run: Run, key: str = KEY, job: str | None = None) -> tuple[Claimed, Run]:
    return on.ledger.amendments.claim(run.id, key, job or on.accept(source=f"s{key}").id, "explained later: cam")


def roots(run: Run) -> list[str]:
    return [one["sop_instance_uid"] for one in run.predecessors]


def test_the_first_who_asks_makes_it_and_the_others_use_it(on: World) -> None:
    run = run_on_record(on, "a")
    one, other = (on.accept(source=name).id for name in ("x", "y"))
    claimed, amendment = claim(on, run, job=one)
    assert (claimed, amendment.amends, amendment.amendment, amendment.number) == (Claimed.MAKE, run.id, 1, 1)
    assert (amendment.inputs, amendment.shadow, amendment.reason) == (None, False, "explained later: cam")
    assert roots(amendment) == ["1.2.1.2"]
    assert claim(on, run, job=one) == (Claimed.MAKE, amendment)
    assert claim(on, run, job=other) == (Claimed.WAIT, amendment)
    on_record(on, amendment, 2)
    assert claim(on, run, job=other)[0] is Claimed.REUSE
    assert [one.id for one in on.ledger.amendments.of(run.id)] == [amendment.id]


def test_a_job_that_came_to_its_end_is_not_waited_for(on: World) -> None:
    run = run_on_record(on, "a")
    dead, heir = (on.accept(source=name).id for name in ("x", "y"))
    _, amendment = claim(on, run, job=dead)
    on.store.move(dead, JobState.FAILED)
    claimed, taken = claim(on, run, job=heir)
    assert (claimed, taken.id, taken.job_id) == (Claimed.MAKE, amendment.id, heir)


def test_what_came_to_nothing_is_begun_anew(on: World) -> None:
    run, job = run_on_record(on, "a"), on.accept(source="x").id
    _, amendment = claim(on, run, job=job)
    on.ledger.amendments.abandon(amendment.id, "another job")
    assert on.ledger.run(amendment.id).state is RunState.OPEN
    on.ledger.amendments.abandon(amendment.id, job)
    assert on.ledger.run(amendment.id).state is RunState.FAILED
    claimed, second = claim(on, run, job=job)
    assert (claimed, second.number, second.amendment) == (Claimed.MAKE, 2, 2)


def test_what_is_on_record_is_not_abandoned(on: World) -> None:
    run = run_on_record(on, "a")
    _, amendment = claim(on, run)
    on_record(on, amendment, 2, state=DeliveryState.PENDING)
    on.ledger.amendments.abandon(amendment.id, amendment.job_id)
    assert on.ledger.run(amendment.id).state is RunState.OPEN


def test_amendments_of_a_run_are_counted_whatever_they_add(on: World) -> None:
    run, other = run_on_record(on, "a"), run_on_record(on, "a", number=7)
    numbers = [claim(on, run, key)[1].amendment for key in ("k1", "k2")]
    assert numbers == [1, 2]
    assert claim(on, other, "k3")[1].amendment == 1


def test_it_takes_the_place_of_the_newest_report_too(on: World) -> None:
    run = run_on_record(on, "a")
    first = on_record(on, claim(on, run, "k1")[1], 2)
    second = claim(on, run, "k2")[1]
    assert roots(second) == ["1.2.1.2", "1.2.2.2"]
    on_record(on, second, 3, state=DeliveryState.PENDING)
    with on.engine.connect() as connection:
        assert [one["sop_instance_uid"] for one in latest_roots(connection, run.id)] == ["1.2.2.2"]
    on.withdrawals.ask(first.id, SAFETY, None, "key")
    with on.engine.connect() as connection:
        assert [one["sop_instance_uid"] for one in latest_roots(connection, run.id)] == ["1.2.1.2"]


def test_of_a_run_that_no_archive_has_the_report_on_record_is_named(on: World) -> None:
    run = run_on_record(on)
    assert roots(claim(on, run)[1]) == ["1.2.1.2"]


def test_bytes_that_are_lost_are_another_amendment_of_the_same_run(on: World) -> None:
    run = run_on_record(on, "a")
    amendment = on_record(on, claim(on, run)[1], 2, state=DeliveryState.PENDING)
    other = claim(on, run, "k2")[1]
    on.ledger.lose(amendment.id, amendment.job_id, OUTBOX_LOST)
    made = on.ledger.amendments.of(run.id)
    assert [(one.amendment, one.number) for one in made] == [(1, 1), (2, 1), (3, 2)]
    assert [one.state for one in made] == [RunState.WITHDRAWN, RunState.OPEN, RunState.OPEN]
    assert (made[1].id, made[2].reason, made[2].predecessors) == (other.id, OUTBOX_LOST, amendment.predecessors)


@pytest.mark.parametrize("reason", [SAFETY, QUALITY])
def test_a_run_takes_its_amendments_with_it(on: World, reason: WithdrawalReason) -> None:
    run = run_on_record(on, "a")
    whole = on_record(on, claim(on, run, "k1")[1], 2)
    half = on_record(on, claim(on, run, "k2")[1], 3, state=DeliveryState.PENDING)
    bare = claim(on, run, "k3")[1]
    nothing = claim(on, run, "k4")[1]
    on.ledger.amendments.abandon(nothing.id, nothing.job_id)
    on.withdrawals.ask(run.id, reason, "The sides are swapped", "key")
    found = on.withdrawals.find([one.id for one in (run, whole, half, bare, nothing)])
    assert set(found) == {run.id, whole.id, half.id, bare.id}
    assert {(one.reason, one.comment) for one in found.values()} == {(reason, "The sides are swapped")}
    notes = [found[one.id].job_id for one in (run, whole, half)]
    assert None not in notes
    assert len(set(notes)) == 3
    assert found[bare.id].job_id is None
    assert [one.state for one in on.ledger.amendments.of(run.id)] == [*[RunState.WITHDRAWN] * 3, RunState.FAILED]
    with pytest.raises(ResultWithdrawn):
        claim(on, run, "k5")


def test_what_is_graver_takes_the_amendments_with_it(on: World) -> None:
    run = run_on_record(on, "a")
    amendment = on_record(on, claim(on, run)[1], 2)
    on.withdrawals.ask(amendment.id, QUALITY, None, "key")
    assert on.ledger.run(run.id).state is RunState.COMPLETE, "what was added is withdrawn alone"
    with pytest.raises(ResultWithdrawn):
        claim(on, run)
    on.withdrawals.ask(run.id, SAFETY, None, "key")
    assert {one.reason for one in on.withdrawals.find([run.id, amendment.id]).values()} == {SAFETY}


def test_what_is_less_grave_leaves_them_as_they_are(on: World) -> None:
    run = run_on_record(on, "a")
    amendment = on_record(on, claim(on, run)[1], 2)
    on.withdrawals.ask(amendment.id, SAFETY, "It hides the heart", "key")
    on.withdrawals.ask(run.id, QUALITY, None, "key")
    assert on.withdrawals.find([amendment.id])[amendment.id].reason is SAFETY
    assert on.withdrawals.find([run.id])[run.id].reason is QUALITY


def test_a_run_is_kept_as_long_as_something_is_added_to_it(on: World, clock: Clock) -> None:
    run, job = run_on_record(on, "a"), on.accept(source="x")
    _, amendment = claim(on, run, job=job.id)
    on.store.change(job.id, 1, run_id=amendment.id)
    later = clock() + timedelta(days=90)
    assert not on.ledger.is_settled(run.id, later)
    assert not on.ledger.is_settled(amendment.id, later)
    on_record(on, amendment, 2)
    on.store.move(job.id, JobState.SUCCEEDED)
    assert on.ledger.is_settled(run.id, later)
    assert on.ledger.is_settled(amendment.id, later)


def test_a_job_that_claims_its_run_again_keeps_what_it_adds_to_it(on: World) -> None:
    run, job = run_on_record(on, "a"), on.accept(source="x").id
    _, amendment = claim(on, run, job=job)
    with on.engine.begin() as connection:
        assert open_elsewhere(connection, job, run.input_key) == ()
        assert [one.id for one in open_elsewhere(connection, job, "other input")] == [amendment.id]


def test_an_amendment_is_listed_but_is_no_result_of_its_study(on: World) -> None:
    run = run_on_record(on, "a")
    amendment = on_record(on, claim(on, run)[1], 2)
    assert {one.id for one in on.ledger.find(RunQuery())[0]} == {run.id, amendment.id}
    assert amendment.id not in on.ledger.results_of(run.study_instance_uid, run.package_digest)
