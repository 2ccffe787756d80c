"""How much memory networks may take: what the settings give, or a part of what the machine has."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from radlane.inference.devices import choose_device
from radlane.inference.memory import UNBOUNDED, machine_bytes, memory_for, process_bytes
from support.nvml import Driver

CPU = choose_device("cpu", ())


def test_what_the_settings_give() -> None:
    assert memory_for(CPU, 12345, None).budget == 12345


def test_half_of_what_there_is() -> None:
    assert memory_for(CPU, None, None).budget == machine_bytes() // 2


@pytest.mark.parametrize(("said", "share"), [("1048576\n", 1048576), ("max\n", None), ("", None)])
def test_a_container_has_less_than_its_machine(tmp_path: Path, said: str, share: int | None) -> None:
    (tmp_path / "memory.max").write_text(said)
    there = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    assert machine_bytes(tmp_path / "memory.max") == (share or there)


def test_what_this_process_has_in_use() -> None:
    before = process_bytes()
    held = np.ones(64 << 20, np.uint8)
    assert process_bytes() - before > 48 << 20
    assert held.size == 64 << 20
    assert memory_for(CPU, None, None).used() > 0


def test_a_system_that_does_not_say_what_is_in_use(tmp_path: Path) -> None:
    assert process_bytes(tmp_path / "nothing") == 0


def test_most_of_what_is_free_of_a_gpu() -> None:
    cuda, driver = choose_device("auto", ("CUDAExecutionProvider", "CPUExecutionProvider")), Driver()
    free = int((15 << 30) * 0.8)
    assert [memory_for(cuda, given, driver).budget for given in (None, 1 << 30, 1 << 40)] == [free, 1 << 30, free]
    assert memory_for(cuda, None, driver).used() == 3 << 30
    assert memory_for(CPU, 5, driver).budget == 5


def test_without_a_driver_a_gpu_is_not_looked_at() -> None:
    cuda = choose_device("auto", ("CUDAExecutionProvider", "CPUExecutionProvider"))
    assert memory_for(cuda, 5, None).budget == 5


def test_memory_without_a_bound() -> None:
    assert UNBOUNDED.used() == 0
