"""The ledger: which run a job makes or uses, in every case of decision 6. More in tests/contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from radlane.domain.job import JobState
from radlane.domain.model import ModelIdentity
from radlane.domain.refs import InstanceRef
from radlane.domain.result import DeliveryState, EncodedObject, Role, StoreOutcome
from radlane.domain.status import ResultStatus
from radlane.domain.withdrawal import WithdrawalReason
from radlane.errors import JobConflict, ResultWithdrawn
from radlane.jobs.ledger import (
    GIVEN_UP,
    OUTBOX_LOST,
    REVOKED,
    Ledger,
)
from radlane.jobs.runs import (
    CHANGED_PIXELS,
    FAILED_BEFORE,
    GIVEN_UP_BEFORE,
    NO_RESULT_BEFORE,
    NO_RESULT_NOW,
    Claimed,
    Run,
    RunQuery,
    RunState,
    Wanted,
)
from support.jobs import World
from support.withdrawals import run_on_record

DIGEST = f"sha256:{'0' * 64}"
MODEL = ModelIdentity(name="drawn", version="1.0.0", digest=DIGEST, weights_digest=DIGEST, tag="production")
WANTED = Wanted(input_key="k", source_digest="p", study_instance_uid="1.2.3", model=MODEL, rerun=None)
CHANGED = replace(WANTED, source_digest="q")
RERUN = replace(WANTED, rerun="again")
INPUTS = ("1.2.3.1", "1.2.3.2")


def objects(folder: Path, number: int = 1) -> list[EncodedObject]:
    ref = InstanceRef(
        study_instance_uid="1.2.3",
        series_instance_uid="1.2.3.4",
        sop_instance_uid=f"1.2.{number}",
        sop_class_uid="1.2.1",
    )
    path = folder / "outbox" / "run" / "x.dcm"
    return [EncodedObject(role=Role.REPORT, ref=ref, modality="SR", path=path, size=1, sha256="a")]


def job(on: World, state: JobState | None = None) -> str:
    """A job of its own, at its end where a state is named."""
    made = on.accept(source=f"s{sum(on.store.counts().values())}")
    if state is not None:
        on.store.move(made.id, state)
    return made.id


def claimed(on: World, wanted: Wanted, job_id: str) -> tuple[Claimed, int, str | None]:
    what, run = on.ledger.claim(wanted, job_id)
    return what, run.number, run.reason


def made(
    on: World, job_id: str, *, sent: str | None = None, state: RunState | None = None, wanted: Wanted = WANTED
) -> Run:
    """A run with objects on record: sent to a destination, or complete."""
    _, run = on.ledger.claim(wanted, job_id)
    items = objects(on.folder, run.number)
    on.ledger.commit(run.id, job_id, items, {"verdict": "analysed"})
    if sent is not None:
        on.ledger.begin(run.id, job_id, sent, items)
    if state is RunState.COMPLETE:
        on.ledger.finish(run.id)
    return run


def test_the_first_job_makes_a_run_and_gets_it_again(on: World) -> None:
    first = job(on)
    assert claimed(on, WANTED, first) == claimed(on, WANTED, first) == (Claimed.MAKE, 1, None)
    assert claimed(on, replace(WANTED, input_key="other"), first) == (Claimed.MAKE, 1, None)


def test_a_complete_run_is_used(on: World) -> None:
    first = job(on)
    made(on, first, state=RunState.COMPLETE)
    assert claimed(on, WANTED, job(on)) == claimed(on, WANTED, first) == (Claimed.REUSE, 1, None)
    assert claimed(on, CHANGED, job(on)) == (Claimed.MAKE, 2, CHANGED_PIXELS)


def test_a_rerun_is_a_run_and_its_job_gets_it_again(on: World) -> None:
    made(on, job(on), state=RunState.COMPLETE)
    again = job(on)
    assert claimed(on, RERUN, again) == claimed(on, RERUN, again) == (Claimed.MAKE, 2, "again")
    on.ledger.finish(on.ledger.claim(RERUN, again)[1].id)
    assert claimed(on, RERUN, again) == (Claimed.REUSE, 2, "again")


NOT_ATTEMPTED, FAILED = (replace(WANTED, status=status) for status in ResultStatus)


def told(on: World, wanted: Wanted, job_id: str, *, whole: bool = True) -> Run:
    """A run whose only object says that it has no result."""
    _, run = on.ledger.claim(wanted, job_id)
    on.ledger.commit(run.id, job_id, objects(on.folder, run.number), {"verdict": "not-analysed"})
    if whole:
        on.ledger.finish(run.id)
    return on.ledger.run(run.id)


def test_a_run_on_its_way_becomes_one_without_a_result(on: World) -> None:
    first = job(on)
    what, run = on.ledger.claim(WANTED, first)
    assert run.status is None
    again, same = on.ledger.claim(FAILED, first)
    assert (what, again, same.id, same.status) == (Claimed.MAKE, Claimed.MAKE, run.id, ResultStatus.FAILED)
    assert on.ledger.run(run.id).status is ResultStatus.FAILED


def test_what_was_not_analysed_is_not_tried_or_told_again(on: World) -> None:
    run = told(on, NOT_ATTEMPTED, job(on))
    for wanted in (NOT_ATTEMPTED, WANTED):
        what, found = on.ledger.claim(wanted, job(on))
        assert (what, found.id, found.status) == (Claimed.REUSE, run.id, ResultStatus.NOT_ATTEMPTED)


@pytest.mark.parametrize(
    ("before", "wanted", "reason"),
    [
        (NOT_ATTEMPTED, CHANGED, NO_RESULT_BEFORE),  # other pixels: they may be better ones
        (NOT_ATTEMPTED, RERUN, "again"),
        (NOT_ATTEMPTED, replace(NOT_ATTEMPTED, source_digest="q"), CHANGED_PIXELS),  # for another reason
        (NOT_ATTEMPTED, FAILED, NO_RESULT_BEFORE),
        (FAILED, WANTED, NO_RESULT_BEFORE),
        (FAILED, FAILED, NO_RESULT_BEFORE),  # each failure is one of its own
        (FAILED, replace(FAILED, rerun="again"), "again"),
        (WANTED, FAILED, NO_RESULT_NOW),
        (WANTED, NOT_ATTEMPTED, NO_RESULT_NOW),
    ],
)
def test_what_is_another_run(on: World, before: Wanted, wanted: Wanted, reason: str) -> None:
    told(on, before, job(on))
    assert claimed(on, wanted, job(on)) == (Claimed.MAKE, 2, reason)


def test_half_a_report_is_taken_over_and_stays_what_it_is(on: World) -> None:
    first = job(on)
    run = told(on, NOT_ATTEMPTED, first, whole=False)
    on.store.move(first, JobState.NOT_ANALYSED)
    what, taken = on.ledger.claim(WANTED, job(on))
    assert (what, taken.id, taken.status) == (Claimed.MAKE, run.id, ResultStatus.NOT_ATTEMPTED)


def test_a_run_that_never_said_anything_may_say_something_else(on: World) -> None:
    first = job(on)
    _, run = on.ledger.claim(NOT_ATTEMPTED, first)
    on.store.move(first, JobState.NOT_ANALYSED)
    what, taken = on.ledger.claim(WANTED, job(on))
    assert (what, taken.id, taken.status) == (Claimed.MAKE, run.id, None)


def test_a_failure_goes_on_where_it_was_left(on: World) -> None:
    first = job(on)
    run = told(on, FAILED, first, whole=False)
    assert on.ledger.claim(FAILED, first)[1].id == run.id
    on.ledger.finish(run.id)
    assert on.ledger.claim(FAILED, first)[0] is Claimed.REUSE


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RUNNING, JobState.WAITING])
@pytest.mark.parametrize("wanted", [WANTED, CHANGED, RERUN])
def test_a_run_that_is_being_made_is_waited_for(on: World, state: JobState, wanted: Wanted) -> None:
    first = job(on, state)
    made(on, first)
    assert claimed(on, wanted, job(on))[0] is Claimed.WAIT


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.CANCELLED, JobState.EXPIRED])
def test_what_an_ended_job_left_is_taken_over(on: World, state: JobState) -> None:
    first, second = job(on), job(on)
    run = made(on, first, sent="a")
    on.store.move(first, state)
    on.ledger.release(first)
    what, taken = on.ledger.claim(WANTED, second)
    assert (what, taken.id, taken.job_id) == (Claimed.MAKE, run.id, second)
    assert len(on.ledger.objects(run.id)) == 1


def test_the_run_of_a_job_that_nobody_remembers_is_taken_over(on: World) -> None:
    run = made(on, "forgotten")
    assert on.ledger.claim(WANTED, job(on))[1].id == run.id


# What the heir wants, whether sending had begun: what becomes of the run, and why there is another.
HEIRS = [
    (CHANGED, "a", RunState.WITHDRAWN, CHANGED_PIXELS),
    (CHANGED, None, RunState.FAILED, CHANGED_PIXELS),
    (RERUN, "a", RunState.WITHDRAWN, "again"),
    (RERUN, None, RunState.FAILED, "again"),
]


@pytest.mark.parametrize(("wanted", "sent", "state", "reason"), HEIRS)
def test_what_an_ended_job_left_is_put_aside(
    on: World, wanted: Wanted, sent: str | None, state: RunState, reason: str
) -> None:
    first = job(on)
    run = made(on, first, sent=sent)
    on.store.move(first, JobState.FAILED)
    assert claimed(on, wanted, job(on)) == (Claimed.MAKE, 2, reason)
    assert on.ledger.run(run.id).state is state


def test_a_failed_run_does_not_hold_its_key(on: World) -> None:
    first = job(on)
    _, run = on.ledger.claim(WANTED, first)
    on.ledger.release(first)
    assert on.ledger.run(run.id).state is RunState.OPEN, "its job is at work"
    on.store.move(first, JobState.NOT_ANALYSED)
    on.ledger.release(first)
    assert on.ledger.run(run.id).state is RunState.FAILED
    assert claimed(on, WANTED, job(on)) == (Claimed.MAKE, 2, FAILED_BEFORE)


def put_aside(on: World, wanted: Wanted, job_id: str) -> Run:
    """A run that was half stored when its job retrieved again, and found other images."""
    _, run = on.ledger.claim(wanted, job_id)
    items = objects(on.folder, run.number)
    on.ledger.commit(run.id, job_id, items, {"verdict": "analysed"})
    on.ledger.begin(run.id, job_id, "a", items)
    on.ledger.claim(replace(wanted, input_key="other"), job_id)
    assert on.withdrawals.find([run.id])[run.id].reason is WithdrawalReason.INCOMPLETE
    return run


@pytest.mark.parametrize("is_its_own", [True, False])
@pytest.mark.parametrize(
    ("wanted", "reason"), [(WANTED, GIVEN_UP_BEFORE), (CHANGED, GIVEN_UP_BEFORE), (RERUN, "again")]
)
def test_what_radlane_itself_withdrew_does_not_hold_its_key(
    on: World, wanted: Wanted, reason: str, is_its_own: bool
) -> None:
    """Nobody judged it: another job, and its own one that finds the same images again, need not ask for a rerun."""
    first = job(on)
    put_aside(on, WANTED, first)
    assert claimed(on, wanted, first if is_its_own else job(on)) == (Claimed.MAKE, 2, reason)


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_what_radlane_itself_withdrew_hides_no_result_and_no_withdrawal(on: World, is_withdrawn: bool) -> None:
    run = made(on, job(on), sent="a", state=RunState.COMPLETE)
    put_aside(on, RERUN, job(on))
    if is_withdrawn:
        on.withdrawals.ask(run.id, WithdrawalReason.SAFETY, None, "")
        with pytest.raises(ResultWithdrawn) as refused:
            on.ledger.claim(WANTED, job(on))
        assert refused.value.uid == run.id
        return
    what, found = on.ledger.claim(WANTED, job(on))
    assert (what, found.id) == (Claimed.REUSE, run.id)


def test_a_withdrawn_result_does_not_come_back_by_itself(on: World) -> None:
    """Neither for another job, nor for its own one, though that was a rerun: somebody has to say so again."""
    first = job(on)
    run = made(on, first, sent="a", state=RunState.COMPLETE)
    on.withdrawals.ask(run.id, WithdrawalReason.SAFETY, None, "")
    for wanted, asking in ((WANTED, job(on)), (WANTED, first), (RERUN, first)):
        with pytest.raises(ResultWithdrawn) as refused:
            on.ledger.claim(wanted, asking)
        assert refused.value.uid == run.id
    assert claimed(on, RERUN, job(on)) == (Claimed.MAKE, 2, "again")


@pytest.mark.parametrize("later", ["a rerun without an end", "no result now"])
def test_what_came_to_nothing_hides_no_result_and_no_withdrawal(on: World, later: str) -> None:
    """A rerun that was cancelled, or images that could not be read for once, change nothing for others."""
    run = made(on, job(on), state=RunState.COMPLETE)
    if later == "no result now":
        told(on, FAILED, job(on))
    else:
        again = job(on)
        on.ledger.claim(RERUN, again)
        on.store.move(again, JobState.CANCELLED)
        on.ledger.release(again)
    what, found = on.ledger.claim(WANTED, job(on))
    assert (what, found.id) == (Claimed.REUSE, run.id)
    on.withdrawals.ask(run.id, WithdrawalReason.SAFETY, None, "")
    with pytest.raises(ResultWithdrawn):
        on.ledger.claim(WANTED, job(on))
    assert claimed(on, RERUN, job(on))[0] is Claimed.MAKE


def test_other_pixels_than_those_of_a_withdrawn_result_are_another_run(on: World) -> None:
    run = made(on, job(on), sent="a", state=RunState.COMPLETE)
    on.withdrawals.ask(run.id, WithdrawalReason.SAFETY, None, "")
    assert claimed(on, CHANGED, job(on)) == (Claimed.MAKE, 2, CHANGED_PIXELS)


@pytest.mark.parametrize("state", [RunState.OPEN, RunState.COMPLETE])
def test_nothing_more_is_sent_of_a_withdrawn_run(on: World, state: RunState) -> None:
    first = job(on)
    run = made(on, first, sent="a", state=state)
    on.withdrawals.ask(run.id, WithdrawalReason.QUALITY, None, "")
    with pytest.raises(ResultWithdrawn):
        on.ledger.begin(run.id, first, "b", on.ledger.objects(run.id))
    on.ledger.finish(run.id)
    on.ledger.lose(run.id, first)
    assert [found.state for found in on.ledger.find(RunQuery())[0]] == [RunState.WITHDRAWN], "no run takes its place"


def test_half_a_result_that_is_given_up_is_withdrawn_with_a_job(on: World) -> None:
    """Lost bytes after sending began: the destination is told, without anybody's asking."""
    first = job(on)
    run = made(on, first, sent="a")
    on.ledger.lose(run.id, first)
    withdrawal = on.withdrawals.find([run.id])[run.id]
    assert (withdrawal.reason, withdrawal.comment, withdrawal.at) == ("incomplete", GIVEN_UP, on.clock())
    assert withdrawal.job_id is not None
    sends = on.store.get(withdrawal.job_id)
    assert (sends.order.withdraws, sends.order.destinations) == (run.id, ("a",))


