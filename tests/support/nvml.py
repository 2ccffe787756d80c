"""A library with NVML's functions that is filled in by hand: there is no GPU where most tests run."""

from __future__ import annotations

from typing import Any

OK, UNKNOWN, LOST = 0, 6, 15
UUIDS = ("GPU-8932f937-d72c-4106-c12f-20bd9faed9f6", "GPU-89aabbcc-1111-2222-3333-444455556666")
PARTS = ("MIG-1a2b3c4d-0000-5e6f-8000-9a8b7c6d5e4f", "MIG-5e6f7a8b-0000-5e6f-8000-9a8b7c6d5e4f")


class Driver:
    """NVML with two GPUs, of which the second may have fallen off the bus.

    Parameters
    ----------
    parts : int
        Into how many parts of 4 GiB the second GPU is parted: numbers 1 and 3 of the 7 that there may be.
    """

    def __init__(self, count: int = OK, handle: int = OK, memory: int = OK, parts: int = 0) -> None:
        self.count, self.handle, self.memory, self.parts = count, handle, memory, parts

    def nvmlDeviceGetCount_v2(self, count: Any) -> int:
        count._obj.value = 2
        return self.count

    def nvmlDeviceGetHandleByIndex_v2(self, number: Any, handle: Any) -> int:
        handle._obj.value = 1 + number.value
        return self.handle if number.value else OK

    def nvmlDeviceGetHandleByUUID(self, uuid: Any, handle: Any) -> int:
        known = [part.encode() for part in PARTS[: self.parts]]
        if uuid.value not in known:
            return UNKNOWN
        handle._obj.value = 11 + 2 * known.index(uuid.value)
        return OK

    def nvmlDeviceGetMigMode(self, handle: Any, now: Any, soon: Any) -> int:
        now._obj.value = int(bool(self.parts and handle.value == 2))
        soon._obj.value = 1
        return OK

    def nvmlDeviceGetMaxMigDeviceCount(self, handle: Any, most: Any) -> int:
        most._obj.value = 7
        return OK if handle.value == 2 else LOST

    def nvmlDeviceGetMigDeviceHandleByIndex(self, handle: Any, number: Any, part: Any) -> int:
        part._obj.value = 10 + number.value
        return OK if handle.value == 2 and number.value in (1, 3)[: self.parts] else UNKNOWN

    def nvmlDeviceGetMemoryInfo(self, handle: Any, memory: Any) -> int:
        if handle.value > 10:
            memory._obj.total, memory._obj.used = 4 << 30, handle.value - 10 << 28
            return OK
        memory._obj.total, memory._obj.used = 16 << 30, handle.value << 30
        return self.memory if handle.value == 2 else OK

    def nvmlDeviceGetUUID(self, handle: Any, text: Any, size: Any) -> int:
        text.value = UUIDS[handle.value - 1].encode()
        assert size.value > len(text.value)
        return OK
