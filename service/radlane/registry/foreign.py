"""Files that another project wrote: a folder, or a .zip, and what lies in it.

In: a path, hostile. Out: bytes, JSON or YAML, each within a limit. Nothing is unpacked, links are not followed.
"""

from __future__ import annotations

import json
import os
import stat
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile

import yaml

from radlane.errors import ImportRefused, UsageError
from radlane.registry.manifest import PlainLoader

MAX_TEXT = 4 << 20  # plans.json of many classes has some hundred kB
_MOST_FILES = 10_000


@dataclass(frozen=True, kw_only=True)
class Foreign:
    """A folder or an archive.

    Attributes
    ----------
    names : tuple of str
        Paths of its files, with slashes, relative to its top.
    """

    names: tuple[str, ...]
    _read: Callable[[str, int], bytes]

    def only(self, *names: str) -> str | None:
        """Return the one path that ends in one of these: what is packed often lies in a folder of its own.

        Raises
        ------
        ImportRefused
            If there are more: of two models in one folder, parts must not be taken from both.
        """
        found = [path for path in self.names if any(path == name or path.endswith(f"/{name}") for name in names)]
        if len(found) > 1:
            raise ImportRefused(
                "There is more than one model in this folder",
                why=f"{' or '.join(names)} is there {len(found)} times",
                remedy="Name the folder of one of them",
            )
        return found[0] if found else None

    def within(self, folder: str) -> Foreign:
        """Return what lies in a folder of it and below; an empty one: all."""
        top = f"{folder}/" if folder else ""
        names = tuple(path.removeprefix(top) for path in self.names if path.startswith(top))
        return Foreign(names=names, _read=lambda name, limit: self._read(top + name, limit))

    def read(self, name: str, limit: int) -> bytes:
        """Read a file.

        Raises
        ------
        ImportRefused
            If it cannot be read, or is longer than the limit.
        """
        return self._read(name, limit)

    def document(self, name: str) -> Mapping[str, Any]:
        """Read a JSON or YAML file that holds a mapping.

        Raises
        ------
        ImportRefused
            If it does not.
        """
        data = self.read(name, MAX_TEXT)
        try:
            if name.endswith(".json"):
                found = json.loads(data, object_pairs_hook=_once)
            else:
                found = yaml.load(data, PlainLoader)  # noqa: S506 - a SafeLoader with fewer features
        except (ValueError, yaml.YAMLError, RecursionError, TypeError) as error:
            raise ImportRefused(f"{PurePosixPath(name).name} cannot be read", why=type(error).__name__) from error
        if not isinstance(found, dict):
            raise ImportRefused(f"{PurePosixPath(name).name} cannot be read", why="it holds no mapping")
        return found


def open_foreign(path: Path) -> Foreign:
    """Open a folder, or an archive of the kind .zip.

    Raises
    ------
    UsageError
        If there is neither.
    ImportRefused
        If the archive cannot be read, or there are too many files.
    """
    if path.is_dir():
        return Foreign(names=_names_in(path), _read=lambda name, limit: read_file(path / name, limit))
    if not path.is_file():
        raise UsageError("There is no such folder or file")
    try:
        with ZipFile(path) as archive:
            sizes = {item.filename: item.file_size for item in archive.infolist() if not item.is_dir()}
    except (BadZipFile, OSError, NotImplementedError, ValueError) as error:
        raise ImportRefused("This is neither a folder nor a .zip", why=type(error).__name__) from error
    return Foreign(names=_bounded(sizes), _read=lambda name, limit: _member(path, name, limit))


def read_file(path: Path, limit: int) -> bytes:
    """Read a plain file, no link.

    Raises
    ------
    UsageError
        If it cannot be read, or is no plain file.
    ImportRefused
        If it is longer than the limit.
    """
    try:
        with open(path, "rb", opener=_open_no_link) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UsageError("This is no plain file")
            return _within(file.read(limit + 1), limit, path.name)
    except OSError as error:
        raise UsageError("A file cannot be read", why=error.strerror) from error


def _member(path: Path, name: str, limit: int) -> bytes:
    try:
        with ZipFile(path) as archive, archive.open(name) as file:
            return _within(file.read(limit + 1), limit, name)
    except (BadZipFile, OSError, KeyError, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise ImportRefused("A file of the archive cannot be read", why=type(error).__name__) from error


def _within(data: bytes, limit: int, name: str) -> bytes:
    if len(data) > limit:
        raise ImportRefused("A file is too large", uid=PurePosixPath(name).name, why=f"more than {limit} bytes")
    return data


def _names_in(folder: Path) -> tuple[str, ...]:
    found: list[str] = []
    for top, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(top, name).relative_to(folder).as_posix() for name in sorted(files)]
        _bounded(found)
    return tuple(found)


def _bounded(names: Any) -> tuple[str, ...]:  # noqa: ANN401 - any collection
    if len(names) > _MOST_FILES:
        raise ImportRefused("There are too many files", why=f"more than {_MOST_FILES}")
    return tuple(names)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a repeated key: it would lose a label."""
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key is repeated")
    return dict(pairs)


def _open_no_link(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)
