"""A library with NVML's functions that is filled in by hand: there is no GPU where most tests run."""

from __future__ import annotations

from typing import Any

OK, LOST = 0, 15
UUIDS = ("GPU-8932f937-d72c-4106-c12f-20bd9faed9f6", "GPU-89aabbcc-1111-2222-3333-444455556666")


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

    def nvmlDeviceGetUUID(self, handle: Any, text: Any, size: Any) -> int:
        text.value = UUIDS[handle.value - 1].encode()
        assert size.value > len(text.value)
        return OK
