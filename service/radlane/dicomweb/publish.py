"""A file appears in a folder whole, or not at all.

In: bytes and a place. Out: whether this call put them there. Nothing is ever overwritten.
Reference: link(2) fails where the name exists; rename(2) would replace it.
"""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

_STALE_S = 3600.0
_PREFIX = ".radlane-"


def publish(content: bytes, target: Path) -> bool:
    """Write a new file, and sync it and its name to the disk.

    Returns
    -------
    bool
        False where the name is taken already; the file there is left as it is.

    Raises
    ------
    OSError
        If it cannot be written; nothing is left of it.
    """
    remove_stale(target.parent, time.time())
    partial = target.with_name(f"{_PREFIX}{secrets.token_hex(8)}.part")
    try:
        with partial.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(partial, target)
    except FileExistsError:
        return False
    finally:
        partial.unlink(missing_ok=True)
    sync_folder(target.parent)
    return True


def remove_stale(folder: Path, now: float) -> None:
    """Remove unfinished files of processes that were killed; an hour is longer than any object takes."""
    for path in folder.glob(f"{_PREFIX}*.part"):
        with suppress(OSError):
            if now - path.stat().st_mtime > _STALE_S:
                path.unlink()


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
