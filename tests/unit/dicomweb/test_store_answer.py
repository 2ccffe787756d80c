"""Answers to a STOW of every shape, and reasons in plain words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from radlane.dicomweb.store_answer import answer_of, is_taken, may_work_later, read_store_answer, reason_text
from radlane.domain.result import Answer

CANARY = "CANARY"


def _sop(uid: str, **codes: int) -> dict[str, Any]:
    tags = {"reason": "00081197", "warning": "00081196"}
    numbers = {tags[name]: {"vr": "US", "Value": [code]} for name, code in codes.items()}
    return {"00081155": {"vr": "UI", "Value": [uid]}, **numbers}


def _answer(failed: list[dict[str, Any]] | None, stored: list[dict[str, Any]] | None) -> dict[str, Any]:
    sequences = {"00081198": failed, "00081199": stored}
    return {tag: {"vr": "SQ", "Value": items} for tag, items in sequences.items() if items is not None}


@pytest.mark.parametrize("wrap", [lambda answer: answer, lambda answer: [answer]])
def test_each_object_is_named(wrap: Any) -> None:
    body = _answer([_sop("1.1", reason=0x0110), _sop("1.2")], [_sop("1.3"), _sop("1.4", warning=0xB000)])
    answer = read_store_answer(json.dumps(wrap(body)).encode())
    assert answer.readable
    assert answer.failed == {"1.1": 0x0110, "1.2": None}
    assert answer.stored == {"1.3": "", "1.4": "the archive changed attributes of it (code B000, 45056)"}


@pytest.mark.parametrize(
    ("failed", "stored"),
    [
        ([], [_sop("1.3")]),  # Orthanc: always there, empty where all is well
        (None, [_sop("1.3")]),  # as the standard says
    ],
)
def test_nothing_failed(failed: Any, stored: Any) -> None:
    answer = read_store_answer(json.dumps(_answer(failed, stored)).encode())
    assert (answer.readable, answer.stored, answer.failed) == (True, {"1.3": ""}, {})


def test_an_empty_list_is_an_answer() -> None:
    assert read_store_answer(json.dumps(_answer([], [])).encode()).readable


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<NativeDicomModel/>",
        b"<html>CANARY</html>",
        b"[]",
        b"[{}, {}]",
        b"{}",
        b'{"00081190": {"vr": "UR"}}',
        b'"CANARY"',
        b"[" * 100_000,
        b"\xff\xfe\x00",
        json.dumps([_answer([], []), _answer([], [])]).encode(),  # two answers to one question
    ],
)
def test_what_says_nothing(body: bytes) -> None:
    answer = read_store_answer(body)
    assert (answer.readable, answer.stored, answer.failed) == (False, {}, {})


@pytest.mark.parametrize(
    ("code", "text", "taken", "later"),
    [
        # PS3.18 table I.2-2
        (0xA700, "no resources", False, True),
        (0xA7FF, "no resources", False, True),
        (0xA900, "does not conform to its SOP Class", False, False),
        (0xA9FF, "does not conform to its SOP Class", False, False),
        (0xC000, "does not understand", False, False),
        (0xCFFF, "does not understand", False, False),
        (0xC122, "transfer syntax", False, False),
        (0x0110, "failed while it processed", False, True),
        (0x0122, "does not take this SOP Class", False, False),
        # PS3.7 annex C.5
        (0x0111, "already", True, False),
        (0x0117, "for none", False, False),
        (0x0118, "no such SOP Class", False, False),
        (0x0119, "another SOP Class", False, False),
        (0x0124, "does not allow", False, False),
        (0x0213, "no resources", False, True),
        # dcm4chee's own, of rejection notes: not of resources, as others that begin so
        (0xA770, "this rejection note already", True, False),
        (0xA771, "has rejected", False, False),
        (0xA772, "not every object", False, False),
        (0xA773, "under another SOP Class", False, False),
        (0xA774, "is rejected already", False, False),
        # Azure's own
        (43265, "another study", False, False),
        (45070, "already", True, False),
        (45071, "just storing", True, True),
        # nobody's
        (0xFFFF, "a reason of its own", False, False),
        (0, "a reason of its own", False, False),
        (None, "without a reason", False, False),
    ],
)
def test_reasons(code: int | None, text: str, taken: bool, later: bool) -> None:
    said = reason_text(code)
    assert text in said
    assert code is None or said.endswith(f"(code {code:04X}, {code})")
    assert (is_taken(code), may_work_later(code)) == (taken, later)


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        (0x0122, Answer.NO_SUCH_CLASS),
        (0x0118, Answer.NO_SUCH_CLASS),
        (0x0119, None),  # another class under the same UID
        (0x0124, None),
        (0xA900, None),  # this object does not conform; another one may
        (0xC122, None),
        (None, None),
        (0x0111, Answer.HAS_IT),
        (0xB00F, Answer.HAS_IT),
        (0xA770, Answer.HAS_IT),
        (0xA772, Answer.NOT_ALL_KNOWN),
        (0xA773, None),
        (0xA774, None),
    ],
)
def test_what_follows_from_a_reason(code: int | None, answer: Answer | None) -> None:
    assert answer_of(code) is answer


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (0xB000, "changed"),
        (0xB006, "discarded"),
        (45063, "does not conform"),
        (1, "a reason of its own (code 0001, 1)"),
    ],
)
def test_warnings(code: int, text: str) -> None:
    assert text in read_store_answer(json.dumps(_answer(None, [_sop("1.1", warning=code)])).encode()).stored["1.1"]
