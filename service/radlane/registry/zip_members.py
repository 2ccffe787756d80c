"""The files in a .zip, strictly: nothing before, between or behind them, and every statement of size is checked.

Reference: PKWARE APPNOTE 6.3.10. What radlane does not need is refused: ZIP64, encryption, other methods than store and
deflate, several disks. Python's `zipfile` looks for the directory anywhere, cuts names at NUL and reads a directory of
any size.
"""

from __future__ import annotations

import os
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from radlane.registry.members import CHUNK, Member, PackageLimits, read_exactly, refused

MAGIC = b"PK\x03\x04"
_LOCAL = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_ENTRY_MAGIC, _END_MAGIC = b"PK\x01\x02", b"PK\x05\x06"
_ENCRYPTED, _DESCRIPTOR, _UTF8 = 0x1, 0x8, 0x800
_MASKED = 0x2040  # strong encryption, hidden headers
_STORED, _DEFLATED = 0, 8
_ZIP64 = 0x0001
_UNIX = 3
_MAX_EXTRA = 512  # times and owners take some 30


@dataclass(frozen=True, kw_only=True)
class _Entry:
    name: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int


def zip_members(file: BinaryIO, limits: PackageLimits) -> Iterator[Member]:
    """Give the members in the order in which they lie in the archive.

    Parameters
    ----------
    file : binary file
        Seekable, at any place.
    limits : PackageLimits
        Bounds the directory, which is read whole.

    Raises
    ------
    PackageRefused
        With a code `archive-...`, before the first member where the directory shows it.
    """
    size = file.seek(0, os.SEEK_END)
    count, length, offset = _end(file, size)
    entries = _directory(file, (count, length, offset), limits)
    start, ends = 0, [*(entry.offset for entry in entries[1:]), offset]
    for entry, end in zip(entries, ends, strict=True):
        yield _member(file, entry, start, end)
        start = end


def _end(file: BinaryIO, size: int) -> tuple[int, int, int]:
    """Number of entries, length and offset of the directory."""
    if size < _END.size:
        raise refused("archive-truncated", "it is shorter than the end of a .zip")
    file.seek(size - _END.size)
    fields = _END.unpack(read_exactly(file, _END.size))
    if fields[0] != _END_MAGIC or fields[7] != 0:
        raise refused("archive-trailing", "it does not end with the end of a .zip: it is cut, or something follows")
    if 0xFFFF in fields[1:5] or 0xFFFFFFFF in fields[5:7]:
        raise refused("archive-zip64", "it is a ZIP64; send an uncompressed .tar")
    if fields[1] or fields[2] or fields[3] != fields[4]:
        raise refused("archive-damaged", "it is part of several disks")
    if fields[5] + fields[6] + _END.size != size:
        raise refused("archive-damaged", "its directory does not lie where it says")
    if not fields[4]:
        raise refused("archive-damaged", "its directory is empty")
    return fields[4], fields[5], fields[6]


def _directory(file: BinaryIO, where: tuple[int, int, int], limits: PackageLimits) -> tuple[_Entry, ...]:
    count, length, offset = where
    if count > limits.members:
        raise refused("archive-members", f"it has more than {limits.members} members")
    if length > count * (_ENTRY.size + limits.name_bytes + _MAX_EXTRA):
        raise refused("archive-header", "its directory is larger than names of files are")
    file.seek(offset)
    directory, entries, place = read_exactly(file, length), [], 0
    for _ in range(count):
        entry, place = _entry(directory, place)
        entries.append(entry)
    if place != length:
        raise refused("archive-damaged", "its directory holds more than its entries")
    return tuple(sorted(entries, key=lambda entry: entry.offset))


