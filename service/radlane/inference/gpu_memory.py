"""Memory of the GPUs, as the NVIDIA driver says it (NVML). It is asked through its C library: no package is needed.

In: nothing. Out: bytes in use and in all of each GPU; nothing where there is no driver.
Reference: NVML API Reference, nvmlDeviceGetMemoryInfo.
"""

from __future__ import annotations

import ctypes
from typing import Any

LIBRARY = "libnvidia-ml.so.1"
_SUCCESS = 0


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
    count = ctypes.c_uint()
    if driver is None or driver.nvmlDeviceGetCount_v2(ctypes.byref(count)) != _SUCCESS:
        return ()
    return tuple(_memory(driver, number) for number in range(count.value))


def _memory(driver: Any, number: int) -> tuple[int, int]:  # noqa: ANN401 - ctypes has no types
    handle, memory = ctypes.c_void_p(), _Memory()
    if driver.nvmlDeviceGetHandleByIndex_v2(ctypes.c_uint(number), ctypes.byref(handle)) != _SUCCESS:
        return 0, 0
    if driver.nvmlDeviceGetMemoryInfo(handle, ctypes.byref(memory)) != _SUCCESS:
        return 0, 0
    return int(memory.used), int(memory.total)
