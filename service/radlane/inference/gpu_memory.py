"""Memory of the GPUs, as the NVIDIA driver says it (NVML). It is asked through its C library: no package is needed.

In: nothing, or the environment. Out: bytes in use and in all of each GPU; nothing where there is no driver. And which
of them CUDA calls its first: it has numbers of its own.
Reference: NVML API Reference, nvmlDeviceGetMemoryInfo, nvmlDeviceGetUUID; CUDA C++ Programming Guide, CUDA environment
variables.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from typing import Any

LIBRARY = "libnvidia-ml.so.1"
_SUCCESS = 0
_UUID_BYTES = 96  # NVML_DEVICE_UUID_V2_BUFFER_SIZE


class _Memory(ctypes.Structure):
    _fields_ = (("total", ctypes.c_ulonglong), ("free", ctypes.c_ulonglong), ("used", ctypes.c_ulonglong))


def load_driver(name: str = LIBRARY) -> Any:  # noqa: ANN401 - ctypes has no types
    """Return the driver's library, ready to be asked; None where there is none."""
    try:
        library = ctypes.CDLL(name)
        return library if library.nvmlInit_v2() == _SUCCESS else None
    except (OSError, AttributeError):
        return None


def read_memory(driver: Any) -> tuple[tuple[int, int], ...]:  # noqa: ANN401 - ctypes has no types
    """Return bytes in use and in all of each GPU; one that does not say it counts as 0 of 0.

    Parameters
    ----------
    driver : CDLL or None
        From `load_driver`.
    """
    return tuple(_memory(driver, number) for number in range(_count(driver)))


def first_cards(driver: Any, environ: Mapping[str, str]) -> tuple[int, ...]:  # noqa: ANN401 - ctypes has no types
    """Return the numbers of the GPUs that may be CUDA's device 0: several where it cannot be told.

    The driver counts along the PCI bus. CUDA begins with the fastest unless CUDA_DEVICE_ORDER says otherwise, and
    CUDA_VISIBLE_DEVICES chooses among these, or by the beginning of a UUID.
    """
    every = tuple(range(_count(driver)))
    first, _, _ = environ.get("CUDA_VISIBLE_DEVICES", "0").partition(",")
    first = first.strip()
    if first.startswith("GPU-"):
        meant = tuple(number for number in every if _uuid(driver, number).startswith(first))
        return meant if len(meant) == 1 else ()
    if first.startswith("MIG-"):  # a part of a GPU
        return every
    if first not in map(str, every):
        return ()
    return (int(first),) if environ.get("CUDA_DEVICE_ORDER") == "PCI_BUS_ID" else every


def _count(driver: Any) -> int:  # noqa: ANN401 - ctypes has no types
    count = ctypes.c_uint()
    if driver is None or driver.nvmlDeviceGetCount_v2(ctypes.byref(count)) != _SUCCESS:
        return 0
    return count.value


def _uuid(driver: Any, number: int) -> str:  # noqa: ANN401 - ctypes has no types
    handle, text = ctypes.c_void_p(), ctypes.create_string_buffer(_UUID_BYTES)
    if driver.nvmlDeviceGetHandleByIndex_v2(ctypes.c_uint(number), ctypes.byref(handle)) != _SUCCESS:
        return ""
    if driver.nvmlDeviceGetUUID(handle, text, ctypes.c_uint(_UUID_BYTES)) != _SUCCESS:
        return ""
    return text.value.decode("ascii", "replace")


def _memory(driver: Any, number: int) -> tuple[int, int]:  # noqa: ANN401 - ctypes has no types
    handle, memory = ctypes.c_void_p(), _Memory()
    if driver.nvmlDeviceGetHandleByIndex_v2(ctypes.c_uint(number), ctypes.byref(handle)) != _SUCCESS:
        return 0, 0
    if driver.nvmlDeviceGetMemoryInfo(handle, ctypes.byref(memory)) != _SUCCESS:
        return 0, 0
    return int(memory.used), int(memory.total)
