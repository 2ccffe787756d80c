"""The steps: what each puts on record, and what it does when what an earlier one made is gone."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import FileDataset

from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.finding import Laterality
from radlane.domain.form import COMPREHENSIVE_3D_SR
from radlane.domain.job import Expectation, Job, JobRequest, JobState, Order
from radlane.domain.result import DeliveryState, EncodedObject, StoreOutcome, StoreReceipt
from radlane.domain.study import StudyIndex
from radlane.domain.version import VersionState
from radlane.errors import (
    ArchiveUnavailable,
    ArtifactCorrupt,
    JobConflict,
    JobWaits,
    ModelError,
    RadlaneError,
    StorageFull,
    StoreRefused,
    StudyMismatch,
    StudyNotFound,
    VersionRevoked,
)
from radlane.inference.devices import choose_device
from radlane.jobs import steps
from radlane.jobs.ledger import OUTBOX_LOST, REVOKED
from radlane.jobs.parts import audited
from radlane.jobs.runs import Run, RunState
from radlane.jobs.steps import STEPS, State, digest_of_subject
from radlane.jobs.versions import add_version
from radlane.pipeline.models import Models
from radlane.pipeline.networks import Places
from radlane.registry.catalogue import load_catalogue
from radlane.registry.stock import describe, take_stock
from radlane.security.audit_record import Action
from support.durable import Crash, Engine
from support.jobs import MODEL, Clock, Front, World, agree, world
from support.planar_models import seen_clip, seen_picture
from support.priors import comparing_model, earlier, now, study_uid
from support.radiographs import pattern, radiograph, save
from support.registry import ACT, Revocable
from support.several import STUDY as STUDY_OF_FOUR
from support.several import four_channels, four_heads, four_model
from support.several import head as bright_head
from support.volume_models import bright_package
from support.volumes import Block, block, saved, series, volume_of

NAMES = [name for name, _ in STEPS]


def after(on: World, job: Job, last: str) -> State:
    """The state after a step, as the engine would have kept it."""
    state: State = {"job": job.id, "attempt": 1}
    for name, step in STEPS[: NAMES.index(last) + 1]:
        state[name] = json.loads(json.dumps(step(on.parts, job, state)))
    return state


def again(on: World, job: Job, state: State, name: str) -> State:
    return dict(STEPS)[name](on.parts, job, state)


def test_the_checkpoints_say_what_is_needed_and_no_more(on: World) -> None:
    job = on.accept()
    state = after(on, job, "deliver")
    assert state["resolve"] == {"version": "1.0.0", "device": "cpu"}
    assert state["select"]["counts"] == {"series": 1, "instances": 1}
    assert set(state["select"]) == {"sha256", "inputs", "known", "counts", "at"}
    assert set(state["retrieve"]) == {"sha256", "subject", "instances", "selection", "completeness"}
    assert state["retrieve"]["instances"] == 1
    assert set(state["claim"]) == {"run", "reused_from"}
    assert set(state["analyse"]) == {"sha256", "timings", "device"}
    assert len(state["encode"]["objects"]) == 3
    assert state["deliver"] == {"destinations": ["a", "b"]}
    text = json.dumps(state)
    assert str(on.folder) not in text  # a path may hold a name
    assert len(text) < 4000


def test_the_key_of_an_input_tells_nothing_without_the_site_key(on: World) -> None:
    job = on.accept()
    run = on.ledger.run(after(on, job, "claim")["claim"]["run"])
    on.store.move(job.id, JobState.SUCCEEDED)
    on.ledger.finish(run.id)
    other = replace(on.parts, site_key=b"another key of another site.....")
    second = on.accept()
    state = after(on, second, "retrieve")
    found = on.ledger.run(steps.claim(other, second, state)["run"])
    assert found.input_key != run.input_key


def test_a_result_quotes_the_tag_that_was_asked_for(on: World) -> None:
    job = on.accept()
    run = on.ledger.run(after(on, job, "encode")["claim"]["run"])
    assert run.result is not None
    assert (run.result["provenance"]["tag"], run.result["objects"]) == ("production", [])


# What the caller expects, what is found: acquired or not, None where the job waits.
EXPECTATIONS = [
    (None, "unknown"),
    (Expectation(), "unknown"),
    (Expectation(series=1), True),
    (Expectation(instances=1), True),
    (Expectation(series=2), None),
    (Expectation(series=1, instances=2), None),
]


@pytest.mark.parametrize(("expect", "acquired"), EXPECTATIONS)
def test_a_study_that_is_not_as_large_as_expected_is_waited_for(
    on: World, expect: Expectation | None, acquired: bool | str | None
) -> None:
    job = on.accept(expect=expect)
    if acquired is None:
        with pytest.raises(JobWaits) as error:
            after(on, job, "select")
        waiting = error.value.waiting or {}
        assert any(waiting["have"][name] < count for name, count in waiting["want"].items())
    else:
        assert after(on, job, "retrieve")["retrieve"]["completeness"]["acquired"] == acquired


def test_a_study_that_is_expected_and_not_there_is_waited_for(on: World) -> None:
    (on.folder / "a" / "IM1").unlink()
    with pytest.raises(JobWaits) as error:
        after(on, on.accept(expect=Expectation(instances=1)), "select")
    assert error.value.waiting == {"have": {"instances": 0}, "want": {"instances": 1}}
    with pytest.raises(StudyNotFound):
        after(on, on.accept(), "select")


def test_a_study_is_stable_when_it_was_watched_long_enough(on: World, clock: Clock) -> None:
    job = on.accept()
    state = after(on, job, "select")
    assert again(on, job, state, "retrieve")["completeness"] == {
        "retrieved": True,
        "stable": "unknown",
        "acquired": "unknown",
    }
    clock.forward(60)
    assert again(on, job, state, "retrieve")["completeness"]["stable"] is True
    save(radiograph(SOPInstanceUID="1.2.3", ViewPosition="LL"), on.folder / "a", "IM2")
    found = again(on, job, state, "retrieve")["completeness"]
    assert (found["stable"], found["retrieved"]) == (False, False)


def test_a_study_that_no_longer_fits_was_not_retrieved_whole(on: World) -> None:
    class Emptied(Front):
        looks = 0

        def find_study(self, *arguments: Any) -> Any:
            Emptied.looks += 1
            found = super().find_study(*arguments)
            return found if Emptied.looks < 3 else replace(found, series=())

    on.wrap = {"a": Emptied}
    assert after(on, on.accept(), "retrieve")["retrieve"]["completeness"]["retrieved"] is False


# What is lost, before which step: where the job goes back to.
LOST = [
    ("*.dcm", "claim", "retrieve"),
    ("*.dcm", "analyse", "retrieve"),
    ("*.dcm", "encode", "retrieve"),
    ("*.npz", "encode", "analyse"),
]


@pytest.mark.parametrize("how", ["removed", "changed"])
@pytest.mark.parametrize(("files", "before", "back_to"), LOST)
def test_what_an_earlier_step_made_is_made_again(on: World, how: str, files: str, before: str, back_to: str) -> None:
    job = on.accept()
    state = after(on, job, NAMES[NAMES.index(before) - 1])
    (path,) = (on.parts.work / job.id).glob(files)
    if how == "removed":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(JobWaits) as waits:
        again(on, job, state, before)
    assert waits.value.again_from == back_to


def test_nothing_but_the_outbox_is_needed_to_send(on: World) -> None:
    job = on.accept()
    state = after(on, job, "encode")
    shutil.rmtree(on.parts.work)
    again(on, job, state, "deliver")
    assert agree(on.stored("a")) == agree(on.stored("b"))


def test_what_is_on_record_is_not_made_again(on: World) -> None:
    job = on.accept()
    state = after(on, job, "encode")
    assert again(on, job, state, "analyse") == {"skipped": True}
    assert again(on, job, state, "encode") == state["encode"]
    assert len(list((on.parts.outbox.folder / state["claim"]["run"]).iterdir())) == 1


def test_an_explanation_of_which_the_process_died_costs_no_result(on: World, monkeypatch: Any) -> None:
    """As where the gradient needs more memory than there is: the job is taken up again, and not once more for that."""
    asked = on.order()
    job = on.accept(request=replace(asked.request, explain="occlusion"))
    state = after(on, job, "claim")
    mark = on.parts.work / job.id / "explaining"
    left = list[bool]()

    def dies(*_: Any) -> Any:
        left.append(mark.exists())
        raise Crash

    monkeypatch.setattr(steps, "explain", dies)
    with pytest.raises(Crash):
        again(on, job, state, "analyse")
    mark.touch()  # a process that dies does not tidy up
    state["analyse"] = again(on, job, state, "analyse")
    state["encode"] = again(on, job, state, "encode")
    assert left == [True]
    codes = [reason["code"] for reason in on.ledger.run(state["claim"]["run"]).result["reasons"]]  # type: ignore[index]
    assert "not-explained" in codes


def test_two_processes_that_encode_the_same_run_do_not_hurt_each_other(on: World, monkeypatch: Any) -> None:
    """The second one began before the first one was done: its folder goes, the other one's stays."""
    job = on.accept()
    state = after(on, job, "analyse")
    before = on.ledger.commit

    def commit(*arguments: Any) -> bool:
        monkeypatch.setattr(on.ledger, "commit", before)
        again(on, job, state, "encode")
        return before(*arguments)

    monkeypatch.setattr(on.ledger, "commit", commit)
    found = again(on, job, state, "encode")
    assert found == again(on, job, state, "encode")
    assert len(list((on.parts.outbox.folder / state["claim"]["run"]).iterdir())) == 1
    again(on, job, state, "deliver")
    assert len(agree(on.stored("a"))) == 1


