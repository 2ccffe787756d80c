"""Turns are evenly spaced, and a rest is not made up for."""

from __future__ import annotations

import pytest

from radlane.dicomweb.pace import Pace


class Time:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def test_turns_are_spaced() -> None:
    time = Time()
    pace = Pace(4.0, lambda: time.now, time.sleep)
    turns = []
    for _ in range(4):
        pace.wait()
        turns.append(time.now)
    assert turns == pytest.approx([100.0, 100.25, 100.5, 100.75])


def test_a_rest_is_not_made_up_for() -> None:
    time = Time()
    pace = Pace(1.0, lambda: time.now, time.sleep)
    pace.wait()
    time.now += 50
    for expected in (150.0, 151.0):
        pace.wait()
        assert time.now == expected


def test_without_a_rate_nobody_waits() -> None:
    time = Time()
    pace = Pace(None, lambda: time.now, time.sleep)
    for _ in range(100):
        pace.wait()
    assert time.now == 100.0
