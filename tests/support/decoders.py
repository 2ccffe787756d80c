"""The decoding processes of this one."""

from __future__ import annotations

from pathlib import Path


def decoders() -> list[int]:
    """Numbers of those that run."""
    tasks = [task / "children" for task in Path("/proc/self/task").iterdir()]
    children = [int(child) for task in tasks for child in _read(task).split()]
    return [child for child in children if "radlane.pipeline.decoder" in _read(Path(f"/proc/{child}/cmdline"))]


def _read(path: Path) -> str:
    """What a file of the system says; nothing where its process or thread has ended."""
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
