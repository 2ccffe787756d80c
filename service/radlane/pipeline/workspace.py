"""A folder for the objects of one run, until they are where they belong."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from radlane.errors import ArchiveUnavailable


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
    ArchiveUnavailable
        If it cannot be made.
    """
    folder = parent / f".radlane-{token()}"
    ours = True
    try:  # around the making too: a signal may come at once after it
        try:
            parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=0o700)
        except OSError as error:
            ours = False
            raise ArchiveUnavailable(
                "The folder for the objects cannot be made",
                why=error.strerror,
                remedy="Look at its path and permissions",
            ) from error
        yield folder
    finally:
        if ours:
            shutil.rmtree(folder, ignore_errors=True)
