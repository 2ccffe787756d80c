"""How much memory there is for networks, and how much is in use where they lie.

In: the device, and what the settings give. Out: `Memory`. On CUDA it is that of the GPU, as the driver says it, and
that of this process where no driver answers.
Reference: proc_pid_statm(5); control groups version 2, `memory.max`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from radlane.inference.devices import CUDA_PROVIDER, Device
from radlane.inference.gpu_memory import read_memory

STATM_FILE = Path("/proc/self/statm")
LIMIT_FILE = Path("/sys/fs/cgroup/memory.max")
_OF_MACHINE = 0.5  # images, decoders and the tensors of a run need the rest
_OF_GPU = 0.8  # the tensors of a run need the rest


@dataclass(frozen=True, kw_only=True)
class Memory:
    """Where networks lie.

    Attributes
    ----------
    budget : int
        Bytes that all of them together may take.
    used : callable
        Bytes in use there now, by whatever; by how many a load lets it grow is what the network costs.
    """

    budget: int
    used: Callable[[], int]


UNBOUNDED = Memory(budget=sys.maxsize, used=lambda: 0)


def memory_for(device: Device, given: int | None, driver: Any) -> Memory:  # noqa: ANN401 - ctypes has no types
    """Return the memory of the networks on a device.

    Parameters
    ----------
    device : Device
        From `choose_device`.
    given : int or None
        What the settings give; None: half of what the machine or the container has, or on CUDA most of what is free.
    driver : CDLL or None
        From `gpu_memory.load_driver`.
    """
    gpus = read_memory(driver) if CUDA_PROVIDER in device.providers else ()
    if gpus:
        used, total = gpus[0]
        free = int((total - used) * _OF_GPU)
        return Memory(budget=min(given or free, free), used=partial(_gpu_bytes, driver))
    return Memory(budget=given or int(machine_bytes() * _OF_MACHINE), used=process_bytes)


def machine_bytes(limit_file: Path = LIMIT_FILE) -> int:
    """Memory of the machine, or the limit of the control group where it is less."""
    there = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    try:
        return min(there, int(limit_file.read_text(encoding="ascii")))
    except (OSError, ValueError):  # no control group, or `max`
        return there


def process_bytes(statm_file: Path = STATM_FILE) -> int:
    """Memory that this process has in use (resident set); 0 where the system does not say."""
    try:
        return int(statm_file.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _gpu_bytes(driver: Any) -> int:  # noqa: ANN401 - ctypes has no types
    return sum(used for used, _ in read_memory(driver))
