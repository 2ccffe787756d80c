"""radlane's own worklist without HTTP; each cell of the tables is driven in tests/contract/test_worklist.py."""

from __future__ import annotations

import json

import pytest

from radlane.dicomweb.dicom_json import sequence_of, text_of
from radlane.domain.ups import StepState
from radlane.domain.workitem import Performer
from radlane.errors import WorkitemConflict, WorkitemInvalid, WorkitemNotFound
from radlane.security.audit_record import Action
from radlane.triggers.worklist.search import read_search
from support.radiographs import STUDY
from support.ups_table import OTHER, RIGHT, code, el
from support.worklists import BY, Bench

UID = "1.2.826.1"


def _state(state: str, lock: str | None = RIGHT) -> bytes:
    body = {"00741000": el("CS", state)} | ({"00081195": el("UI", lock)} if lock else {})
    return json.dumps(body).encode()


def test_a_new_workitem_is_on_record_and_those_who_perform_are_told(bench: Bench) -> None:
    item = bench.create()
    assert (item.state, item.study, item.model, item.caller) == (StepState.SCHEDULED, STUDY, "drawn", "ris")
    assert bench.worklist.wake.is_set()
    (record,) = [one.entry for one in bench.on.trail.walk() if one.entry.action is Action.WORKITEM_CREATED]
    assert (record.caller, record.study, record.facts["workitem"]) == ("ris", STUDY, UID)


def test_the_transaction_uid_is_kept_as_a_digest_and_said_nowhere(bench: Bench) -> None:
    bench.create()
    bench.worklist.change_state(UID, _state("IN PROGRESS"), BY)
    item = bench.worklist.get(UID)
    assert item.performer is Performer.OTHER
    assert item.lock is not None
    assert RIGHT not in repr(item)
    assert not any(RIGHT in json.dumps(dict(one.entry.facts)) for one in bench.on.trail.walk())
    with pytest.raises(WorkitemConflict) as refused:
        bench.worklist.change_state(UID, _state("IN PROGRESS", OTHER), BY)
    assert OTHER not in str(refused.value)


def test_whether_it_is_radlanes_follows_its_changes(bench: Bench) -> None:
    bench.create(t00404018=el("SQ", code("other")))
    assert bench.worklist.get(UID).model is None
    bench.worklist.update(UID, None, json.dumps({"00404018": el("SQ", code())}).encode(), BY)
    assert bench.worklist.get(UID).model == "drawn"


@pytest.mark.parametrize(
    ("body", "warning"),
    [
        (_state("DONE"), "The submitted request is inconsistent with the state of the UPS Instance."),
        (b"[", "The submitted request is inconsistent with the state of the UPS Instance."),
        (_state("COMPLETED", None), "The Transaction UID is missing."),
        (_state("COMPLETED", OTHER), "The Transaction UID is incorrect."),
    ],
    ids=["no state", "no JSON", "no lock", "another lock"],
)
def test_a_refusal_says_what_the_standard_wants_to_hear(bench: Bench, body: bytes, warning: str) -> None:
    bench.create()
    bench.worklist.change_state(UID, _state("IN PROGRESS"), BY)
    with pytest.raises(WorkitemInvalid) as refused:
        bench.worklist.change_state(UID, body, BY)
    assert refused.value.warning == warning


def test_what_radlane_performs_nobody_else_ends(bench: Bench) -> None:
    bench.create()
    bench.performing.sweep()
    with pytest.raises(WorkitemInvalid):
        bench.worklist.change_state(UID, _state("CANCELED"), BY)
    with pytest.raises(WorkitemInvalid):
        bench.worklist.update(UID, RIGHT, json.dumps({"00741204": el("LO", "x")}).encode(), BY)


def test_what_is_not_there_is_said(bench: Bench) -> None:
    with pytest.raises(WorkitemNotFound):
        bench.worklist.get(UID)
    with pytest.raises(WorkitemNotFound):
        bench.worklist.request_cancel(UID, b"", BY)


def test_a_request_whose_codes_are_none_is_refused(bench: Bench) -> None:
    bench.create()
    with pytest.raises(WorkitemInvalid):
        bench.worklist.request_cancel(UID, json.dumps({"0074100E": el("SQ", {"00080102": el("SH", "x")})}).encode(), BY)


def test_a_report_that_does_not_know_of_a_request_to_cancel_does_not_erase_it(bench: Bench) -> None:
    bench.create()
    bench.worklist.change_state(UID, _state("IN PROGRESS"), BY)
    bench.worklist.request_cancel(UID, json.dumps({"00741238": el("LT", "Wrong patient")}).encode(), BY)
    report = {"00741002": el("SQ", {"00741004": el("DS", "40")})}
    bench.worklist.update(UID, RIGHT, json.dumps(report).encode(), BY)
    (progress,) = sequence_of(bench.worklist.get(UID).attributes, "00741002")
    assert (text_of(progress, "00741238"), text_of(progress, "00741004")) == ("Wrong patient", "40")
    own = {"00741002": el("SQ", {"00741238": el("LT", "It hangs")})}
    bench.worklist.update(UID, RIGHT, json.dumps(own).encode(), BY)
    assert bench.worklist.get(UID).attributes["00741002"] == own["00741002"], "who performs it says why"


@pytest.mark.parametrize("start", ["20260230", "20261301", "2026010125", "00000101"])
def test_a_start_that_is_no_day_of_the_calendar_is_refused(bench: Bench, start: str) -> None:
    with pytest.raises(WorkitemInvalid):
        bench.create(t00404005=el("DT", start))


def test_a_search_says_whether_there_is_more(bench: Bench) -> None:
    for number in range(3):
        bench.create(f"1.2.{number}")
    items, has_more = bench.worklist.find(read_search([("limit", "2")]))
    assert ([item.uid for item in items], has_more) == (["1.2.2", "1.2.1"], True)
    items, has_more = bench.worklist.find(read_search([("limit", "2"), ("offset", "2")]))
    assert ([item.uid for item in items], has_more) == (["1.2.0"], False)
