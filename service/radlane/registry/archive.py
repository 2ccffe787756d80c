"""An archive with a package -> a folder of plain files.

In: a .zip or an uncompressed .tar, hostile. Out: a folder, or `PackageRefused` with a code of its own for each attack
(docs/admission.md), and nothing left behind.
"""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from radlane.errors import StorageFull, is_no_room
from radlane.registry import zip_members
from radlane.registry.members import Member, PackageLimits, Room, enough, refused
from radlane.registry.tar_members import BLOCK, is_tar, tar_members

_SLACK = 64 << 10  # bytes that a file may hold whatever the ratio: a row of zeros is no bomb


def unpack(archive: Path, into: Path, limits: PackageLimits, room: Room = enough) -> None:
    """Unpack an archive, one piece at a time.

    Parameters
    ----------
    archive : Path
        A .zip or an uncompressed .tar, whatever its name.
    into : Path
        The folder; made where it is not there, and removed where this raises.
    limits : PackageLimits
        What it may take.
    room : callable
        Asked before a file is written, and with each part of it.

    Raises
    ------
    PackageRefused
        With a code `archive-...`.
    StorageFull
        If there is no room for the files.
    """
    into.mkdir(mode=0o700, exist_ok=True)
    with ExitStack() as undo:
        undo.callback(shutil.rmtree, into)
        try:
            with archive.open("rb") as file:
                _unpack(file, into, limits, room)
        except OSError as error:
            if is_no_room(error):
                raise StorageFull("There is no room to unpack the package", why=error.strerror) from error
            raise
        undo.pop_all()


def _unpack(file: BinaryIO, into: Path, limits: PackageLimits, room: Room) -> None:
    if os.fstat(file.fileno()).st_size > limits.archive_bytes:
        raise refused("archive-total", f"it holds more than {limits.archive_bytes} bytes")
    tree, total = _Tree(limits), 0
    for count, member in enumerate(_members(file, limits), start=1):
        if count > limits.members:
            raise refused("archive-members", f"it has more than {limits.members} members")
        total += member.size
        _check_size(member, total, limits)
        path = tree.place(member)
        if path is not None:
            room(member.size)
            _write(member.content, into.joinpath(*path), room)


def _members(file: BinaryIO, limits: PackageLimits) -> Iterator[Member]:
    start = file.read(BLOCK)
    file.seek(0)
    if start.startswith(zip_members.MAGIC):
        return zip_members.zip_members(file, limits)
    if is_tar(start):
        return tar_members(file, limits)
    raise refused("archive-kind", "it is neither a .zip nor an uncompressed .tar")


def _check_size(member: Member, total: int, limits: PackageLimits) -> None:
    if member.size > limits.file_bytes:
        raise refused("archive-file", f"a file holds more than {limits.file_bytes} bytes")
    if total > limits.total_bytes:
        raise refused("archive-total", f"its files hold more than {limits.total_bytes} bytes")
    if member.size > limits.ratio * member.packed + _SLACK:
        raise refused("archive-ratio", f"a file is more than {limits.ratio:g} times as large as it is packed")


class _Tree:
    """Which names there are: each once, also where a file system does not tell A from a, and none a file and a folder.

    Parameters
    ----------
    limits : PackageLimits
        How long a name may be.
    """

    def __init__(self, limits: PackageLimits) -> None:
        self._limits = limits
        self._files: set[tuple[str, ...]] = set()
        self._folders: dict[tuple[str, ...], tuple[str, ...]] = {}

    def place(self, member: Member) -> tuple[str, ...] | None:
        """Return the parts of a file's path; None of a folder, which is made with the first file in it."""
        parts = _parts(member, self._limits)
        for depth in range(1, len(parts)):
            self._enter(parts[:depth])
        if member.is_folder:
            if parts:
                self._enter(parts)
            return None
        key = _folded(parts)
        if not parts or key in self._files:
            raise refused("archive-duplicate", "two members have one name, or names that differ by case only")
        if key in self._folders:
            raise refused("archive-conflict", "a name is that of a file and of a folder")
        self._files.add(key)
        return parts

    def _enter(self, folder: tuple[str, ...]) -> None:
        key = _folded(folder)
        if key in self._files:
            raise refused("archive-conflict", "a name is that of a file and of a folder")
        if self._folders.setdefault(key, folder) != folder:
            raise refused("archive-duplicate", "names of folders differ by case only")


def _folded(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(unicodedata.normalize("NFC", part).casefold() for part in parts)


def _parts(member: Member, limits: PackageLimits) -> tuple[str, ...]:
    if len(member.name) > limits.name_bytes:
        raise refused("archive-name", f"a name has more than {limits.name_bytes} bytes")
    try:
        name = member.name.decode()
    except UnicodeDecodeError as error:
        raise refused("archive-name", "a name is not UTF-8") from error
    if name.startswith("/") or "\\" in name or not name.isprintable():
        raise refused("archive-path", "a name is absolute, or holds a backslash or what cannot be printed")
    parts = tuple((name.removesuffix("/") if member.is_folder else name).split("/"))
    if parts[0] == ".":  # `tar -C folder .`
        parts = parts[1:]
    if any(part in ("", ".", "..") for part in parts):
        raise refused("archive-path", "a name leads out of the archive, or is none")
    if not parts and not member.is_folder:
        raise refused("archive-path", "a file has no name")
    return parts


def _write(content: Iterator[bytes], path: Path, room: Room) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(path, "xb", opener=_open_new) as file:
        for chunk in content:
            room(len(chunk))
            file.write(chunk)


def _open_new(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_EXCL | os.O_NOFOLLOW, mode=0o600)