def _entry(directory: bytes, place: int) -> tuple[_Entry, int]:
    after = place + _ENTRY.size
    if after > len(directory):
        raise refused("archive-damaged", "its directory ends within an entry")
    fields = _ENTRY.unpack_from(directory, place)
    magic, made_by, _, flags, method, _, _, crc, packed, size = fields[:10]
    name_length, extra_length, comment_length, disk, _, attributes, offset = fields[10:]
    end = after + name_length + extra_length + comment_length
    if magic != _ENTRY_MAGIC or disk or end > len(directory):
        raise refused("archive-damaged", "an entry of its directory cannot be read")
    name = directory[after : after + name_length]
    _check_extra(directory[after + name_length : after + name_length + extra_length])
    _check_kind(name, made_by, attributes)
    if flags & (_ENCRYPTED | _MASKED):
        raise refused("archive-encrypted", "a member is encrypted")
    if method not in (_STORED, _DEFLATED):
        raise refused("archive-method", "a member is neither stored nor deflated")
    if 0xFFFFFFFF in (packed, size, offset):
        raise refused("archive-zip64", "it is a ZIP64; send an uncompressed .tar")
    if not name.isascii() and not flags & _UTF8:
        raise refused("archive-name", "a name is not UTF-8")
    return _Entry(name=name, flags=flags, method=method, crc=crc, packed=packed, size=size, offset=offset), end


def _check_extra(extra: bytes) -> None:
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, place)
        if kind == _ZIP64:
            raise refused("archive-zip64", "it is a ZIP64; send an uncompressed .tar")
        place += 4 + length
    if place != len(extra):
        raise refused("archive-damaged", "an entry has fields that cannot be read")


def _check_kind(name: bytes, made_by: int, attributes: int) -> None:
    """Refuse what Unix calls neither a file nor a folder."""
    kind = stat.S_IFMT(attributes >> 16) if made_by >> 8 == _UNIX else 0
    if kind == stat.S_IFLNK:
        raise refused("archive-link", "a member is a symbolic link")
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise refused("archive-device", "a member is neither a file nor a folder")
    if (kind == stat.S_IFDIR and not name.endswith(b"/")) or (kind == stat.S_IFREG and name.endswith(b"/")):
        raise refused("archive-damaged", "a member says to be a file and a folder")


def _member(file: BinaryIO, entry: _Entry, start: int, end: int) -> Member:
    if entry.offset != start:
        raise refused("archive-overlap", "its members overlap, or something lies between them")
    file.seek(start)
    local = _LOCAL.unpack(read_exactly(file, _LOCAL.size))
    name = read_exactly(file, local[9])
    if local[0] != MAGIC or name != entry.name or (local[2], local[3]) != (entry.flags, entry.method):
        raise refused("archive-damaged", "a member and its entry in the directory differ")
    _check_extra(read_exactly(file, local[10]))
    described = bool(entry.flags & _DESCRIPTOR)
    if not described and tuple(local[6:9]) != (entry.crc, entry.packed, entry.size):
        raise refused("archive-damaged", "a member and its entry in the directory differ")
    begin = start + _LOCAL.size + local[9] + local[10]
    if end - begin - entry.packed not in ((12, 16) if described else (0,)):
        raise refused("archive-overlap", "its members overlap, or something lies between them")
    is_folder = entry.name.endswith(b"/")
    if is_folder and entry.size:
        raise refused("archive-damaged", "a folder has content")
    return Member(
        name=entry.name,
        is_folder=is_folder,
        size=entry.size,
        packed=entry.packed,
        content=_content(file, entry, begin),
    )


def _content(file: BinaryIO, entry: _Entry, begin: int) -> Iterator[bytes]:
    file.seek(begin)
    crc, size = 0, 0
    for chunk in _inflated(file, entry) if entry.method == _DEFLATED else _stored(file, entry.packed):
        size += len(chunk)
        if size > entry.size:
            raise refused("archive-damaged", "a member is longer than it says")
        crc = zlib.crc32(chunk, crc)
        yield chunk
    if size != entry.size or crc != entry.crc:
        raise refused("archive-damaged", "a member is shorter than it says, or has another checksum")


def _stored(file: BinaryIO, left: int) -> Iterator[bytes]:
    while left:
        chunk = read_exactly(file, min(left, CHUNK))
        left -= len(chunk)
        yield chunk


def _inflated(file: BinaryIO, entry: _Entry) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for packed in _stored(file, entry.packed):
            rest = packed
            if inflater.eof:
                raise refused("archive-damaged", "a member does not end where it says")
            while rest and not inflater.eof:
                yield inflater.decompress(rest, CHUNK)
                rest = inflater.unconsumed_tail
        while chunk := inflater.decompress(inflater.unconsumed_tail, CHUNK):
            yield chunk
    except zlib.error as error:
        raise refused("archive-damaged", "a member cannot be inflated") from error
    if not inflater.eof or inflater.unused_data:
        raise refused("archive-damaged", "a member does not end where it says")
