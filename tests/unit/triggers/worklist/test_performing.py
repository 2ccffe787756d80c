"""radlane's own workitems: claimed, done as a job, and ended as that does."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.exc import DataError

from radlane.dicomweb.dicom_json import sequence_of, text_of
from radlane.domain.job import Job, JobState, Priority
from radlane.domain.ups import StepState
from radlane.domain.workitem import Performer, Workitem
from radlane.errors import RecordsUnavailable, WorkitemConflict
from radlane.jobs.store import Query
from radlane.security.audit_record import Action
from radlane.triggers.intake import Caller, Wish
from radlane.triggers.worklist.procedures import Procedure
from support.radiographs import STUDY
from support.ups_table import code, el, new, reference
from support.worklists import BY, Bench, ours, procedures

UID = "1.2.826.1"


def the_item(bench: Bench) -> Workitem:
    return bench.worklist.get(UID)


def progress(item: Workitem) -> dict[str, Any]:
    return dict(sequence_of(item.attributes, "00741002")[0])


def test_a_workitem_becomes_a_job_and_completed_with_what_came_out(bench: Bench) -> None:
    bench.create()
    bench.performing.sweep()
    item = the_item(bench)
    assert (item.state, item.performer) == (StepState.IN_PROGRESS, Performer.RADLANE)
    bench.performing.sweep()
    assert progress(the_item(bench))["00741004"]["Value"] == ["0"]
    bench.engine.drain(bench.on.runner)
    bench.performing.sweep()
    item = the_item(bench)
    assert item.state is StepState.COMPLETED
    (performed,) = sequence_of(item.attributes, "00741216")
    outputs = sequence_of(performed, "00404033")
    told = {text_of(sop, "00081155") for output in outputs for sop in sequence_of(output, "00081199")}
    assert told == {str(dataset.SOPInstanceUID) for dataset in bench.on.stored("a")}
    urls = [text_of(place, "00081190") for output in outputs for place in sequence_of(output, "0040E025")]
    assert all(url.startswith("https://pacs.example/dicom-web/studies/") for url in urls)
    assert len(urls) == len(outputs) == 3
    assert bench.on.trail.verify().broken is None
    said = [record.entry.action for record in bench.on.trail.walk()]
    assert said.count(Action.WORKITEM_CHANGED) == 2


def test_whoever_dies_in_between_there_is_one_job(bench: Bench) -> None:
    bench.create()
    accept = bench.work.intake.accept

    class Died(BaseException):
        pass

    def dying(*arguments: Any) -> Any:
        accept(*arguments)
        raise Died

    object.__setattr__(bench.work.intake, "accept", dying)
    with pytest.raises(Died):
        bench.performing.sweep()
    assert the_item(bench).job_id is None
    object.__delattr__(bench.work.intake, "accept")
    bench.performing.sweep()
    jobs, _ = bench.on.store.find(Query())
    assert [job.id for job in jobs] == [the_item(bench).job_id]


def test_a_job_that_was_accepted_before_somebody_died_is_the_workitems_whatever_the_settings_say(bench: Bench) -> None:
    bench.create()
    change = bench.items.change

    class Died(BaseException):
        pass

    def dying(uid: str, made: Any, *said: Any) -> Any:
        if bench.on.store.find(Query())[0]:
            raise Died
        return change(uid, made, *said)

    bench.items.change = dying  # type: ignore[method-assign]
    with pytest.raises(Died):
        bench.performing.sweep()
    bench.items.change = change  # type: ignore[method-assign]
    assert the_item(bench).job_id is None
    later = replace(bench.performing, procedures=procedures(Procedure(scheme="x", code="y", model="z")))
    later.sweep()
    assert (the_item(bench).state, the_item(bench).job_id) == (
        StepState.IN_PROGRESS,
        bench.on.store.find(Query())[0][0].id,
    )
    bench.engine.drain(bench.on.runner)
    later.sweep()
    assert the_item(bench).state is StepState.COMPLETED


def test_a_procedure_that_is_no_longer_performed_cancels_the_workitem(bench: Bench) -> None:
    bench.create()
    assert bench.performing._claim(the_item(bench))
    replace(bench.performing, procedures=procedures(Procedure(scheme="x", code="y", model="z"))).sweep()
    assert (the_item(bench).state, bench.on.store.find(Query())[0]) == (StepState.CANCELED, ())


def test_a_request_to_cancel_stops_the_job(bench: Bench) -> None:
    bench.create()
    bench.performing.sweep()
    body = {"00741238": el("LT", "Twice"), "0074100E": el("SQ", code("110510", "DCM"))}
    assert bench.worklist.request_cancel(UID, json.dumps(body).encode(), BY).http == 202
    bench.engine.drain(bench.on.runner)
    bench.performing.sweep()
    item = the_item(bench)
    assert item.job_id is not None
    assert bench.on.store.get(item.job_id).state is JobState.CANCELLED
    assert item.state is StepState.CANCELED
    assert text_of(progress(item), "00741238") == "Twice"
    assert text_of(sequence_of(progress(item), "0074100E")[0], "00080100") == "110510"
    assert bench.on.stored("a") == []


@pytest.mark.parametrize(
    ("changes", "study"),
    [
        ({"00404021": el("SQ", reference("1.2.3.4"))}, "1.2.3.4"),
        ({"00404041": el("CS", "INCOMPLETE")}, None),
        ({"00404018": el("SQ", code("somebody-elses"))}, None),
        ({"00404005": el("DT", "20991231")}, None),
    ],
    ids=["other input", "no longer ready", "no longer ours", "for later"],
)
def test_what_was_corrected_just_before_the_claim_is_what_is_done(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any], study: str | None
) -> None:
    bench.create()
    own = bench.items.own

    def correcting() -> tuple[Workitem, ...]:
        found = tuple(own())
        bench.worklist.update(UID, None, json.dumps(changes).encode(), BY)
        return found

    monkeypatch.setattr(bench.items, "own", correcting)
    bench.performing.sweep()
    assert [job.order.request.study_instance_uid for job in bench.on.store.find(Query())[0]] == [study] * bool(study)
    assert the_item(bench).state is (StepState.IN_PROGRESS if study else StepState.SCHEDULED)


def test_who_cancels_a_workitem_cancels_nobody_elses_job(bench: Bench) -> None:
    for uid in (UID, "1.2.826.2"):
        bench.create(uid)
    wish = bench.known.wish_of(the_item(bench).attributes)
    assert wish is not None
    before, _ = bench.work.intake.accept(wish, Caller(identity="his", via="rest"))
    bench.performing.sweep()
    after, _ = bench.work.intake.accept(replace(wish, priority=Priority.STAT), Caller(identity="hers", via="rest"))
    assert bench.worklist.request_cancel(UID, b"", BY).http == 202
    for _ in range(2):
        bench.engine.drain(bench.on.runner)
        bench.on.clock.forward(60)  # type: ignore[attr-defined]
        bench.performing.sweep()
    assert [bench.worklist.get(uid).state for uid in (UID, "1.2.826.2")] == [StepState.CANCELED, StepState.COMPLETED]
    assert {bench.on.store.get(job.id).state for job in (before, after)} == {JobState.SUCCEEDED}
    assert len(bench.on.stored("a")) == 3, "the result is one and the same"


def test_nobody_is_given_the_job_of_a_workitem(bench: Bench) -> None:
    bench.create()
    bench.performing.sweep()
    wish = bench.known.wish_of(the_item(bench).attributes)
    assert wish is not None
    assert bench.work.intake.accept(wish, Caller(identity="his", via="rest"))[0].id != the_item(bench).job_id


def test_a_request_between_the_claim_and_the_job_stops_it_too(bench: Bench) -> None:
    bench.create()
    assert bench.performing._claim(the_item(bench))
    assert bench.worklist.request_cancel(UID, b"", BY).http == 202
    for _ in range(2):
        bench.performing.sweep()
    assert the_item(bench).state is StepState.CANCELED
    bench.engine.drain(bench.on.runner)
    assert bench.on.stored("a") == []


def test_a_result_that_is_being_stored_goes_on(bench: Bench) -> None:
    bench.create()
    bench.performing.sweep()
    bench.engine.drain(bench.on.runner)  # stored, and the worklist does not know it yet
    with pytest.raises(WorkitemConflict) as refused:
        bench.worklist.request_cancel(UID, b"", BY)
    assert "C313" in str(refused.value)
    bench.performing.sweep()
    assert the_item(bench).state is StepState.COMPLETED


@pytest.mark.parametrize(
    ("subject", "code_value", "text"),
    [
        (reference("1.2.3.4"), "110501", "study-not-found"),
        (reference(STUDY, "1.2.3.9"), "110522", "no-matching-series"),
    ],
)
def test_what_has_no_result_is_canceled_with_the_reason(
    bench: Bench, subject: dict[str, Any], code_value: str, text: str
) -> None:
    bench.worklist.create(json.dumps(ours(t00404021=el("SQ", subject))).encode(), UID, BY)
    bench.performing.sweep()
    bench.engine.drain(bench.on.runner)
    bench.performing.sweep()
    found = the_item(bench)
    assert found.state is StepState.CANCELED
    assert text_of(sequence_of(progress(found), "0074100E")[0], "00080100") == code_value
    assert text in text_of(progress(found), "00741238")


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"t00100020": el("LO", "SOMEBODY-ELSE")}, StepState.CANCELED),
        ({"t00100021": el("LO", "ANOTHER HOSPITAL")}, StepState.CANCELED),
        ({"t00100020": el("LO"), "t00100021": el("LO")}, StepState.COMPLETED),
    ],
    ids=["another ID", "another issuer", "nobody says"],
)
def test_nothing_is_done_to_another_patients_study(bench: Bench, changes: dict[str, Any], state: StepState) -> None:
    bench.create(**changes)
    bench.performing.sweep()
    bench.engine.drain(bench.on.runner)
    bench.performing.sweep()
    found = the_item(bench)
    assert found.state is state
    assert bool(bench.on.stored("a")) is (state is StepState.COMPLETED)
    if state is StepState.CANCELED:
        assert text_of(sequence_of(progress(found), "0074100E")[0], "00080100") == "110514"
        assert "study-mismatch" in text_of(progress(found), "00741238")


def test_a_model_that_is_not_there_cancels_the_workitem(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    gone = procedures(Procedure(scheme="99SITE", code="radlane-lungs", model="nothing", source="a"))
    other = Bench(on=bench.on, engine=bench.engine, known=gone)
    other.create()
    other.performing.sweep()
    item = the_item(other)
    assert item.state is StepState.CANCELED
    assert "model-not-found" in text_of(progress(item), "00741238")
    assert [record.message for record in caplog.records] == ["a workitem is not accepted"], "and nothing waits"


@pytest.mark.parametrize(
    "changes",
    [
        {"t00404041": el("CS", "INCOMPLETE")},
        {"t00404005": el("DT", "20991231")},
    ],
    ids=["its input is not ready", "its time has not come"],
)
def test_what_is_not_due_waits(bench: Bench, changes: dict[str, Any]) -> None:
    bench.create(**changes)
    bench.performing.sweep()
    assert the_item(bench).state is StepState.SCHEDULED


def test_what_is_not_radlanes_is_left_to_others(bench: Bench) -> None:
    bench.worklist.create(json.dumps(new()).encode(), UID, BY)
    bench.performing.sweep()
    assert the_item(bench).state is StepState.SCHEDULED


def test_half_a_character_in_a_patient_id_is_another_patient_and_stops_nothing(bench: Bench) -> None:
    bench.create(t00100020=el("LO", "\ud800"))
    bench.on.clock.forward(1)  # type: ignore[attr-defined]
    bench.create("1.2.826.2")
    for _ in range(2):
        bench.performing.sweep()
        bench.engine.drain(bench.on.runner)
    bench.performing.sweep()
    assert [bench.worklist.get(uid).state for uid in (UID, "1.2.826.2")] == [StepState.CANCELED, StepState.COMPLETED]


@pytest.mark.parametrize("error", [ValueError("of nobody knows what"), DataError("", None, Exception())])
def test_what_nobody_thought_of_stops_the_one_workitem_alone(bench: Bench, error: Exception) -> None:
    bench.create()
    bench.on.clock.forward(1)  # type: ignore[attr-defined]
    bench.create("1.2.826.2")
    accept = bench.work.intake.accept

    def failing(wish: Wish, via: Caller) -> tuple[Job, bool]:
        if via.idempotency_key is not None and UID in via.idempotency_key:
            raise error
        return accept(wish, via)

    object.__setattr__(bench.work.intake, "accept", failing)
    for _ in range(2):
        bench.performing.sweep()
    assert [bench.worklist.get(uid).job_id is None for uid in (UID, "1.2.826.2")] == [True, False]


def test_a_database_that_is_away_ends_the_sweep(bench: Bench) -> None:
    bench.create()
    bench.create("1.2.826.2")
    calls = list[object]()

    def away(*arguments: object) -> tuple[Job, bool]:
        calls.append(arguments)
        raise RecordsUnavailable("It is away")

    object.__setattr__(bench.work.intake, "accept", away)
    with pytest.raises(RecordsUnavailable):
        bench.performing.sweep()
    assert len(calls) == 1
