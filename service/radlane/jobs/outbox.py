"""The outbox: where the bytes of results lie until they are sent, and as long as they are kept, a folder a run.

In: files that were written here, or what the ledger says of them. Out: the same files here, or what is wrong with
them. A port, and its first adapter: a folder, of this machine or one that several share. The other one is
`jobs.object_outbox`.
Reference: docs/adr/0006.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine, select

from radlane.dicomweb.part10 import digest
from radlane.errors import ArchiveUnavailable, SettingsError
from radlane.jobs.database import reading
from radlane.jobs.runs import RunState, is_id
from radlane.jobs.schema import OBJECT, RUN

MARK = "radlane.outbox"  # says whose an outbox is; without it a share that is not mounted would pass for an empty one
_REMEDY = "Look at the setting outbox: it has to be what it was, mounted, and with all that lay in it"


class Outbox(Protocol):
    """Where the bytes of results lie."""

    @property
    def folder(self) -> Path:
        """The folder that the paths of objects start from: they are written and read there."""

    def begin(self, folder: Path) -> None:
        """Make a folder to write into.

        Raises
        ------
        ArchiveUnavailable
            If the outbox is not there now.
        OSError
            If the folder cannot be made.
        """

    def publish(self, folder: Path) -> None:
        """Put what was written into a folder where every process finds it; before it goes on record.

        Raises
        ------
        ArchiveUnavailable
            If it cannot be put there now.
        """

    def bring(self, path: Path, sha256: str) -> bool:
        """Have a file here, as it was made; False where its bytes are lost.

        Raises
        ------
        ArchiveUnavailable
            If nobody knows now.
        """

    def stored(self, path: Path) -> str | None:
        """Return the SHA-256 of a file where every process finds it; None where there is none.

        Raises
        ------
        ArchiveUnavailable
            If nobody knows now.
        """

    def discard(self, path: Path) -> None:
        """Remove a file or a folder that is not on record."""

    def remove(self, before: datetime, is_free: Callable[[str], bool]) -> int:
        """Remove runs from before a moment that nobody needs any more, and return how many there were."""

    def tie(self, mark: str, made: Path | None) -> None:
        """See whether this is the site's own outbox, and mark it where it is new.

        Parameters
        ----------
        made : Path or None
            A file that was put there last; None: there was none yet.

        Raises
        ------
        SettingsError
            If it is another site's, not the one that there was, or has other things than results in it.
        """


class FolderOutbox:
    """A folder.

    Parameters
    ----------
    marked : bool
        Whether it is elsewhere than in `data_dir`, and has a mark: it may not be there, and that is no loss.
    """

    def __init__(self, folder: Path, *, marked: bool = False) -> None:
        self.folder = folder
        self._marked = marked
        self._mark: str | None = None  # known once it is tied

    def begin(self, folder: Path) -> None:
        """Make a folder; nothing is written below the place where a share ought to be mounted."""
        self._require_mark()
        folder.mkdir(mode=0o700, parents=True)

    def publish(self, folder: Path) -> None:  # noqa: ARG002 - it is there
        """See whether it was written to what it was meant for."""
        self._require_mark()

    def bring(self, path: Path, sha256: str) -> bool:
        """Look whether a file is as it was made."""
        return self.stored(path) == sha256

    def stored(self, path: Path) -> str | None:
        """Return the SHA-256 of a file."""
        found = digest(path)
        self._require_mark()  # afterwards: it may have gone meanwhile
        return found

    def discard(self, path: Path) -> None:
        """Remove a file or a folder."""
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)

    def remove(self, before: datetime, is_free: Callable[[str], bool]) -> int:
        """Remove the old folders that nobody needs."""
        return remove_folders(self.folder, before, is_free)

    def tie(self, mark: str, made: Path | None) -> None:
        """See whether this is the site's own."""
        if not self._marked:
            return
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = self.folder / MARK
            if require_same(
                file.read_text() if file.exists() else None, mark, lambda: None if made is None else made.exists()
            ):
                require_own(path.name for path in self.folder.iterdir())
                file.write_text(mark)
            self._mark = mark
        except OSError as error:
            raise SettingsError("The outbox cannot be used", why=error.strerror, remedy=_REMEDY) from error

    def _require_mark(self) -> None:
        if not self._marked:
            return
        try:
            found = (self.folder / MARK).read_text(errors="replace").strip()
        except OSError as error:
            raise away("it has no mark") from error
        if self._mark is not None and found != self._mark:
            raise away("its mark is another one")


