"""How much memory there is for networks, and how much is in use where they lie.

In: the device, and what the settings give. Out: `Memory`. On CUDA it is that of the GPU that networks run on, or of
the part of one, as the driver says it, and that of this process where the driver does not say it.
Reference: proc_pid_statm(5); control groups version 2, `memory.max`; malloc_trim(3).
"""

from __future__ import annotations

import ctypes
import logging
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from radlane.inference.devices import CUDA_PROVIDER, Device
from radlane.inference.gpu_memory import Handle, first_cards, memory_of

STATM_FILE = Path("/proc/self/statm")
LIMIT_FILE = Path("/sys/fs/cgroup/memory.max")
_OF_MACHINE = 0.5  # images, decoders and the tensors of a run need the rest
_OF_GPU = 0.8  # the tensors of a run need the rest
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Memory:
    """Where networks lie.

    Attributes
    ----------
    budget : int
        Bytes that all of them together may take.
    used : callable
        Bytes in use there now, by whatever; by how many a load lets it grow is what the network costs.
    trim : callable
        Gives the system back what was freed: what stays in the heap would hide what the next load takes.
    """

    budget: int
    used: Callable[[], int]
    trim: Callable[[], None] = lambda: None


def trim_heap() -> None:
    """Give the system back the pages of the heap that nothing uses, where its C library can."""
    with suppress(OSError, AttributeError):  # not glibc
        ctypes.CDLL(None).malloc_trim(0)


UNBOUNDED = Memory(budget=sys.maxsize, used=lambda: 0)


def memory_for(
    device: Device,
    given: int | None,
    driver: Any,  # noqa: ANN401 - ctypes has no types
    environ: Mapping[str, str],
) -> Memory:
    """Return the memory of the networks on a device.

    Parameters
    ----------
    device : Device
        From `choose_device`.
    given : int or None
        What the settings give; None: half of what the machine or the container has, or on CUDA most of what is free.
    driver : CDLL or None
        From `gpu_memory.load_driver`.
    environ : mapping of str to str
        The environment, which tells CUDA what GPUs to use.
    """
    is_on_gpu = CUDA_PROVIDER in device.providers
    card = _card(driver, environ) if is_on_gpu else None
    if card is None:
        if is_on_gpu and given is None:
            _LOG.warning("the driver does not say how much memory there is on the GPU: set models_memory_bytes")
        return Memory(budget=given or int(machine_bytes() * _OF_MACHINE), used=process_bytes, trim=trim_heap)
    used, total = memory_of(driver, card)
    free = int((total - used) * _OF_GPU)
    return Memory(budget=min(given or free, free), used=partial(_used, driver, card), trim=trim_heap)


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


def _card(driver: Any, environ: Mapping[str, str]) -> Handle | None:  # noqa: ANN401 - ctypes has no types
    """Return the GPU that networks run on, or the part of one; None where the driver does not say what it has."""
    found = [(card, *memory_of(driver, card)) for card in first_cards(driver, environ)]
    if len(found) > 1:
        _LOG.warning(
            "it cannot be told which of %d GPUs, or parts of them (MIG), CUDA calls its first: networks get the memory "
            "of the one that has the least free; set CUDA_DEVICE_ORDER=PCI_BUS_ID, or a UUID in CUDA_VISIBLE_DEVICES",
            len(found),
        )
    saying = [one for one in found if one[2]]
    return min(saying, key=lambda one: one[2] - one[1])[0] if saying else None


def _used(driver: Any, card: Handle) -> int:  # noqa: ANN401 - ctypes has no types
    return memory_of(driver, card)[0]