def test_a_job_that_was_taken_for_dead_leaves_no_objects(on: World) -> None:
    dead, heir = on.accept(), on.accept(rerun=None, destinations=("b",))
    state = after(on, dead, "analyse")
    on.store.move(dead.id, JobState.FAILED)
    after(on, heir, "claim")
    with pytest.raises(JobConflict):
        again(on, dead, state, "encode")
    assert list((on.parts.outbox.folder / state["claim"]["run"]).iterdir()) == []


def full(*_: Any, **__: Any) -> Any:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_is_waited_for(on: World, monkeypatch: Any) -> None:
    job = on.accept()
    state = after(on, job, "select")
    for name in ("retrieve", "analyse", "encode"):
        with monkeypatch.context() as here:
            here.setattr(os, "fsync", full)
            with pytest.raises(StorageFull):
                again(on, job, state, name)
        assert not list(on.folder.rglob("*.part"))
        state[name] = again(on, job, state, name)
        if name == "retrieve":
            state["claim"] = again(on, job, state, "claim")
    assert len(list((on.parts.outbox.folder / state["claim"]["run"]).iterdir())) == 1


def lose_all(path: Path) -> None:
    shutil.rmtree(path)


def lose_one(path: Path) -> None:
    next(path.rglob("*.dcm")).unlink()


