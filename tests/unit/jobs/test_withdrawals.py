"""Withdrawals on record: which runs, for which destinations, with which note. More in tests/contract."""

from __future__ import annotations

import logging

import pytest

from radlane.domain.job import JobState, Priority
from radlane.domain.result import DeliveryState, EncodedObject, StoreOutcome
from radlane.domain.withdrawal import WithdrawalReason
from radlane.errors import JobConflict, JobNotFound, ResultWithdrawn
from radlane.jobs.runs import Run, RunState
from radlane.jobs.store import Query
from radlane.jobs.withdrawals import LOST, OTHER_REASON
from support.durable import Engine
from support.jobs import Clock, World
from support.withdrawals import QUALITY, SAFETY, a_note, run_on_record, states, uids, withdraw

STORED, PENDING, REFUSED = DeliveryState.STORED, DeliveryState.PENDING, DeliveryState.REFUSED


def on_record(on: World, run: Run, number: int = 1) -> str:
    """Put a note on record; its UID."""
    note = a_note(run, number, on.parts.outbox.folder / f"{number}.dcm")
    (share,) = on.withdrawals.rejected(run.id).shares
    reason = on.withdrawals.find([run.id])[run.id].reason
    assert on.withdrawals.commit(run.id, note, share.destinations, reason)
    return note.ref.sop_instance_uid


def tell(on: World, run: Run, destination: str, state: DeliveryState, detail: str = "") -> None:
    """An archive's answer to the last note."""
    note = on.ledger.notes(run.id)[-1]
    on.withdrawals.record(run.id, destination, StoreOutcome(ref=note.ref, state=state, detail=detail))


def test_a_withdrawn_run_is_closed_and_its_job_accepted_at_once(on: World, clock: Clock) -> None:
    run = run_on_record(on, "a", "b")
    clock.forward(60)
    withdrawal, job_id = on.withdrawals.ask(run.id, SAFETY, "The sides are swapped", "key-1")
    assert (withdrawal.reason, withdrawal.comment, withdrawal.caller) == (SAFETY, "The sides are swapped", "key-1")
    assert (withdrawal.at, withdrawal.job_id) == (clock(), job_id)
    assert on.ledger.run(run.id).state is RunState.WITHDRAWN
    assert on.withdrawals.find([run.id, "nobody"]) == {run.id: withdrawal}
    job = on.store.get(str(job_id))
    assert (job.state, job.order.withdraws, job.run_id, job.expires_at) == (JobState.QUEUED, run.id, run.id, None)
    assert (job.order.destinations, job.order.priority) == (("a", "b"), Priority.STAT)
    assert (job.order.request.model, job.order.package_digest) == ("drawn:1.0.0", run.package_digest)


@pytest.mark.parametrize(
    ("said", "kept"), [(" sides\nswapped \x00", "sides swapped"), ("\ud83e", None), ("", None), (None, None)]
)
def test_a_person_s_words_are_kept_on_one_line(on: World, said: str | None, kept: str | None) -> None:
    """What no database and no DICOM text can hold goes."""
    run = run_on_record(on, "a")
    assert on.withdrawals.ask(run.id, SAFETY, said, "")[0].comment == kept
    assert on.withdrawals.find([run.id])[run.id].comment == kept


def test_the_same_again_is_the_same_withdrawal(on: World, clock: Clock) -> None:
    run = run_on_record(on, "a", "b")
    first, job_id = on.withdrawals.ask(run.id, SAFETY, "one", "key")
    clock.forward(60)
    assert on.withdrawals.ask(run.id, SAFETY, "two", "other") == (first, None)
    assert job_id is not None
    assert on.store.counts() == {JobState.SUCCEEDED: 1, JobState.QUEUED: 1}


def test_another_reason_is_a_conflict(on: World) -> None:
    run = run_on_record(on, "a", "b")
    withdraw(on, run, SAFETY)
    with pytest.raises(ResultWithdrawn, match="it is safety") as conflict:
        on.withdrawals.ask(run.id, QUALITY, None, "")
    assert (conflict.value.code, conflict.value.uid) == ("result-withdrawn", run.id)
    assert on.withdrawals.find([run.id])[run.id].reason is SAFETY