def test_a_run_that_is_whole_somewhere_is_a_good_result_there(on: World) -> None:
    """Given up for the sake of another destination, it is neither withdrawn nor rejected."""
    first = job(on)
    run = made(on, first, sent="a", wanted=replace(WANTED, inputs=INPUTS))
    on.ledger.record("a", [outcome(item, DeliveryState.STORED) for item in on.ledger.objects(run.id)])
    on.ledger.begin(run.id, first, "b", on.ledger.objects(run.id))
    on.store.move(first, JobState.FAILED)
    what, again = on.ledger.claim(replace(RERUN, inputs=INPUTS), job(on))
    assert (what, again.number, again.reason, again.predecessors) == (Claimed.MAKE, 2, "again", ())
    assert on.ledger.run(run.id).state is RunState.COMPLETE
    assert on.withdrawals.find([run.id]) == {}


def test_what_was_not_sent_this_time_may_be_there_as_before(on: World) -> None:
    """A first try of which nobody knows, a second one that sends nothing: the archive may still have it."""
    first = job(on)
    run = made(on, first, sent="a")
    items = on.ledger.objects(run.id)
    on.ledger.begin(run.id, first, "b", items)
    turns = on.ledger.begin(run.id, first, "b", items)
    held_back = [replace(outcome(item, DeliveryState.PENDING), may_be_there=None) for item in items]
    on.ledger.record("b", held_back, turns)
    on.ledger.record("a", held_back)  # begun once, and not sent
    on.ledger.lose(run.id, first)
    assert on.withdrawals.rejected(run.id).destinations == ("b",)


