"""Records as audit messages. That all of them are valid: tests/contract/test_syslog.py."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest

from radlane.security.audit_message import MOST_OCTETS, message_of
from radlane.security.audit_record import Action, Entry, Outcome
from radlane.security.chain import NOTHING, Head, TrailKey

NOW = datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC)
CLASSES = {"1.2.840.1": {"count": 2, "instances": ["1.2.3.1", "1.2.3.2"]}, "1.2.840.2": {"count": 70}}


def message(action: Action, outcome: Outcome = Outcome.DONE, **entry: Any) -> Element:
    record = TrailKey(secret=b"k").seal(
        Entry(action=action, outcome=outcome, **entry), NOW, Head(number=4, mac=NOTHING)
    )
    return fromstring(message_of(record, "node"))


def participants(found: Element) -> list[tuple[str, str | None, str]]:
    """User, role and whether it is the one who asks, of each participant."""
    return [
        (
            item.attrib["UserID"],
            getattr(item.find("RoleIDCode"), "attrib", {}).get("csd-code"),
            item.attrib["UserIsRequestor"],
        )
        for item in found.iter("ActiveParticipant")
    ]


def objects(found: Element) -> dict[str, str]:
    """Code of the kind of identifier -> identifier."""
    return {
        item.find("ParticipantObjectIDTypeCode").attrib["csd-code"]: item.attrib["ParticipantObjectID"]  # type: ignore[union-attr]
        for item in found.iter("ParticipantObjectIdentification")
    }


def test_the_event_its_time_and_its_source() -> None:
    found = message(Action.SERVICE_STARTED, caller="os:radlane")
    event = found.find("EventIdentification")
    assert event is not None
    assert event.attrib == {
        "EventActionCode": "E",
        "EventDateTime": "2026-03-01T12:00:00.250000+00:00",
        "EventOutcomeIndicator": "0",
    }
    codes = [(item.tag, item.attrib["csd-code"], item.attrib["codeSystemName"]) for item in event]
    assert codes == [("EventID", "110100", "DCM"), ("EventTypeCode", "110120", "DCM")]
    assert participants(found) == [("radlane@node", "110150", "false"), ("os:radlane", "110151", "true")]
    assert found.find("AuditSourceIdentification").attrib == {"AuditSourceID": "radlane@node"}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("action", "caller", "expected"),
    [
        (Action.INSTANCES_RETRIEVED, "", [("pacs", "110153", "false"), ("radlane@node", "110152", "true")]),
        (
            Action.INSTANCES_STORED,
            "key",
            [("radlane@node", "110153", "false"), ("pacs", "110152", "false"), ("key", None, "true")],
        ),
        (Action.STUDY_QUERIED, "", [("radlane@node", "110153", "true"), ("pacs", "110152", "false")]),
        (Action.RESULTS_LISTED, "key", [("key", "110153", "true"), ("radlane@node", "110152", "false")]),
        (Action.RESULT_READ, "key", [("key", None, "true"), ("radlane@node", None, "false")]),
        (Action.LOGIN_REFUSED, "", [("unknown", None, "true"), ("radlane@node", None, "false")]),
        (
            Action.RESULT_EXPORTED,
            "os:me",
            [("radlane@node", "110153", "false"), ("os:me", None, "true"), ("folder", "110154", "false")],
        ),
    ],
)
def test_who_takes_part(action: Action, caller: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert participants(message(action, caller=caller, facts={"archive": "pacs"})) == expected


def test_where_the_caller_was() -> None:
    caller = next(message(Action.RESULT_READ, caller="key", address="10.0.0.1").iter("ActiveParticipant"))
    assert caller.attrib["NetworkAccessPointID"] == "10.0.0.1"
    assert caller.attrib["NetworkAccessPointTypeCode"] == "2"


def test_what_it_was_about() -> None:
    found = message(
        Action.INSTANCES_STORED, study="1.2.3", job="j", facts={"classes": CLASSES, "patient": "0f", "archive": "pacs"}
    )
    about = objects(found)
    assert (about["110180"], about["2"]) == ("1.2.3", "0f")
    classes = [(item.attrib, [inner.attrib["UID"] for inner in item]) for item in found.iter("SOPClass")]
    assert classes == [
        ({"UID": "1.2.840.1", "NumberOfInstances": "2"}, ["1.2.3.1", "1.2.3.2"]),
        ({"UID": "1.2.840.2", "NumberOfInstances": "70"}, []),
    ]
    number, _, mac = about["audit-record"].partition(":")
    assert (number, len(mac)) == ("5", 64)
    details = {
        item.attrib["type"]: base64.b64decode(item.attrib["value"]) for item in found.iter("ParticipantObjectDetail")
    }
    assert (details["action"], details["outcome"], details["job"]) == (b"instances-stored", b"done", b"j")


@pytest.mark.parametrize(
    ("entry", "asked"),
    [({"study": "1.2.3"}, b"StudyInstanceUID=1.2.3"), ({"facts": {"by": "accession"}}, b"accession"), ({}, b"all")],
)
def test_what_was_asked(entry: dict[str, Any], asked: bytes) -> None:
    (query,) = message(Action.STUDY_QUERIED, **entry).iter("ParticipantObjectQuery")
    assert base64.b64decode(query.text or "") == asked


@pytest.mark.parametrize(
    ("action", "outcome", "indicator"),
    [
        (Action.INSTANCES_STORED, Outcome.BEGUN, "0"),
        (Action.INSTANCES_STORED, Outcome.FAILED, "8"),
        (Action.ACCESS_REFUSED, Outcome.DONE, "4"),
        (Action.CALL_LIMITED, Outcome.DONE, "4"),
        (Action.LOGIN_REFUSED, Outcome.DONE, "4"),
    ],
)
def test_how_it_ended(action: Action, outcome: Outcome, indicator: str) -> None:
    event = message(action, outcome).find("EventIdentification")
    assert event is not None
    assert event.attrib["EventOutcomeIndicator"] == indicator


def test_use_of_the_trail_names_it() -> None:
    assert objects(message(Action.TRAIL_READ))["12"] == "urn:radlane:audit"


@pytest.mark.parametrize(
    "facts",
    [
        {"models": {f"model-with-a-name-{number}:1.0.{number}": f"sha256:{'a' * 64}" for number in range(300)}},
        {"classes": {f"1.2.840.{number}": {"count": 1} for number in range(2000)}},
        {"states": {f"1.2.826.0.1.3680043.8.498.{number}": "stored" for number in range(2000)}, "archive": "a"},
    ],
)
def test_a_message_is_never_longer_than_a_receiver_takes(facts: dict[str, Any]) -> None:
    entry = Entry(action=Action.INSTANCES_STORED, study="1.2", facts={**facts, "patient": "p"})
    record = TrailKey(secret=b"k").seal(entry, NOW, Head(number=4, mac=NOTHING))
    text = message_of(record, "node")
    assert len(text) < MOST_OCTETS
    found = objects(fromstring(text))
    assert (found["audit-record"], found["2"]) == (f"5:{record.mac}", "p")
    details = {item.attrib["type"]: item.attrib["value"] for item in fromstring(text).iter("ParticipantObjectDetail")}
    assert b"left-out" in base64.b64decode(details["facts"])


@pytest.mark.parametrize("classes", [7, [], {"1.2": {}}, {"1.2": None}, {"1.2": {"instances": 7}}])
def test_a_row_that_somebody_else_wrote_is_a_message_too(classes: Any) -> None:
    assert message(Action.INSTANCES_STORED, study="1.2", facts={"classes": classes}).tag == "AuditMessage"
