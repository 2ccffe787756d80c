"""Rounds come back, sooner when they are told to, later when they failed."""

from __future__ import annotations

from threading import Event

from radlane.triggers.worklist.rounds import Rounds


def test_a_round_that_fails_is_not_the_last_one() -> None:
    done, calls = Event(), list[int]()

    def work() -> None:
        calls.append(1)
        if len(calls) == 1:
            raise ValueError
        done.set()

    rounds = Rounds("test", work, 0.01, Event())
    rounds.start()
    assert done.wait(10)
    rounds.stop()
    assert rounds.round()


def test_a_round_begins_when_it_is_told_to() -> None:
    first, second, wake, calls = Event(), Event(), Event(), list[int]()

    def work() -> None:
        calls.append(1)
        (first if len(calls) == 1 else second).set()

    rounds = Rounds("test", work, 3600.0, wake)
    rounds.start()
    assert first.wait(10)
    wake.set()
    assert second.wait(10)
    rounds.stop()
