"""The steps of a withdrawal: whatever dies, each destination that may hold an object gets one note of the whole run."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydicom import dcmread

from radlane.dicomweb.archive import Archive
from radlane.dicomweb.delivery import NOT_THERE_YET, Delivery
from radlane.dicomweb.store_answer import StoreAnswer
from radlane.dicomweb.stow import Sent
from radlane.domain.job import Job, JobState
from radlane.domain.refs import InstanceRef
from radlane.domain.result import Answer, DeliveryState, StoreOutcome, StoreReceipt
from radlane.domain.study import RetrievedStudy, StudyIndex
from radlane.errors import (
    ArchiveDenied,
    ArchiveUnavailable,
    CheckFailed,
    InputRefused,
    JobWaits,
    RadlaneError,
    StorageFull,
    StudyNotFound,
)
from radlane.jobs.parts import State
from radlane.jobs.rejection import HIDDEN, REJECTION_STEPS
from radlane.jobs.runs import Run, RunQuery, RunState
from radlane.jobs.withdrawals import LOST
from radlane.pipeline.models import Models
from support.durable import Crash, Engine
from support.jobs import Clock, Front, World, agree, world
from support.radiographs import STUDY, radiograph, save
from support.withdrawals import QUALITY, SAFETY, listed, run_of, states, uids, withdraw


@pytest.fixture(scope="module")
def template(models: Models, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with a result in both archives, and the id of its run: one analysis for all tests that begin so."""
    made = world(tmp_path_factory.mktemp("template"), models, Clock())
    run = run_of(made)
    made.engine.dispose()
    return made.folder, run.id


@pytest.fixture
def done(template: tuple[Path, str], tmp_path: Path, models: Models, clock: Clock) -> tuple[World, Run]:
    """A world of the test's own with a result in both archives, and its run."""
    folder, run_id = template
    shutil.copytree(folder, tmp_path / "done")
    made = world(tmp_path / "done", models, clock)
    return made, made.ledger.run(run_id)


POINTS = [f"{when} {name}" for name in ("reject", "deliver", "end") for when in ("before", "after", "recorded")]
TOLD = ["withdrawn"] * 3 + ["stored"]
WAITS = ["stored"] * 3 + ["pending"]


def once(point: str) -> Callable[[str], None]:
    """Die at a point, the first time only."""
    left = [point]

    def at(here: str) -> None:
        if left and here == left[0]:
            left.clear()
            raise Crash

    return at


def ended(on: World, engine: Engine, job: Job) -> Job:
    """A job taken to its end by the engine."""
    engine.enqueue(on.store.get(job.id))
    engine.drain(on.runner)
    return on.store.get(job.id)


def after(on: World, job: Job, last: str = "deliver") -> State:
    """The state after a step, as the engine would have kept it."""
    state: State = {"job": job.id, "attempt": 1, "withdraws": job.order.withdraws}
    for name, step in REJECTION_STEPS:
        state[name] = json.loads(json.dumps(step(on.parts, job, state)))
        if name == last:
            break
    return state


def again(on: World, job: Job, state: State, name: str) -> State:
    return dict(REJECTION_STEPS)[name](on.parts, job, state)


def whole(on: World, run: Run, *destinations: str) -> None:
    """Each destination has one note, the same one, which lists just the run's objects; the objects lie as they did."""
    found = [on.notes(name) for name in destinations]
    for notes in found:
        assert len(notes) == 1
        assert listed(notes[0]) == uids(on.ledger.objects(run.id))
        assert notes[0] == found[0][0]
    for name in destinations:
        assert states(on, run, name) == TOLD
    (on_record,) = on.ledger.notes(run.id)
    assert dcmread(on_record.path) == found[0][0]


def down(on: World, name: str) -> Front:
    front = Front(on.archive(name))
    front.down = True
    on.wrap = {name: lambda _: front}
    return front


def test_a_withdrawal_from_its_call_to_the_archives(done: tuple[World, Run], engine: Engine, clock: Clock) -> None:
    on, run = done
    clock.forward(3600)
    job = ended(on, engine, withdraw(on, run))
    assert (job.state, job.outcome) == (JobState.SUCCEEDED, None)
    assert [event.name for event in job.timeline if event.kind == "step"] == ["reject", "deliver"]
    whole(on, run, "a", "b")
    (note,) = on.notes("a")
    assert note.ConceptNameCodeSequence[0].CodeValue == "113037"
    assert [item.TextValue for item in note.ContentSequence if item.ValueType == "TEXT"] == ["The sides are swapped"]
    assert (note.ContentDate, note.ContentTime) == ("20260301", "130000.000000")
    assert (note.PatientID, note.StudyInstanceUID) == ("T-1", run.study_instance_uid)
    assert on.ledger.run(run.id).state is RunState.WITHDRAWN
    assert not (on.parts.work / job.id).exists()


def test_the_checkpoints_hold_uids_and_names(done: tuple[World, Run]) -> None:
    on, run = done
    state = after(on, withdraw(on, run, comment="Tess has swapped sides"))
    (note,) = on.ledger.notes(run.id)
    assert state["reject"] == {"notes": [note.ref.sop_instance_uid], "destinations": ["a", "b"]}
    assert state["deliver"] == {"destinations": ["a", "b"]}
    assert "Tess" not in json.dumps(state)
    assert str(on.folder) not in json.dumps(state)