def test_half_a_run_whose_rest_is_refused_keeps_no_job_going(on: World) -> None:
    """It has begun, and cannot be whole any more; until something is refused it may."""
    run = run_on_record(on, "a", state=DeliveryState.PENDING)
    *leaves, report = on.ledger.objects(run.id)
    assert len(leaves) == 2
    on.ledger.record("a", [outcome(item, DeliveryState.STORED) for item in leaves])
    assert on.ledger.must_go_on(run.id, ["a"])
    on.ledger.record("a", [outcome(report, DeliveryState.REFUSED)])
    assert not on.ledger.must_go_on(run.id, ["a"])


def test_a_withdrawn_run_keeps_no_job_going(on: World) -> None:
    first = job(on)
    run = made(on, first, sent="a")
    assert on.ledger.must_go_on(run.id, ["a"])
    on.ledger.lose(run.id, first)
    assert not on.ledger.must_go_on(run.id, ["a"]), "before the note is there, which says the same of its objects"
    (note,) = notes(on, run)
    assert on.withdrawals.commit(run.id, note, ("a",), WithdrawalReason.INCOMPLETE)
    on.withdrawals.record(run.id, "a", outcome(note, DeliveryState.STORED))
    assert not on.ledger.must_go_on(run.id, ["a"])


def test_what_no_destination_took_needs_no_note(on: World) -> None:
    first = job(on)
    run = made(on, first, sent="a")
    on.ledger.record("a", [outcome(item, DeliveryState.REFUSED) for item in on.ledger.objects(run.id)])
    on.ledger.lose(run.id, first)
    assert on.ledger.run(run.id).state is RunState.WITHDRAWN
    assert on.withdrawals.find([run.id])[run.id].job_id is None


