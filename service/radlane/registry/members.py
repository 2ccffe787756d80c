"""A file in an archive, before anything of it is believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from radlane.errors import PackageRefused

CHUNK = 1 << 20
Room = Callable[[int], object]  # told how many bytes will be written; raises `StorageFull` where they do not fit


def enough(_: int) -> None:
    """Whatever is written has room."""


@dataclass(frozen=True, kw_only=True)
class PackageLimits:
    """What a package may take, packed and unpacked.

    Attributes
    ----------
    archive_bytes : int
        The archive as it is sent.
    total_bytes, file_bytes : int
        All files together, and one of them, unpacked.
    members : int
        Files and folders in the archive.
    ratio : float
        How many times larger than its packed form a file may be.
    name_bytes : int
        The path of a file, in UTF-8.
    """

    archive_bytes: int = 2 << 30
    total_bytes: int = 4 << 30
    file_bytes: int = (2 << 30) - 1
    members: int = 1000
    ratio: float = 200.0
    name_bytes: int = 240


@dataclass(frozen=True, kw_only=True)
class Member:
    """A file or a folder of an archive.

    Attributes
    ----------
    name : bytes
        As the archive has it.
    size, packed : int
        Bytes that it says to hold, and that it takes in the archive.
    content : iterator of bytes
        Exactly `size` bytes, or it raises; read before the next member is asked for.
    """

    name: bytes
    is_folder: bool
    size: int
    packed: int
    content: Iterator[bytes]


def refused(code: str, why: str) -> PackageRefused:
    """Why an archive is not unpacked."""
    return PackageRefused(code, "The archive is not unpacked", why=why, remedy="Pack the files of the package again")


def read_exactly(file: BinaryIO, size: int) -> bytes:
    """Read `size` bytes or refuse the archive."""
    data = file.read(size)
    if len(data) != size:
        raise refused("archive-truncated", "it ends before its content does")
    return data