@pytest.mark.parametrize("point", POINTS)
def test_a_process_that_dies_anywhere_leaves_one_note(done: tuple[World, Run], engine: Engine, point: str) -> None:
    on, run = done
    engine.at = once(point)
    assert ended(on, engine, withdraw(on, run)).state is JobState.SUCCEEDED
    whole(on, run, "a", "b")


@pytest.mark.parametrize("point", ["object 0", "answer"])
@pytest.mark.parametrize("destination", ["a", "b"])
def test_a_process_that_dies_while_it_sends_sends_the_same_again(
    done: tuple[World, Run], engine: Engine, point: str, destination: str
) -> None:
    on, run = done
    die = once(point)
    on.wrap = {destination: lambda archive: Front(archive, die)}
    assert ended(on, engine, withdraw(on, run)).state is JobState.SUCCEEDED
    whole(on, run, "a", "b")


def test_the_note_is_on_record_with_its_bytes_before_it_is_sent(done: tuple[World, Run], engine: Engine) -> None:
    on, run = done
    seen: list[Any] = []

    class Looking(Front):
        def store(self, objects: Any) -> StoreReceipt:
            (note,) = on.ledger.notes(run.id)
            seen.append((states(on, run, "a"), note.path.is_file(), [item.path for item in objects] == [note.path]))
            return super().store(objects)

    on.wrap = {"a": Looking}
    ended(on, engine, withdraw(on, run))
    assert seen == [(WAITS, True, True)]


def test_an_archive_that_is_down_is_waited_for_without_a_worker(
    done: tuple[World, Run], engine: Engine, clock: Clock
) -> None:
    """The other one has its note at once, and nobody gives up: a withdrawal does not expire."""
    on, run = done
    front = down(on, "b")
    job = withdraw(on, run)
    engine.enqueue(job)
    for _ in range(4):
        assert engine.step(on.runner)
        assert on.store.get(job.id).state is JobState.WAITING
        clock.forward(30 * 86400)
    assert len(on.notes("a")) == 1
    assert states(on, run, "a") == TOLD
    assert states(on, run, "b") == WAITS
    (note,) = on.ledger.notes(run.id)
    assert "down" in on.ledger.deliveries(run.id)[note.ref.sop_instance_uid, "b"][1], "why is on record"
    assert engine.ran.count("reject") == 1
    front.down = False
    engine.drain(on.runner)
    assert on.store.get(job.id).state is JobState.SUCCEEDED
    whole(on, run, "a", "b")


def test_a_rerun_is_not_touched(on: World, engine: Engine) -> None:
    first = run_of(on)
    second = run_of(on, rerun="again")
    ended(on, engine, withdraw(on, first))
    for name in ("a", "b"):
        (note,) = on.notes(name)
        assert listed(note).isdisjoint(uids(on.ledger.objects(second.id)))
        assert states(on, second, name) == ["stored"] * 3
    assert on.ledger.run(second.id).state is RunState.COMPLETE
    ended(on, engine, withdraw(on, second, QUALITY))
    assert [sorted(map(listed, on.notes(name)), key=min) for name in ("a", "b")] == [
        sorted((uids(on.ledger.objects(run.id)) for run in (first, second)), key=min)
    ] * 2


def test_half_a_result_is_rejected_where_it_is(on: World, engine: Engine) -> None:
    """One object came to `b`, then it went down for good; `a` has all."""
    job = on.accept()

    def at(here: str) -> None:
        front.down = front.down or here == "object 1"

    front = Front(on.archive("b"), at)
    on.wrap = {"b": lambda _: front}
    engine.enqueue(job)
    engine.step(on.runner)
    assert on.store.get(job.id).state is JobState.WAITING
    run = on.ledger.run(str(on.store.get(job.id).run_id))
    assert (len(on.stored("a")), len(on.stored("b"))) == (3, 1)
    withdrawn = withdraw(on, run)
    front.down, front.at = False, lambda _: None
    on.runner.settle(job.id)  # as the sweeper does
    found = on.store.get(job.id)
    assert (found.state, found.outcome and found.outcome["error"]["code"]) == (JobState.FAILED, "result-withdrawn")
    assert ended(on, engine, withdrawn).state is JobState.SUCCEEDED
    assert len(on.stored("b")) == 1, "what was withdrawn is not completed"
    whole(on, run, "a", "b")


def test_a_run_that_is_withdrawn_while_it_is_sent_goes_nowhere_else(on: World, engine: Engine) -> None:
    """The call comes in the middle of a STOW to `a`: that one ends, `b` gets nothing, and `a` its note after that."""
    job, sending = on.accept(), []

    class Busy(Front):
        def store(self, objects: Any) -> StoreReceipt:
            if objects[0].modality == "KO":
                assert len(on.stored("a")) == 3, "the note comes after what it rejects"
                return super().store(objects)
            run = on.ledger.run(str(on.store.get(job.id).run_id))
            sending.append((run, withdraw(on, run)))
            with pytest.raises(JobWaits, match="is being sent"):
                after(on, sending[0][1], "reject")
            return super().store(objects)

    on.wrap = {"a": Busy}
    engine.enqueue(job)
    engine.drain(on.runner)
    ((run, withdrawn),) = sending
    found = on.store.get(job.id)
    assert (found.state, found.outcome and found.outcome["error"]["code"]) == (JobState.FAILED, "result-withdrawn")
    assert (len(on.stored("a")), on.stored("b")) == (3, [])
    assert ended(on, engine, withdrawn).state is JobState.SUCCEEDED
    whole(on, run, "a")
    assert on.notes("b") == []


