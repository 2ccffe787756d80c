"""What a process spends, stage by stage: wall seconds, CPU seconds, peak memory. The standard library only.

In: a loaded, idle process. Out: `Meter.figures`. CPU and memory are those of the process and of its children; the peak
of several processes is the sum of their own peaks, which may not have been at the same time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BETWEEN = "between"
_TICKS = os.sysconf("SC_CLK_TCK")
Figures = dict[str, dict[str, float]]


class Meter:
    """Measures from its making; what is resident then counts as idle."""

    def __init__(self) -> None:
        self._stages: Figures = {}
        self._idle = _memory("VmRSS")
        self._begun = time.perf_counter(), cpu_seconds()
        _reset_peak()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure one stage; a name that comes again is added up."""
        self._peak(BETWEEN)
        _reset_peak()
        wall, cpu = time.perf_counter(), cpu_seconds()
        try:
            yield
        finally:
            spent = self._of(name)
            spent["wall"] += time.perf_counter() - wall
            spent["cpu"] += cpu_seconds() - cpu
            self._peak(name)
            _reset_peak()

    def figures(self) -> Figures:
        """Seconds, and peak bytes above the idle process, by stage and in `total`."""
        self._peak(BETWEEN)
        wall, cpu = self._begun
        total = {
            "wall": time.perf_counter() - wall,
            "cpu": cpu_seconds() - cpu,
            "peak": max(spent["peak"] for spent in self._stages.values()),
        }
        return {**self._stages, "total": total}

    def _peak(self, name: str) -> None:
        spent = self._of(name)
        spent["peak"] = max(spent["peak"], _memory("VmHWM") - self._idle)

    def _of(self, name: str) -> dict[str, float]:
        return self._stages.setdefault(name, {"wall": 0.0, "cpu": 0.0, "peak": 0.0})


def _memory(field: str) -> float:
    """Bytes of this process and its children."""
    return float(sum(_resident(process, field) for process in (os.getpid(), *_children())))


def _resident(process: int, field: str) -> int:
    lines = _read(f"/proc/{process}/status").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{field}:")), 0) * 1024


def _children() -> list[int]:
    tasks = [task.name for task in Path("/proc/self/task").iterdir()]
    return [int(child) for task in tasks for child in _read(f"/proc/self/task/{task}/children").split()]


def cpu_seconds() -> float:
    """Of this process, of its children that have ended, and of those that live."""
    return time.process_time() + sum(os.times()[2:4]) + living_seconds()


def living_seconds() -> float:
    """CPU seconds of the children that live."""
    spent = 0.0
    for child in _children():
        fields = _read(f"/proc/{child}/stat").rpartition(")")[2].split()
        spent += sum(int(field) for field in fields[11:15]) / _TICKS
    return spent


def _read(path: str) -> str:
    """What is said of a process or thread; nothing where it has ended."""
    try:
        return Path(path).read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _reset_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")
