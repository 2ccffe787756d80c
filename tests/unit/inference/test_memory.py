"""How much memory networks may take: what the settings give, or a part of what the machine has."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from radlane.inference.devices import choose_device
from radlane.inference.memory import UNBOUNDED, machine_bytes, memory_for, process_bytes, trim_heap
from support.nvml import LOST, PARTS, UUIDS, Driver

CUDA = choose_device("auto", ("CUDAExecutionProvider", "CPUExecutionProvider"))
CPU = choose_device("cpu", ())


def test_what_the_settings_give() -> None:
    assert memory_for(CPU, 12345, None, {}).budget == 12345


def test_half_of_what_there_is() -> None:
    assert memory_for(CPU, None, None, {}).budget == machine_bytes() // 2


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
    assert memory_for(CPU, None, None, {}).used() > 0


def test_what_was_freed_leaves_the_heap() -> None:
    """Pieces that are too small for pages of their own, and one above them that stays."""
    held = [np.ones(100 << 10, np.uint8) for _ in range(640)]
    before = process_bytes()
    del held[:-1]
    trim_heap()
    assert before - process_bytes() > 48 << 20
    assert memory_for(CPU, None, None, {}).trim is trim_heap
    assert memory_for(CUDA, None, Driver(), {}).trim is trim_heap


def test_a_system_that_does_not_say_what_is_in_use(tmp_path: Path) -> None:
    assert process_bytes(tmp_path / "nothing") == 0


def test_most_of_what_is_free_of_the_gpu_that_networks_run_on() -> None:
    driver = Driver()
    for card in range(2):
        environ = {"CUDA_VISIBLE_DEVICES": UUIDS[card]}
        free = int((15 - card << 30) * 0.8)
        found = [memory_for(CUDA, given, driver, environ) for given in (None, 1 << 30, 1 << 40)]
        assert [memory.budget for memory in found] == [free, 1 << 30, free]
        assert found[0].used() == 1 + card << 30
    assert memory_for(CPU, 5, driver, {}).budget == 5


def test_the_gpu_that_has_least_free_where_it_cannot_be_told_which_it_is(caplog: pytest.LogCaptureFixture) -> None:
    memory = memory_for(CUDA, None, Driver(), {})
    assert (memory.budget, memory.used()) == (int((14 << 30) * 0.8), 2 << 30)
    assert "cannot be told which of 2 GPUs" in caplog.text


def test_a_part_of_a_gpu_has_its_own_memory() -> None:
    memory = memory_for(CUDA, None, Driver(parts=2), {"CUDA_VISIBLE_DEVICES": PARTS[1]})
    assert (memory.budget, memory.used()) == (int((13 << 28) * 0.8), 3 << 28)


def test_a_part_that_the_driver_does_not_know_is_asked_for(caplog: pytest.LogCaptureFixture) -> None:
    environ = {"CUDA_VISIBLE_DEVICES": PARTS[0]}
    assert memory_for(CUDA, 5, Driver(), environ).budget == 5
    assert caplog.text == ""
    assert memory_for(CUDA, None, Driver(), environ).budget == machine_bytes() // 2
    assert "set models_memory_bytes" in caplog.text


@pytest.mark.parametrize("driver", [None, Driver(memory=LOST), Driver(handle=LOST)])
def test_a_gpu_of_which_the_driver_says_nothing_bounds_nothing(driver: Driver | None) -> None:
    environ = {"CUDA_VISIBLE_DEVICES": "1", "CUDA_DEVICE_ORDER": "PCI_BUS_ID"}
    assert memory_for(CUDA, 5, driver, environ).budget == 5
    assert memory_for(CUDA, None, driver, environ).budget == machine_bytes() // 2
    assert memory_for(CUDA, None, driver, environ).used() > 0


def test_memory_without_a_bound() -> None:
    assert UNBOUNDED.used() == 0