def test_a_job_that_uses_a_withdrawn_result_ends(on: World, engine: Engine) -> None:
    """It waits for its own destination with somebody else's result."""
    run = run_of(on, destinations=("a",))
    front = down(on, "b")
    job = on.accept(destinations=("b",))
    engine.enqueue(job)
    engine.step(on.runner)
    assert on.store.get(job.id).state is JobState.WAITING
    withdrawn = withdraw(on, run)
    front.down = False
    engine.drain(on.runner)
    found = on.store.get(job.id)
    assert (found.state, found.outcome and found.outcome["error"]["code"]) == (JobState.FAILED, "result-withdrawn")
    assert on.stored("b") == []
    assert ended(on, engine, withdrawn).state is JobState.SUCCEEDED
    whole(on, run, "a")


def test_half_a_result_that_radlane_gives_up_gets_its_note_by_itself(on: World, engine: Engine) -> None:
    """One object was stored, then the process died, then the disk: another run takes its place, whole."""
    front = Front(on.archive("a"), once("object 1"))
    on.wrap = {"a": lambda _: front}
    job = on.accept(destinations=("a",))
    engine.enqueue(job)
    engine.step(on.runner)
    shutil.rmtree(on.parts.outbox.folder)
    engine.drain(on.runner)
    assert on.store.get(job.id).state is JobState.SUCCEEDED
    second = on.ledger.run(str(on.store.get(job.id).run_id))
    (orphan,) = (item for item in on.stored("a") if str(item.SOPInstanceUID) not in uids(on.ledger.objects(second.id)))
    engine.sweep(on.runner)
    engine.drain(on.runner)
    assert on.store.counts() == {JobState.SUCCEEDED: 2}
    (note,) = on.notes("a")
    assert str(orphan.SOPInstanceUID) in listed(note)
    assert listed(note).isdisjoint(uids(on.ledger.objects(second.id)))
    assert note.ConceptNameCodeSequence[0].CodeValue == "113037"
    assert (second.number, second.state) == (2, RunState.COMPLETE)
    rest = [item for item in on.stored("a") if item.SOPInstanceUID != orphan.SOPInstanceUID]
    assert len(agree(rest)) == 1


def test_a_note_does_not_wait_for_a_job_that_waits(on: World, engine: Engine) -> None:
    """Half stored, then all is lost, and the source goes away for days: the destination that has half is told now."""
    front = Front(on.archive("b"), once("object 1"))
    source = Front(on.archive("a"))
    on.wrap = {"a": lambda _: source, "b": lambda _: front}
    job = on.accept(destinations=("b",))
    engine.enqueue(job)
    engine.step(on.runner)
    shutil.rmtree(on.parts.outbox.folder)
    shutil.rmtree(on.parts.work)
    source.down = True
    for _ in range(4):
        engine.step(on.runner)
    assert on.store.get(job.id).state is JobState.WAITING
    engine.sweep(on.runner)
    for _ in range(4):
        engine.step(on.runner)
    (note,) = on.notes("b")
    assert {str(item.SOPInstanceUID) for item in on.stored("b")} <= listed(note)
    source.down = False
    engine.drain(on.runner)
    assert on.store.counts() == {JobState.SUCCEEDED: 2}


@pytest.mark.parametrize("lose", ["all", "spoiled"])
def test_what_the_outbox_no_longer_has_is_asked_of_the_archives(
    done: tuple[World, Run], engine: Engine, lose: str
) -> None:
    """Months later the bytes are gone: whose the run is, its own objects say."""
    on, run = done
    for path in on.parts.outbox.folder.rglob("*.dcm"):
        path.unlink() if lose == "all" else path.write_bytes(path.read_bytes()[:-2])
    assert ended(on, engine, withdraw(on, run)).state is JobState.SUCCEEDED
    whole(on, run, "a", "b")


def test_without_outbox_and_archive_a_withdrawal_waits(on: World, engine: Engine) -> None:
    run = run_of(on, destinations=("b",))
    shutil.rmtree(on.parts.outbox.folder)
    front = down(on, "b")
    job = withdraw(on, run)
    engine.enqueue(job)
    engine.step(on.runner)
    assert on.store.get(job.id).state is JobState.WAITING
    front.down = False
    engine.drain(on.runner)
    assert on.store.get(job.id).state is JobState.SUCCEEDED
    whole(on, run, "b")


def test_the_next_destination_is_asked_where_one_has_deleted_all(done: tuple[World, Run], engine: Engine) -> None:
    on, run = done
    shutil.rmtree(on.parts.outbox.folder)
    for path in (on.folder / "a").rglob("2.25.*.dcm"):
        path.unlink()
    assert ended(on, engine, withdraw(on, run)).state is JobState.SUCCEEDED
    assert listed(on.notes("a")[0]) == listed(on.notes("b")[0]) == uids(on.ledger.objects(run.id))