def test_the_bytes_of_a_withdrawn_run_are_kept_until_all_are_told(on: World) -> None:
    first = job(on)
    run = made(on, first, sent="a", state=RunState.COMPLETE)
    on.store.move(first, JobState.SUCCEEDED)
    on.clock.forward(86400)  # type: ignore[attr-defined]
    withdrawal, _ = on.withdrawals.ask(run.id, WithdrawalReason.SAFETY, None, "")
    assert withdrawal.job_id is not None
    later = on.clock() + timedelta(days=1)
    assert not on.ledger.is_settled(run.id, later), "its job is under way"
    on.store.move(withdrawal.job_id, JobState.FAILED)
    assert not on.ledger.is_settled(run.id, later), "a destination may still show it"
    (note,) = notes(on, run)
    assert on.withdrawals.commit(run.id, note, ("a",), WithdrawalReason.SAFETY)
    on.withdrawals.record(run.id, "a", outcome(note, DeliveryState.STORED))
    assert on.ledger.is_settled(run.id, later)
    assert not on.ledger.is_settled(run.id, withdrawal.at)


def notes(on: World, run: Run) -> list[EncodedObject]:
    (item,) = objects(on.folder, 100 + run.number)
    return [replace(item, role=Role.REJECTION, modality="KO")]


