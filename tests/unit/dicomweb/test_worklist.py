"""What a worklist elsewhere is asked, and what its answers are; over HTTP: tests/faults/test_worklist.py."""

from __future__ import annotations

import json
from typing import Any

import pytest
import requests

from radlane.dicomweb.credentials import anonymous
from radlane.dicomweb.session import Service
from radlane.dicomweb.worklist import Absence, Page, WorklistService
from radlane.domain.ups import StepState
from radlane.errors import ArchiveError

SCHEDULED = {"00741000": {"vr": "CS", "Value": ["SCHEDULED"]}}
NAMED = {**SCHEDULED, "00080018": {"vr": "UI", "Value": ["1.2"]}}


def _service(monkeypatch: pytest.MonkeyPatch, status: int, body: bytes = b"") -> tuple[WorklistService, list[Any]]:
    made, asked = WorklistService(Service(url="https://ris.example/rs", authorization=anonymous)), list[Any]()

    def request(method: str, url: str, **parts: Any) -> requests.Response:
        asked.append((method, url, parts))
        answer = requests.Response()
        answer.status_code, answer._content = status, body
        return answer

    monkeypatch.setattr(made._session, "request", request)
    monkeypatch.setattr(made._session, "ask_once", request)
    return made, asked


def test_an_update_has_the_transaction_uid_as_the_standard_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    service, asked = _service(monkeypatch, 200)
    assert service.update("1.2", "2.25.1", {"00741204": {"vr": "LO"}}) == 200
    ((method, url, parts),) = asked
    assert (method, url, parts["params"]) == (
        "POST",
        "https://ris.example/rs/workitems/1.2",
        {"transaction-uid": "2.25.1"},
    )
    assert json.loads(parts["data"]) == [{"00741204": {"vr": "LO"}}]
    assert parts["headers"]["Content-Type"] == "application/dicom+json"


def test_a_change_of_state_is_a_put(monkeypatch: pytest.MonkeyPatch) -> None:
    service, asked = _service(monkeypatch, 409)
    assert service.change_state("1.2", "IN PROGRESS", "2.25.1") == 409
    ((method, url, parts),) = asked
    assert (method, url) == ("PUT", "https://ris.example/rs/workitems/1.2/state")
    assert json.loads(parts["data"])[0]["00741000"]["Value"] == ["IN PROGRESS"]


def test_no_cache_between_answers_a_search_or_a_look(monkeypatch: pytest.MonkeyPatch) -> None:
    service, asked = _service(monkeypatch, 200, json.dumps([NAMED]).encode())
    service.search({}, 2)
    service.retrieve("1.2")
    service.update("1.2", "2.25.1", {})
    assert [parts["headers"].get("Cache-Control") for _, _, parts in asked] == ["no-cache", "no-cache", None]


@pytest.mark.parametrize(
    ("status", "body", "found"),
    [
        (204, b"", Page(items=(), has_more=False, places=0)),
        (200, b"[]", Page(items=(), has_more=False, places=0)),
        (206, b"[]", Page(items=(), has_more=False, places=0)),
        (200, b"[{}]", Page(items=({},), has_more=False, places=1)),
        (206, b"[{}]", Page(items=({},), has_more=True, places=1)),
        (200, b"[{}, {}]", Page(items=({}, {}), has_more=True, places=2)),
        (206, b"[{}, {}, {}]", Page(items=({}, {}, {}), has_more=True, places=3)),
        (200, b"[null, {}, null]", Page(items=({},), has_more=True, places=3)),
        (200, b"[{}, null]", Page(items=({},), has_more=True, places=2)),
        (200, b"[null, null]", Page(items=(), has_more=False, places=2)),
    ],
)
def test_a_search_gives_all_that_is_answered_and_says_whether_there_may_be_more(
    monkeypatch: pytest.MonkeyPatch, status: int, body: bytes, found: Page
) -> None:
    service, asked = _service(monkeypatch, status, body)
    assert service.search({"00741000": "SCHEDULED"}, 2) == found
    assert service.search({"00741000": "SCHEDULED"}, 2, 4) == found
    assert [parts["params"] for _, _, parts in asked] == [
        {"00741000": "SCHEDULED", "limit": "2"},
        {"00741000": "SCHEDULED", "limit": "2", "offset": "4"},
    ]


@pytest.mark.parametrize(("status", "body"), [(200, b"["), (200, b"{}"), (400, b""), (200, b"[" * 100_000)])
def test_what_is_no_answer_of_a_worklist_is_an_error(monkeypatch: pytest.MonkeyPatch, status: int, body: bytes) -> None:
    with pytest.raises(ArchiveError):
        _service(monkeypatch, status, body)[0].search({}, 2)


@pytest.mark.parametrize(
    ("status", "body", "found"),
    [
        (404, b"", Absence.UNKNOWN),
        (410, b"", Absence.GONE),
        (200, json.dumps([SCHEDULED]).encode(), SCHEDULED),
        (200, json.dumps(SCHEDULED).encode(), SCHEDULED),
        (200, json.dumps([NAMED]).encode(), NAMED),
        (200, b"[]", Absence.UNKNOWN),
    ],
)
def test_a_workitem_alone_or_in_a_list(monkeypatch: pytest.MonkeyPatch, status: int, body: bytes, found: Any) -> None:
    assert _service(monkeypatch, status, body)[0].retrieve("1.2") == found


@pytest.mark.parametrize("state", list(StepState))
def test_a_workitem_is_in_one_of_four_states(monkeypatch: pytest.MonkeyPatch, state: StepState) -> None:
    body = {**NAMED, "00741000": {"vr": "CS", "Value": [f"{state} "]}}
    assert _service(monkeypatch, 200, json.dumps([body]).encode())[0].retrieve("1.2") == body


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"message": "maintenance"},
        {"00741000": {"vr": "CS"}},
        {"00741000": {"vr": "CS", "Value": ["In Progress"]}},
        {"00741000": {"vr": "CS", "Value": [[]]}},
        {"00080018": {"vr": "UI", "Value": ["1.2"]}},
        {"00080018": {"vr": "UI", "Value": ["1.2.3"]}, "00741000": {"vr": "CS", "Value": ["SCHEDULED"]}},
    ],
    ids=["nothing", "a page's own", "no state", "no such state", "no text", "only a name", "another workitem"],
)
def test_what_is_not_the_workitem_is_no_answer(monkeypatch: pytest.MonkeyPatch, body: dict[str, Any]) -> None:
    for said in (body, [body]):
        with pytest.raises(ArchiveError) as refused:
            _service(monkeypatch, 200, json.dumps(said).encode())[0].retrieve("1.2")
        assert not refused.value.retryable
        assert "maintenance" not in str(refused.value)


@pytest.mark.parametrize("value", [b"NaN", b"-Infinity", b"1e999", b'{"a": [[NaN]]}'])
def test_a_workitem_that_no_database_takes_is_no_answer(monkeypatch: pytest.MonkeyPatch, value: bytes) -> None:
    body = b'[{"00741000": {"vr": "CS", "Value": ["SCHEDULED"]}, "00741204": {"vr": "LO", "Value": [' + value + b"]}}]"
    with pytest.raises(ArchiveError, match="no JSON"):
        _service(monkeypatch, 200, body)[0].retrieve("1.2")


def test_a_refusal_to_tell_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ArchiveError):
        _service(monkeypatch, 409)[0].retrieve("1.2")