def test_what_nobody_has_any_more_cannot_be_rejected(done: tuple[World, Run], engine: Engine) -> None:
    on, run = done
    shutil.rmtree(on.parts.outbox.folder)
    for path in on.folder.rglob("2.25.*.dcm"):
        path.unlink()
    job = ended(on, engine, withdraw(on, run))
    assert (job.state, job.outcome and job.outcome["error"]["code"]) == (JobState.FAILED, "study-not-found")
    assert on.ledger.run(run.id).state is RunState.WITHDRAWN


def test_an_archive_that_gives_out_something_else_is_no_reason_not_to_analyse(on: World, engine: Engine) -> None:
    """The run's report lies there twice with different content: that is the archive's defect, not the images'."""
    run = run_of(on, destinations=("a",))
    shutil.rmtree(on.parts.outbox.folder)
    report = next(path for path in (on.folder / "a").rglob("2.25.*.dcm") if dcmread(path).Modality == "SR")
    other = dcmread(report)
    other.SeriesDescription = "another"
    other.save_as(report.with_name("copy.dcm"))
    job = ended(on, engine, withdraw(on, run))
    assert (job.state, job.outcome and job.outcome["error"]["code"]) == (JobState.FAILED, "archive-error")


def test_a_note_that_the_checker_rejects_does_not_leave(on: World) -> None:
    """The only object that is left says nothing of who made it."""
    run = run_of(on, destinations=("a",))
    shutil.rmtree(on.parts.outbox.folder)
    for path in (on.folder / "a").rglob("2.25.*.dcm"):
        dataset = dcmread(path)
        del dataset.ContributingEquipmentSequence
        dataset.save_as(path)
    with pytest.raises(CheckFailed, match="contributing-equipment"):
        after(on, withdraw(on, run))
    assert on.notes("a") == []
    assert on.ledger.notes(run.id) == ()


@pytest.mark.parametrize("lose", ["all", "spoiled"])
def test_a_note_whose_bytes_are_lost_is_another_note(done: tuple[World, Run], engine: Engine, lose: str) -> None:
    """It may be in `b` already, where nobody could look: the second one has another UID, and goes to both."""
    on, run = done
    job = withdraw(on, run)
    state = after(on, job, "reject")
    (first,) = on.ledger.notes(run.id)
    first.path.unlink() if lose == "all" else first.path.write_bytes(b"?")
    with pytest.raises(JobWaits) as waits:
        again(on, job, state, "deliver")
    assert waits.value.again_from == "reject"
    with pytest.raises(JobWaits):  # and the process dies before this is on record
        again(on, job, state, "deliver")
    assert ended(on, engine, job).state is JobState.SUCCEEDED
    lost, second = on.ledger.notes(run.id)
    assert lost == first
    assert on.ledger.deliveries(run.id)[first.ref.sop_instance_uid, "a"] == (DeliveryState.WITHDRAWN, LOST)
    for name in ("a", "b"):
        (note,) = on.notes(name)
        assert (note.SOPInstanceUID, note.InstanceNumber) == (second.ref.sop_instance_uid, 2)
        assert states(on, run, name) == ["withdrawn"] * 4 + ["stored"]


def test_another_patient_s_study_gets_no_note(done: tuple[World, Run], engine: Engine) -> None:
    """The study was filed under another patient since: a person has to look; the other archive has its note."""
    on, run = done
    for path in (on.folder / "a").rglob("*"):
        if path.is_file():
            dataset = dcmread(path)
            dataset.PatientID = "merged"
            dataset.save_as(path)
    job = ended(on, engine, withdraw(on, run))
    assert (job.state, job.outcome and job.outcome["error"]["code"]) == (JobState.FAILED, "study-mismatch")
    assert on.notes("a") == []
    assert states(on, run, "a") == ["stored"] * 3 + ["refused"]
    (note,) = on.ledger.notes(run.id)
    assert "another patient's" in on.ledger.deliveries(run.id)[note.ref.sop_instance_uid, "a"][1]
    assert len(on.notes("b")) == 1
    assert states(on, run, "b") == TOLD


class Answering(Front):
    """Answers with a state of the test's choice, without storing."""

    state = DeliveryState.REFUSED

    def store(self, objects: Any) -> StoreReceipt:
        outcomes = tuple(StoreOutcome(ref=item.ref, state=self.state, detail="why not") for item in objects)
        return StoreReceipt(destination=self.name, outcomes=outcomes)


def test_a_note_that_is_refused_ends_the_job_and_is_sent_again_when_asked_for(
    done: tuple[World, Run], engine: Engine
) -> None:
    on, run = done
    on.wrap = {"a": Answering}
    job = ended(on, engine, withdraw(on, run))
    assert (job.state, job.outcome and job.outcome["error"]["code"]) == (JobState.FAILED, "store-refused")
    assert states(on, run, "a") == ["stored"] * 3 + ["refused"]
    assert states(on, run, "b") == TOLD
    on.wrap = {}
    again = withdraw(on, run, SAFETY)
    assert again.order.destinations == ("a",)
    assert ended(on, engine, again).state is JobState.SUCCEEDED
    whole(on, run, "a", "b")