def test_safety_takes_the_place_of_quality(on: World, clock: Clock) -> None:
    """Another note goes also to who had the first one."""
    run = run_on_record(on, "a", "b")
    on.withdrawals.ask(run.id, QUALITY, "blurred", "one")
    first = on_record(on, run)
    tell(on, run, "a", STORED)
    clock.forward(60)
    withdrawal, job_id = on.withdrawals.ask(run.id, SAFETY, "another patient's", "other")
    said = (withdrawal.reason, withdrawal.comment, withdrawal.at, withdrawal.caller)
    assert said == (SAFETY, "another patient's", clock(), "other")
    assert on.withdrawals.find([run.id]) == {run.id: withdrawal}
    assert withdrawal.job_id == job_id
    queued = [job for job in on.store.find(Query())[0] if job.state is JobState.QUEUED]
    assert len(queued) == 2, "the first job may just be ending with the other note"
    (share,) = on.withdrawals.rejected(run.id).shares
    assert (share.destinations, uids(share.held), share.note) == (("a", "b"), uids(on.ledger.objects(run.id)), None)
    deliveries = on.ledger.deliveries(run.id)
    assert {deliveries[first, name] for name in ("a", "b")} == {(DeliveryState.WITHDRAWN, OTHER_REASON)}


def test_a_note_of_a_reason_that_is_no_longer_on_record_is_not_the_run_s(on: World) -> None:
    """It was encoded while the graver reason came."""
    run = run_on_record(on, "a")
    on.withdrawals.ask(run.id, QUALITY, None, "")
    note = a_note(run, path=on.parts.outbox.folder / "1.dcm")
    on.withdrawals.ask(run.id, SAFETY, None, "")
    assert not on.withdrawals.commit(run.id, note, ("a",), QUALITY)
    assert on.ledger.notes(run.id) == ()
    assert on.withdrawals.commit(run.id, note, ("a",), SAFETY)


@pytest.mark.parametrize("reason", [SAFETY, QUALITY])
def test_what_radlane_withdrew_itself_is_sent_again_for_any_reason(on: World, reason: WithdrawalReason) -> None:
    run = run_on_record(on, "a", state=PENDING)
    on.ledger.lose(run.id, run.job_id)
    known = on.withdrawals.find([run.id])[run.id]
    assert known.reason is WithdrawalReason.INCOMPLETE
    assert on.withdrawals.ask(run.id, reason, "x", "key") == (known, None), "its job is under way"
    on.store.move(str(known.job_id), JobState.FAILED)
    withdrawal, job_id = on.withdrawals.ask(run.id, reason, "x", "key")
    assert (withdrawal.reason, withdrawal.job_id) == (WithdrawalReason.INCOMPLETE, job_id)
    assert job_id not in {None, known.job_id}


def test_a_run_that_is_not_there(on: World) -> None:
    with pytest.raises(JobNotFound):
        on.withdrawals.ask("nobody", SAFETY, None, "")


def test_a_run_without_a_result_is_not_withdrawn(on: World, engine: Engine) -> None:
    """It is still being analysed, or it failed."""
    job = on.accept()
    engine.enqueue(job)

    def at(here: str) -> None:
        if here == "before encode":
            with pytest.raises(JobConflict, match=r"it is open.*Cancel its job"):
                on.withdrawals.ask(str(on.store.get(job.id).run_id), SAFETY, None, "")
            on.store.ask_cancel(job.id)

    engine.at = at
    engine.drain(on.runner)
    run_id = str(on.store.get(job.id).run_id)
    assert on.ledger.run(run_id).state is RunState.FAILED
    with pytest.raises(JobConflict, match="it is failed"):
        on.withdrawals.ask(run_id, SAFETY, None, "")
    assert on.withdrawals.find([run_id]) == {}


def test_a_result_that_was_sent_nowhere_is_withdrawn_without_a_job(on: World) -> None:
    run = run_on_record(on)
    withdrawal, job_id = on.withdrawals.ask(run.id, SAFETY, None, "")
    assert (withdrawal.job_id, job_id, on.ledger.run(run.id).state) == (None, None, RunState.WITHDRAWN)
    assert on.withdrawals.rejected(run.id).shares == ()
    note = a_note(run, path=on.parts.outbox.folder / "x.dcm")
    assert not on.withdrawals.commit(run.id, note, (), SAFETY), "nobody needs it"


Answer = DeliveryState | tuple[DeliveryState, bool]
CHANGED = (REFUSED, True)  # the archive made something else of it
NOT_SENT = (PENDING, False)


def answer(item: EncodedObject, said: Answer) -> StoreOutcome:
    """What an archive said of an object, and whether it may have it: what it refuses it has not, unless it is said."""
    state, may_be_there = said if isinstance(said, tuple) else (said, said is not REFUSED)
    return StoreOutcome(ref=item.ref, state=state, may_be_there=may_be_there)