def require_same(found: str | None, mark: str, has_last: Callable[[], bool | None]) -> bool:
    """Return whether an outbox is to be marked.

    Parameters
    ----------
    found : str or None
        The mark that it has.
    has_last : callable
        Whether it has what was put there last; None: nothing was.

    Raises
    ------
    SettingsError
        If it is another site's, or not the one that there was.
    """
    if found is not None:
        if found.strip() != mark:
            raise SettingsError("The outbox is another site's", remedy=_REMEDY)
        return False
    if has_last() is False:
        raise SettingsError("The outbox is not the one that results on record lie in", remedy=_REMEDY)
    return True


def require_own(names: Iterable[str]) -> None:
    """Stop before an outbox is marked that has other things in it: what is old in an outbox is removed.

    Raises
    ------
    SettingsError
        If a name is neither a run's nor one that file systems have of their own.
    """
    if any(not (is_id(name) or name == "lost+found" or name.startswith(".")) for name in names):
        raise SettingsError(
            "The outbox has other things in it than results",
            remedy="Give it a folder, or a prefix of a bucket, of its own, and empty",
        )


def away(why: str | None) -> ArchiveUnavailable:
    """Return the error of an outbox that cannot be used now."""
    return ArchiveUnavailable("The outbox cannot be used", why=why, remedy="Look at the setting outbox")


def remove_folders(root: Path, before: datetime, is_free: Callable[[str], bool]) -> int:
    """Remove the old folders that nobody needs; one that is made just now may not be on record yet."""
    folders = [path for path in root.iterdir() if path.is_dir()] if root.is_dir() else []
    old = [path for path in folders if path.stat().st_mtime < before.timestamp() and is_free(path.name)]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return len(old)


class Fault(StrEnum):
    """What is wrong with the bytes of an object."""

    MISSING = "missing"
    DIFFERENT = "different"


@dataclass(frozen=True, kw_only=True)
class Damage:
    """An object whose bytes are not those that were made.

    Attributes
    ----------
    wanted : bool
        Whether its run is still to be delivered; bytes of other runs may have been removed on purpose (`keep_days`).
    """

    sop_instance_uid: str
    run_id: str
    fault: Fault
    wanted: bool


def find_damage(engine: Engine, outbox: Outbox) -> Iterator[Damage]:
    """Yield the objects on record whose bytes are missing or different, by run and place; every file is read."""
    wanted = (
        select(OBJECT.c.sop_instance_uid, OBJECT.c.run_id, OBJECT.c.path, OBJECT.c.sha256, RUN.c.state)
        .join(RUN, RUN.c.id == OBJECT.c.run_id)
        .order_by(OBJECT.c.run_id, OBJECT.c.place)
    )
    with reading(engine) as connection:
        rows = connection.execute(wanted).all()
    for row in rows:
        found = outbox.stored(outbox.folder / row.path)
        if found != row.sha256:
            yield Damage(
                sop_instance_uid=row.sop_instance_uid,
                run_id=row.run_id,
                fault=Fault.DIFFERENT if found else Fault.MISSING,
                wanted=row.state == RunState.OPEN,
            )


def last_made(engine: Engine) -> str | None:
    """Return the path of an object of the run that began last, from the outbox's folder; None where there is none."""
    latest = select(OBJECT.c.path).join(RUN, RUN.c.id == OBJECT.c.run_id).order_by(RUN.c.started_at.desc()).limit(1)
    with reading(engine) as connection:
        return connection.execute(latest).scalar()