class Acting(Front):
    """Acts on notes, as an archive with IOCM does: it gives out neither the note nor what it lists.

    Parameters
    ----------
    state, answer : DeliveryState, Answer or None
        What comes of a note.
    takes : int or None
        How many of the listed objects it hides; None: all.
    retrievable : bool
        Whether it still gives out what it no longer lists.
    """

    def __init__(
        self,
        archive: Archive,
        state: DeliveryState = DeliveryState.PENDING,
        answer: Answer | None = Answer.HAS_IT,
        takes: int | None = None,
        *,
        retrievable: bool = False,
    ) -> None:
        super().__init__(archive)
        self.hidden: set[str] = set()
        self.state, self.answer, self.takes, self.retrievable = state, answer, takes, retrievable

    def store(self, objects: Any) -> StoreReceipt:
        (note,) = objects
        self.hidden |= {*sorted(listed(dcmread(note.path)))[: self.takes]}
        outcome = StoreOutcome(ref=note.ref, state=self.state, detail="why", answer=self.answer)
        return StoreReceipt(destination=self.name, outcomes=(outcome,))

    def find_study(self, study_instance_uid: str) -> StudyIndex:
        index = super().find_study(study_instance_uid)
        left = (
            replace(series, instances=tuple(ref for ref in series.instances if ref.sop_instance_uid not in self.hidden))
            for series in index.series
        )
        return replace(index, series=tuple(series for series in left if series.instances))

    def retrieve(self, *arguments: Any) -> RetrievedStudy:
        (ref,) = arguments[1]
        if ref.sop_instance_uid in self.hidden and not self.retrievable:
            raise StudyNotFound("hidden")
        return super().retrieve(*arguments)


@pytest.mark.parametrize("state", [DeliveryState.PENDING, DeliveryState.REFUSED])
@pytest.mark.parametrize("answer", [Answer.HAS_IT, None])
def test_an_archive_that_acts_on_the_note_is_told(
    done: tuple[World, Run], engine: Engine, state: DeliveryState, answer: Answer | None
) -> None:
    on, run = done
    front = Acting(on.archive("a"), state, answer)
    on.wrap = {"a": lambda _: front}
    job = ended(on, engine, withdraw(on, run))
    assert job.state is JobState.SUCCEEDED
    assert front.hidden == uids(on.ledger.objects(run.id))
    assert states(on, run, "a") == states(on, run, "b") == TOLD
    (note,) = on.ledger.notes(run.id)
    assert on.ledger.deliveries(run.id)[note.ref.sop_instance_uid, "a"] == (DeliveryState.STORED, HIDDEN)


@pytest.mark.parametrize("answer", [Answer.HAS_IT, None])
@pytest.mark.parametrize("lost", ["process", "answer", "look"])
def test_an_archive_that_acted_before_its_answer_was_lost_is_told(
    done: tuple[World, Run], engine: Engine, lost: str, answer: Answer | None
) -> None:
    """The second try finds nothing of what the note lists: the first one had."""
    on, run = done

    class Once(Acting):
        sent = 0

        def store(self, objects: Any) -> StoreReceipt:
            receipt = super().store(objects)
            self.sent += 1
            if self.sent == 1 and lost == "process":
                raise Crash
            if self.sent == 1 and lost == "answer":
                raise ArchiveUnavailable("The archive did not answer in time")
            self.down = self.sent == 1
            return receipt

    front = Once(on.archive("a"), DeliveryState.REFUSED, answer)
    on.wrap = {"a": lambda _: front}
    job = withdraw(on, run)
    engine.enqueue(on.store.get(job.id))
    for _ in range(6):
        engine.step(on.runner)
        front.down = False
    assert on.store.get(job.id).state is JobState.SUCCEEDED
    assert front.sent == 2
    assert states(on, run, "a") == states(on, run, "b") == TOLD


