"""What a workitem says of its job."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from radlane.dicomweb.dicom_json import sequence_of, text_of
from radlane.domain.job import JobState
from radlane.domain.ups import StepState
from radlane.triggers.worklist.outcome import (
    UNSPECIFIED,
    cancel_requested,
    canceled,
    completed,
    in_progress,
    is_cancel_requested,
    outputs_of,
    progress_of,
    why_ended,
)
from radlane.triggers.worklist.rules import ended, updated
from support.jobs import BEGIN, World
from support.ups_table import code, el
from support.worklists import ours


def _object(series: str, uid: str, state: str = "stored") -> dict[str, Any]:
    delivery = {"destination": "a", "state": state, "detail": "", "instead": None}
    return {
        "series_instance_uid": series,
        "sop_instance_uid": uid,
        "sop_class_uid": "1.2.840.10008.5.1.4.1.1.88.34",
        "deliveries": [delivery],
    }


def test_outputs_are_the_stored_objects_by_series_with_their_address(on: World) -> None:
    objects = [_object("1.1", "1.1.1"), _object("1.1", "1.1.2"), _object("1.2", "1.2.1", "refused")]
    (output,) = outputs_of(on.accept(), objects, {"a": "https://pacs.example"})
    assert [text_of(sop, "00081155") for sop in sequence_of(output, "00081199")] == ["1.1.1", "1.1.2"]
    (place,) = sequence_of(output, "0040E025")
    assert text_of(place, "00081190").endswith("/series/1.1")
    assert "0040E025" not in outputs_of(on.accept(), objects, {})[0]


def test_what_is_told_passes_the_worklists_own_rules(on: World) -> None:
    job = on.accept()
    done = completed(ours(), job, outputs_of(job, [_object("1.1", "1.1.1")], {}), BEGIN)
    stopped = canceled(ours(), UNSPECIFIED, "why", BEGIN)
    for told, state in ((done, StepState.COMPLETED), (stopped, StepState.CANCELED)):
        whole, is_other = updated(ours(), told, BEGIN)
        assert not is_other
        assert ended(whole, state, BEGIN) is not None


def test_progress_follows_the_steps(on: World) -> None:
    job = on.accept()
    assert progress_of(job) == (0, "queued: resolve")
    on.store.note(job.id, "step", "resolve", {})
    assert progress_of(on.store.get(job.id)) == (14, "queued: select")


@pytest.mark.parametrize(
    ("state", "outcome", "value", "text"),
    [
        (JobState.NOT_ANALYSED, {"reasons": [{"code": "slices-missing"}]}, "110523", "slices-missing"),
        (JobState.NOT_ANALYSED, {"reasons": [{"code": "pixels-blank"}]}, "110513", "pixels-blank"),
        (JobState.FAILED, {"error": {"code": "internal-error"}}, "110501", "internal-error"),
        (JobState.FAILED, {"error": {"code": "study-mismatch"}}, "110514", "study-mismatch"),
        (JobState.EXPIRED, None, "110529", "in time"),
        (JobState.CANCELLED, None, "110513", "cancelled"),
    ],
)
def test_each_end_without_a_result_has_its_code(
    on: World, state: JobState, outcome: dict[str, Any] | None, value: str, text: str
) -> None:
    found, said = why_ended(replace(on.accept(), state=state, outcome=outcome))
    assert found.value == value
    assert text in said


def test_a_request_is_kept_beside_the_progress_and_found_again() -> None:
    running = {**ours(), **in_progress(ours(), 40, "analyse")}
    assert not is_cancel_requested(running)
    asked = {"0074100E": el("SQ", code("110510", "DCM")), "0074100A": el("UR", "tel:1")}
    told = {**running, **cancel_requested(running, asked)}
    assert is_cancel_requested(told)
    (item,) = sequence_of(told, "00741002")
    assert (item["00741004"], item["0074100E"]) == (el("DS", "40"), asked["0074100E"])
    (stopped,) = sequence_of(canceled(told, UNSPECIFIED, "x", BEGIN, asked), "00741002")
    assert stopped["0074100E"] == asked["0074100E"]


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.EXPIRED, JobState.CANCELLED, JobState.NOT_ANALYSED])
@pytest.mark.parametrize("outcome", [None, {"error": {"code": "archive-unavailable"}}])
def test_radlanes_own_reason_is_no_request_and_goes_out_when_the_work_goes_on(
    on: World, state: JobState, outcome: dict[str, Any] | None
) -> None:
    job_code, text = why_ended(replace(on.accept(), state=state, outcome=outcome))
    told = {**ours(), **in_progress(ours(), 40, "analyse")}
    told |= canceled(told, job_code, text, BEGIN)
    assert not is_cancel_requested(told)
    (item,) = sequence_of(in_progress(told, 60, "encode"), "00741002")
    assert set(item) == {"00741004", "00741006"}


@pytest.mark.parametrize(
    "asked",
    [
        {"00741238": el("LT", "The analysis failed: ask again")},
        {"00741238": el("LT", "The analysis failed (Twice)")},
        {"0074100E": el("SQ", code("110501", "DCM"))},
    ],
    ids=["more than that", "no code of ours", "only a code"],
)
def test_what_is_not_in_radlanes_words_is_a_request(asked: dict[str, Any]) -> None:
    told = {**ours(), **in_progress(ours(), 40, "analyse")}
    told |= cancel_requested(told, asked)
    assert is_cancel_requested(told)
    assert is_cancel_requested({**told, **in_progress(told, 60, "encode")})
