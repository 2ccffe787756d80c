"""The job store and the ledger on SQLite and on PostgreSQL: the same answers, also to several at once."""

from __future__ import annotations

import threading
import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, update

from radlane.domain.form import COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR, SECONDARY_CAPTURE, SEGMENTATION, Form
from radlane.domain.job import Expectation, Job, JobRequest, JobState, Order, Priority
from radlane.domain.model import ModelIdentity
from radlane.domain.refs import InstanceRef
from radlane.domain.result import DeliveryState, EncodedObject, Role, StoreOutcome
from radlane.domain.status import ResultStatus
from radlane.domain.withdrawal import WithdrawalReason
from radlane.errors import IdempotencyConflict, JobConflict, ResultWithdrawn, SettingsError
from radlane.jobs.database import migrate, open_database
from radlane.jobs.forms import Said
from radlane.jobs.leases import Hold, Lease
from radlane.jobs.ledger import OUTBOX_LOST, Ledger
from radlane.jobs.runs import CHANGED_PIXELS, Claimed, RunQuery, RunState, Wanted
from radlane.jobs.schema import RUN
from radlane.jobs.store import JobStore, Name, Query
from radlane.jobs.withdrawals import Withdrawals
from support.jobs import BEGIN, GIVE_UP, Clock
from support.postgres import Cluster
from support.withdrawals import QUALITY, SAFETY

DIGEST = f"sha256:{'0' * 64}"
MODEL = ModelIdentity(name="drawn", version="1.0.0", digest=DIGEST, weights_digest=DIGEST, tag=None)
WANTED = Wanted(input_key="k" * 64, source_digest="p" * 64, study_instance_uid="1.2.3", model=MODEL, rerun=None)
NAME = Name(key="a" * 64, asked_digest="a" * 64)
AT_ONCE = 8
FIRST_BUT_ONE = Form(refused=frozenset({COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR}))


@pytest.fixture
def clock() -> Clock:
    return Clock(BEGIN + timedelta(microseconds=123_456))


@pytest.fixture
def store(database: Engine, clock: Clock) -> JobStore:
    return JobStore(database, clock, lambda: str(uuid.uuid4()), GIVE_UP)


@pytest.fixture
def ledger(database: Engine, clock: Clock, tmp_path: Path) -> Ledger:
    return Ledger(database, tmp_path, clock, lambda: str(uuid.uuid4()))


@pytest.fixture
def withdrawals(database: Engine, clock: Clock, tmp_path: Path) -> Withdrawals:
    return Withdrawals(database, tmp_path, clock, lambda: str(uuid.uuid4()))


def order(**changes: Any) -> Order:
    request = JobRequest(study_instance_uid="1.2.3", model="drawn")
    return replace(Order(request=request, source="a", destinations=("a", "b"), package_digest=DIGEST), **changes)


def accepted(store: JobStore, **changes: Any) -> Job:
    """A job of its own: the source is part of what makes orders equal."""
    return store.accept(order(source=str(uuid.uuid4()), **changes))[0]


def objects(folder: Path, count: int = 3) -> list[EncodedObject]:
    return [
        EncodedObject(
            role=Role.CAPTURE,
            ref=InstanceRef(
                study_instance_uid="1.2.3",
                series_instance_uid=f"1.2.3.{number}",
                sop_instance_uid=f"2.25.{uuid.uuid4().int}",
                sop_class_uid="1.2.840.10008.5.1.4.1.1.7",
            ),
            modality="OT",
            path=folder / "run" / f"{number}.dcm",
            size=5_000_000_000,  # more than 32 bits
            sha256="a" * 64,
        )
        for number in range(count)
    ]


def outcomes(items: list[EncodedObject], state: DeliveryState) -> list[StoreOutcome]:
    return [StoreOutcome(ref=item.ref, state=state, detail="x" * 5000) for item in items]


def at_once(call: Callable[[int], Any]) -> list[Any]:
    """Call in several threads, all at one signal."""
    barrier = threading.Barrier(AT_ONCE)

    def run(number: int) -> Any:
        barrier.wait()
        return call(number)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(AT_ONCE)))