class Lagging(Front):
    """Says that it has what it files later, and drops notes."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self.queue: list[Any] = []

    def store(self, objects: Any) -> StoreReceipt:
        self.queue += [item for item in objects if item.modality != "KO"]
        outcomes = (
            StoreOutcome(ref=item.ref, state=DeliveryState.PENDING, answer=Answer.HAS_IT, detail=NOT_THERE_YET)
            for item in objects
        )
        return StoreReceipt(destination=self.name, outcomes=tuple(outcomes))

    def settle(self) -> None:
        self.behind.store(self.queue)


def withdrawn_at_once(on: World, engine: Engine, front: Front) -> tuple[Run, Job]:
    """A run that is withdrawn after the first try to send it to `a`, and the job of its note."""
    on.wrap = {"a": lambda _: front}
    job = on.accept(destinations=("a",))
    engine.enqueue(job)
    engine.step(on.runner)
    run = on.ledger.run(str(on.store.get(job.id).run_id))
    note = withdraw(on, run)
    on.runner.settle(job.id)
    return run, note


def look(on: World, engine: Engine, job: Job) -> None:
    """Some tries of a job."""
    engine.enqueue(on.store.get(job.id))
    for _ in range(6):
        engine.step(on.runner)


def test_of_what_was_never_seen_there_being_absent_says_nothing(on: World, engine: Engine) -> None:
    front = Lagging(on.archive("a"))
    run, note = withdrawn_at_once(on, engine, front)
    look(on, engine, note)
    assert on.store.get(note.id).state is JobState.WAITING
    front.settle()
    on.wrap = {}
    engine.drain(on.runner)
    assert on.store.get(note.id).state is JobState.SUCCEEDED
    assert listed(on.notes("a")[0]) == uids(on.ledger.objects(run.id))


def test_what_has_not_come_up_in_a_day_will_not(on: World, engine: Engine, clock: Clock) -> None:
    """Half a result: the process died before it sent the rest, and the archive hides what it has."""
    front = Acting(on.archive("a"))
    dying = Front(on.archive("a"), once("object 1"))
    run, note = withdrawn_at_once(on, engine, dying)
    on.wrap = {"a": lambda _: front}
    look(on, engine, note)
    assert on.store.get(note.id).state is JobState.WAITING
    clock.forward(25 * 3600)
    engine.drain(on.runner)
    assert on.store.get(note.id).state is JobState.SUCCEEDED
    assert states(on, run, "a") == TOLD


class Strict(Acting):
    """Takes no note that lists what it has not, what is rejected already, or that it has: as dcm4chee does.

    Parameters
    ----------
    at : callable
        As of `Front`.
    """

    def __init__(self, archive: Archive, at: Callable[[str], None] = lambda _: None) -> None:
        super().__init__(archive)
        self.at = at
        self.received: set[str] = set()
        self.codes: list[int | None] = []

    def store(self, objects: Any) -> StoreReceipt:
        if objects[0].modality != "KO":
            return Front.store(self, objects)
        (note,) = objects
        series = Front.find_study(self, note.ref.study_instance_uid).series
        there = {ref.sop_instance_uid for one in series for ref in one.instances}
        self.codes.append(self._code(note.ref.sop_instance_uid, listed(dcmread(note.path)), there))
        failed = {note.ref.sop_instance_uid: self.codes[-1]} if self.codes[-1] else {}
        stored = {} if failed else {note.ref.sop_instance_uid: ""}
        answer = StoreAnswer(readable=True, stored=stored, failed=failed)
        delivery = Delivery(
            send=lambda *_: Sent(status=409 if failed else 200, answer=answer),
            retrieve=lambda _: self._nothing(),
            is_same=lambda *_: False,
        )
        return StoreReceipt(destination=self.name, outcomes=delivery.deliver(objects, {}))

    def _code(self, note: str, wanted: set[str], there: set[str]) -> int | None:
        if note in self.received:
            return 0xA770
        if not wanted <= there:
            return 0xA772
        if wanted & self.hidden:
            return 0xA774
        self.hidden |= wanted
        self.received.add(note)
        return None

    def _nothing(self) -> Path:
        raise StudyNotFound("hidden")


def strict(on: World, at: Callable[[str], None] = lambda _: None) -> Strict:
    front = Strict(on.archive("a"), at)
    on.wrap = {"a": lambda _: front}
    return front


def test_an_archive_that_has_not_all_gets_a_note_of_what_it_has(on: World, engine: Engine) -> None:
    """The process died while the result was sent: nobody knows what is there, and all of it is listed at first."""
    front = strict(on, once("object 1"))
    job = on.accept(destinations=("a",))
    engine.enqueue(job)
    engine.step(on.runner)
    shutil.rmtree(on.parts.outbox.folder)
    for _ in range(6):
        engine.step(on.runner)
    engine.sweep(on.runner)
    engine.drain(on.runner)
    assert front.codes == [0xA772, None]
    assert len(front.hidden) == 1
    assert {state for state, count in on.store.counts().items() if count} == {JobState.SUCCEEDED}
    found, _ = on.ledger.find(RunQuery(study=STUDY))
    given_up, stands = sorted(found, key=lambda run: run.number)
    assert [given_up.state, stands.state] == [RunState.WITHDRAWN, RunState.COMPLETE]
    assert states(on, given_up, "a") == ["withdrawn"] * 4 + ["stored"]


def test_an_archive_that_has_nothing_of_it_needs_no_note(done: tuple[World, Run], engine: Engine) -> None:
    """All was deleted there."""
    on, run = done
    front = strict(on)
    for path in (on.folder / "a").rglob("2.25.*.dcm"):
        path.unlink()
    assert ended(on, engine, withdraw(on, run)).state is JobState.SUCCEEDED
    assert front.codes == [0xA772]
    assert states(on, run, "a") == TOLD


def test_an_archive_that_contradicts_itself_ends_the_job(done: tuple[World, Run], engine: Engine) -> None:
    """It says that it has not all, and gives all out."""
    on, run = done
    front = Acting(on.archive("a"), DeliveryState.REFUSED, Answer.NOT_ALL_KNOWN, takes=0)
    on.wrap = {"a": lambda _: front}
    assert ended(on, engine, withdraw(on, run)).state is JobState.FAILED
    assert states(on, run, "a") == ["stored"] * 3 + ["refused"]


def test_a_strict_archive_that_died_in_between_is_told(done: tuple[World, Run], engine: Engine) -> None:
    on, run = done
    front = strict(on)
    engine.at = once("recorded reject")
    ended(on, engine, withdraw(on, run))
    job = on.store.get(str(on.withdrawals.find([run.id])[run.id].job_id))
    assert (job.state, front.codes[0]) == (JobState.SUCCEEDED, None)


def test_a_graver_note_that_a_strict_archive_refuses_ends_the_job(done: tuple[World, Run], engine: Engine) -> None:
    """It hid the objects for quality, and takes no other note: nothing says that it knows of the safety."""
    on, run = done
    front = strict(on)
    ended(on, engine, withdraw(on, run, QUALITY))
    job = ended(on, engine, withdraw(on, run, SAFETY))
    assert front.codes == [None, 0xA774]
    assert (job.state, job.outcome and job.outcome["error"]["code"]) == (JobState.FAILED, "store-refused")


def test_what_is_kept_from_all_is_not_given_out(done: tuple[World, Run], engine: Engine) -> None:
    """The archive denies what it no longer lists."""
    on, run = done

    class Denying(Acting):
        def retrieve(self, *arguments: Any) -> RetrievedStudy:
            try:
                return super().retrieve(*arguments)
            except StudyNotFound:
                raise ArchiveDenied("no") from None

    front = Denying(on.archive("a"))
    on.wrap = {"a": lambda _: front}
    assert ended(on, engine, withdraw(on, run)).state is JobState.SUCCEEDED


def test_what_cannot_be_read_is_still_given_out(done: tuple[World, Run], engine: Engine) -> None:
    on, run = done

    class Broken(Acting):
        def retrieve(self, *_: Any) -> RetrievedStudy:
            raise InputRefused("file-unreadable", "no DICOM")

    front = Broken(on.archive("a"), DeliveryState.REFUSED)
    on.wrap = {"a": lambda _: front}
    assert ended(on, engine, withdraw(on, run)).state is JobState.FAILED


def test_the_objects_are_not_withdrawn_by_a_note_that_another_one_took_over(done: tuple[World, Run]) -> None:
    """The answer to the note for quality comes after safety was said."""
    on, run = done
    after(on, withdraw(on, run, QUALITY), "reject")
    (note,) = on.ledger.notes(run.id)
    on.withdrawals.ask(run.id, SAFETY, None, "")
    on.withdrawals.record(run.id, "a", StoreOutcome(ref=note.ref, state=DeliveryState.STORED))
    assert states(on, run, "a")[:3] == ["stored"] * 3


def test_an_error_of_a_note_that_another_one_took_over_is_none(done: tuple[World, Run], engine: Engine) -> None:
    on, run = done

    class Failing(Front):
        asked = False

        def store(self, objects: Any) -> StoreReceipt:
            if self.asked:
                return super().store(objects)
            self.asked = True
            on.withdrawals.ask(run.id, SAFETY, None, "")
            raise RadlaneError("the archive fails")

    front = Failing(on.archive("a"))
    on.wrap = {"a": lambda _: front}
    assert ended(on, engine, withdraw(on, run, QUALITY)).state is JobState.SUCCEEDED
    engine.sweep(on.runner)
    engine.drain(on.runner)
    assert on.withdrawals.rejected(run.id).shares == ()
    assert JobState.FAILED not in on.store.counts()


@pytest.mark.parametrize(
    "half", [{"takes": 0}, {"takes": 1}, {"takes": 2}, {"retrievable": True}], ids=lambda half: str(half)
)
def test_an_archive_that_still_gives_something_out_is_not_told(
    done: tuple[World, Run], engine: Engine, half: dict[str, Any]
) -> None:
    on, run = done
    front = Acting(on.archive("a"), DeliveryState.REFUSED, **half)
    on.wrap = {"a": lambda _: front}
    assert ended(on, engine, withdraw(on, run)).state is JobState.FAILED
    assert states(on, run, "a") == ["stored"] * 3 + ["refused"]
    assert on.withdrawals.rejected(run.id).destinations == ("a",)


def test_what_was_filed_elsewhere_in_its_study_is_still_given_out(done: tuple[World, Run], engine: Engine) -> None:
    on, run = done

    def elsewhere(ref: InstanceRef) -> InstanceRef:
        return replace(ref, series_instance_uid=f"{ref.series_instance_uid}.9")

    class Filing(Acting):
        def find_study(self, study_instance_uid: str) -> StudyIndex:
            index = Front.find_study(self, study_instance_uid)
            series = tuple(
                replace(
                    series,
                    instances=tuple(
                        replace(ref, series_instance_uid=f"{ref.series_instance_uid}.9") for ref in series.instances
                    ),
                )
                for series in index.series
            )
            return replace(index, series=series)

    front = Filing(on.archive("a"), DeliveryState.REFUSED)
    on.wrap = {"a": lambda _: front}
    assert ended(on, engine, withdraw(on, run)).state is JobState.FAILED


@pytest.mark.parametrize("state", [DeliveryState.REFUSED, DeliveryState.PENDING])
def test_what_was_hidden_before_says_nothing_of_a_note_that_was_not_taken(
    done: tuple[World, Run], engine: Engine, state: DeliveryState
) -> None:
    """The note for quality hid the objects; the one for safety does not get there."""
    on, run = done
    front = Acting(on.archive("a"))
    on.wrap = {"a": lambda _: front}
    ended(on, engine, withdraw(on, run, QUALITY))
    front.state, front.answer = state, None
    job = withdraw(on, run, SAFETY)
    engine.enqueue(job)
    for _ in range(6):
        engine.step(on.runner)
    assert on.store.get(job.id).state is not JobState.SUCCEEDED
    assert on.withdrawals.rejected(run.id).destinations == ("a",)
    assert {note.ConceptNameCodeSequence[0].CodeValue for note in on.notes("b")} == {"113001", "113037"}


def test_quality_turns_out_to_be_safety(done: tuple[World, Run], engine: Engine) -> None:
    on, run = done
    ended(on, engine, withdraw(on, run, QUALITY))
    assert ended(on, engine, withdraw(on, run, SAFETY)).state is JobState.SUCCEEDED
    for name in ("a", "b"):
        codes = {note.ConceptNameCodeSequence[0].CodeValue for note in on.notes(name)}
        assert codes == {"113001", "113037"}
        assert {frozenset(listed(note)) for note in on.notes(name)} == {frozenset(uids(on.ledger.objects(run.id)))}


def test_quality_turns_out_to_be_safety_while_its_note_is_sent(done: tuple[World, Run], engine: Engine) -> None:
    """The job of the other note may end with it; the new one has a job."""
    on, run = done

    class Slow(Front):
        asked = False

        def store(self, objects: Any) -> StoreReceipt:
            receipt = super().store(objects)
            if not self.asked:
                self.asked = True
                on.withdrawals.ask(run.id, SAFETY, None, "")
            return receipt

    front = Slow(on.archive("a"))
    on.wrap = {"a": lambda _: front}
    ended(on, engine, withdraw(on, run, QUALITY))
    engine.sweep(on.runner)
    engine.drain(on.runner)
    titles = {name: {note.ConceptNameCodeSequence[0].CodeValue for note in on.notes(name)} for name in ("a", "b")}
    assert titles == {"a": {"113001", "113037"}, "b": {"113037"}}, "the other note goes nowhere any more"
    assert on.withdrawals.rejected(run.id).shares == ()
    assert JobState.FAILED not in on.store.counts()


def test_a_note_that_may_be_taken_later_is_waited_for(on: World) -> None:
    run = run_of(on, destinations=("a",))
    front = Answering(on.archive("a"))
    front.state = DeliveryState.PENDING
    on.wrap = {"a": lambda _: front}
    with pytest.raises(ArchiveUnavailable):
        after(on, withdraw(on, run))
    (note,) = on.ledger.notes(run.id)
    assert on.ledger.deliveries(run.id)[note.ref.sop_instance_uid, "a"] == (DeliveryState.PENDING, "why not")


def test_two_processes_that_encode_the_same_note_do_not_hurt_each_other(
    done: tuple[World, Run], monkeypatch: Any
) -> None:
    """The second one began before the first one was done: its folder goes, the other one's stays."""
    on, run = done
    job = withdraw(on, run)
    before = on.withdrawals.commit

    def commit(*arguments: Any) -> bool:
        monkeypatch.setattr(on.withdrawals, "commit", before)
        after(on, job, "reject")
        return before(*arguments)

    monkeypatch.setattr(on.withdrawals, "commit", commit)
    after(on, job)
    assert len(list((on.parts.outbox.folder / run.id).iterdir())) == 2, "the result's, and one note's"
    whole(on, run, "a", "b")