def spoil_one(path: Path) -> None:
    found = next(path.rglob("*.dcm"))
    found.write_bytes(found.read_bytes()[:-2] + b"??")


@pytest.mark.parametrize("lose", [lose_all, lose_one, spoil_one])
def test_bytes_that_are_lost_before_they_were_sent_are_made_again(on: World, lose: Callable[[Path], None]) -> None:
    job = on.accept()
    state = after(on, job, "encode")
    lose(on.parts.outbox.folder / state["claim"]["run"])
    for _ in range(2):  # and the process dies before this is on record
        with pytest.raises(JobWaits) as waits:
            again(on, job, state, "deliver")
        assert waits.value.again_from == "claim"
    for name in ("claim", "analyse", "encode", "deliver"):
        state[name] = again(on, job, state, name)
    run = on.ledger.run(state["claim"]["run"])
    assert (run.number, run.state) == (1, RunState.COMPLETE)
    assert len(agree(on.stored("a"))) == 1


def test_bytes_that_are_lost_after_sending_began_are_another_run(on: World) -> None:
    """One object was stored, then the process died, then the disk."""

    class Dying(Front):
        def store(self, objects: Any) -> StoreReceipt:
            super().store(objects[:1])
            raise KeyboardInterrupt

    on.wrap = {"a": Dying}
    job = on.accept()
    state = after(on, job, "encode")
    with pytest.raises(KeyboardInterrupt):
        again(on, job, state, "deliver")
    on.wrap = {}
    (orphan,) = on.stored("a")
    lose_all(on.parts.outbox.folder / state["claim"]["run"])
    with pytest.raises(JobWaits):
        again(on, job, state, "deliver")
    first = state["claim"]["run"]
    for name in ("claim", "analyse", "encode", "deliver"):
        state[name] = again(on, job, state, name)
    run = on.ledger.run(state["claim"]["run"])
    assert (run.number, run.reason, on.ledger.run(first).state) == (2, OUTBOX_LOST, RunState.WITHDRAWN)
    rest = [item for item in on.stored("a") if item.SOPInstanceUID != orphan.SOPInstanceUID]
    assert len(agree(rest)) == 1
    assert agree(rest) == agree(on.stored("b"))


def test_another_patient_s_study_gets_nothing(on: World) -> None:
    """The identifiers of the study are changed between retrieval and storage."""
    job = on.accept(destinations=("b", "a"))
    state = after(on, job, "encode")
    save(radiograph(PatientID="corrected"), on.folder / "a", "IM1")
    with pytest.raises(StudyMismatch):
        again(on, job, state, "deliver")
    assert on.stored("a") == []
    assert len(agree(on.stored("b"))) == 1, "the other destination's study is still the patient's"
    assert not any(destination == "a" for _, destination in on.ledger.deliveries(state["claim"]["run"]))