def test_what_is_asked_for_is_what_is_read(store: JobStore, clock: Clock) -> None:
    asked = order(
        request=JobRequest(study_instance_uid="1.2.3", model="drawn:1.0.0", series_instance_uid="1.2.3.4"),
        priority=Priority.STAT,
        rerun="why not \N{SNOWMAN}",
        expect=Expectation(series=2),
        not_after=clock() + timedelta(hours=1),
    )
    job, created = store.accept(asked)
    assert created
    assert (job.order, job.state, job.created_at, job.attempt) == (asked, JobState.QUEUED, clock(), 1)
    assert store.get(job.id) == job


def test_the_same_request_at_once_is_one_job(store: JobStore) -> None:
    found = at_once(lambda _: store.accept(order()))
    assert len({job.id for job, _ in found}) == 1
    assert [created for _, created in found].count(True) == 1


def test_the_same_key_at_once_is_one_job(store: JobStore) -> None:
    found = at_once(lambda _: store.accept(order(), NAME))
    assert len({job.id for job, _ in found}) == 1
    (job, _), *_ = found
    store.move(job.id, JobState.SUCCEEDED)
    assert store.accept(order(), NAME)[0].id == job.id, "a key stands for its job after its end too"
    assert store.accept(order())[0].id != job.id
    assert store.named(NAME) == store.get(job.id)
    other = replace(NAME, asked_digest="b" * 64)
    for ask in (lambda: store.accept(order(source="c"), other), lambda: store.named(other)):
        with pytest.raises(IdempotencyConflict):
            ask()
    assert store.named(replace(NAME, key="c" * 64)) is None


def test_a_key_stays_with_the_job_that_was_under_way(store: JobStore) -> None:
    job, _ = store.accept(order())
    assert store.accept(order(), NAME)[0].id == job.id
    store.move(job.id, JobState.FAILED)
    assert store.accept(order(), NAME)[0].id == job.id


def test_events_of_many_are_numbered_without_a_gap(store: JobStore) -> None:
    job = accepted(store)
    at_once(lambda number: [store.note(job.id, "note", f"{number}", {"n": number}) for _ in range(5)])
    assert [event.number for event in store.get(job.id).timeline] == list(range(1, 5 * AT_ONCE + 2))


def test_one_of_many_moves_a_job_to_its_end(store: JobStore) -> None:
    job = accepted(store)
    moved = at_once(lambda number: store.move(job.id, JobState.FAILED if number % 2 else JobState.SUCCEEDED))
    assert moved.count(True) == 1
    assert len(store.get(job.id).timeline) == 2


def test_waiting_at_once_counts_once(store: JobStore, clock: Clock) -> None:
    job = accepted(store)
    assert all(at_once(lambda _: store.wait(job.id, 1, clock(), {"code": "job-waits", "detail": ""})))
    found = store.get(job.id)
    assert (found.attempt, found.state, len(found.timeline)) == (2, JobState.WAITING, 3)


def test_pages_have_every_job_once_though_all_are_of_one_moment(store: JobStore) -> None:
    made = {accepted(store).id for _ in range(7)}
    seen: list[str] = []
    cursor = None
    while True:
        jobs, cursor = store.find(Query(before=cursor, limit=3))
        seen += [job.id for job in jobs]
        if cursor is None:
            break
    assert Counter(seen) == Counter(made)


def test_one_of_many_makes_a_run_and_the_others_wait(store: JobStore, ledger: Ledger) -> None:
    jobs = [accepted(store) for _ in range(AT_ONCE)]
    found = at_once(lambda number: ledger.claim(WANTED, jobs[number].id))
    assert Counter(claimed for claimed, _ in found) == {Claimed.MAKE: 1, Claimed.WAIT: AT_ONCE - 1}
    assert len({run.id for _, run in found}) == 1


def test_of_many_reruns_each_is_a_run_of_its_own_one_after_the_other(store: JobStore, ledger: Ledger) -> None:
    wanted = replace(WANTED, rerun="again")
    waiting = [accepted(store) for _ in range(4)]
    numbers = []
    while waiting:
        answers = [(job, *ledger.claim(wanted, job.id)) for job in waiting]
        ((job, _, run),) = [answer for answer in answers if answer[1] is Claimed.MAKE]
        ledger.finish(run.id)
        store.move(job.id, JobState.SUCCEEDED)
        numbers.append((run.number, run.reason))
        waiting.remove(job)
    assert numbers == [(number, "again") for number in (1, 2, 3, 4)]


