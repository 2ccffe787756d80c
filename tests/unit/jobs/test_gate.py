"""Steps beside each other, and one that is alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event, Thread

from radlane.jobs.gate import Gate

_PATIENCE_S = 30.0


class Passer:
    """Goes through a gate on a thread of its own, and stays inside until it is told to leave."""

    def __init__(self, gate: Gate, *, alone: bool = False) -> None:
        self.inside, self.leave, self.turns = Event(), Event(), list[bool]()
        self._gate, self._alone = gate, alone
        self._thread = Thread(target=self._pass, daemon=True)
        self._thread.start()

    def _pass(self) -> None:
        with self._gate.passed(alone=self._alone) as turn:
            self.turns.append(turn)
            if turn:
                self.inside.set()
                self.leave.wait(_PATIENCE_S)

    def ended(self) -> list[bool]:
        self.leave.set()
        self._thread.join(_PATIENCE_S)
        return self.turns


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_one_that_has_to_be_alone_waits_for_those_inside_and_lets_no_other_one_in() -> None:
    gate = Gate(Event())
    first, second = Passer(gate), Passer(gate)
    assert first.inside.wait(_PATIENCE_S)
    assert second.inside.wait(_PATIENCE_S)
    alone = Passer(gate, alone=True)
    until(lambda: gate._waiting_alone == 1)
    late = Passer(gate)
    assert first.ended() == [True]
    assert not alone.inside.wait(0.3)
    assert second.ended() == [True]
    assert alone.inside.wait(_PATIENCE_S)
    assert not late.inside.wait(0.3)
    assert alone.ended() == [True]
    assert late.inside.wait(_PATIENCE_S)
    assert late.ended() == [True]


def test_two_that_have_to_be_alone_come_one_after_the_other() -> None:
    gate = Gate(Event())
    first = Passer(gate, alone=True)
    assert first.inside.wait(_PATIENCE_S)
    second = Passer(gate, alone=True)
    assert not second.inside.wait(0.3)
    assert (first.ended(), second.ended()) == ([True], [True])


def test_nobody_waits_when_the_engine_stops() -> None:
    stopping = Event()
    gate = Gate(stopping)
    inside = Passer(gate)
    assert inside.inside.wait(_PATIENCE_S)
    alone = Passer(gate, alone=True)
    until(lambda: gate._waiting_alone == 1)
    other = Passer(gate)
    stopping.set()
    assert (alone.ended(), inside.ended()) == ([False], [True])
    assert other.ended() in ([False], [True])  # its way is free where the suspect left first


def test_whoever_waits_inside_is_told_that_others_wait_for_him() -> None:
    stopping = Event()
    gate = Gate(stopping)
    first = Passer(gate)
    assert first.inside.wait(_PATIENCE_S)
    assert not gate.is_awaited()
    alone = Passer(gate, alone=True)
    until(gate.is_awaited)
    first.ended()
    assert alone.inside.wait(_PATIENCE_S)
    assert gate.is_awaited()
    alone.ended()
    assert not gate.is_awaited()
    stopping.set()
    assert gate.is_awaited()