def outcome(item: EncodedObject, state: DeliveryState) -> StoreOutcome:
    return StoreOutcome(ref=item.ref, state=state, may_be_there=state is not DeliveryState.REFUSED)


# What became of the object at each destination, and whether the job has to go on.
GOING_ON: list[tuple[dict[str, DeliveryState], bool]] = [
    ({}, False),
    ({"a": DeliveryState.PENDING}, True),  # nobody knows what the archive has of it
    ({"a": DeliveryState.STORED}, False),  # whole there, and nothing at the other one
    ({"a": DeliveryState.STORED, "b": DeliveryState.STORED}, True),  # all is done
    ({"a": DeliveryState.REFUSED}, False),
    ({"c": DeliveryState.PENDING}, False),  # another job's affair
]


@pytest.mark.parametrize(("states", "goes_on"), GOING_ON)
def test_when_a_job_may_no_longer_stop(on: World, states: dict[str, DeliveryState], goes_on: bool) -> None:
    first = job(on)
    run = made(on, first)
    for destination, state in states.items():
        on.ledger.begin(run.id, first, destination, on.ledger.objects(run.id))
        on.ledger.record(destination, [outcome(item, state) for item in on.ledger.objects(run.id)])
    assert on.ledger.must_go_on(run.id, ("a", "b")) is goes_on


