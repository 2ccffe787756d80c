"""What nvidia-smi says of a GPU is read as it says it, and what it does not say is not measured."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from gpu_watch import Samples, figures_of, read_bus, read_busy, saturate, settled, watching

DMON = """# gpu  rxpci  txpci
# Idx   MB/s   MB/s
    0      5      1
    0   4000     20
    0      -      -
    0   4200     30
    0   4100     25
    0      0      0
"""
PROGRAM = """#!/bin/sh
case "$1" in
dmon) while true; do echo "    0   100   10"; sleep 0.05; done ;;
*) while true; do echo 97; sleep 0.05; done ;;
esac
"""


def test_what_is_no_figure_is_left_out() -> None:
    assert read_busy(["0", "97 ", "[N/A]", "", "100"]) == [0, 97, 100]
    assert read_bus(DMON.splitlines()) == [(5, 1), (4000, 20), (4200, 30), (4100, 25), (0, 0)]


@pytest.mark.parametrize(
    ("values", "found"),
    [([0.0, 90.0, 95.0, 1.0], 92.5), ([0.0, 90.0, 1.0], None), ([], None), ([5.0], None)],
)
def test_both_ends_do_not_count(values: list[float], found: float | None) -> None:
    assert settled(values) == found


def test_bytes_of_an_input() -> None:
    samples = Samples()
    samples.bus = read_bus(DMON.splitlines())
    samples.busy = [0, 97, 99, 2]
    found = figures_of(rate=10.0, samples=samples, size=8)
    assert found == {"an hour": 288_000, "busy": 98.0, "bytes to the GPU": 51_250_000, "bytes from the GPU": 312_500}


def test_a_program_is_asked_as_long_as_the_block_runs(tmp_path: Path) -> None:
    program = tmp_path / "smi"
    program.write_text(PROGRAM)
    program.chmod(0o755)
    with watching(str(program)) as samples:
        time.sleep(0.5)
    assert set(samples.busy) == {97}
    assert set(samples.bus) == {(100, 10)}


def test_without_a_program_nothing_is_claimed() -> None:
    with watching("no-such-program") as samples:
        pass
    found = figures_of(rate=1.0, samples=samples, size=1)
    assert (found["busy"], found["bytes to the GPU"]) == (None, None)


def test_each_thread_has_a_function_of_its_own() -> None:
    made = list[list[int]]()

    def make() -> object:
        calls: list[int] = []
        made.append(calls)
        return lambda: (calls.append(1), time.sleep(0.01))

    rate, samples = saturate(make, 0.2, 2)  # type: ignore[arg-type]
    assert len(made) == 2
    assert all(len(calls) > 2 for calls in made)
    assert rate * 0.2 == pytest.approx(sum(len(calls) - 1 for calls in made), rel=0.5)
    assert samples.busy == []
