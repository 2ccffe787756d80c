"""A file appears in a folder whole, or not at all.

In: bytes and a place. Out: whether this call put them there. Nothing is ever overwritten.
Reference: link(2) fails where the name exists, rename(2) would replace it; flock(2) ends with its process.
"""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from radlane.errors import ArchiveUnavailable

_WAIT_S = 60.0
_AGAIN_S = 0.01
STALE_S = 3600.0
PREFIX = ".radlane-"
# What file systems without hard links answer: exFAT EPERM, SMB EOPNOTSUPP, some of FUSE the others.
_NO_LINKS = (errno.EPERM, errno.EACCES, errno.EOPNOTSUPP, errno.ENOSYS)
# What network file systems answer that cannot sync a folder; they write names at once.
_NO_FOLDER_SYNC = (errno.EINVAL, errno.EOPNOTSUPP)


@contextmanager
def locked(folder: Path, wait_s: float = _WAIT_S) -> Iterator[None]:
    """Hold a folder among all threads and processes of this machine.

    The folder itself is locked, so no lock file lies in it, and a process that is killed holds nothing.

    Raises
    ------
    OSError
        If the folder is not there, or is held by another for `wait_s` seconds (BlockingIOError).
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _lock(descriptor, time.monotonic() + wait_s)
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)  # not by close alone: a process forked meanwhile has it open too
        os.close(descriptor)


def publish(content: bytes, target: Path, folder: Path, undo: ExitStack) -> bool:
    """Write a new file, and sync it and its name to the disk.

    Parameters
    ----------
    content : bytes
        The whole file.
    target : Path
        Where it appears.
    folder : Path
        Where it lies, hidden, until it is whole; on the file system of the target. The caller has it `locked`: a file
        system without hard links cannot give a new name and look for an old one at once.
    undo : ExitStack
        Takes the file back when it is unwound; from before the file gets its name, so that no signal comes between.

    Returns
    -------
    bool
        False where the name is taken already; what is there is left as it is.

    Raises
    ------
    OSError
        If it cannot be written; what is left of it, `undo` takes back.
    """
    partial = folder / f"{PREFIX}{secrets.token_hex(8)}.part"
    try:
        _write(partial, content)
        undo.callback(_take_back, target, partial.stat().st_ino)
        if not give_name(partial, target):
            return False
    finally:
        with suppress(OSError):  # then it is removed when it is stale
            partial.unlink(missing_ok=True)
    sync_folder(target.parent)
    return True


def remove_stale(folder: Path, now: float) -> None:
    """Remove unfinished files of processes that were killed; an hour is longer than any object takes."""
    for path in folder.glob(f"{PREFIX}*.part"):
        with suppress(OSError):
            if now - path.lstat().st_mtime > STALE_S:
                path.unlink()


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk, where its file system can do that."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def _lock(descriptor: int, deadline: float) -> None:
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise
        time.sleep(_AGAIN_S)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _take_back(target: Path, inode: int) -> None:
    """Remove the file that got this name, if it is ours.

    Raises
    ------
    ArchiveUnavailable
        If it cannot be removed.
    """
    try:
        if target.lstat().st_ino == inode:
            target.unlink()
            with suppress(OSError):  # what comes back after a power cut, the journal speaks of
                sync_folder(target.parent)
    except FileNotFoundError:
        return
    except OSError as error:
        raise ArchiveUnavailable(
            "The archive failed in the middle of a result, and what was stored could not be taken back",
            uid=target.stem,
            why=error.strerror,
            remedy="Store the result again when the archive can be written",
        ) from error


def give_name(partial: Path, target: Path) -> bool:
    """Let a whole file appear under its name; return False where that is taken."""
    try:
        os.link(partial, target)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if target.is_symlink() or target.exists():
            return False
        partial.rename(target)
    return True