def test_one_of_many_commits_its_objects(store: JobStore, ledger: Ledger, tmp_path: Path) -> None:
    job = accepted(store)
    _, run = ledger.claim(WANTED, job.id)
    made = [objects(tmp_path) for _ in range(AT_ONCE)]
    ours = at_once(lambda number: ledger.commit(run.id, job.id, made[number], {"verdict": str(number)}))
    assert ours.count(True) == 1
    assert list(ledger.objects(run.id)) == made[ours.index(True)]
    assert ledger.run(run.id).result == {"verdict": str(ours.index(True))}


def test_what_is_stored_stays_stored(store: JobStore, ledger: Ledger, tmp_path: Path) -> None:
    job = accepted(store)
    _, run = ledger.claim(WANTED, job.id)
    made = objects(tmp_path)
    ledger.commit(run.id, job.id, made, {})
    at_once(lambda _: ledger.begin(run.id, job.id, "a", made))
    assert {state for state, _ in ledger.deliveries(run.id).values()} == {DeliveryState.PENDING}
    ledger.record("a", outcomes(made[:2], DeliveryState.STORED))
    ledger.begin(run.id, job.id, "a", made)
    ledger.record("a", outcomes(made, DeliveryState.REFUSED))
    found = ledger.deliveries(run.id)
    assert [found[item.ref.sop_instance_uid, "a"][0] for item in made] == ["stored", "stored", "refused"]
    assert all(len(detail) == 1000 for _, detail in found.values())


def test_a_job_that_was_taken_for_dead_changes_nothing_any_more(
    store: JobStore, ledger: Ledger, tmp_path: Path
) -> None:
    dead, heir = accepted(store), accepted(store)
    _, run = ledger.claim(WANTED, dead.id)
    store.move(dead.id, JobState.FAILED)
    claimed, taken = ledger.claim(WANTED, heir.id)
    assert (claimed, taken.id) == (Claimed.MAKE, run.id)
    with pytest.raises(JobConflict):
        ledger.commit(run.id, dead.id, objects(tmp_path), {})
    made = objects(tmp_path)
    assert ledger.commit(run.id, heir.id, made, {})
    with pytest.raises(JobConflict):
        ledger.begin(run.id, dead.id, "a", made)


@pytest.mark.parametrize("is_sent", [True, False])
def test_other_pixels_are_another_run(store: JobStore, ledger: Ledger, tmp_path: Path, is_sent: bool) -> None:
    job = accepted(store)
    _, run = ledger.claim(WANTED, job.id)
    made = objects(tmp_path)
    ledger.commit(run.id, job.id, made, {})
    if is_sent:
        ledger.begin(run.id, job.id, "a", made)
    claimed, second = ledger.claim(replace(WANTED, source_digest="q" * 64), job.id)
    assert (claimed, second.number, second.reason) == (Claimed.MAKE, 2, CHANGED_PIXELS)
    assert ledger.run(run.id).state is (RunState.WITHDRAWN if is_sent else RunState.FAILED)


def test_a_run_without_a_result_is_said_once_and_a_later_result_is_another(
    store: JobStore, ledger: Ledger, tmp_path: Path
) -> None:
    refused, again, later = (accepted(store) for _ in range(3))
    without = replace(WANTED, status=ResultStatus.NOT_ATTEMPTED)
    claimed, run = ledger.claim(without, refused.id)
    assert (claimed, run.status) == (Claimed.MAKE, ResultStatus.NOT_ATTEMPTED)
    ledger.commit(run.id, refused.id, objects(tmp_path, 1), {})
    ledger.finish(run.id)
    store.move(refused.id, JobState.NOT_ANALYSED)
    claimed, found = ledger.claim(without, again.id)
    assert (claimed, found.id, ledger.run(run.id).status) == (Claimed.REUSE, run.id, ResultStatus.NOT_ATTEMPTED)
    claimed, second = ledger.claim(replace(WANTED, source_digest="q" * 64), later.id)
    assert (claimed, second.number, second.status) == (Claimed.MAKE, 2, None)
    assert ledger.run(run.id).state is RunState.COMPLETE


