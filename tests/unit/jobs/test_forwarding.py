"""The trail to a receiver that may be away; over TLS to rsyslog: tests/contract/test_syslog.py."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from sqlalchemy import insert

from radlane.jobs.forwarding import Forwarder, delay
from radlane.jobs.schema import AUDIT_SENT
from radlane.jobs.trail import Trail
from radlane.security.audit_record import Action, Entry, Record
from radlane.security.heads import HeadFile
from support.jobs import World
from support.trail import HEADS, KEY

READ = Entry(action=Action.RESULT_READ)


class Collector:
    """Takes records, or does not."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.away = False

    def __call__(self, records: Sequence[Record]) -> None:
        if self.away:
            raise ConnectionRefusedError
        self.numbers += [record.number for record in records]


def test_all_is_sent_batch_by_batch(on: World) -> None:
    collector = Collector()
    for _ in range(101):
        on.trail.record(READ)
    assert Forwarder(on.trail, "one", collector).forward()
    assert collector.numbers == list(range(1, 102))


def test_a_receiver_that_is_away_keeps_nobody_waiting(on: World, caplog: pytest.LogCaptureFixture) -> None:
    collector = Collector()
    collector.away = True
    on.trail.record(READ)
    forwarder = Forwarder(on.trail, "one", collector)
    assert not forwarder.forward()
    assert [record.code for record in caplog.records] == ["audit-unavailable"]  # type: ignore[attr-defined]
    collector.away = False
    assert forwarder.forward()
    assert collector.numbers == [1]


def test_what_nobody_thought_of_does_not_end_the_thread(on: World) -> None:
    """A name that is no host, or a row that somebody else wrote."""
    failures: list[int] = []
    trail = Trail(on.engine, KEY, HeadFile(on.folder / HEADS, KEY), on.clock, lambda: failures.append(1))
    collector = Collector()
    trail.record(READ)

    def strange(records: Sequence[Record]) -> None:
        if len(failures) < 1:
            raise UnicodeError("label empty or too long")
        collector(records)

    forwarder = Forwarder(trail, "one", strange)
    forwarder.start()
    deadline = time.monotonic() + 30
    while not collector.numbers and time.monotonic() < deadline:
        time.sleep(0.05)
    forwarder.stop()
    assert (collector.numbers, failures) == ([1], [1])


def test_a_receiver_that_has_more_than_there_is_gets_all_again(on: World, caplog: pytest.LogCaptureFixture) -> None:
    collector = Collector()
    on.trail.record(READ)
    with on.engine.begin() as connection:
        connection.execute(insert(AUDIT_SENT).values(receiver="one", number=10**15))
    assert Forwarder(on.trail, "one", collector).forward()
    assert collector.numbers == [1]
    assert ["all are sent again" in record.msg for record in caplog.records] == [True]
    assert Forwarder(on.trail, "one", collector).forward()
    assert collector.numbers == [1]


def test_a_thread_sends_what_is_new_and_what_was_last(on: World) -> None:
    collector = Collector()
    forwarder = Forwarder(on.trail, "one", collector)
    on.trail.record(READ)
    forwarder.start()
    deadline = time.monotonic() + 30
    while not collector.numbers and time.monotonic() < deadline:
        time.sleep(0.05)
    on.trail.record(READ)
    forwarder.stop()
    assert collector.numbers == [1, 2]


def test_a_receiver_that_is_away_does_not_hold_up_the_end(on: World) -> None:
    collector = Collector()
    collector.away = True
    on.trail.record(READ)
    forwarder = Forwarder(on.trail, "one", collector)
    forwarder.start()
    time.sleep(1.3)
    forwarder.stop()
    assert collector.numbers == []


def test_tries_become_rarer() -> None:
    assert [delay(failures) for failures in (0, 1, 2, 8, 9, 99)] == [1.0, 2.0, 4.0, 256.0, 300.0, 300.0]
