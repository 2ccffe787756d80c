"""Versions with their bytes: a row is there only when all blobs are, and what no row names goes at the next start.

In: a folder with files, and the version that they are. Out: the version on record. Whoever brings bytes holds a lock
until their row is there; whoever removes bytes needs it alone.
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine

from radlane.dicomweb import workspace
from radlane.domain.version import StoredFile, Version
from radlane.errors import VersionExists
from radlane.jobs.database import AWAY, BUSY_S, reading, serialize
from radlane.jobs.trail import Say
from radlane.jobs.versions import add_version, find_version, used_blobs
from radlane.registry.blobs import Blobs
from radlane.registry.members import Room, enough

_LOCK = "radlane registry"
BLOBS = "blobs"
_STAGING, _LOCK_FILE = "staging", "lock"


class Holdings:
    """The bytes and rows of versions.

    Parameters
    ----------
    engine : Engine
        From `database.open_database`.
    folder : Path
        Where the bytes lie; made where it is not there.
    new_id : callable
        A text that no other upload has.
    room : callable
        Raises `StorageFull` where there is no room for so many bytes.
    """

    def __init__(self, engine: Engine, folder: Path, new_id: Callable[[], str], room: Room = enough) -> None:
        self._engine = engine
        self._folder = folder
        self._new_id = new_id
        self.blobs = Blobs(folder / BLOBS, room)

    def staging(self) -> AbstractContextManager[Path]:
        """Give a folder for what comes; what a killed process leaves of it goes at the next `sweep`."""
        return workspace.workspace(self._folder / _STAGING, self._new_id)

    def put(self, folder: Path, version: Version, say: Say | None = None) -> tuple[Version, bool]:
        """Put a version on record, with the files in a folder; say whether it is new.

        Of one that is there already the bytes are read, and what is damaged or lost is taken anew.

        Raises
        ------
        VersionExists
            If it is there already, with other files.
        ArtifactCorrupt
            If a file changed meanwhile.
        StorageFull
            If there is no room.
        """
        with reading(self._engine) as connection:
            _same(connection, version)
        with ExitStack() as undo:
            undo.callback(self._drop_now, version.files)
            try:
                with self.bringing():
                    self.blobs.take(folder, version.files)
                    entered = self._enter(version, say)
            except VersionExists:  # somebody else was faster, and is done soon
                self.drop(version.files)
                raise
            undo.pop_all()
        return entered

    def bringing(self) -> AbstractContextManager[None]:
        """Keep others from removing bytes whose row is not there yet."""
        return self._held(fcntl.LOCK_SH)

    def drop(self, files: tuple[StoredFile, ...]) -> None:
        """Remove the blobs of files that no version has."""
        self._drop(files, fcntl.LOCK_EX)

    def _drop_now(self, files: tuple[StoredFile, ...]) -> None:
        """Remove what was brought in vain; where that cannot be done now, the next start does it."""
        with suppress(BlockingIOError, *AWAY):
            self._drop(files, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _drop(self, files: tuple[StoredFile, ...], how: int) -> None:
        with self._held(how), reading(self._engine) as connection:
            self.blobs.drop({file.sha256 for file in files} - used_blobs(connection))

    def sweep(self) -> None:
        """Remove what killed processes left; where somebody is at work, the next start does it."""
        workspace.sweep(self._folder / _STAGING)
        try:
            with self._held(fcntl.LOCK_EX | fcntl.LOCK_NB), reading(self._engine) as connection:
                self.blobs.sweep(used_blobs(connection))
        except BlockingIOError:
            return

    def _enter(self, version: Version, say: Say | None) -> tuple[Version, bool]:
        with self._engine.begin() as connection:
            lock_registry(connection)
            known = _same(connection, version)
            if known is not None:
                return known, False
            add_version(connection, version)
            if say is not None:
                say(connection, facts=facts_of(version))
            return version, True

    @contextmanager
    def _held(self, how: int) -> Iterator[None]:
        """Hold the folder; the system lets go of it with the process."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self._folder / _LOCK_FILE).open("w") as file:
            fcntl.flock(file, how)
            yield


def lock_registry(connection: Connection) -> None:
    """Let one transaction at a time change versions and tags."""
    serialize(connection, _LOCK, BUSY_S)


def exists(version: Version) -> VersionExists:
    """Return what is raised where a version is there with other content."""
    return VersionExists(
        "The version is there already, with other content",
        uid=f"{version.name}:{version.version}",
        remedy="Versions do not change: give it another number",
    )


def facts_of(version: Version) -> dict[str, str]:
    """Return what the audit trail says of a version."""
    return {"model": f"{version.name}:{version.version}", "digest": version.digest, "state": str(version.state)}


def _same(connection: Connection, version: Version) -> Version | None:
    """Return the version of this number, if there is one, and it is the same."""
    known = find_version(connection, version.name, version.version)
    if known is not None and known.files != version.files:
        raise exists(version)
    return known
