"""Networks of one job at a time; between two windows others are let in."""

from __future__ import annotations

import time
from threading import Event, Thread

import pytest

from radlane.pipeline.turns import Turn, Turns

PATIENCE_S, SOON_S = 10.0, 0.05


class Job:
    """A job in whose step networks run, on a thread of its own; it goes from window to window when it is told to."""

    def __init__(self, turns: Turns | None, step: str = "infer", *, lets_others: bool = True) -> None:
        self.turn = Turn(turns, time.monotonic, lets_others=lets_others)
        self.runs, self.ended = Event(), Event()
        self._window, self._step = Event(), step
        self._leaves = False
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def window(self) -> None:
        self.runs.clear()
        self._window.set()

    def leave(self) -> None:
        self._leaves = True
        self.window()
        self._thread.join(PATIENCE_S)
        assert self.ended.is_set()

    def _run(self) -> None:
        with self.turn.of(self._step):
            while not self._leaves:
                self.runs.set()
                self._window.wait(PATIENCE_S)
                self._window.clear()
                if not self._leaves:
                    self.turn.clock()
        self.ended.set()


@pytest.fixture
def turns() -> Turns:
    return Turns()


def test_networks_run_for_one_at_a_time_in_the_order_of_asking(turns: Turns) -> None:
    first = Job(turns)
    assert first.runs.wait(PATIENCE_S)
    second = Job(turns)
    assert not second.runs.wait(SOON_S)
    third = Job(turns, "explain")
    assert not third.runs.wait(SOON_S)
    first.leave()
    assert second.runs.wait(PATIENCE_S)
    assert not third.runs.is_set()
    second.leave()
    assert third.runs.wait(PATIENCE_S)
    third.leave()


def test_who_lets_nobody_in_between_runs_to_its_end(turns: Turns) -> None:
    volume = Job(turns, lets_others=False)
    assert volume.runs.wait(PATIENCE_S)
    other = Job(turns)
    volume.window()
    assert volume.runs.wait(PATIENCE_S)
    assert not other.runs.wait(SOON_S)
    volume.leave()
    assert other.runs.wait(PATIENCE_S)
    other.leave()


def test_between_two_windows_others_are_let_in(turns: Turns) -> None:
    volume = Job(turns)
    assert volume.runs.wait(PATIENCE_S)
    volume.window()
    assert volume.runs.wait(PATIENCE_S), "nobody waits"
    other = Job(turns)
    assert not other.runs.wait(SOON_S)
    volume.window()
    assert other.runs.wait(PATIENCE_S)
    assert not volume.runs.wait(SOON_S)
    other.leave()
    assert volume.runs.wait(PATIENCE_S)
    volume.leave()


@pytest.mark.parametrize("step", ["tensor", "conclude", "image"])
def test_other_steps_wait_for_nobody(turns: Turns, step: str) -> None:
    first, second = Job(turns), Job(turns, step)
    assert second.runs.wait(PATIENCE_S)
    for job in (first, second):
        job.leave()


def test_who_is_in_a_hurry_waits_for_nobody(turns: Turns) -> None:
    first, urgent = Job(turns), Job(None)
    assert first.runs.wait(PATIENCE_S)
    assert urgent.runs.wait(PATIENCE_S)
    for job in (first, urgent):
        job.leave()


def test_what_a_job_waits_is_none_of_its_time(turns: Turns) -> None:
    now, found = [1.0], list[float]()
    first = Job(turns)
    assert first.runs.wait(PATIENCE_S)
    turn = Turn(turns, lambda: now[0])

    def run() -> None:
        with turn.of("infer"), turn.of("explain"):
            found.append(turn.clock())
        found.append(turn.clock())

    thread = Thread(target=run)
    thread.start()
    while len(turns._waiting) < 2:
        Event().wait(SOON_S)
    now[0] = 100.0
    first.leave()
    thread.join(PATIENCE_S)
    assert found == [1.0, 1.0]


def test_a_step_that_fails_gives_its_turn_back(turns: Turns) -> None:
    with pytest.raises(ValueError, match="broken"), Turn(turns, float).of("infer"):
        raise ValueError("broken")
    after = Job(turns)
    assert after.runs.wait(PATIENCE_S)
    after.leave()
