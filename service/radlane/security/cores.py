"""No core file is written of a process that holds patients' images."""

from __future__ import annotations

import resource

_NONE = 1  # less than the kernel writes; with 0 it would still hand the core to a program that core_pattern names


def refuse_core_dumps() -> None:
    """Leave no core where this process crashes, nor where those that it starts do."""
    resource.setrlimit(resource.RLIMIT_CORE, (_NONE, _NONE))
