"""What is sent, in which order, and what is said of each object; the archive is three functions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from radlane.dicomweb.delivery import Delivery
from radlane.dicomweb.deposit import LEFT_OUT, TAKEN
from radlane.dicomweb.store_answer import StoreAnswer
from radlane.dicomweb.stow import Sent
from radlane.domain.refs import InstanceRef
from radlane.domain.result import Answer, DeliveryState, EncodedObject, Role, StoreOutcome
from radlane.errors import StudyNotFound

STORED, REFUSED, PENDING = DeliveryState.STORED, DeliveryState.REFUSED, DeliveryState.PENDING


def encoded(uid: str, role: Role = Role.CAPTURE, study: str = "1.1") -> EncodedObject:
    ref = InstanceRef(
        study_instance_uid=study, series_instance_uid="1.2", sop_instance_uid=uid, sop_class_uid="1.2.840"
    )
    return EncodedObject(role=role, ref=ref, modality="OT", path=Path(uid), size=1, sha256=uid)


class Archive:
    """Holds UIDs with a content; refuses some, and forgets some."""

    def __init__(self, **held: str) -> None:
        self.held = {uid.replace("_", "."): content for uid, content in held.items()}
        self.batches: list[list[str]] = []
        self.failing: dict[str, int] = {}

    def send(self, _: str, objects: Sequence[EncodedObject]) -> Sent:
        uids = [item.ref.sop_instance_uid for item in objects]
        self.batches.append(uids)
        taken = [uid for uid in uids if uid not in self.failing]
        self.held = {**{uid: uid for uid in taken}, **self.held}
        failed = {uid: self.failing[uid] for uid in uids if uid in self.failing}
        return Sent(status=200, answer=StoreAnswer(readable=True, stored=dict.fromkeys(taken, ""), failed=dict(failed)))

    def retrieve(self, ref: InstanceRef) -> Path:
        if ref.sop_instance_uid not in self.held:
            raise StudyNotFound("gone")
        return Path(self.held[ref.sop_instance_uid])

    def deliver(self, *objects: EncodedObject) -> list[StoreOutcome]:
        there = {item.ref.sop_instance_uid: [item.ref] for item in objects if item.ref.sop_instance_uid in self.held}
        delivery = Delivery(send=self.send, retrieve=self.retrieve, is_same=lambda item, path: item.sha256 == path.name)
        return list(delivery.deliver(objects, there))


def states(outcomes: Sequence[StoreOutcome]) -> list[DeliveryState]:
    return [outcome.state for outcome in outcomes]


def test_reports_come_last_and_studies_are_apart() -> None:
    archive = Archive()
    objects = (encoded("1.9", Role.REPORT), encoded("1.3"), encoded("1.4", study="1.0"), encoded("1.5"))
    assert states(archive.deliver(*objects)) == [STORED] * 4
    assert archive.batches == [["1.4"], ["1.3", "1.5"], ["1.9"]]


def test_a_class_that_is_refused_is_said_and_the_report_is_not_sent() -> None:
    archive = Archive()
    archive.failing = {"1.3": 0x0122, "1.4": 0x0124}
    found = archive.deliver(encoded("1.9", Role.REPORT), encoded("1.3"), encoded("1.4"), encoded("1.5"))
    assert states(found) == [REFUSED, REFUSED, REFUSED, STORED]
    assert [outcome.answer for outcome in found] == [None, Answer.NO_SUCH_CLASS, None, None]
    assert archive.batches == [["1.3", "1.4", "1.5"]]


def test_what_is_there_is_not_sent() -> None:
    archive = Archive(**{"1_3": "1.3"})
    assert states(archive.deliver(encoded("1.3"), encoded("1.4"))) == [STORED] * 2
    assert archive.batches == [["1.4"]]
    assert states(archive.deliver(encoded("1.3"), encoded("1.4"))) == [STORED] * 2
    assert len(archive.batches) == 1


def test_a_taken_uid_sends_nothing() -> None:
    archive = Archive(**{"1_3": "another"})
    found = archive.deliver(encoded("1.2"), encoded("1.3"))
    assert [(outcome.state, outcome.detail) for outcome in found] == [(REFUSED, LEFT_OUT), (REFUSED, TAKEN)]
    assert archive.batches == []


def test_of_a_result_that_is_there_in_part_one_uid_is_taken() -> None:
    found = Archive(**{"1_2": "1.2", "1_3": "another"}).deliver(encoded("1.2"), encoded("1.3"))
    assert states(found) == [STORED, REFUSED]


@pytest.mark.parametrize(("code", "state"), [(0xA700, PENDING), (0x0122, REFUSED)])
def test_a_report_is_held_back(code: int, state: DeliveryState) -> None:
    archive = Archive()
    archive.failing["1.3"] = code
    found = archive.deliver(encoded("1.2"), encoded("1.3"), encoded("1.9", Role.REPORT))
    assert states(found) == [STORED, state, state]
    assert archive.batches == [["1.2", "1.3"]]


def test_all_that_follows_is_held_back() -> None:
    archive = Archive()
    archive.failing["1.3"] = 0x0122
    later = (encoded("1.4", study="1.5"), encoded("1.9", Role.REPORT, study="1.5"))
    assert states(archive.deliver(encoded("1.3"), *later)) == [REFUSED] * 3
    assert archive.batches == [["1.3"]]


def test_what_may_be_there_is_said() -> None:
    """A rejection note lists it: not what the archive refuses, but what it made something else of."""
    archive = Archive(**{"1_3": "changed"})
    archive.failing = {"1.1": 0xA900, "1.2": 0x0110, "1.6": 0x0111, "1.7": 0x0119}
    uids = ("1.1", "1.2", "1.4", "1.6", "1.7")
    sent = archive.deliver(*map(encoded, uids), encoded("1.5", Role.REPORT))
    assert {item.ref.sop_instance_uid: item.may_be_there for item in sent} == {
        "1.1": False,
        "1.2": True,  # nobody knows
        "1.4": True,
        "1.6": True,  # it says that it has the UID
        "1.7": False,  # what it has under the UID is of another class, so not what was sent
        "1.5": None,  # held back: as before
    }
    left_out, changed = archive.deliver(encoded("1.8"), encoded("1.3"))
    assert (changed.state, changed.may_be_there) == (REFUSED, True)
    assert (left_out.state, left_out.may_be_there) == (REFUSED, None)


@pytest.mark.parametrize(("status", "readable"), [(409, False), (200, True)])
def test_what_it_neither_says_nor_gives_out_is_not_there(status: int, readable: bool) -> None:
    archive = Archive()
    delivery = Delivery(
        send=lambda *_: Sent(status=status, answer=StoreAnswer(readable=readable, stored={}, failed={})),
        retrieve=archive.retrieve,
        is_same=lambda *_: True,
    )
    (outcome,) = delivery.deliver([encoded("1.1")], {})
    assert (outcome.state, outcome.may_be_there) == (REFUSED, False)


def test_nothing() -> None:
    assert Archive().deliver() == []
