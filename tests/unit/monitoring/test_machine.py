"""Room on the disk, and memory of GPUs where there are any."""

from __future__ import annotations

import shutil
from pathlib import Path

from radlane.monitoring.machine import MachineCollector


def gauges(collector: MachineCollector) -> dict[tuple[str, ...], float]:
    return {(s.name, *s.labels.values()): s.value for family in collector.collect() for s in family.samples}


def test_the_disk_of_the_data_folder(tmp_path: Path) -> None:
    found = gauges(MachineCollector(tmp_path, lambda: ()))
    assert found[("radlane_data_size_bytes",)] == shutil.disk_usage(tmp_path).total
    assert 0 <= found[("radlane_data_free_bytes",)] <= found[("radlane_data_size_bytes",)]
    assert len(found) == 2


def test_gpus_by_their_numbers(tmp_path: Path) -> None:
    collector = MachineCollector(tmp_path / "absent", lambda: [(1, 8), (2, 16)])
    assert gauges(collector) == {
        ("radlane_gpu_memory_used_bytes", "0"): 1,
        ("radlane_gpu_memory_used_bytes", "1"): 2,
        ("radlane_gpu_memory_size_bytes", "0"): 8,
        ("radlane_gpu_memory_size_bytes", "1"): 16,
    }
    assert list(collector.describe()) == []
