"""Probes are asked at once or in the background; what is too old is not believed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Event

import pytest

from radlane.errors import StorageFull
from radlane.monitoring.health import Finding, Health, Probe, State, is_ready


class Answers:
    """Something to ask: well, until it is told otherwise."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.asked = Event()

    def __call__(self) -> None:
        self.asked.set()
        if self.error:
            raise self.error


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.mark.parametrize(
    ("error", "state", "code"),
    [
        (None, State.OK, ""),
        (StorageFull("0 MiB are free"), State.FAILED, "storage-full"),
        (PermissionError(13, "Permission denied"), State.FAILED, "system-error"),
    ],
)
def test_what_is_quick_is_asked_at_each_look(error: Exception | None, state: State, code: str) -> None:
    disk = Answers()
    health = Health([Probe(name="disk", ask=disk)], time.monotonic)
    disk.error = error
    assert health.look() == (Finding(name="disk", subject="", state=state, needed=True, code=code),)
    assert is_ready(health.look()) is (error is None)


def test_what_is_slow_is_asked_in_the_background(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "radlane")
    archive = Answers()
    probe = Probe(name="archive", subject="pacs", ask=archive, needed=False, every_s=0.01)
    health = Health([probe], time.monotonic)
    assert [finding.state for finding in health.look()] == [State.UNKNOWN]
    with health:
        until(lambda: health.look()[0].state is State.OK)
        archive.error = StorageFull("full")
        until(lambda: health.look()[0].state is State.FAILED)
        assert is_ready(health.look())
        archive.error = None
        until(lambda: health.look()[0].state is State.OK)
        until(lambda: len(caplog.records) >= 2)  # the log is told after the state
    codes = [getattr(record, "code", "") for record in caplog.records]
    assert codes == ["storage-full", "ok"]  # said when it changes, not each time
    assert "pacs" not in caplog.text


def test_what_is_needed_is_known_from_the_start() -> None:
    database = Answers()
    with Health([Probe(name="database", ask=database, every_s=60.0)], time.monotonic) as health:
        assert [finding.state for finding in health.look()] == [State.OK]


def test_what_was_said_long_ago_is_not_believed() -> None:
    now = [0.0]
    database = Answers()
    probe = Probe(name="database", ask=database, every_s=60.0)
    with Health([probe], lambda: now[0]) as health:
        until(database.asked.is_set)
        now[0] = 179.0
        assert is_ready(health.look())
        now[0] = 200.0
        assert [finding.state for finding in health.look()] == [State.UNKNOWN]
        assert not is_ready(health.look())


def test_nobody_waits_for_what_hangs() -> None:
    held = Event()
    probe = Probe(name="archive", ask=lambda: held.wait(20), needed=False, every_s=1.0)
    begin = time.monotonic()
    with Health([probe], time.monotonic) as health:
        assert [finding.state for finding in health.look()] == [State.UNKNOWN]
    assert time.monotonic() - begin < 10
    held.set()
