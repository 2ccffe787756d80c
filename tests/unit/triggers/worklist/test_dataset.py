"""DICOM JSON, read without trust."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from radlane.domain.code import Code
from radlane.errors import WorkitemInvalid
from radlane.triggers.worklist.dataset import (
    MOST_DEPTH,
    MOST_ELEMENTS,
    code_item,
    codes_of,
    element,
    has_value,
    read_dataset,
    to_dt,
)
from support.ups_table import el, new


def _nested(depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _ in range(depth):
        found = {"00404021": el("SQ", found)}
    return found


def test_a_data_set_alone_or_in_a_list_of_one() -> None:
    assert read_dataset(json.dumps(new()).encode()).dataset == new()
    read = read_dataset(json.dumps([{"0020000d": {"vr": "UI", "Value": ["1.2"]}}]).encode())
    assert (read.dataset, read.left_out) == ({"0020000D": el("UI", "1.2")}, False)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"[",
        b"\xff",
        b"[" * 100_000,
        b"1",
        b"[]",
        b"[{}, {}]",
        json.dumps({"PatientName": {"vr": "PN"}}).encode(),
        json.dumps({"00100010": "Doe"}).encode(),
        json.dumps({"00100010": {"vr": "LO"}}).encode(),
        json.dumps({"00100010": {"Value": []}}).encode(),
        json.dumps({"00100010": {"vr": "PN", "Value": ["Doe"]}}).encode(),
        json.dumps({"00100010": {"vr": "PN", "Value": [{"Alphabetic": 1}]}}).encode(),
        json.dumps({"00100020": {"vr": "LO", "Value": "P1"}}).encode(),
        json.dumps({"00100020": {"vr": "LO", "Value": [1]}}).encode(),
        json.dumps({"00100020": {"vr": "LO", "Value": ["x" * 65]}}).encode(),
        json.dumps({"00100020": {"vr": "LO", "Value": ["a\u0000"]}}).encode(),
        json.dumps({"0020000D": {"vr": "UI", "Value": ["1.02"]}}).encode(),
        json.dumps({"00100030": {"vr": "DA", "Value": ["tomorrow"]}}).encode(),
        json.dumps({"00404005": {"vr": "DT", "Value": ["2026-03-01"]}}).encode(),
        json.dumps({"001021C0": {"vr": "US", "Value": [True]}}).encode(),
        json.dumps({"001021C0": {"vr": "US", "Value": ["1"]}}).encode(),
        b'{"001021C0": {"vr": "US", "Value": [NaN]}}',
        b'{"00741004": {"vr": "DS", "Value": [1e999]}}',
        b'{"00741004": {"vr": "DS", "Value": [1, -Infinity]}}',
        json.dumps({"00404021": {"vr": "SQ", "Value": ["1"]}}).encode(),
        json.dumps({"7FE00010": {"vr": "OW", "InlineBinary": "AAAA"}}).encode(),
        json.dumps({"00100020": {"vr": "LO", "BulkDataURI": "file:///etc/passwd"}}).encode(),
        json.dumps(_nested(MOST_DEPTH)).encode(),
        json.dumps({"00404021": el("SQ", *({"00741204": el("LO")} for _ in range(MOST_ELEMENTS)))}).encode(),
    ],
    ids=lambda sent: str(sent[:40]),
)
def test_what_is_no_data_set_is_refused_and_not_repeated(sent: bytes) -> None:
    with pytest.raises(WorkitemInvalid) as refused:
        read_dataset(sent)
    assert not any(word in str(refused.value) for word in ("Doe", "passwd", "tomorrow"))


def test_what_nobody_knows_is_left_out_and_said() -> None:
    read = read_dataset(
        json.dumps({"00091001": el("LO", "x"), "00000002": el("UI"), "00741204": el("LO", "a")}).encode()
    )
    assert (read.dataset, read.left_out) == ({"00741204": el("LO", "a")}, True)


def test_values_of_each_kind_are_read() -> None:
    whole = {
        "00100010": el("PN", {"Alphabetic": "Doe", "Ideographic": "X"}),
        "001021C0": el("US", 4),
        "00741004": el("DS", "1.5", 2.5, 10**400),
        "00404005": el("DT", "20260301120000.123456+0100"),
        "00741008": el("SQ", {}),
        "00741204": el("LO", None),
    }
    assert read_dataset(json.dumps(whole).encode()).dataset == whole
    assert read_dataset(json.dumps(_nested(MOST_DEPTH - 1)).encode())


def test_an_empty_text_is_no_value() -> None:
    assert has_value({"00741204": el("LO", "a")}, "00741204")
    assert not any(has_value({"00741204": el("LO", *v)}, "00741204") for v in ([""], [None], []))


def test_codes_come_back_long_ones_too() -> None:
    codes = (Code(scheme="DCM", value="1", meaning="one"), Code(scheme="99SITE", value="x" * 17, meaning="long"))
    assert codes_of({"00404018": element("SQ", *map(code_item, codes))}, "00404018") == codes


def test_a_moment_has_its_offset() -> None:
    moment = datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=1)))
    assert to_dt(moment) == "20260301120000.000000+0100"
