"""Folders for what is on its way: instances that came, objects that are not yet where they belong.

Whoever works in one has it locked. A process that is killed leaves its folder behind, and the system lets go of the
lock: so the next process knows what nobody works in any more, and removes it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from radlane.errors import ArchiveUnavailable, StorageFull, is_no_room

_PREFIX = ".radlane-"


@contextmanager
def workspace(parent: Path, token: Callable[[], str]) -> Iterator[Path]:
    """Make a hidden folder that only its owner may read, and remove it with all it holds at the end.

    Parameters
    ----------
    parent : Path
        Where; made if it is not there.
    token : callable
        Gives a name that no other run has.

    Raises
    ------
    StorageFull, ArchiveUnavailable
        If it cannot be made.
    """
    folder = parent / f"{_PREFIX}{token()}"
    ours, made, lock = True, False, -1
    try:  # around the making too: a signal may come at once after it
        try:
            parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=0o700)
            made = True
            lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            with suppress(OSError):  # a file system without locks: nobody can sweep there either
                fcntl.flock(lock, fcntl.LOCK_SH)
            folder.stat()  # whoever swept just now may have been faster
        except OSError as error:
            ours = made
            raise _not_made(error) from error
        yield folder
    finally:
        if ours:
            shutil.rmtree(folder, ignore_errors=True)
        if lock >= 0:
            os.close(lock)


def sweep(parent: Path) -> int:
    """Remove what killed processes of this user have left; return how many folders.

    Parameters
    ----------
    parent : Path
        Where `workspace` made them; it need not be there.
    """
    with suppress(OSError):
        return sum(map(_swept, [path for path in parent.iterdir() if path.name.startswith(_PREFIX)]))
    return 0


def _not_made(error: OSError) -> StorageFull | ArchiveUnavailable:
    if is_no_room(error):
        return StorageFull("There is no room where radlane works", remedy="Free space there, then try again")
    return ArchiveUnavailable(
        "The folder for the objects cannot be made", why=error.strerror, remedy="Look at its path and permissions"
    )


def _swept(folder: Path) -> bool:
    """Remove a folder, unless somebody works in it, or it is no folder, or another user's."""
    with suppress(OSError):
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            if os.fstat(lock).st_uid != os.geteuid():
                return False
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
            return not folder.exists()
        finally:
            os.close(lock)
    return False
