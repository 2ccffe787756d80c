"""The bytes of packages, each under its SHA-256.

In: a folder with staged files. Out: where each file of a package lies. A blob is there whole or not at all, whatever
dies; it never changes.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from radlane.domain.version import StoredFile
from radlane.errors import ArtifactCorrupt, StorageFull, is_no_room
from radlane.registry.members import CHUNK, Room, enough
from radlane.registry.package import Locate, open_no_link

_INCOMING = "incoming"


class Blobs:
    """A folder of blobs; several processes may use it at once.

    Parameters
    ----------
    folder : Path
        Made where it is not there; only its owner reads it.
    room : callable
        Asked before a file is copied, and with each part of it.
    """

    def __init__(self, folder: Path, room: Room = enough) -> None:
        self._folder = folder
        self._room = room

    def take(self, folder: Path, files: Sequence[StoredFile]) -> None:
        """Copy files in; a blob that is there already is read, and written anew where it was damaged.

        When this returns, the blobs are on the disk. Where it raises, those that it took are for `sweep`.

        Raises
        ------
        ArtifactCorrupt
            If a file is not what `files` says.
        StorageFull
            If there is no room.
        """
        try:
            incoming = self._made(_INCOMING)
            for file in files:
                if not self.is_whole(file):
                    self._take(incoming, folder / file.path, file)
            for name in sorted({file.sha256[:2] for file in files}):
                _sync(self._folder / name)
            _sync(self._folder)
        except OSError as error:
            if is_no_room(error):
                raise StorageFull("There is no room for the package", why=error.strerror) from error
            raise

    def is_whole(self, file: StoredFile) -> bool:
        """Whether a blob is there, and what it was: it is read."""
        try:
            with open(self._path(file.sha256), "rb", opener=open_no_link) as blob:
                facts = os.fstat(blob.fileno())
                if not stat.S_ISREG(facts.st_mode) or facts.st_size != file.size:
                    return False
                return hashlib.file_digest(blob, "sha256").hexdigest() == file.sha256
        except OSError:  # it is not there, or the disk cannot read it any more
            return False

    def are_there(self, files: Sequence[StoredFile]) -> bool:
        """Whether all blobs are there, each of its size; none is read."""
        try:
            facts = [(self._path(file.sha256).lstat(), file.size) for file in files]
        except OSError:
            return False
        return all(stat.S_ISREG(fact.st_mode) and fact.st_size == size for fact, size in facts)

    def locate(self, files: Sequence[StoredFile]) -> Locate:
        """Say where the files of a package lie, by their paths in it (`ModelPackage.locate`)."""
        blobs = {file.path: self._path(file.sha256) for file in files}

        def locate(path: str) -> Path:
            blob = blobs.get(PurePosixPath(path).as_posix())
            if blob is None:
                raise ArtifactCorrupt("The package has no such file", uid=path)
            return blob

        return locate

    def drop(self, sha256s: Collection[str]) -> None:
        """Remove blobs; one that is not there is no error."""
        for sha256 in sha256s:
            self._path(sha256).unlink(missing_ok=True)

    def sweep(self, kept: Collection[str], before: datetime | None = None) -> int:
        """Remove what killed uploads left: half files, and blobs that no version has.

        Parameters
        ----------
        kept : collection of str
            SHA-256 of the blobs that versions have.
        before : datetime, optional
            Only what was last written before this: an upload of another process may be under way. Aware; None: all.

        Returns
        -------
        int
            How many files were removed.
        """
        wanted, removed = frozenset(kept), 0
        for path in self._all():
            with suppress(FileNotFoundError):  # another process swept it
                if path.name not in wanted and (before is None or path.stat().st_mtime < before.timestamp()):
                    path.unlink()
                    removed += 1
        return removed

    def _all(self) -> Iterator[Path]:
        for folder in sorted(self._folder.iterdir()) if self._folder.is_dir() else ():
            yield from sorted(folder.iterdir())

    def _take(self, incoming: Path, source: Path, file: StoredFile) -> None:
        self._room(file.size)
        target = self._path(file.sha256)
        self._made(target.parent.name)
        descriptor, half = tempfile.mkstemp(prefix="half-", dir=incoming)  # 0600
        try:
            with os.fdopen(descriptor, "wb") as copy:
                _copy(source, copy, file, self._room)
                copy.flush()
                os.fsync(copy.fileno())
            Path(half).replace(target)
        finally:
            Path(half).unlink(missing_ok=True)

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256

    def _made(self, name: str) -> Path:
        folder = self._folder / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder


def _copy(source: Path, target: BinaryIO, file: StoredFile, room: Room) -> None:
    """Copy a plain file of exactly the stated size and digest."""
    digest, left = hashlib.sha256(), file.size
    with open(source, "rb", opener=open_no_link) as content:
        if not stat.S_ISREG(os.fstat(content.fileno()).st_mode):
            raise _changed(file)
        while chunk := content.read(min(CHUNK, left + 1)):
            left -= len(chunk)
            if left < 0:
                raise _changed(file)
            digest.update(chunk)
            room(len(chunk))
            target.write(chunk)
    if left or digest.hexdigest() != file.sha256:
        raise _changed(file)


def _changed(file: StoredFile) -> ArtifactCorrupt:
    return ArtifactCorrupt("A file of the package changed while it was taken", uid=file.path)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