def test_a_destination_without_the_study_is_said_before_the_work(on: World) -> None:
    shutil.rmtree(on.folder / "b")
    (on.folder / "b").mkdir()
    job = on.accept(destinations=("a", "b"))
    with pytest.raises(StudyNotFound, match="The destination b has no such study"):
        after(on, job, "select")


def test_a_destination_where_the_study_is_another_patient_s_is_said_before_the_work(on: World) -> None:
    save(radiograph(PatientID="another"), on.folder / "b", "IM1")
    with pytest.raises(StudyMismatch, match="in the destination b"):
        after(on, on.accept(destinations=("b",)), "select")


def test_a_destination_that_is_away_does_not_keep_the_work_waiting(on: World) -> None:
    front = Front(on.archive("b"))
    front.down = True
    on.wrap = {"b": lambda _: front}
    state = after(on, on.accept(destinations=("a", "b")), "select")
    assert front.calls == 1
    assert state["select"]["counts"] == {"series": 1, "instances": 1}


class Answering(Front):
    """Answers with states of the test's choice, without storing."""

    states: tuple[DeliveryState, ...] = ()

    def store(self, objects: Any) -> StoreReceipt:
        outcomes = [
            StoreOutcome(ref=item.ref, state=state, detail="why not")
            for item, state in zip(objects, self.states, strict=False)
        ]
        return StoreReceipt(destination=self.name, outcomes=tuple(outcomes))


STORED, PENDING, REFUSED = DeliveryState.STORED, DeliveryState.PENDING, DeliveryState.REFUSED
# What each archive answers: how the step ends.
ANSWERS: list[tuple[dict[str, tuple[DeliveryState, ...]], type[RadlaneError] | None]] = [
    ({}, None),
    ({"a": (STORED, STORED, REFUSED)}, StoreRefused),
    ({"a": (STORED, STORED, PENDING)}, ArchiveUnavailable),
    ({"a": (REFUSED, PENDING, PENDING)}, ArchiveUnavailable),  # first all that may still be taken
    ({"a": (REFUSED, STORED, STORED), "b": (STORED, PENDING, STORED)}, ArchiveUnavailable),
]


@pytest.mark.parametrize(("answers", "error"), ANSWERS)
def test_what_the_archives_answer(
    on: World, answers: dict[str, tuple[DeliveryState, ...]], error: type[RadlaneError] | None
) -> None:
    def front(name: str) -> Callable[[Any], Answering]:
        made = Answering(on.archive(name))
        made.states = answers[name]
        return lambda _: made

    on.wrap = {name: front(name) for name in answers}
    job = on.accept()
    state = after(on, job, "encode")
    if error is None:
        again(on, job, state, "deliver")
    else:
        with pytest.raises(error):
            again(on, job, state, "deliver")
        assert on.ledger.run(state["claim"]["run"]).state is RunState.OPEN
    found = on.ledger.deliveries(state["claim"]["run"])
    for name, states in answers.items():
        uids = [item.ref.sop_instance_uid for item in on.ledger.objects(state["claim"]["run"])]
        assert tuple(found[uid, name][0] for uid in uids) == states


def test_an_archive_that_is_down_keeps_no_other_one_waiting(on: World) -> None:
    front = Front(on.archive("a"))
    front.down = True
    job = on.accept()
    state = after(on, job, "encode")
    on.wrap = {"a": lambda _: front}
    with pytest.raises(ArchiveUnavailable):
        again(on, job, state, "deliver")
    assert len(agree(on.stored("b"))) == 1
    sent: list[EncodedObject] = []

    class Counting(Front):
        def store(self, objects: Any) -> StoreReceipt:
            sent.extend(objects)
            return super().store(objects)

    on.wrap = {"b": Counting}
    again(on, job, state, "deliver")
    assert sent == [], "what is stored is not sent again"
    assert agree(on.stored("a")) == agree(on.stored("b"))


def test_what_was_deleted_in_the_archive_is_not_sent_again(on: World) -> None:
    after(on, on.accept(), "deliver")
    for path in (on.folder / "a").rglob("*.dcm"):
        if dcmread(path).Modality == "SR":
            path.unlink()
    after(on, on.accept(), "deliver")
    assert len(on.stored("a")) == 2


def test_a_job_without_destinations_is_done_when_its_objects_are_made(on: World) -> None:
    state = after(on, on.accept(destinations=()), "deliver")
    assert on.ledger.run(state["claim"]["run"]).state is RunState.COMPLETE
    assert on.stored("a") == []


def test_a_second_job_says_whose_result_it_uses(on: World) -> None:
    first = on.accept()
    state = after(on, first, "deliver")
    assert again(on, first, state, "claim")["reused_from"] is None, "its own"
    on.store.move(first.id, JobState.SUCCEEDED)
    assert after(on, on.accept(), "claim")["claim"] == {"run": state["claim"]["run"], "reused_from": first.id}