def test_what_is_done_is_not_done_again(done: tuple[World, Run]) -> None:
    """Two jobs of one withdrawal, as when one was tried again by hand."""
    on, run = done
    job = withdraw(on, run)
    state = after(on, job)
    assert again(on, job, state, "reject") == {"notes": [], "destinations": []}
    assert again(on, job, state, "deliver") == {"destinations": []}
    whole(on, run, "a", "b")


def test_a_full_disk_is_waited_for(done: tuple[World, Run], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> Any:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    on, run = done
    job = withdraw(on, run)
    with monkeypatch.context() as here:
        here.setattr(os, "fsync", full)
        with pytest.raises(StorageFull):
            after(on, job, "reject")
    assert on.ledger.notes(run.id) == ()
    assert len(list((on.parts.outbox.folder / run.id).iterdir())) == 1
    after(on, job)
    whole(on, run, "a", "b")


def test_a_destination_that_the_settings_no_longer_name_keeps_no_other_waiting(
    done: tuple[World, Run], engine: Engine
) -> None:
    on, run = done

    def gone(_: Any) -> Any:
        raise RadlaneError("The settings know no such archive")

    on.wrap = {"a": gone}
    job = ended(on, engine, withdraw(on, run))
    assert job.state is JobState.FAILED
    assert states(on, run, "a") == ["stored"] * 3 + ["refused"]
    assert states(on, run, "b") == TOLD


def test_another_image_of_the_patient_changes_nothing(done: tuple[World, Run], engine: Engine) -> None:
    on, run = done
    for name in ("a", "b"):
        save(radiograph(SOPInstanceUID="1.2.3"), on.folder / name, "IM2")
    ended(on, engine, withdraw(on, run))
    whole(on, run, "a", "b")
    assert Path(on.folder / "a" / "IM2").exists()