def test_a_run_without_objects_stops_nobody(on: World) -> None:
    _, run = on.ledger.claim(WANTED, job(on))
    assert not on.ledger.must_go_on(run.id, ())


def test_a_whole_result_whose_bytes_are_gone_stays(on: World) -> None:
    first, second = job(on), job(on)
    run = made(on, first, sent="a", state=RunState.COMPLETE)
    on.ledger.lose(run.id, second)
    assert on.ledger.run(run.id).state is RunState.COMPLETE
    assert claimed(on, WANTED, second) == (Claimed.MAKE, 2, OUTBOX_LOST)


def test_a_run_is_needed_as_long_as_a_job_is_under_way(on: World) -> None:
    first = job(on)
    run = made(on, first, state=RunState.COMPLETE)
    later = on.clock() + timedelta(days=1)
    assert not on.ledger.is_settled(run.id, later)
    on.store.move(first, JobState.SUCCEEDED)
    assert on.ledger.is_settled(run.id, later)
    assert not on.ledger.is_settled(run.id, on.clock())
    assert on.ledger.is_settled(str(uuid4()), on.clock())
    assert not on.ledger.is_settled("patients-2019", on.clock()), "it is not radlane's"


def test_paths_are_told_from_where_the_outbox_is_now(on: World) -> None:
    run = made(on, job(on))
    moved = Ledger(on.engine, Path("/elsewhere"), on.clock, lambda: "x")
    assert [item.path for item in moved.objects(run.id)] == [Path("/elsewhere/run/x.dcm")]
    assert on.ledger.find(RunQuery())[0][0].result == {"verdict": "analysed"}


@pytest.mark.parametrize("changed", [False, True])
@pytest.mark.parametrize("has_objects", [False, True])
def test_what_only_compares_leaves_an_unfinished_result_as_it_is(on: World, changed: bool, has_objects: bool) -> None:
    first = job(on)
    left = made(on, first, sent="a") if has_objects else on.ledger.claim(WANTED, first)[1]
    on.store.move(first, JobState.FAILED)
    wanted, beside = replace(CHANGED if changed else WANTED, shadow=True), job(on)
    if has_objects and not changed:
        assert on.ledger.claim(wanted, beside)[0] is Claimed.REUSE
        on.ledger.finish(left.id, beside)
    else:
        with pytest.raises(JobConflict):
            on.ledger.claim(wanted, beside)
    found = on.ledger.run(left.id)
    assert (found.state, found.job_id, found.shadow) == (RunState.OPEN, first, False)
    assert on.withdrawals.find([left.id]) == {}


def test_who_wants_a_result_never_waits_for_what_only_compares(on: World) -> None:
    first, beside, second = job(on), job(on), job(on)
    left = made(on, first, sent="a")
    on.store.move(first, JobState.FAILED)
    on.ledger.claim(replace(WANTED, shadow=True), beside)
    assert on.ledger.claim(WANTED, second) == (Claimed.MAKE, replace(on.ledger.run(left.id), job_id=second))


def test_a_job_gives_up_its_own_open_run_only(on: World) -> None:
    first, second = job(on), job(on)
    run = made(on, first)
    on.ledger.give_up(run.id, second, REVOKED)
    assert on.ledger.run(run.id).state is RunState.OPEN
    on.ledger.give_up(run.id, first, REVOKED)
    assert on.ledger.run(run.id).state is RunState.FAILED, "nothing was sent"