def test_other_pixels_of_another_shape_are_other_pixels(on: World) -> None:
    first = on.accept()
    one = on.ledger.run(after(on, first, "deliver")["claim"]["run"])
    on.store.move(first.id, JobState.SUCCEEDED)
    save(radiograph(pattern().reshape(40, 48)), on.folder / "a", "IM1")  # the same bytes
    other = on.ledger.run(after(on, on.accept(), "claim")["claim"]["run"])
    assert (other.number, other.input_key == one.input_key) == (2, True)


@pytest.mark.parametrize(
    "correction",
    [
        {"PixelSpacing": [0.3, 0.3]},
        {"PatientOrientation": ["R", "F"]},
        {"PhotometricInterpretation": "MONOCHROME1"},
        {"WindowCenter": 900, "WindowWidth": 300},
        {"PixelPaddingValue": 0},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_corrected_header_is_other_input_under_the_same_uids(on: World, correction: dict[str, Any]) -> None:
    first = on.accept()
    one = on.ledger.run(after(on, first, "deliver")["claim"]["run"])
    on.store.move(first.id, JobState.SUCCEEDED)
    save(radiograph(**correction), on.folder / "a", "IM1")
    other = on.ledger.run(after(on, on.accept(), "claim")["claim"]["run"])
    assert (other.number, other.input_key == one.input_key) == (2, True)


HEAD = Block(values=np.full((9, 14, 12), 100, np.int16), affine=block().affine)
HEAD.values[2:7, 4:11, 3:8] = 900


@pytest.fixture
def ct(tmp_path: Path) -> World:
    """A world with a CT series in both archives, and a model that finds what is bright."""
    root = bright_package(tmp_path / "models")
    models = Models(load_catalogue([root], [root / "tags.json"]), Places(device=choose_device("cpu", ()), threads=1))
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        saved(head(), tmp_path / name)
    return world(tmp_path, models)


def head(**changes: Any) -> list[FileDataset]:
    return series(HEAD, **{"BodyPartExamined": "HEAD", **changes})


def of_ct(on: World) -> Job:
    digest = on.models.catalogue.resolve("bright")[1].digest
    request = JobRequest(study_instance_uid=str(head()[0].StudyInstanceUID), model="bright")
    order = Order(request=request, source="a", destinations=("a", "b"), package_digest=digest)
    return on.store.accept(order)[0]


def test_a_stack_is_kept_claimed_analysed_and_sent(ct: World) -> None:
    job = of_ct(ct)
    state = after(ct, job, "deliver")
    assert state["retrieve"]["instances"] == 9
    assert len(state["encode"]["objects"]) == 3
    assert len(json.dumps(state)) < 4000, "a job that waits for days carries digests, not lists of slices"
    assert {item.Modality for item in ct.stored("b")} == {"SEG", "SR", "OT"}


@pytest.mark.parametrize(
    "correction", [{"PixelSpacing": [0.9, 0.9]}, {"RescaleIntercept": "-1024"}], ids=lambda changes: next(iter(changes))
)
def test_corrected_headers_of_a_stack_are_other_input(ct: World, correction: dict[str, Any]) -> None:
    first = of_ct(ct)
    one = ct.ledger.run(after(ct, first, "deliver")["claim"]["run"])
    ct.store.move(first.id, JobState.SUCCEEDED)
    shutil.rmtree(ct.folder / "a")
    (ct.folder / "a").mkdir()
    saved(head(**correction), ct.folder / "a")
    other = ct.ledger.run(after(ct, of_ct(ct), "claim")["claim"]["run"])
    assert (other.number, other.input_key == one.input_key) == (2, True)


def test_a_stack_that_grows_while_it_is_retrieved_is_planned_again(ct: World) -> None:
    """The lower half is there when the job looks, the rest comes while it is brought."""
    late = sorted((ct.folder / "a").glob("*.dcm"), key=lambda path: dcmread(path).ImagePositionPatient[2])[5:]
    (ct.folder / "later").mkdir()
    for path in late:
        path.rename(ct.folder / "later" / path.name)

    class Grown(Front):
        def retrieve(self, *arguments: Any) -> Any:
            found = super().retrieve(*arguments)
            for path in (ct.folder / "later").iterdir():
                path.rename(ct.folder / "a" / path.name)
            return found

    ct.wrap = {"a": Grown}
    with pytest.raises(JobWaits) as waits:
        after(ct, of_ct(ct), "retrieve")
    assert waits.value.again_from == "select"
    assert after(ct, of_ct(ct), "retrieve")["retrieve"]["instances"] == 9


def test_a_plan_that_is_lost_is_made_again(ct: World) -> None:
    job = of_ct(ct)
    state = after(ct, job, "select")
    shutil.rmtree(ct.parts.work / job.id)
    with pytest.raises(JobWaits) as waits:
        again(ct, job, state, "retrieve")
    assert waits.value.again_from == "select"


def test_a_run_s_objects_have_its_moment(on: World, clock: Clock) -> None:
    job = on.accept()
    state = after(on, job, "claim")
    clock.forward(timedelta(days=1).total_seconds())
    state["analyse"] = again(on, job, state, "analyse")
    again(on, job, state, "encode")
    (report,) = (item for item in on.ledger.objects(state["claim"]["run"]) if item.modality == "SR")
    assert dcmread(report.path).ContentDate == "20260301"


def revoke(on: World, models: Models) -> None:
    """Put it on record that the version of the package was revoked."""
    package, _ = models.catalogue.resolve(MODEL)
    version = describe(package, take_stock(package), VersionState.REVOKED, ACT, shipped=False)
    with on.engine.begin() as connection:
        add_version(connection, version)


@pytest.mark.parametrize("sent", [0, 1])
@pytest.mark.parametrize("error", [VersionRevoked("Revoked"), ArtifactCorrupt("Its bytes are lost")])
def test_a_version_that_is_revoked_before_the_delivery_delivers_nothing_more(
    models: Models, clock: Clock, engine: Engine, tmp_path: Path, sent: int, error: ModelError
) -> None:
    """What an archive may have of it is withdrawn; a package that is broken keeps nothing that is made from it."""
    catalogue = Revocable(models.catalogue)
    models = Models(catalogue, Places(device=choose_device("cpu", ()), threads=1))

    class Away(Front):
        away = True

        def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
            if self.away:
                super().store(objects[:sent])
                raise ArchiveUnavailable("Away")
            return super().store(objects)

    archive = FolderArchive("b", tmp_path / "b", Limits())
    front = Away(archive)
    on = world(tmp_path, models, clock, wrap={"b": lambda _: front})
    job = on.accept(destinations=("b",))
    engine.enqueue(job)
    for _ in range(2):
        engine.step(on.runner)
    assert on.store.get(job.id).state is JobState.WAITING
    catalogue.error, front.away = error, False
    engine.drain(on.runner)
    engine.sweep(on.runner)
    engine.drain(on.runner)
    ended = on.store.get(job.id)
    run = on.ledger.run(str(ended.run_id))
    if not isinstance(error, VersionRevoked):
        assert (ended.state, run.state, len(on.stored("b"))) == (JobState.SUCCEEDED, RunState.COMPLETE, 3)
        return
    assert ended.outcome is not None
    assert (ended.state, ended.outcome["error"]["code"]) == (JobState.FAILED, "version-revoked")
    assert (run.state, len(on.stored("b"))) == (RunState.WITHDRAWN, sent)
    assert on.withdrawals.find([run.id])[run.id].comment == REVOKED
    assert len(on.notes("b")) == 1, "nobody knows what became of what began to be sent"


def test_a_version_that_is_revoked_while_one_destination_stores_goes_to_no_other_one(
    models: Models, clock: Clock, engine: Engine, tmp_path: Path
) -> None:
    class Revoking(Front):
        def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
            receipt = super().store(objects)
            revoke(on, models)
            return receipt

    front = Revoking(FolderArchive("a", tmp_path / "a", Limits()))
    on = world(tmp_path, models, clock, wrap={"a": lambda _: front})
    job = on.accept(destinations=("a", "b"))
    engine.enqueue(job)
    engine.drain(on.runner)
    ended = on.store.get(job.id)
    assert ended.outcome is not None
    assert (ended.state, ended.outcome["error"]["code"]) == (JobState.FAILED, "version-revoked")
    run = on.ledger.run(str(ended.run_id))
    assert (run.state, len(on.stored("a")), on.stored("b")) == (RunState.COMPLETE, 3, [])


@pytest.mark.parametrize("destinations", [("a",), ("a", "b"), ("b", "a")])
def test_half_a_result_of_a_version_that_is_revoked_meanwhile_is_withdrawn_whatever_refused_the_rest(
    models: Models, clock: Clock, engine: Engine, tmp_path: Path, destinations: tuple[str, ...]
) -> None:
    class Refusing(Front):
        def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
            receipt = super().store(objects[:1])
            revoke(on, models)
            rest = tuple(StoreOutcome(ref=item.ref, state=DeliveryState.REFUSED, detail="no") for item in objects[1:])
            return replace(receipt, outcomes=receipt.outcomes + rest)

    class Closed(Front):
        def store(self, objects: Sequence[EncodedObject]) -> StoreReceipt:
            raise StoreRefused(f"Not one of {len(objects)}")

    on = world(tmp_path, models, clock, wrap={"a": Refusing, "b": Closed})
    job = on.accept(destinations=destinations)
    engine.enqueue(job)
    engine.drain(on.runner)
    engine.sweep(on.runner)
    engine.drain(on.runner)
    ended = on.store.get(job.id)
    assert ended.outcome is not None
    assert (ended.state, ended.outcome["error"]["code"]) == (JobState.FAILED, "version-revoked")
    run = on.ledger.run(str(ended.run_id))
    assert (run.state, len(on.stored("a")), len(on.notes("a"))) == (RunState.WITHDRAWN, 1, 1)


class Taking(Front):
    """Only takes objects, as a DIMSE node does."""

    @property
    def can_be_asked(self) -> bool:
        return False

    def find_study(self, study_instance_uid: str) -> StudyIndex:
        raise AssertionError(study_instance_uid)


def test_a_destination_that_cannot_be_asked_is_not_asked_for_the_study(on: World) -> None:
    on.wrap = {"b": Taking}
    assert after(on, on.accept(), "select")["select"]["counts"] == {"series": 1, "instances": 1}


@pytest.fixture
def four(tmp_path: Path) -> World:
    """A world with four MR series in both archives, and a model that reads them all; T2 may be missing."""
    root = tmp_path / "models"
    four_model(root, *four_channels(t2={"missing": "pad"}))
    models = Models(load_catalogue([root], [root / "tags.json"]), Places(device=choose_device("cpu", ()), threads=1))
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        put_four(tmp_path / name, four_heads())
    return world(tmp_path, models)


def put_four(folder: Path, made: Mapping[str, Sequence[FileDataset]]) -> None:
    """Put these series into an archive, and nothing else."""
    shutil.rmtree(folder)
    for name, datasets in made.items():
        saved(datasets, folder / name)


def of_four(on: World) -> Job:
    digest = on.models.catalogue.resolve("several")[1].digest
    order = Order(
        request=JobRequest(study_instance_uid=STUDY_OF_FOUR, model="several"),
        source="a",
        destinations=("a", "b"),
        package_digest=digest,
    )
    return on.store.accept(order)[0]


def run_of_four(on: World) -> Run:
    """The run of a job, which is at its end then."""
    job = of_four(on)
    run = on.ledger.run(after(on, job, "deliver")["claim"]["run"])
    on.store.move(job.id, JobState.SUCCEEDED)
    return run


def test_all_channels_are_kept_claimed_analysed_and_sent(four: World) -> None:
    job = of_four(four)
    state = after(four, job, "retrieve")
    assert state["retrieve"]["instances"] == 36
    assert state["retrieve"]["completeness"]["retrieved"] is True
    again(four, job, state, "retrieve")  # it died meanwhile
    state = after(four, job, "deliver")
    result = four.ledger.run(state["claim"]["run"]).result
    assert result is not None
    chosen = [one["channel"] for one in result["selection"] if one["choice"] == "chosen"]
    assert chosen == ["t1", "t1c", "t2", "flair"]
    assert len(result["provenance"]["inputs"]) == 36
    assert {item.Modality for item in four.stored("b")} == {"SEG", "SR", "OT"}


def test_other_pixels_of_any_channel_are_another_run(four: World) -> None:
    one = run_of_four(four)
    put_four(four.folder / "a", four_heads(flair=bright_head(100, 541)))
    other = run_of_four(four)
    assert (other.number, other.input_key == one.input_key) == (2, True)


def test_a_channel_that_comes_later_is_other_input(four: World) -> None:
    without = {name: datasets for name, datasets in four_heads().items() if name != "t2"}
    put_four(four.folder / "a", without)
    one = run_of_four(four)
    assert one.result is not None
    assert [reason["code"] for reason in one.result["reasons"]] == ["channel-missing"]
    put_four(four.folder / "a", four_heads())
    other = run_of_four(four)
    assert other.input_key != one.input_key
    assert len(other.predecessors) == 1  # its report takes the place of that of fewer images


@pytest.fixture
def comparing(tmp_path: Path) -> World:
    """A world with a current study and an earlier one, and a model that compares them, if it can."""
    root = tmp_path / "models"
    comparing_model(root, missing="pad")
    models = Models(load_catalogue([root], [root / "tags.json"]), Places(device=choose_device("cpu", ()), threads=1))
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        put_four(tmp_path / name, {"now": now(), "before": earlier("one")} if name == "a" else {"now": now()})
    return world(tmp_path, models)


def test_an_earlier_study_is_kept_claimed_and_on_record(comparing: World) -> None:
    job = of_four(comparing)
    state: State = {"job": job.id, "attempt": 1}
    parts = audited(comparing.parts, job)
    for name, step in STEPS:
        state[name] = json.loads(json.dumps(step(parts, job, state)))
    assert state["retrieve"]["instances"] == 18
    run = comparing.ledger.run(state["claim"]["run"])
    assert run.result is not None
    assert len(run.result["provenance"]["inputs"]) == 18
    (chosen,) = [one for one in run.result["selection"] if one["days_before"] is not None]
    assert (chosen["channel"], chosen["study"], chosen["choice"]) == ("before", study_uid("one"), "chosen")
    said = [record.entry for record in comparing.trail.walk()]
    brought = [entry.study for entry in said if entry.action is Action.INSTANCES_RETRIEVED]
    assert brought == [STUDY_OF_FOUR] * 2 + [study_uid("one")] * 2  # begun and done
    assert [entry.facts["by"] for entry in said if entry.action is Action.STUDY_QUERIED and entry.study is None] == [
        "patient"
    ]
    for archive in ("a", "b"):
        assert {item.StudyInstanceUID for item in comparing.stored(archive)} == {STUDY_OF_FOUR}


def test_another_earlier_study_is_other_input_and_no_growth_of_this_one(comparing: World) -> None:
    one = run_of_four(comparing)
    again = run_of_four(comparing)
    assert again.id == one.id
    put_four(comparing.folder / "a", {"now": now(), "before": earlier("one"), "newer": earlier("newer", days=30)})
    newer = run_of_four(comparing)
    put_four(comparing.folder / "a", {"now": now()})
    without = run_of_four(comparing)
    assert len({one.input_key, newer.input_key, without.input_key}) == 3
    assert newer.predecessors == without.predecessors == ()
    assert without.result is not None
    assert [reason["code"] for reason in without.result["reasons"]] == ["channel-missing"]


@pytest.mark.parametrize("stored", ["all", "some", "none"])
def test_a_job_that_finds_another_earlier_study_when_it_retrieves_again_leaves_no_open_run(
    comparing: World, stored: str
) -> None:
    """Another form is wanted on another machine, where the images are not: a newer earlier study is there by then."""
    refused = frozenset({COMPREHENSIVE_3D_SR})
    comparing.parts = replace(comparing.parts, refused={"b": refused} if stored == "all" else {"a": refused})
    job = of_four(comparing)
    state = after(comparing, job, "encode")
    run_id, objects = state["claim"]["run"], comparing.ledger.objects(state["claim"]["run"])
    if stored == "some":
        turns = comparing.ledger.begin(run_id, job.id, "a", objects[:1])
        outcomes = comparing.archive("a").store(objects[:1]).outcomes
        comparing.ledger.record("a", outcomes, turns)
    shutil.rmtree(comparing.parts.work / job.id)
    if stored == "all":
        with pytest.raises(JobWaits) as waits:
            again(comparing, job, state, "deliver")
        assert waits.value.again_from == "select"
    saved(earlier("newer", days=30), comparing.folder / "a" / "newer")
    second = after(comparing, job, "claim")["claim"]["run"]
    assert second != run_id
    ends = {"all": RunState.COMPLETE, "some": RunState.WITHDRAWN, "none": RunState.FAILED}
    assert comparing.ledger.run(run_id).state is ends[stored]
    assert comparing.ledger.run(second).state is RunState.OPEN


@pytest.mark.parametrize(
    ("subject", "changes"),
    [
        (seen_picture(np.zeros((4, 5, 3), np.float32)), {"values": np.ones((4, 5, 3), np.float32)}),
        (seen_picture(np.zeros((4, 5, 3), np.float32)), {"laterality": Laterality.LEFT}),
        (seen_clip(np.zeros((2, 4, 5), np.uint8)), {"values": np.ones((2, 4, 5), np.uint8)}),
        (seen_clip(np.zeros((2, 4, 5), np.uint8)), {"laterality": Laterality.LEFT}),
        (seen_clip(np.zeros((2, 4, 5), np.uint8)), {"numbers": (3, 7)}),
        (seen_clip(np.zeros((2, 4, 5), np.uint8)), {"bits": 7}),
        (seen_clip(np.zeros((2, 4, 5), np.uint8)), {"times_s": np.array([0.0, 0.1])}),
        (volume_of(series(block())), {"laterality": Laterality.LEFT}),
    ],
)
def test_other_pixels_or_facts_are_other_input(subject: Any, changes: dict[str, Any]) -> None:
    one, other = digest_of_subject(subject), digest_of_subject(replace(subject, **changes))
    assert one == digest_of_subject(replace(subject))
    assert one != other
