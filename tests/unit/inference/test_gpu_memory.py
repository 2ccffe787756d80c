"""The driver's answers, as numbers; a machine without a driver has no GPU."""

from __future__ import annotations

from radlane.inference.gpu_memory import load_driver, read_memory
from support.nvml import LOST, Driver


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