def in_classes(folder: Path) -> list[EncodedObject]:
    kinds = (SEGMENTATION, SECONDARY_CAPTURE, COMPREHENSIVE_3D_SR)
    return [
        replace(item, ref=replace(item.ref, sop_class_uid=kind))
        for item, kind in zip(objects(folder), kinds, strict=True)
    ]


def test_one_of_many_commits_a_form_and_its_shared_objects_stay(
    store: JobStore, ledger: Ledger, tmp_path: Path
) -> None:
    job = accepted(store)
    _, run = ledger.claim(WANTED, job.id)
    first = in_classes(tmp_path)
    ledger.commit(run.id, job.id, first, {}, "c" * 64)
    form = Form(refused=frozenset({COMPREHENSIVE_3D_SR}))
    report = replace(first[2], ref=replace(first[2].ref, sop_class_uid=COMPREHENSIVE_SR, sop_instance_uid="2.25.9"))
    made = [
        [*(replace(item, path=tmp_path / f"{n}" / "x.dcm") for item in first[:2]), replace(report, size=n)]
        for n in range(AT_ONCE)
    ]
    assert all(at_once(lambda number: ledger.forms.commit(run.id, job.id, form, made[number])))
    found = ledger.forms.objects(run.id, form)
    assert list(found[:2]) == first[:2], "what was on record before"
    assert found[2] in [one[2] for one in made]
    assert ledger.forms.all_objects(run.id) == (*first, found[2])
    assert list(ledger.objects(run.id)) == first
    assert ledger.run(run.id).conclusion == "c" * 64
    assert not ledger.forms.commit(run.id, job.id, FIRST_BUT_ONE, [replace(first[0], sha256="b" * 64), report])


def test_many_find_out_at_once_what_a_destination_refuses(store: JobStore, ledger: Ledger, tmp_path: Path) -> None:
    job = accepted(store)
    _, run = ledger.claim(WANTED, job.id)
    ledger.commit(run.id, job.id, in_classes(tmp_path), {})
    refused = {COMPREHENSIVE_3D_SR, SEGMENTATION}
    forms = at_once(lambda _: ledger.forms.refuse(run.id, "a", refused, Said.ARCHIVE))
    assert set(forms) == {Form(refused=frozenset({COMPREHENSIVE_3D_SR}))}
    assert ledger.forms.of(run.id) == {"a": forms[0]}


