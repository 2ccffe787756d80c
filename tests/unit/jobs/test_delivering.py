"""A run goes to each destination in the form that it takes: one whole result, of one analysis, whatever is refused."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydicom import Dataset

from radlane.dicomweb.deposit import LEFT_OUT
from radlane.domain.form import (
    COMPREHENSIVE_3D_SR,
    COMPREHENSIVE_SR,
    ENHANCED_SR,
    FIRST,
    LABEL_MAP,
    PARAMETRIC_MAP,
    SEGMENTATION,
    Form,
)
from radlane.domain.job import Job, JobState
from radlane.domain.output import SegmentationType
from radlane.domain.result import DeliveryState, Role, StoreOutcome, StoreReceipt
from radlane.errors import JobWaits
from radlane.jobs.ledger import MADE_OTHERWISE, OUTBOX_LOST
from radlane.jobs.results import objects_of, result_of
from radlane.jobs.runs import Run, RunQuery, RunState
from radlane.jobs.steps import STEPS
from support.durable import Crash, Engine
from support.jobs import Clock, Front, World, agree
from support.picky import Picky, bright_order, bright_world, with_heat
from support.withdrawals import SAFETY, listed, withdraw

WITHOUT_3D = Form(refused=frozenset({COMPREHENSIVE_3D_SR}))
ENHANCED = Form(refused=frozenset({COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR}))


def refuse(on: World, name: str, *classes: str) -> Picky:
    picky = Picky(on.archive(name), classes)
    on.wrap = {**on.wrap, name: lambda _: picky}
    return picky


def change(on: World, **parts: Any) -> None:
    on.parts = replace(on.parts, **parts)
    on.runner = replace(on.runner, parts=on.parts)


def drained(on: World, engine: Engine, **order: Any) -> Job:
    job = on.accept(**order)
    engine.enqueue(job)
    engine.drain(on.runner)
    return on.store.get(job.id)


def run_of_job(on: World, job: Job) -> Run:
    assert job.run_id is not None
    return on.ledger.run(job.run_id)


def kinds(on: World, name: str) -> list[str]:
    return sorted(str(item.SOPClassUID) for item in on.stored(name))


def instead(on: World, run_id: str, sop_class_uid: str) -> list[str | None]:
    """What stands for the objects of a class that `b` refused."""
    return [
        delivery["instead"]
        for item in objects_of(run_id, on.ledger)
        for delivery in item["deliveries"]
        if item["sop_class_uid"] == sop_class_uid and (delivery["destination"], delivery["state"]) == ("b", "refused")
    ]


def result_in(on: World, name: str) -> list[Dataset]:
    """The one report in an archive, and all that it lists, which is there; leaves of a run that was given up may lie
    beside them.
    """
    stored = on.stored(name)
    (report,) = (item for item in stored if item.Modality == "SR")
    own = [item for item in stored if item is report or str(item.SOPInstanceUID) in listed(report)]
    assert len(agree(own)) == 1
    return own


def codes(on: World, job: Job) -> list[str]:
    return [reason["code"] for reason in result_of(job, on.ledger)["reasons"]]


@pytest.mark.parametrize(
    ("classes", "form", "report"),
    [({COMPREHENSIVE_3D_SR}, WITHOUT_3D, COMPREHENSIVE_SR), (ENHANCED.refused, ENHANCED, ENHANCED_SR)],
)
def test_a_refused_report_gives_way_to_the_next_class(
    on: World, engine: Engine, classes: Collection[str], form: Form, report: str
) -> None:
    """What was stored of the first form is not sent again; the other destination gets the first form."""
    picky = refuse(on, "b", *classes)
    job = drained(on, engine)
    run = run_of_job(on, job)
    assert (job.state, run.state) == (JobState.SUCCEEDED, RunState.COMPLETE)
    assert on.ledger.forms.of(run.id) == {"b": form}
    assert len(agree(on.stored("a"))) == len(agree(on.stored("b"))) == 1
    assert COMPREHENSIVE_3D_SR in kinds(on, "a")
    assert report in kinds(on, "b")
    assert len(picky.sent) == len(set(picky.sent)) == 3 + len(classes)
    shared = {str(item.SOPInstanceUID): item for item in on.stored("a") if item.Modality != "SR"}
    assert {str(item.SOPInstanceUID): item for item in on.stored("b") if item.Modality != "SR"} == shared
    assert engine.ran.count("analyse") == 1
    assert codes(on, job).count("sop-class-refused") == len(classes)


def test_the_result_says_what_stands_for_what(on: World, engine: Engine) -> None:
    refuse(on, "b", COMPREHENSIVE_3D_SR)
    job = drained(on, engine)
    result = result_of(job, on.ledger)
    *_, refused, report = result["objects"]
    assert (refused["sop_class"], report["sop_class"]) == ("Comprehensive 3D SR Storage", "Comprehensive SR Storage")
    assert [(one["destination"], one["state"], one["instead"]) for one in refused["deliveries"]] == [
        ("a", "stored", None),
        ("b", "refused", report["sop_instance_uid"]),
    ]
    assert [(one["destination"], one["state"]) for one in report["deliveries"]] == [("b", "stored")]
    assert result["reasons"][-1] == {
        "code": "sop-class-refused",
        "text": "The archive b does not take Comprehensive 3D SR Storage: "
        "Comprehensive SR Storage stands for it there.",
    }


def refusals(on: World, job: Job) -> list[str]:
    """What the result of a job says of classes that are refused."""
    said = result_of(job, on.ledger)["reasons"]
    return [reason["text"] for reason in said if reason["code"] == "sop-class-refused"]


def test_what_nothing_stands_for_is_refused_and_the_job_fails(on: World, engine: Engine) -> None:
    picky = refuse(on, "b", *ENHANCED.refused, ENHANCED_SR)
    job = drained(on, engine)
    assert (job.state, job.outcome and job.outcome["error"]["code"]) == (JobState.FAILED, "store-refused")
    assert len(picky.sent) == 5
    assert instead(on, run_of_job(on, job).id, ENHANCED_SR) == [None]
    assert instead(on, run_of_job(on, job).id, COMPREHENSIVE_3D_SR) == [None], "what stands for it is refused too"
    in_vain = [
        text.endswith(", nor what stands for it.") for text in refusals(on, drained(on, engine, destinations=("a",)))
    ]
    assert in_vain == [True, True]
    picky.refuses -= {ENHANCED_SR}
    again = drained(on, engine)
    assert all(text.endswith(" stands for it there.") for text in refusals(on, again))
    assert again.state is JobState.SUCCEEDED
    assert len(picky.sent) == 6, "the form is known, and its report alone is missing"
    assert len(agree(on.stored("b"))) == 1


def test_a_refused_segmentation_is_no_loop(on: World, engine: Engine) -> None:
    picky = refuse(on, "b", SEGMENTATION)
    assert drained(on, engine).state is JobState.FAILED
    assert len(picky.sent) == 2, "the leaves, once"


def test_the_site_says_it_before(on: World, engine: Engine) -> None:
    """Nothing is offered in vain; what the run does not hold makes no other form."""
    change(on, refused={"b": frozenset({COMPREHENSIVE_3D_SR, PARAMETRIC_MAP, LABEL_MAP})})
    picky = refuse(on, "b", COMPREHENSIVE_3D_SR)
    job = drained(on, engine)
    assert on.ledger.forms.of(run_of_job(on, job).id) == {"b": WITHOUT_3D}
    assert len(picky.sent) == 3
    assert COMPREHENSIVE_SR in kinds(on, "b")
    assert codes(on, job).count("sop-class-refused") == 1


def test_what_is_whole_somewhere_stays_as_it_is_whatever_the_site_says_later(on: World, engine: Engine) -> None:
    drained(on, engine)
    before = [str(item.SOPInstanceUID) for item in on.stored("b")]
    change(on, refused={"b": frozenset({COMPREHENSIVE_3D_SR})})
    job = drained(on, engine)
    assert job.state is JobState.SUCCEEDED
    assert [str(item.SOPInstanceUID) for item in on.stored("b")] == before
    assert on.ledger.forms.of(run_of_job(on, job).id) == {}


def test_label_maps_and_numbers_of_heat_maps_give_way(on: World) -> None:
    """The root is encoded for the leaves that are taken; the pictures are stored once."""
    change(on, site=replace(on.parts.site, segmentation_type=SegmentationType.LABELMAP))
    picky = refuse(on, "b", LABEL_MAP, PARAMETRIC_MAP)
    job = on.accept()
    state = with_heat(on, job)
    for name in ("encode", "deliver"):
        state[name] = dict(STEPS)[name](on.parts, job, state)
    run_id = state["claim"]["run"]
    assert kinds(on, "a").count(LABEL_MAP) == kinds(on, "b").count(SEGMENTATION) == 1
    assert LABEL_MAP not in kinds(on, "b")
    assert len(picky.sent) == len(set(picky.sent))
    assert on.ledger.forms.is_whole(run_id, "b")
    stored = on.stored("b")
    (report,) = (item for item in stored if item.Modality == "SR")
    assert listed(report) >= {str(item.SOPInstanceUID) for item in stored if item is not report}
    (segmentation,) = (str(item.SOPInstanceUID) for item in stored if item.Modality == "SEG")
    assert instead(on, run_id, LABEL_MAP) == [segmentation]


def test_the_picture_of_a_heat_map_stands_for_its_numbers(tmp_path: Path) -> None:
    """One for each, in their order."""
    on = bright_world(tmp_path)
    refuse(on, "b", PARAMETRIC_MAP)
    job = on.store.accept(bright_order(on))[0]
    state = with_heat(on, job)
    for name in ("encode", "deliver"):
        state[name] = dict(STEPS)[name](on.parts, job, state)
    run_id = state["claim"]["run"]
    pictures = [item.ref.sop_instance_uid for item in on.ledger.objects(run_id) if item.role is Role.EXPLANATION]
    assert instead(on, run_id, PARAMETRIC_MAP) == pictures
    assert len(pictures) == 2
    assert kinds(on, "a").count(PARAMETRIC_MAP) == 2
    assert kinds(on, "b").count(PARAMETRIC_MAP) == 0


def test_a_later_job_needs_no_analysis_for_another_form(on: World, engine: Engine) -> None:
    drained(on, engine, destinations=("a",))
    refuse(on, "b", COMPREHENSIVE_3D_SR)
    job = drained(on, engine, destinations=("b",))
    assert (job.state, job.reused_from is not None) == (JobState.SUCCEEDED, True)
    assert len(agree(on.stored("b"))) == 1
    (first,), (second,) = agree(on.stored("a")), agree(on.stored("b"))
    assert first[1] == second[1], "of one analysis, though the network never says the same twice"


@pytest.mark.parametrize("lost", ["conclusion", "bytes of the form"])
def test_what_is_lost_of_a_form_makes_another_run(on: World, engine: Engine, lost: str) -> None:
    first = drained(on, engine, destinations=("a",))
    run = run_of_job(on, first)
    if lost == "conclusion":
        for path in (on.parts.outbox.folder / run.id).rglob("*.npz"):
            path.unlink()
    refuse(on, "b", COMPREHENSIVE_3D_SR)
    if lost == "bytes of the form":
        job = on.accept(destinations=("b",))
        with pytest.raises(JobWaits) as waits:
            deliver_with_lost_form(on, job)
        assert waits.value.again_from == "claim"
    else:
        job = drained(on, engine, destinations=("b",))
        assert job.state is JobState.SUCCEEDED
        result_in(on, "b")
    assert {one.number: one.reason for one in on.ledger.find(RunQuery())[0]} == {1: None, 2: OUTBOX_LOST}
    assert on.ledger.run(run.id).state is RunState.COMPLETE, "it is whole in a"


def deliver_with_lost_form(on: World, job: Job) -> None:
    """Sends a form whose bytes go away after they were put on record."""
    state: dict[str, Any] = {"job": job.id, "attempt": 1}
    for name, step in STEPS[:-1]:
        state[name] = step(on.parts, job, state)
    before = on.ledger.forms.commit

    def commit(*arguments: Any) -> bool:
        done = before(*arguments)
        for item in arguments[3]:
            if item.role is Role.REPORT:
                item.path.write_bytes(b"")
        return done

    on.ledger.forms.commit = commit  # type: ignore[method-assign]
    dict(STEPS)["deliver"](on.parts, job, state)


def test_a_form_is_made_only_where_the_other_objects_come_out_the_same(on: World, engine: Engine) -> None:
    """Another version of radlane writes its name into every object: half of a result would be of each."""
    first = drained(on, engine, destinations=("a",))
    change(on, site=replace(on.parts.site, version="9.9.9"))
    refuse(on, "b", COMPREHENSIVE_3D_SR)
    job = drained(on, engine, destinations=("b",))
    assert job.state is JobState.SUCCEEDED
    assert run_of_job(on, job).reason == MADE_OTHERWISE
    assert {str(item.SoftwareVersions) for item in result_in(on, "b")} == {"9.9.9"}
    assert run_of_job(on, first).state is RunState.COMPLETE


def test_an_upgrade_does_not_stop_what_has_no_other_form(on: World, engine: Engine) -> None:
    drained(on, engine, destinations=("a",))
    change(on, site=replace(on.parts.site, version="9.9.9"))
    assert drained(on, engine, destinations=("b",)).reused_from
    assert {str(item.SoftwareVersions) for item in on.stored("b")} == {"0.1.0"}


@pytest.mark.parametrize("number", range(1, 6))
def test_a_process_that_dies_between_the_forms_goes_on(on: World, engine: Engine, number: int) -> None:
    """At each answer of the archive, and before each form is on record."""
    picky = refuse(on, "b", *ENHANCED.refused)
    left = [number]

    def die(_: Any = None) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise Crash

    picky.at = lambda here: die() if here == "answer" else None
    before = on.ledger.forms.commit

    def commit(*arguments: Any) -> bool:
        die()
        return before(*arguments)

    on.ledger.forms.commit = commit  # type: ignore[method-assign]
    job = drained(on, engine)
    assert job.state is JobState.SUCCEEDED
    assert left[0] <= 0
    assert len(agree(on.stored("b"))) == len(agree(on.stored("a"))) == 1
    assert len(on.stored("b")) == 3
    run = run_of_job(on, job)
    folders = [path for path in (on.parts.outbox.folder / run.id).iterdir() if path.is_dir()]
    kept = {item.path.parent for item in on.ledger.forms.all_objects(run.id)}
    assert kept <= set(folders)
    assert engine.ran.count("analyse") == 1


def test_a_destination_that_is_away_waits_and_the_other_gets_its_form(on: World, engine: Engine) -> None:
    refuse(on, "b", COMPREHENSIVE_3D_SR)
    front = Front(on.archive("a"))
    front.down = True
    folder = on.wrap

    def up(point: str) -> None:
        front.down = front.down and point != "after later"

    engine.at = up
    job = on.accept(source="b")
    on.wrap = {**folder, "a": lambda _: front}
    engine.enqueue(job)
    engine.drain(on.runner)
    assert on.store.get(job.id).state is JobState.SUCCEEDED
    assert len(agree(on.stored("a"))) == len(agree(on.stored("b"))) == 1


def test_a_withdrawn_run_is_rejected_as_it_lies_in_each_destination(on: World, engine: Engine, clock: Clock) -> None:
    refuse(on, "b", COMPREHENSIVE_3D_SR)
    job = drained(on, engine)
    run = run_of_job(on, job)
    withdrawn = withdraw(on, run, SAFETY)
    engine.enqueue(withdrawn)
    engine.drain(on.runner)
    assert on.store.get(withdrawn.id).state is JobState.SUCCEEDED
    for name in ("a", "b"):
        (note,) = on.notes(name)
        assert listed(note) == {str(item.SOPInstanceUID) for item in on.stored(name)}
    assert len({str(on.notes(name)[0].SOPInstanceUID) for name in ("a", "b")}) == 2
    assert on.withdrawals.rejected(run.id).shares == ()
    found = [state for (_, name), (state, _) in on.ledger.deliveries(run.id).items() if name == "b"]
    assert sorted(found) == ["refused", "stored", "withdrawn", "withdrawn", "withdrawn"]


def test_the_files_of_all_forms_go_with_their_run(on: World, engine: Engine) -> None:
    refuse(on, "b", COMPREHENSIVE_3D_SR)
    run = run_of_job(on, drained(on, engine))
    files = [path.suffix for path in sorted((on.parts.outbox.folder / run.id).rglob("*")) if path.is_file()]
    assert sorted(files) == [".dcm"] * 4 + [".npz"], "what forms share is there once"
    shutil.rmtree(on.parts.outbox.folder / run.id)
    assert on.ledger.forms.objects(run.id, FIRST) != ()


def test_what_a_first_try_may_have_brought_is_not_forgotten_by_a_second_one(on: World, engine: Engine) -> None:
    """The first process died in the middle; the second one sends nothing, since the archive refuses a leaf by now."""
    died: list[str] = []

    class Turning(Front):
        def store(self, objects: Any) -> StoreReceipt:
            if not died:
                died.append("here")
                raise Crash
            first, *rest = objects
            refused = StoreOutcome(ref=first.ref, state=DeliveryState.REFUSED, may_be_there=False)
            others = (
                StoreOutcome(ref=item.ref, state=DeliveryState.REFUSED, detail=LEFT_OUT, may_be_there=None)
                for item in rest
            )
            return StoreReceipt(destination=self.name, outcomes=(refused, *others))

    front = Turning(on.archive("a"))
    on.wrap = {"a": lambda _: front}
    job = drained(on, engine, destinations=("a",))
    assert (job.state, died) == (JobState.FAILED, ["here"])
    run = run_of_job(on, job)
    on.withdrawals.ask(run.id, SAFETY, None, "")
    (share,) = on.withdrawals.rejected(run.id).shares
    assert share.held == on.ledger.objects(run.id)[1:]
