"""What a store is about to put into a folder, written down first: a process that is killed leaves no half result.

In: the places of a result's objects. Out: while the journal lies there, the folder's readers see none of them; the next
store takes back what is not whole. The caller has the folder locked.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from radlane.dicomweb.part10 import digest
from radlane.dicomweb.publish import PREFIX, STALE_S, sync_folder
from radlane.errors import ArchiveUnavailable

_SUFFIX = ".store"


@contextmanager
def journal(root: Path, targets: Mapping[Path, str]) -> Iterator[None]:
    """Keep a journal while a result is stored; it goes when the result is whole, or taken back.

    Parameters
    ----------
    root : Path
        The folder.
    targets : mapping of Path to str
        Where each object goes, and its SHA-256.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    path = root / f"{PREFIX}{secrets.token_hex(8)}{_SUFFIX}"
    if not targets:
        yield
        return
    stays = False
    places = {target.relative_to(root).as_posix(): sha256 for target, sha256 in targets.items()}
    try:
        with path.open("x", encoding="utf-8") as file:
            json.dump({"host": socket.gethostname(), "targets": places}, file)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(root)
        yield
    except ArchiveUnavailable:  # what was stored could not be taken back: the next store does it
        stays = True
        raise
    finally:
        if not stays:
            _remove(path)


def recover(root: Path, now: float) -> None:
    """Finish what processes left that were killed: a whole result stays, of any other nothing.

    Journals of another machine may be at work: they are left alone for an hour.
    """
    for path, host, targets in _journals(root):
        if host != socket.gethostname() and now - path.lstat().st_mtime < STALE_S:
            continue
        there = [target for target, sha256 in targets.items() if digest(target) == sha256]
        for target in there if len(there) < len(targets) else ():
            target.unlink(missing_ok=True)
            for folder in (target.parent, target.parent.parent):
                with suppress(OSError):
                    folder.rmdir()
        path.unlink(missing_ok=True)


def unfinished(root: Path) -> frozenset[Path]:
    """Return the places that journals speak of: what lies there is no result yet."""
    return frozenset(target for _, _, targets in _journals(root) for target in targets)


def _remove(path: Path) -> None:
    """Remove a journal; one that stays speaks of a result that is whole, or of nothing."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _journals(root: Path) -> Iterator[tuple[Path, str, dict[Path, str]]]:
    """Yield each journal with its machine and places; one that was cut in writing speaks of nothing yet."""
    for path in root.glob(f"{PREFIX}*{_SUFFIX}"):
        try:
            content = json.loads(path.read_bytes())
            places = {str(place): str(sha256) for place, sha256 in content["targets"].items()}
            inside = {root / place: sha256 for place, sha256 in places.items() if ".." not in Path(place).parts}
            yield path, str(content["host"]), inside
        except FileNotFoundError:
            continue
        except (ValueError, LookupError, AttributeError, TypeError):
            yield path, socket.gethostname(), {}
