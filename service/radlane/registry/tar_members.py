"""The files in an uncompressed .tar, strictly; a header that takes memory is bounded before it is read.

Reference: POSIX.1-2024 pax (ustar and pax headers), and GNU's long names. Python's `tarfile` reads a pax header of any
size, follows links and looks over damage.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from radlane.registry.members import CHUNK, Member, PackageLimits, read_exactly, refused

BLOCK = 512
_MAX_HEADER = 16 << 10  # bytes of a pax header: names, times, owners, attributes of a file system
_MAX_HEADERS = 4  # before one member
_MAX_END = 4 << 20  # bytes of zeros that may end an archive: programs fill up to their record
_FILES, _FOLDER, _LINKS, _DEVICES = b"0\0", b"5", b"12K", b"346"
_PAX, _PAX_GLOBAL, _LONG_NAME = b"x", b"g", b"L"
_MAGIC = (b"ustar\x0000", b"ustar  \0")


@dataclass(frozen=True, kw_only=True)
class _Header:
    name: bytes
    kind: bytes
    size: int


def is_tar(start: bytes) -> bool:
    """Whether the first block of a file is a header of POSIX or GNU."""
    return len(start) >= BLOCK and start[257:265] in _MAGIC


def tar_members(file: BinaryIO, limits: PackageLimits) -> Iterator[Member]:
    """Give the members in their order.

    Parameters
    ----------
    file : binary file
        At its begin; it is read once, without seeking.
    limits : PackageLimits
        Bounds names.

    Raises
    ------
    PackageRefused
        With a code `archive-...`, at the first member that is not what it must be.
    """
    long_name: bytes | None = None
    headers = 0
    while (header := _header(file)) is not None:
        if header.kind in (_PAX, _PAX_GLOBAL, _LONG_NAME):
            headers += 1
            if headers > _MAX_HEADERS:
                raise refused("archive-header", "a member has more headers than names need")
            long_name = _name(file, header, limits) or long_name
            continue
        yield from _member(file, header, long_name)
        long_name, headers = None, 0
    if headers:
        raise refused("archive-truncated", "it ends behind the header of a member")
    _end(file)


def _header(file: BinaryIO) -> _Header | None:
    """Read the next header; None at the end."""
    block = read_exactly(file, BLOCK)
    if not any(block):
        return None
    if block[257:265] not in _MAGIC:
        raise refused("archive-damaged", "a header is none of POSIX or GNU")
    unsigned = sum(block[:148]) + 8 * ord(" ") + sum(block[156:])
    if _number(block[148:156]) != unsigned:
        raise refused("archive-damaged", "a header has another checksum")
    name = block[:100].rstrip(b"\0")
    prefix = block[345:500].rstrip(b"\0") if block[257:265] == _MAGIC[0] else b""
    return _Header(name=prefix + b"/" + name if prefix else name, kind=block[156:157], size=_number(block[124:136]))


def _number(field: bytes) -> int:
    """Read octal digits; GNU's binary numbers say sizes that no package has."""
    digits = field.strip(b" \0")
    if digits.strip(b"01234567"):
        raise refused("archive-damaged", "a number of a header is not octal")
    return int(digits or b"0", 8)


def _name(file: BinaryIO, header: _Header, limits: PackageLimits) -> bytes | None:
    """Read a header that is no member: the name that it gives the next one, or None."""
    bound = limits.name_bytes + 1 if header.kind == _LONG_NAME else _MAX_HEADER
    if header.size > bound:
        raise refused("archive-header", f"a header holds more than {bound} bytes")
    data = b"".join(_blocks(file, header.size))
    if header.kind == _LONG_NAME:
        return data.removesuffix(b"\0")
    records = _records(data)
    if any(key in (b"size", b"linkpath") or key.startswith(b"GNU.sparse") for key in records):
        raise refused("archive-header", "a header changes more than a name")
    if header.kind == _PAX_GLOBAL and b"path" in records:
        raise refused("archive-header", "a header names every member")
    return records.get(b"path")


def _records(data: bytes) -> dict[bytes, bytes]:
    """Records of a pax header: each is its length, a space, key=value and a line feed."""
    found: dict[bytes, bytes] = {}
    while data:
        digits, _, _ = data[:8].partition(b" ")
        length = int(digits) if digits.isdigit() else 0
        key, equals, value = data[len(digits) + 1 : length].partition(b"=")
        if not len(digits) + 4 <= length <= len(data) or not equals or not value.endswith(b"\n") or key in found:
            raise refused("archive-header", "a header cannot be read")
        found[key] = value[:-1]
        data = data[length:]
    return found


def _member(file: BinaryIO, header: _Header, long_name: bytes | None) -> Iterator[Member]:
    if header.kind in _LINKS:
        raise refused("archive-link", "a member is a link")
    if header.kind in _DEVICES:
        raise refused("archive-device", "a member is neither a file nor a folder")
    if header.kind not in _FILES and header.kind != _FOLDER:
        raise refused("archive-header", "a member is of a kind that is not read")
    is_folder = header.kind == _FOLDER
    if is_folder and header.size:
        raise refused("archive-damaged", "a folder has content")
    name = header.name if long_name is None else long_name
    content = _blocks(file, header.size)
    yield Member(name=name, is_folder=is_folder, size=header.size, packed=header.size, content=content)


def _blocks(file: BinaryIO, size: int) -> Iterator[bytes]:
    left = size
    while left:
        chunk = read_exactly(file, min(left, CHUNK))
        left -= len(chunk)
        yield chunk
    read_exactly(file, -size % BLOCK)


def _end(file: BinaryIO) -> None:
    """Refuse what follows the end: a second block of zeros and more of them, nothing else."""
    rest = file.read(_MAX_END + 1)
    if len(rest) < BLOCK:
        raise refused("archive-truncated", "it ends before its content does")
    if len(rest) > _MAX_END or rest.strip(b"\0"):
        raise refused("archive-trailing", "something follows its end")