def test_a_run_that_another_job_takes_over_meanwhile_is_not_put_aside(
    store: JobStore, ledger: Ledger, database: Engine
) -> None:
    """Its first job retrieved again, and found other images, just when an heir goes on with it."""
    first, heir = accepted(store), accepted(store)
    _, run = ledger.claim(WANTED, first.id)
    waits = threading.Event()

    @event.listens_for(database, "before_cursor_execute")
    def see(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "FOR UPDATE" in statement or statement == "BEGIN IMMEDIATE":  # what is held by the heir
            waits.set()

    with ThreadPoolExecutor(1) as pool:
        with database.begin() as connection:
            connection.execute(update(RUN).where(RUN.c.id == run.id).values(job_id=heir.id))
            waits.clear()
            claim = pool.submit(ledger.claim, replace(WANTED, input_key="o" * 64), first.id)
            assert waits.wait(30)
        assert claim.result()[0] is Claimed.MAKE
    left = ledger.run(run.id)
    assert (left.state, left.job_id) == (RunState.OPEN, heir.id)


def test_lost_bytes(store: JobStore, ledger: Ledger, tmp_path: Path) -> None:
    job, other = accepted(store), accepted(store)
    _, run = ledger.claim(WANTED, job.id)
    ledger.commit(run.id, job.id, objects(tmp_path), {})
    ledger.lose(run.id, job.id)
    assert ledger.objects(run.id) == (), "nobody has seen them: the same run is made again"
    assert ledger.claim(WANTED, job.id) == (Claimed.MAKE, replace(run, result={}))
    made = objects(tmp_path)
    ledger.commit(run.id, job.id, made, {})
    ledger.begin(run.id, job.id, "a", made)
    ledger.lose(run.id, job.id)
    ledger.lose(run.id, job.id)  # again after a crash
    assert ledger.run(run.id).state is RunState.WITHDRAWN
    claimed, second = ledger.claim(WANTED, job.id)
    assert (claimed, second.number, second.reason, second.job_id) == (Claimed.MAKE, 2, OUTBOX_LOST, job.id)
    assert ledger.claim(WANTED, other.id)[0] is Claimed.WAIT
    assert [found.number for found in ledger.find(RunQuery(study="1.2.3", model="drawn"))[0]].count(2) == 1


def sent(store: JobStore, ledger: Ledger, folder: Path) -> tuple[Job, str]:
    """A job, and its run, which is whole at `a`."""
    job = accepted(store)
    _, run = ledger.claim(WANTED, job.id)
    made = objects(folder)
    ledger.commit(run.id, job.id, made, {})
    ledger.begin(run.id, job.id, "a", made)
    ledger.record("a", outcomes(made, DeliveryState.STORED))
    ledger.finish(run.id)
    return job, run.id


def test_the_same_withdrawal_at_once_is_one_with_one_job(
    store: JobStore, ledger: Ledger, withdrawals: Withdrawals, tmp_path: Path
) -> None:
    job, run_id = sent(store, ledger, tmp_path)
    store.move(job.id, JobState.SUCCEEDED)
    found = at_once(lambda number: withdrawals.ask(run_id, SAFETY, f"why not \N{SNOWMAN} {number}", "key"))
    assert len({withdrawal.job_id for withdrawal, _ in found}) == len({item.comment for item, _ in found}) == 1
    assert [made for _, made in found if made is not None] == [found[0][0].job_id]
    assert withdrawals.find([run_id]) == {run_id: found[0][0]}
    assert ledger.run(run_id).state is RunState.WITHDRAWN
    assert store.get(str(found[0][0].job_id)).expires_at is None


def test_of_two_reasons_at_once_safety_is_the_reason(
    store: JobStore, ledger: Ledger, withdrawals: Withdrawals, tmp_path: Path
) -> None:
    """Whoever comes first: a later quality is refused, an earlier one is outdone."""
    _, run_id = sent(store, ledger, tmp_path)

    def ask(number: int) -> WithdrawalReason | None:
        with suppress(ResultWithdrawn):
            return withdrawals.ask(run_id, QUALITY if number % 2 else SAFETY, None, "")[0].reason
        return None

    answers = Counter(at_once(ask))
    assert answers[SAFETY] == AT_ONCE // 2
    assert withdrawals.find([run_id])[run_id].reason is SAFETY
    notes = 1 if answers[None] == AT_ONCE // 2 else 2
    assert store.counts()["queued"] == 1 + notes, "the job of the run, and one of the note for each reason"


def test_what_is_begun_while_it_is_withdrawn_is_either_told_or_not_sent(
    store: JobStore, ledger: Ledger, withdrawals: Withdrawals, tmp_path: Path
) -> None:
    """A destination gets nothing of a withdrawn run that the withdrawal does not know of."""
    job, run_id = sent(store, ledger, tmp_path)

    def act(number: int) -> str | None:
        if number == AT_ONCE // 2:
            withdrawals.ask(run_id, SAFETY, None, "")
            return None
        with suppress(ResultWithdrawn):
            ledger.begin(run_id, job.id, f"d{number}", ledger.objects(run_id))
            return f"d{number}"
        return None

    begun = {name for name in at_once(act) if name is not None}
    assert set(withdrawals.rejected(run_id).destinations) == {"a", *begun}


def test_a_rerun_and_a_withdrawal_at_once(
    store: JobStore, ledger: Ledger, withdrawals: Withdrawals, tmp_path: Path
) -> None:
    """Whoever comes first: one run is withdrawn, the other one is made."""
    job, run_id = sent(store, ledger, tmp_path)
    store.move(job.id, JobState.SUCCEEDED)
    jobs = [accepted(store) for _ in range(AT_ONCE)]

    def act(number: int) -> Claimed | None:
        if number == 0:
            withdrawals.ask(run_id, SAFETY, None, "")
            return None
        return ledger.claim(replace(WANTED, rerun="again"), jobs[number].id)[0]

    assert Counter(at_once(act)) == {None: 1, Claimed.MAKE: 1, Claimed.WAIT: AT_ONCE - 2}
    runs = {run.number: run.state for run in ledger.find(RunQuery())[0]}
    assert runs == {1: RunState.WITHDRAWN, 2: RunState.OPEN}


def test_lost_bytes_are_said_at_once_with_claims(
    store: JobStore, ledger: Ledger, withdrawals: Withdrawals, tmp_path: Path
) -> None:
    """Half a result is given up once, with one job that withdraws it, and one run takes its place."""
    job = accepted(store)
    _, run = ledger.claim(WANTED, job.id)
    made = objects(tmp_path)
    ledger.commit(run.id, job.id, made, {})
    ledger.begin(run.id, job.id, "a", made)
    at_once(lambda number: ledger.claim(WANTED, job.id) if number % 2 else ledger.lose(run.id, job.id))
    assert {found.number: found.state for found in ledger.find(RunQuery())[0]} == {
        1: RunState.WITHDRAWN,
        2: RunState.OPEN,
    }
    withdrawal = withdrawals.find([run.id])[run.id]
    assert withdrawal.reason is WithdrawalReason.INCOMPLETE
    assert store.get(str(withdrawal.job_id)).order.withdraws == run.id
    assert store.counts() == {"queued": 2}


def test_one_of_many_notes_is_committed_for_all_destinations(
    store: JobStore, ledger: Ledger, withdrawals: Withdrawals, tmp_path: Path
) -> None:
    _, run_id = sent(store, ledger, tmp_path)
    withdrawals.ask(run_id, SAFETY, None, "")
    notes = [replace(item, role=Role.REJECTION, modality="KO") for item in objects(tmp_path, AT_ONCE)]
    ours = at_once(lambda number: withdrawals.commit(run_id, notes[number], ("a",), SAFETY))
    assert ours.count(True) == 1
    note = notes[ours.index(True)]
    assert ledger.notes(run_id) == (note,)
    assert [share.note for share in withdrawals.rejected(run_id).shares] == [note]
    assert len(ledger.objects(run_id)) == 3
    withdrawals.record(run_id, "a", outcomes([note], DeliveryState.STORED)[0])
    found = ledger.deliveries(run_id)
    assert {state for (uid, _), (state, _) in found.items() if uid != note.ref.sop_instance_uid} == {"withdrawn"}
    assert found[note.ref.sop_instance_uid, "a"][0] == "stored"
    assert withdrawals.rejected(run_id).destinations == ()


def test_several_processes_bring_a_new_database_up_to_date(url: str) -> None:
    engines = [open_database(url) for _ in range(AT_ONCE)]
    at_once(lambda number: migrate(engines[number]))
    assert JobStore(engines[0], Clock(), lambda: "1", GIVE_UP).counts() == {}
    for engine in engines:
        engine.dispose()


def test_of_several_that_take_a_lease_at_once_one_has_it_and_each_beat_counts(store: JobStore) -> None:
    taken: list[int] = []

    def take(number: int) -> None:
        with suppress(SettingsError):
            store.leases.take("w", f"boot-{number}.1", 60.0)
            taken.append(number)

    at_once(take)
    (mine,) = taken
    held = at_once(lambda _: store.leases.beat("w", f"boot-{mine}.1"))
    assert set(held) == {Hold.HELD}
    assert store.leases.find() == {"w": Lease(token=f"boot-{mine}.1", beats=1 + AT_ONCE)}


def test_a_restart_of_the_server_loses_nothing(postgres: Cluster) -> None:
    database = open_database(postgres.database())
    migrate(database)
    store = JobStore(database, Clock(), lambda: str(uuid.uuid4()), GIVE_UP)
    job = accepted(store)
    postgres.stop()
    postgres.start()
    assert store.get(job.id) == job
    database.dispose()
