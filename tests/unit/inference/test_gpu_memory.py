"""The driver's answers, as numbers; a machine without a driver has no GPU.

The driver here is a library with NVML's functions that is filled in by hand: there is no GPU where this runs.
"""

from __future__ import annotations

from typing import Any

from radlane.inference.gpu_memory import load_driver, read_memory

OK, LOST = 0, 15


class Driver:
    """NVML with two GPUs, of which the second may have fallen off the bus."""

    def __init__(self, count: int = OK, handle: int = OK, memory: int = OK) -> None:
        self.count, self.handle, self.memory = count, handle, memory

    def nvmlDeviceGetCount_v2(self, count: Any) -> int:
        count._obj.value = 2
        return self.count

    def nvmlDeviceGetHandleByIndex_v2(self, number: Any, handle: Any) -> int:
        handle._obj.value = 1 + number.value
        return self.handle if number.value else OK

    def nvmlDeviceGetMemoryInfo(self, handle: Any, memory: Any) -> int:
        memory._obj.total, memory._obj.used = 16 << 30, handle.value << 30
        return self.memory if handle.value == 2 else OK


def test_bytes_in_use_and_in_all() -> None:
    assert read_memory(Driver()) == ((1 << 30, 16 << 30), (2 << 30, 16 << 30))


def test_a_gpu_that_does_not_answer_keeps_its_number() -> None:
    for driver in (Driver(handle=LOST), Driver(memory=LOST)):
        assert read_memory(driver) == ((1 << 30, 16 << 30), (0, 0))


def test_without_a_driver_there_is_none() -> None:
    assert load_driver("libnothing-of-this-name.so.1") is None
    assert load_driver("libc.so.6") is None  # a library, but no driver
    assert read_memory(None) == ()
    assert read_memory(Driver(count=LOST)) == ()
