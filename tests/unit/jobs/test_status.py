"""Studies without a result, reported: one SR a destination, whatever dies, and the job's own end is the same."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pydicom.dataset import Dataset

from radlane.domain.form import COMPREHENSIVE_3D_SR, COMPREHENSIVE_SR
from radlane.domain.job import Job, JobState
from radlane.domain.result import DeliveryState
from radlane.domain.status import ResultStatus
from radlane.errors import InferenceFailed, InputRefused, RadlaneError, StoreRefused
from radlane.jobs.parts import Parts, State
from radlane.jobs.runs import NO_RESULT_BEFORE, RunQuery, RunState
from radlane.jobs.status import STATUS_STEPS, report_unforeseen, wanted_report
from radlane.jobs.steps import STEPS
from radlane.jobs.tables import TABLES
from radlane.jobs.workflow import load_tables
from radlane.pipeline.models import Models
from support.durable import Crash, Engine
from support.jobs import Clock, Front, World, agree, world
from support.picky import Picky
from support.radiographs import radiograph, save
from support.report import named

NAMES = [name for name, _ in STATUS_STEPS]
POINTS = [f"{when} {name}" for name in [*NAMES, "end"] for when in ("before", "after", "recorded")]
BOTH = frozenset(ResultStatus)


@pytest.fixture
def hand(tmp_path: Path, models: Models, clock: Clock) -> World:
    """A site that reports both, with a hand in both archives, which the model does not read."""
    for name in ("a", "b"):
        save(radiograph(BodyPartExamined="HAND"), tmp_path / name, "IM1")
    return reporting(world(tmp_path, models, clock))


@pytest.fixture
def chest(on: World) -> World:
    """A site that reports both, with a chest."""
    return reporting(on)


def reporting(on: World, reported: frozenset[ResultStatus] = BOTH) -> World:
    on.parts = replace(on.parts, site=replace(on.parts.site, reported=reported))
    on.runner = replace(on.runner, parts=on.parts)
    return on


def breaking(on: World, step: str, error: Exception) -> World:
    """The same world, in which a step fails."""

    def fail(_: Parts, __: Job, ___: State) -> State:
        raise error

    steps = tuple((name, fail if name == step else call) for name, call in STEPS)
    on.runner = replace(on.runner, tables=partial(replace, TABLES, analysis=steps))
    return on


def mended(on: World) -> World:
    on.runner = replace(on.runner, tables=load_tables)
    return on


def run(on: World, engine: Engine, **order: Any) -> Job:
    job = on.accept(**order)
    engine.enqueue(job)
    engine.drain(on.runner)
    return on.store.get(job.id)


def statuses(on: World, name: str) -> list[str]:
    """What the reports of an archive say that have a status."""
    reports = [dataset for dataset in on.stored(name) if dataset.SeriesNumber == 99006]
    return [_status(report) for report in reports]


def _status(report: Dataset) -> str:
    evaluation: Dataset = named(named(report, "C0034375"), "111065")
    return str(evaluation.ConceptCodeSequence[0].CodeMeaning)


def reported(on: World, job: Job, status: ResultStatus, said: str) -> None:
    """One report says it in each archive, the same in both; the run is complete, and the job left nothing."""
    assert statuses(on, "a") == statuses(on, "b") == [said]
    one, other = (on.stored(name) for name in ("a", "b"))
    assert [dataset.SOPInstanceUID for dataset in one] == [dataset.SOPInstanceUID for dataset in other]
    made = on.ledger.run(str(job.run_id))
    assert (made.status, made.state) == (status, RunState.COMPLETE)
    assert {state for state, _ in on.ledger.deliveries(made.id).values()} == {DeliveryState.STORED}
    assert not (on.parts.work / job.id).exists()


def test_what_was_not_analysed_is_said_in_each_archive(hand: World, engine: Engine) -> None:
    job = run(hand, engine)
    assert job.state is JobState.NOT_ANALYSED
    assert job.outcome is not None
    assert [reason["code"] for reason in job.outcome["reasons"]] == ["body-part-mismatch"]
    reported(hand, job, ResultStatus.NOT_ATTEMPTED, "Not Attempted")
    result = hand.ledger.run(str(job.run_id)).result
    assert result is not None
    assert (result["verdict"], result["findings"]) == ("not-analysed", [])
    assert [event.name for event in job.timeline if event.kind == "step"][-4:] == NAMES


def test_a_report_of_no_result_goes_down_the_ladder_too(hand: World, engine: Engine) -> None:
    hand.wrap = {"b": lambda archive: Picky(archive, {COMPREHENSIVE_3D_SR})}
    job = run(hand, engine)
    assert job.state is JobState.NOT_ANALYSED
    assert statuses(hand, "a") == statuses(hand, "b") == ["Not Attempted"]
    kinds = [[str(item.SOPClassUID) for item in hand.stored(name) if item.Modality == "SR"] for name in ("a", "b")]
    assert kinds == [[COMPREHENSIVE_3D_SR], [COMPREHENSIVE_SR]]
    assert hand.ledger.run(str(job.run_id)).state is RunState.COMPLETE


@pytest.mark.parametrize("reported", [frozenset(), frozenset({ResultStatus.FAILED})])
def test_a_site_that_does_not_want_it_gets_no_object(
    hand: World, engine: Engine, reported: frozenset[ResultStatus]
) -> None:
    job = run(reporting(hand, reported), engine)
    assert (job.state, job.run_id) == (JobState.NOT_ANALYSED, None)
    assert hand.stored("a") == hand.stored("b") == []


@pytest.mark.parametrize("point", POINTS)
def test_a_process_that_dies_anywhere_leaves_one_report(hand: World, engine: Engine, point: str) -> None:
    left = [point]

    def at(here: str) -> None:
        if left and here == left[0]:
            left.clear()
            raise Crash

    engine.at = at
    job = run(hand, engine)
    assert job.state is JobState.NOT_ANALYSED
    reported(hand, job, ResultStatus.NOT_ATTEMPTED, "Not Attempted")


def test_the_same_study_again_is_not_reported_again(hand: World, engine: Engine) -> None:
    first, second = run(hand, engine), run(hand, engine)
    assert (second.state, second.run_id, second.reused_from) == (JobState.NOT_ANALYSED, first.run_id, first.id)
    reported(hand, second, ResultStatus.NOT_ATTEMPTED, "Not Attempted")
    again = run(hand, engine, rerun="the tag was corrected, they say")
    assert again.reused_from is None
    assert statuses(hand, "a") == ["Not Attempted"] * 2


def test_a_destination_that_got_nothing_yet_gets_it(hand: World, engine: Engine) -> None:
    run(hand, engine, destinations=("a",))
    assert (len(hand.stored("a")), len(hand.stored("b"))) == (1, 0)
    reported(hand, run(hand, engine), ResultStatus.NOT_ATTEMPTED, "Not Attempted")


def test_what_can_be_analysed_later_is_the_next_run(hand: World, engine: Engine) -> None:
    """The report of before stays as it is, and the new one does not list it: it takes nothing from it."""
    blank = radiograph()
    blank.PixelData = bytes(len(blank.PixelData))
    for name in ("a", "b"):
        save(blank, hand.folder / name, "IM1")
    before = run(hand, engine)
    for name in ("a", "b"):
        save(radiograph(), hand.folder / name, "IM1")
    job = run(hand, engine)
    assert job.state is JobState.SUCCEEDED
    made = hand.ledger.run(str(job.run_id))
    assert (made.number, made.reason, made.status) == (2, NO_RESULT_BEFORE, None)
    results = [dataset for dataset in hand.stored("a") if dataset.SeriesNumber != 99006]
    assert len(agree(results)) == 1
    (report,) = [dataset for dataset in results if dataset.Modality == "SR"]
    (earlier,) = hand.ledger.objects(str(before.run_id))
    assert earlier.ref.sop_instance_uid not in str(report)
    assert statuses(hand, "a") == ["Not Attempted"]


GATE = InputRefused("input-not-acceptable", "This is no chest", uid="1.2.3")
BROKEN = InferenceFailed("The network did not run to its end", why="it has another grid")


def test_what_the_network_refused_is_not_asked_of_it_again(chest: World, engine: Engine) -> None:
    first = run(breaking(chest, "analyse", GATE), engine)
    reported(chest, first, ResultStatus.NOT_ATTEMPTED, "Not Attempted")
    second = run(mended(chest), engine)  # it would accept it now
    assert (second.state, second.run_id, second.reused_from) == (JobState.NOT_ANALYSED, first.run_id, first.id)
    assert second.outcome is not None
    assert second.outcome["reasons"][0]["code"] == "input-not-acceptable"
    reported(chest, second, ResultStatus.NOT_ATTEMPTED, "Not Attempted")
    third = run(chest, engine, rerun="another try")
    assert (third.state, chest.ledger.run(str(third.run_id)).number) == (JobState.SUCCEEDED, 2)


@pytest.mark.parametrize(
    ("step", "error", "code"),
    [
        ("analyse", BROKEN, "inference-failed"),
        ("analyse", ZeroDivisionError(), "internal-error"),
        ("encode", ZeroDivisionError(), "internal-error"),
    ],
)
def test_an_analysis_that_broke_is_said_to_have_failed(
    chest: World, engine: Engine, step: str, error: Exception, code: str
) -> None:
    job = run(breaking(chest, step, error), engine)
    assert (job.state, job.outcome and job.outcome["error"]["code"]) == (JobState.FAILED, code)
    reported(chest, job, ResultStatus.FAILED, "Failed")
    result = chest.ledger.run(str(job.run_id)).result
    assert result is not None
    assert result["error"]["code"] == code
    later = run(mended(chest), engine)
    assert (later.state, chest.ledger.run(str(later.run_id)).number) == (JobState.SUCCEEDED, 2)


def test_each_failure_is_one_of_its_own(chest: World, engine: Engine) -> None:
    breaking(chest, "analyse", BROKEN)
    first, second = run(chest, engine), run(chest, engine)
    assert first.run_id != second.run_id
    assert statuses(chest, "a") == ["Failed"] * 2


@pytest.mark.parametrize(
    ("step", "error"),
    [
        ("retrieve", ZeroDivisionError()),  # nobody knows whether it was the analysis
        ("deliver", StoreRefused("The archive did not take every object")),  # a result, if half a one
    ],
)
def test_what_is_no_failure_of_the_analysis_is_not_reported(
    chest: World, engine: Engine, step: str, error: Exception
) -> None:
    job = run(breaking(chest, step, error), engine)
    assert job.state is JobState.FAILED
    assert statuses(chest, "a") == []


def test_a_run_with_the_objects_of_a_result_gets_no_other(chest: World, engine: Engine) -> None:
    job = run(breaking(chest, "deliver", BROKEN), engine)
    assert (job.state, job.outcome and job.outcome["error"]["code"]) == (JobState.FAILED, "inference-failed")
    assert statuses(chest, "a") == []
    assert len(chest.ledger.objects(str(job.run_id))) == 3


def test_an_archive_that_is_down_is_waited_for(hand: World, engine: Engine) -> None:
    front = Front(hand.archive("b"))
    hand.wrap = {"b": lambda _: front}
    engine.at = lambda here: setattr(front, "down", (here != "recorded wait" and front.down) or here == "after look")
    job = run(hand, engine)
    assert job.attempt == 2
    assert [event.name for event in job.timeline if event.kind == "wait"] == ["archive-unavailable"]
    reported(hand, job, ResultStatus.NOT_ATTEMPTED, "Not Attempted")


def test_a_report_that_cannot_be_sent_in_time_changes_nothing_of_the_end(hand: World, engine: Engine) -> None:
    front = Front(hand.archive("b"))
    hand.wrap = {"b": lambda _: front}
    engine.at = lambda here: setattr(front, "down", front.down or here == "after look")
    job = run(hand, engine, not_after=engine.clock().replace(minute=30))
    assert job.state is JobState.NOT_ANALYSED
    assert (len(hand.stored("a")), len(hand.stored("b"))) == (1, 0)


def test_a_job_that_is_cancelled_meanwhile_keeps_its_end(hand: World, engine: Engine) -> None:
    job = hand.accept()
    engine.at = lambda here: hand.store.ask_cancel(job.id) if here == "after look" else None
    engine.enqueue(job)
    engine.drain(hand.runner)
    assert hand.store.get(job.id).state is JobState.NOT_ANALYSED
    assert hand.stored("a") == []


@pytest.mark.parametrize(("what", "after"), [("work", "look"), ("work", "claim-status"), ("outbox", "encode-status")])
def test_what_is_lost_on_the_way_is_made_again(hand: World, engine: Engine, what: str, after: str) -> None:
    left = [after]

    def at(here: str) -> None:
        if left and here == f"recorded {left[0]}":
            left.clear()
            shutil.rmtree(hand.folder / what)

    engine.at = at
    job = run(hand, engine)
    assert job.state is JobState.NOT_ANALYSED
    assert [event.name for event in job.timeline if event.kind == "wait"] == ["job-waits"]
    reported(hand, job, ResultStatus.NOT_ATTEMPTED, "Not Attempted")


def test_two_jobs_at_once_share_a_report(hand: World, engine: Engine) -> None:
    first, second = hand.accept(), hand.accept(destinations=("b",))
    left = ["recorded claim-status"]

    def at(here: str) -> None:
        if left and here == left[0]:
            left.clear()
            raise Crash

    engine.at = at
    engine.enqueue(first)
    engine.step(hand.runner)
    engine.enqueue(second)
    engine.workflows[f"{first.id}.1"].due += 1.0
    engine.drain(hand.runner)
    done = hand.store.get(second.id)
    assert (done.state, done.reused_from, done.attempt) == (JobState.NOT_ANALYSED, first.id, 2)
    reported(hand, hand.store.get(first.id), ResultStatus.NOT_ATTEMPTED, "Not Attempted")


def test_half_a_report_is_sent_whole_by_the_next_job(hand: World, engine: Engine) -> None:
    """The first job ended while one archive was away; the study comes again, and the same bytes go on."""
    front = Front(hand.archive("b"))
    hand.wrap = {"b": lambda _: front}
    engine.at = lambda here: setattr(front, "down", front.down or here == "after look")
    first = run(hand, engine, not_after=engine.clock().replace(minute=30))
    engine.at, front.down = lambda _: None, False
    second = run(hand, engine)
    assert second.run_id == first.run_id
    reported(hand, second, ResultStatus.NOT_ATTEMPTED, "Not Attempted")


def test_a_study_of_which_nothing_can_be_read_has_no_report(hand: World, engine: Engine) -> None:
    save(radiograph(BodyPartExamined="HAND"), hand.folder / "a", "IM1")
    on = breaking(hand, "retrieve", InputRefused("file-unreadable", "It is cut"))
    on.runner = replace(on.runner, parts=replace(on.parts, site=replace(on.parts.site, read_limits=_nothing(on))))
    job = run(on, engine)
    assert (job.state, job.run_id) == (JobState.NOT_ANALYSED, None)
    assert hand.stored("a") == []


def _nothing(on: World) -> Any:
    """Limits under which no file is read."""
    return replace(on.parts.site.read_limits, file_bytes=1)


def test_runs_say_which_have_no_result(hand: World, engine: Engine) -> None:
    run(hand, engine)
    assert [made.status for made in hand.ledger.find(RunQuery())[0]] == [ResultStatus.NOT_ATTEMPTED]


def test_what_is_wanted_by_policy(hand: World) -> None:
    assert wanted_report(hand.parts, GATE) == {
        "status": "not-analysed", "code": "input-not-acceptable", "text": "This is no chest.",
    }  # fmt: skip
    silent = replace(hand.parts, site=replace(hand.parts.site, reported=frozenset()))
    errors: list[RadlaneError] = [GATE, BROKEN, StoreRefused("no")]
    assert [wanted_report(silent, error) for error in errors] == [None] * 3
    assert wanted_report(hand.parts, StoreRefused("no")) is None
    assert report_unforeseen(silent, "internal-error") is None
    said = report_unforeseen(hand.parts, "internal-error")
    assert said is not None
    assert said["status"] == "failed"
