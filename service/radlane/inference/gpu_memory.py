"""Memory of the GPUs, as the NVIDIA driver says it (NVML). It is asked through its C library: no package is needed.

In: nothing, or the environment. Out: bytes in use and in all of each GPU; nothing where there is no driver. And which
of them, or which part of one, CUDA calls its first: it has numbers of its own.
Reference: NVML API Reference, nvmlDeviceGetMemoryInfo, nvmlDeviceGetUUID, nvmlDeviceGetHandleByUUID, Multi Instance GPU
Management; CUDA C++ Programming Guide, CUDA environment variables; NVIDIA MIG User Guide, CUDA Device Enumeration.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from typing import Any

LIBRARY = "libnvidia-ml.so.1"
_SUCCESS = 0
_UUID_BYTES = 96  # NVML_DEVICE_UUID_V2_BUFFER_SIZE
Handle = ctypes.c_void_p
"""What the driver knows a GPU by, or a part of one (MIG); empty for none."""


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
    return tuple(memory_of(driver, handle) for handle in _gpus(driver))


def memory_of(driver: Any, handle: Handle) -> tuple[int, int]:  # noqa: ANN401 - ctypes has no types
    """Return bytes in use and in all of a GPU, or of a part of one; 0 of 0 where the driver does not say it."""
    memory = _Memory()
    if handle.value is None or driver.nvmlDeviceGetMemoryInfo(handle, ctypes.byref(memory)) != _SUCCESS:
        return 0, 0
    return int(memory.used), int(memory.total)


def first_cards(driver: Any, environ: Mapping[str, str]) -> tuple[Handle, ...]:  # noqa: ANN401 - ctypes has no types
    """Return the GPUs, or parts of GPUs, that may be CUDA's device 0: several where it cannot be told.

    The driver counts along the PCI bus. CUDA begins with the fastest unless CUDA_DEVICE_ORDER says otherwise, and
    CUDA_VISIBLE_DEVICES chooses among these, or by the beginning of a UUID, or a part (MIG) by its whole UUID. Of a GPU
    that is parted CUDA sees a part only.
    """
    every = _gpus(driver)
    first, _, _ = environ.get("CUDA_VISIBLE_DEVICES", "0").partition(",")
    first = first.strip()
    if first.startswith("MIG-"):
        return _part(driver, first)
    if first.startswith("GPU-"):
        meant = tuple(handle for handle in every if _uuid(driver, handle).startswith(first))
        meant = meant if len(meant) == 1 else ()
    elif first not in map(str, range(len(every))):
        meant = ()
    else:
        meant = (every[int(first)],) if environ.get("CUDA_DEVICE_ORDER") == "PCI_BUS_ID" else every
    return tuple(part for handle in meant for part in _parts(driver, handle))


def _gpus(driver: Any) -> tuple[Handle, ...]:  # noqa: ANN401 - ctypes has no types
    """Return all GPUs in the driver's order; the handle of one that is lost is empty."""
    count = ctypes.c_uint()
    if driver is None or driver.nvmlDeviceGetCount_v2(ctypes.byref(count)) != _SUCCESS:
        return ()
    return tuple(_asked(driver.nvmlDeviceGetHandleByIndex_v2, ctypes.c_uint(number)) for number in range(count.value))


def _part(driver: Any, uuid: str) -> tuple[Handle, ...]:  # noqa: ANN401 - ctypes has no types
    """Return the part of a GPU (MIG) that has a UUID; none where the driver knows none."""
    if driver is None or not uuid.isascii():
        return ()
    found = _asked(driver.nvmlDeviceGetHandleByUUID, ctypes.c_char_p(uuid.encode("ascii")))
    return () if found.value is None else (found,)


def _parts(driver: Any, handle: Handle) -> tuple[Handle, ...]:  # noqa: ANN401 - ctypes has no types
    """Return the parts of a GPU that is parted (MIG), otherwise itself."""
    mode, pending, most = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    ask = getattr(driver, "nvmlDeviceGetMigMode", None)  # drivers before 450 have none
    if handle.value is None or ask is None:
        return (handle,)
    if ask(handle, ctypes.byref(mode), ctypes.byref(pending)) != _SUCCESS or not mode.value:
        return (handle,)
    if driver.nvmlDeviceGetMaxMigDeviceCount(handle, ctypes.byref(most)) != _SUCCESS:
        return ()
    numbers = map(ctypes.c_uint, range(most.value))  # not all of them are there
    found = (_asked(driver.nvmlDeviceGetMigDeviceHandleByIndex, handle, number) for number in numbers)
    return tuple(part for part in found if part.value is not None)


def _asked(ask: Any, *about: Any) -> Handle:  # noqa: ANN401 - ctypes has no types
    """Return the handle that a function of the driver gives, empty where it gives none."""
    handle = ctypes.c_void_p()
    return handle if ask(*about, ctypes.byref(handle)) == _SUCCESS else ctypes.c_void_p()


def _uuid(driver: Any, handle: Handle) -> str:  # noqa: ANN401 - ctypes has no types
    text = ctypes.create_string_buffer(_UUID_BYTES)
    if handle.value is None or driver.nvmlDeviceGetUUID(handle, text, ctypes.c_uint(_UUID_BYTES)) != _SUCCESS:
        return ""
    return text.value.decode("ascii", "replace")
