"""Figures of the machine: room for data, memory of the GPUs. Looked at when they are asked for."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

Memory = tuple[int, int]
"""Bytes in use, and bytes in all."""


class MachineCollector(Collector):
    """Shows what the machine has left.

    Parameters
    ----------
    data_dir : Path
        The folder whose disk is looked at.
    gpus : callable
        Memory of each GPU, in the order of their numbers; nothing where there are none.
    """

    def __init__(self, data_dir: Path, gpus: Callable[[], Sequence[Memory]]) -> None:
        self._data_dir = data_dir
        self._gpus = gpus

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Yield the gauges; nothing of a disk that cannot be looked at."""
        try:
            disk = shutil.disk_usage(self._data_dir)
        except OSError:
            disk = None
        if disk is not None:
            yield GaugeMetricFamily("radlane_data_free_bytes", "Room left on the disk of data_dir", value=disk.free)
            yield GaugeMetricFamily("radlane_data_size_bytes", "Size of the disk of data_dir", value=disk.total)
        used = GaugeMetricFamily("radlane_gpu_memory_used_bytes", "Memory of the GPU in use", labels=("gpu",))
        total = GaugeMetricFamily("radlane_gpu_memory_size_bytes", "Memory of the GPU", labels=("gpu",))
        for number, (in_use, size) in enumerate(self._gpus()):
            used.add_metric((str(number),), in_use)
            total.add_metric((str(number),), size)
        yield from (used, total) if used.samples else ()

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Say nothing at registration: nothing is looked at then."""
        return ()
