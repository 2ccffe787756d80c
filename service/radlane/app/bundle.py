"""A backup as a file: a tar with a list of what is in it, each with its digest.

In: files, or a bundle. Out: a bundle that only its owner may read, or the files, each compared with its digest.
"""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any

from radlane.errors import BackupInvalid, StorageFull, UsageError, is_no_room

FORMAT = "radlane.backup/1"
MANIFEST = "manifest.json"
_MOST_MANIFEST = 256 << 20
_CHUNK = 1 << 20
_DAMAGED = "Take another backup: this one is not as it was made"


@dataclass(frozen=True, kw_only=True)
class Member:
    """A file in a bundle: its path from data_dir, its size, and its SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What is in a bundle, and what made it.

    Attributes
    ----------
    radlane : str
        Version of the software.
    schema : str
        Revision of the database's schema.
    dialect : str
        `sqlite` or `postgresql`.
    made_at : str
        ISO 8601, in UTC.
    """

    radlane: str
    schema: str
    dialect: str
    made_at: str
    files: tuple[Member, ...] = ()


class Writer:
    """Puts files into a bundle."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.members: list[Member] = []

    def add(self, path: Path, name: str) -> None:
        """Add a file under a name; one that is gone by now is left out."""
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return
        with file:
            counted = _Hashed(file)
            entry = _entry(name, os.fstat(file.fileno()).st_size)
            self._tar.addfile(entry, counted)
        self.members.append(Member(path=name, size=entry.size, sha256=counted.sha256))

    def close(self, facts: dict[str, Any]) -> None:
        """Add the list of what is in it."""
        content = json.dumps({"format": FORMAT, **facts, "files": [asdict(one) for one in self.members]}, indent=1)
        self._tar.addfile(_entry(MANIFEST, len(content.encode())), BytesIO(content.encode()))


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """Write a bundle: it is there whole or not at all.

    Raises
    ------
    UsageError
        If there is something of that name.
    StorageFull
        If there is no room.
    """
    partial = path.with_name(f".{path.name}.part")
    if path.exists():
        raise UsageError("There is a file of that name", remedy="Name another one")
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with (
            os.fdopen(descriptor, "wb") as file,
            tarfile.open(fileobj=file, mode="w") as tar,
        ):
            os.fchmod(descriptor, 0o600)
            yield Writer(tar)
        _through(partial)
        partial.rename(path)
    except OSError as error:
        if is_no_room(error):
            raise StorageFull("There is no room for the backup", remedy="Name a folder on another disk") from error
        raise UsageError("The backup cannot be written", why=error.strerror, remedy="Name another folder") from error
    finally:
        partial.unlink(missing_ok=True)


def read_manifest(path: Path) -> Manifest:
    """Return what a bundle says of itself.

    Raises
    ------
    BackupInvalid
        If it is no bundle, or one of another form.
    """
    with _reading(path) as tar:
        return _manifest(tar)


def extract(path: Path, folder: Path) -> None:
    """Write the files of a bundle into a folder, each only as its digest says.

    Raises
    ------
    BackupInvalid
        If a file is damaged, missing or not on the list.
    StorageFull
        If there is no room.
    """
    with _reading(path) as tar:
        listed = {member.path: member for member in _manifest(tar).files}
        entries = {entry.name: entry for entry in tar.getmembers() if entry.name != MANIFEST}
        if entries.keys() != listed.keys() or not all(entry.isreg() for entry in entries.values()):
            raise BackupInvalid("The backup does not hold what its list says", remedy=_DAMAGED)
        for name, entry in entries.items():
            source = tar.extractfile(entry)
            assert source is not None  # it is a regular file
            _write(source, folder / name, listed[name])


def _write(source: IO[bytes], path: Path, wanted: Member) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    counted = _Hashed(source)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while chunk := counted.read(_CHUNK):
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
        size = file.tell()
    if (size, counted.sha256) != (wanted.size, wanted.sha256):
        raise BackupInvalid("A file of the backup is damaged", remedy=_DAMAGED)


@contextmanager
def _reading(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(path, "r:") as tar:
            yield tar
    except tarfile.TarError as error:
        raise BackupInvalid("The backup cannot be read", why=type(error).__name__, remedy=_DAMAGED) from error
    except OSError as error:
        if is_no_room(error):
            raise StorageFull("There is no room for what is in the backup", remedy="Free space in data_dir") from error
        raise BackupInvalid("The backup cannot be read", why=error.strerror, remedy="Look at its path") from error


def _manifest(tar: tarfile.TarFile) -> Manifest:
    try:
        entry = tar.getmember(MANIFEST)
        source = tar.extractfile(entry) if entry.size <= _MOST_MANIFEST else None
        content = json.load(source) if source else {}
        if content.pop("format", None) != FORMAT:
            raise BackupInvalid("This is no backup that this radlane reads", remedy="Use the radlane that made it")
        files = tuple(Member(**one) for one in content.pop("files"))
        manifest = Manifest(**content, files=files)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BackupInvalid("This is no backup of radlane", why=type(error).__name__) from error
    if not all(_is_below(member.path) for member in manifest.files):
        raise BackupInvalid("The backup names files outside of data_dir", remedy="Do not use it")
    return manifest


def _is_below(name: object) -> bool:
    """Whether a path leads to a place below the folder that it starts from."""
    return (
        isinstance(name, str)
        and "\0" not in name
        and not PurePosixPath(name).is_absolute()
        and bool(PurePosixPath(name).parts)
        and ".." not in PurePosixPath(name).parts
    )


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def _through(path: Path) -> None:
    """Wait until a file is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class _Hashed:
    """A stream whose digest is taken as it is read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self._source.read(size)
        self._hash.update(chunk)
        return chunk

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()
