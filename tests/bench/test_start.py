"""What a start is measured by: real processes, and the table of what they took."""

from __future__ import annotations

import os
import sys

import pytest

from start import FLOOR, TARGETS, cpu_seconds, lines, measure, to_the_end, until_answered

HERE = dict(os.environ)
RUNS_ON = "import time; time.sleep(60)"


def test_a_command_is_measured_to_its_end() -> None:
    spent = to_the_end([sys.executable, "-c", "sum(range(10**6))"], HERE)
    assert spent["CPU"] > 0
    assert spent["wall"] > 0
    with pytest.raises(SystemExit, match="ended with 3"):
        to_the_end([sys.executable, "-c", "raise SystemExit(3)"], HERE)


def test_a_service_is_measured_until_it_answers_and_then_ended() -> None:
    asked: list[int] = []

    def answers(port: int) -> bool:
        asked.append(port)
        return len(asked) == 3

    spent = until_answered([sys.executable, "-c", RUNS_ON], HERE, answers)
    assert len(asked) == 3
    assert spent["wall"] > 0
    with pytest.raises(SystemExit, match="does not answer"):
        until_answered([sys.executable, "-c", "pass"], HERE, lambda _: False)


def test_processor_time_is_that_of_a_process() -> None:
    before = os.times()
    assert cpu_seconds(os.getpid()) == pytest.approx(before.user + before.system, abs=0.5)


def test_the_first_round_does_not_count() -> None:
    seconds = iter((9.0, 1.0, 2.0))
    spent = measure({"one": lambda: {"wall": next(seconds), "CPU": 0.5}}, 2)
    assert spent == {"one": {"wall": [1.0, 2.0], "CPU": [0.5, 0.5]}}


def test_the_table_says_what_met_its_target() -> None:
    help_, worker, *_ = TARGETS
    spent = {
        FLOOR: {"wall": [0.5, 0.5], "CPU": [0.4, 0.4]},
        help_: {"wall": [0.25, 0.25], "CPU": [0.2, 0.2]},
        worker: {"wall": [2.5, 2.5], "CPU": [2.0, 2.0]},
    }
    results = {"spent": spent, "rounds": 2, "load": [0.1, 0.2], "machine": {"cores": 2}}
    _, _, _, met, missed, *_ = lines(results)
    assert met.endswith("| 0.50 (0.50 - 0.50) | 0.50 (0.50 - 0.50) | 0.3 | yes |")
    assert missed.endswith("| 5.00 (5.00 - 5.00) | 5.00 (5.00 - 5.00) | 2.0 | no |")