# What became of the objects at each destination: which of them a note lists, and where it goes.
HELD = [
    ({"a": (STORED, STORED, STORED)}, {("a",): (0, 1, 2)}),
    ({"a": (STORED, STORED, STORED), "b": (STORED, PENDING, PENDING)}, {("a", "b"): (0, 1, 2)}),
    ({"a": (STORED, REFUSED, REFUSED)}, {("a",): (0,)}),  # only some
    ({"a": (PENDING, PENDING, PENDING)}, {("a",): (0, 1, 2)}),  # nobody knows
    ({"a": (REFUSED, REFUSED, REFUSED)}, {}),
    ({"a": (STORED, CHANGED, NOT_SENT)}, {("a",): (0, 1)}),
    ({"a": (STORED, REFUSED, REFUSED), "b": (REFUSED, STORED, REFUSED)}, {("a",): (0,), ("b",): (1,)}),
]


@pytest.mark.parametrize(("answers", "shares"), HELD)
def test_what_a_destination_may_hold(
    on: World, answers: dict[str, tuple[Answer, ...]], shares: dict[tuple[str, ...], tuple[int, ...]]
) -> None:
    run = run_on_record(on)
    objects = on.ledger.objects(run.id)
    for name, found in answers.items():
        on.ledger.begin(run.id, run.job_id, name, objects)
        on.ledger.record(name, [answer(o, s) for o, s in zip(objects, found, strict=True)])
    on.withdrawals.ask(run.id, SAFETY, None, "")
    rejected = on.withdrawals.rejected(run.id)
    assert rejected.objects == objects
    expected = {names: tuple(objects[number] for number in listed) for names, listed in shares.items()}
    assert {share.destinations: share.held for share in rejected.shares} == expected
    assert ({share.note for share in rejected.shares} - {None}, rejected.notes) == (set(), 0)


def test_where_the_note_is_the_objects_are_withdrawn(on: World) -> None:
    run = run_on_record(on, "a", "b")
    withdraw(on, run)
    uid = on_record(on, run)
    assert states(on, run, "a") == ["stored"] * 3 + ["pending"]
    tell(on, run, "a", STORED)
    assert states(on, run, "a") == ["withdrawn"] * 3 + ["stored"]
    assert states(on, run, "b") == ["stored"] * 3 + ["pending"]
    assert on.withdrawals.rejected(run.id).destinations == ("b",)
    tell(on, run, "b", REFUSED, "x" * 5000)
    assert states(on, run, "b") == ["stored"] * 3 + ["refused"]
    assert len(on.ledger.deliveries(run.id)[uid, "b"][1]) == 1000
    assert on.withdrawals.rejected(run.id).destinations == ("b",), "it may be tried again"
    tell(on, run, "b", STORED)
    tell(on, run, "b", REFUSED, "an answer that comes late")
    assert states(on, run, "b") == ["withdrawn"] * 3 + ["stored"]
    rejected = on.withdrawals.rejected(run.id)
    assert (rejected.shares, rejected.notes) == ((), 1)


@pytest.mark.parametrize("said", [PENDING, NOT_SENT])
def test_what_was_refused_stays_refused(on: World, said: Answer) -> None:
    run = run_on_record(on)
    objects = on.ledger.objects(run.id)
    on.ledger.begin(run.id, run.job_id, "a", objects)
    found: tuple[Answer, ...] = (STORED, said, REFUSED)
    on.ledger.record("a", [answer(o, s) for o, s in zip(objects, found, strict=True)])
    withdraw(on, run)
    on_record(on, run)
    tell(on, run, "a", STORED)
    assert states(on, run, "a") == ["withdrawn", "withdrawn", "refused", "stored"]


def test_an_answer_that_comes_late_does_not_bring_an_object_back(on: World) -> None:
    """A worker that was frozen in the middle of a STOW wakes up after the note was stored."""
    run = run_on_record(on)
    objects = on.ledger.objects(run.id)
    on.ledger.begin(run.id, run.job_id, "a", objects)
    withdraw(on, run)
    on_record(on, run)
    tell(on, run, "a", STORED)
    on.ledger.record("a", [StoreOutcome(ref=item.ref, state=STORED) for item in objects])
    assert states(on, run, "a") == ["withdrawn"] * 3 + ["stored"]


def test_a_note_that_is_there_is_not_narrowed(on: World) -> None:
    """Two jobs of one withdrawal: the other one's try was taken meanwhile."""
    run = run_on_record(on, "a")
    withdraw(on, run)
    on_record(on, run)
    (note,) = on.ledger.notes(run.id)
    absent = [item.ref.sop_instance_uid for item in on.ledger.objects(run.id)[:1]]
    tell(on, run, "a", STORED)
    on.withdrawals.narrow("a", note, absent)
    assert states(on, run, "a") == ["withdrawn"] * 3 + ["stored"]
    assert on.withdrawals.rejected(run.id).shares == ()


def test_one_note_at_a_time(on: World) -> None:
    run = run_on_record(on, "a", "b")
    withdraw(on, run)
    on_record(on, run)
    assert not on.withdrawals.commit(run.id, a_note(run, 2, on.parts.outbox.folder / "2.dcm"), ("a", "b"), SAFETY)
    assert uids(on.ledger.notes(run.id)) == {"1.2.99.1"}


def test_a_note_that_is_lost_makes_room_for_another_one(on: World) -> None:
    """Where the first one is proven to be, it stays; the second one is for the others."""
    run = run_on_record(on, "a", "b")
    withdraw(on, run)
    first = on_record(on, run)
    tell(on, run, "a", STORED)
    on.withdrawals.lose(on.ledger.notes(run.id)[0])
    assert on.ledger.deliveries(run.id)[first, "b"] == (DeliveryState.WITHDRAWN, LOST)
    rejected = on.withdrawals.rejected(run.id)
    assert ([share.note for share in rejected.shares], rejected.notes, rejected.destinations) == ([None], 1, ("b",))
    second = on_record(on, run, 2)
    found = on.ledger.deliveries(run.id)
    assert {name for uid, name in found if uid == second} == {"b"}
    assert found[first, "a"][0] is STORED
    tell(on, run, "b", STORED)
    assert on.withdrawals.rejected(run.id).destinations == ()


def test_what_could_not_be_sent_is_sent_when_it_is_asked_for_again(on: World) -> None:
    run = run_on_record(on, "a", "b")
    first = withdraw(on, run)
    on_record(on, run)
    tell(on, run, "a", STORED)
    assert on.withdrawals.ask(run.id, SAFETY, None, "")[1] is None, "its job is under way"
    on.store.move(first.id, JobState.FAILED)
    withdrawal, again = on.withdrawals.ask(run.id, SAFETY, None, "")
    assert again is not None
    assert withdrawal.job_id == again != first.id
    assert on.store.get(again).order.destinations == ("b",)
    tell(on, run, "b", STORED)
    on.store.move(again, JobState.SUCCEEDED)
    assert on.withdrawals.ask(run.id, SAFETY, None, "") == (withdrawal, None)


def test_only_what_a_person_withdrew_stops_jobs(on: World) -> None:
    run, other = run_on_record(on, "a"), run_on_record(on, "a", number=2)
    withdraw(on, run)
    on.withdrawals.ask(other.id, WithdrawalReason.INCOMPLETE, None, "")
    assert on.withdrawals.stopped([run.id, other.id, "nobody"]) == {run.id}
    assert on.withdrawals.stopped([]) == frozenset()


def test_a_run_is_in_use_while_a_job_may_send_it(on: World) -> None:
    run = run_on_record(on, "a", "b")
    assert not on.withdrawals.is_in_use(run.id)
    job = on.accept(destinations=("b",))
    on.store.change(job.id, 1, run_id=run.id)
    assert not on.withdrawals.is_in_use(run.id), "it is only queued"
    on.store.move(job.id, JobState.RUNNING)
    assert on.withdrawals.is_in_use(run.id)
    on.store.move(job.id, JobState.FAILED)
    note = withdraw(on, run)
    on.store.move(note.id, JobState.RUNNING)
    assert not on.withdrawals.is_in_use(run.id), "the job of the note does not wait for itself"


def test_a_withdrawal_is_neither_cancelled_nor_given_less_time(on: World) -> None:
    job = withdraw(on, run_on_record(on, "a", "b"))
    with pytest.raises(JobConflict, match="not cancelled"):
        on.store.ask_cancel(job.id)
    on.store.move(job.id, JobState.FAILED)
    on.store.ask_cancel(job.id)  # at its end there is nothing to refuse
    assert on.store.reopen(job.id)
    assert on.store.get(job.id).expires_at is None


def test_a_withdrawal_is_logged_without_its_words(on: World, caplog: pytest.LogCaptureFixture) -> None:
    run = run_on_record(on, "a", "b")
    with caplog.at_level(logging.INFO):
        on.withdrawals.ask(run.id, QUALITY, "Tess has swapped sides", "")
    (record,) = (item for item in caplog.records if item.getMessage() == "a result was withdrawn")
    assert (record.code, record.study) == ("quality", run.study_instance_uid)
    assert "Tess" not in str(vars(record))
