"""A .zip holds what its directory says, and nothing else."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable

import pytest

from radlane.errors import PackageRefused
from radlane.registry.members import PackageLimits
from radlane.registry.zip_members import zip_members
from support.packed import FILES, unix_zip, zipped

LIMITS = PackageLimits()
ENTRY, END = b"PK\x01\x02", b"PK\x05\x06"


def read(data: bytes) -> dict[str, bytes]:
    members = zip_members(io.BytesIO(data), LIMITS)
    return {member.name.decode(): b"".join(member.content) for member in members}


def patched(data: bytes, magic: bytes, offset: int, value: bytes) -> bytes:
    place = data.index(magic) + offset
    return data[:place] + value + data[place + len(value) :]


def in_both(data: bytes, local: int, entry: int, value: bytes) -> bytes:
    return patched(patched(data, b"PK\x03\x04", local, value), ENTRY, entry, value)


def streamed() -> bytes:
    """What a program writes that cannot go back: sizes follow each member."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w") as archive:
        for name, data in FILES.items():
            archive.writestr(name, data)
    return pipe.getvalue()


def overlapping() -> bytes:
    """Two entries of the directory that mean one member."""
    data = zipped({"a": b"x" * 99, "b": b"y" * 99}, zipfile.ZIP_STORED)
    place = data.rindex(ENTRY) + 42
    return data[:place] + bytes(4) + data[place + 4 :]


def test_members_come_with_their_content() -> None:
    assert read(zipped()) == FILES
    assert read(streamed()) == FILES
    assert read(zipped({"folder/": b"", "folder/\u00e9": b"x"})) == {"folder/": b"", "folder/\u00e9": b"x"}


PLAIN = zipped({"name": b"content"}, zipfile.ZIP_STORED)
PACKED = zipped({"name": b"content" * 20})
ATTACKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut": (lambda: PLAIN[:-1], "archive-trailing"),
    "shorter than its end": (lambda: PLAIN[:20], "archive-truncated"),
    "something follows": (lambda: PLAIN + b"x", "archive-trailing"),
    "a comment": (lambda: patched(PLAIN, END, 20, b"\x01\x00") + b"x", "archive-trailing"),
    "something before": (lambda: b"#!/bin/sh\n" + PLAIN, "archive-damaged"),
    "zip64 count": (lambda: patched(PLAIN, END, 10, b"\xff\xff"), "archive-zip64"),
    "zip64 size": (lambda: patched(PLAIN, ENTRY, 24, b"\xff" * 4), "archive-zip64"),
    "several disks": (lambda: patched(PLAIN, END, 4, b"\x01\x00"), "archive-damaged"),
    "no entries": (lambda: patched(PLAIN, END, 8, bytes(4)), "archive-damaged"),
    "two of one entry": (lambda: patched(PLAIN, END, 8, b"\x02\x00\x02\x00"), "archive-damaged"),
    "a million entries": (lambda: patched(PLAIN, END, 8, b"\xfe\xff\xfe\xff"), "archive-members"),
    "directory elsewhere": (lambda: patched(PLAIN, END, 16, bytes(4)), "archive-damaged"),
    "entry without magic": (lambda: patched(PLAIN, ENTRY, 0, b"PK\x01\x03"), "archive-damaged"),
    "longer name": (lambda: patched(PLAIN, ENTRY, 28, b"\xff\x00"), "archive-damaged"),
    "fields that end nowhere": (lambda: with_extra(b"\x55\x54\xff\x00"), "archive-damaged"),
    "zip64 fields": (lambda: with_extra(b"\x01\x00\x00\x00"), "archive-zip64"),
    "encrypted": (lambda: in_both(PLAIN, 6, 8, b"\x01\x00"), "archive-encrypted"),
    "encrypted strongly": (lambda: in_both(PLAIN, 6, 8, b"\x40\x00"), "archive-encrypted"),
    "lzma": (lambda: in_both(PLAIN, 8, 10, b"\x0e\x00"), "archive-method"),
    "name in another character set": (lambda: PLAIN.replace(b"name", b"na\xffe"), "archive-name"),
    "symbolic link": (lambda: unix_zip("a", stat.S_IFLNK | 0o777, b"/etc/passwd"), "archive-link"),
    "device": (lambda: unix_zip("a", stat.S_IFCHR | 0o666), "archive-device"),
    "pipe": (lambda: unix_zip("a", stat.S_IFIFO | 0o666), "archive-device"),
    "folder named as a file": (lambda: unix_zip("a", stat.S_IFDIR | 0o755), "archive-damaged"),
    "folder with content": (lambda: zipped({"a/": b"x"}), "archive-damaged"),
    "overlap": (overlapping, "archive-overlap"),
    "a gap": (lambda: patched(PLAIN, ENTRY, 42, b"\x01\x00"), "archive-overlap"),
    "packed size": (lambda: in_both(PLAIN, 18, 20, b"\x06\x00"), "archive-overlap"),
    "other name": (lambda: patched(PLAIN, b"PK\x03\x04", 30, b"eman"), "archive-damaged"),
    "other size": (lambda: patched(PLAIN, b"PK\x03\x04", 22, b"\x06\x00"), "archive-damaged"),
    "longer than it says": (lambda: in_both(PACKED, 22, 24, b"\x8b\x00"), "archive-damaged"),
    "shorter than it says": (lambda: in_both(PACKED, 22, 24, b"\x8d\x00"), "archive-damaged"),
    "checksum": (lambda: in_both(PLAIN, 14, 16, b"\x00"), "archive-damaged"),
    "no deflate": (lambda: patched(PACKED, b"PK\x03\x04", 34, b"\xff\xff"), "archive-damaged"),
    "deflated twice": (lambda: in_both(two_streams(), 8, 10, b"\x08\x00"), "archive-damaged"),
}


def with_extra(extra: bytes) -> bytes:
    info = zipfile.ZipInfo("name")
    info.extra = extra
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, b"content")
    return buffer.getvalue()


def two_streams() -> bytes:
    """A member that holds two deflate streams, one behind the other."""
    return zipped({"a": b"\x03\x00" * 2}, zipfile.ZIP_STORED)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_refused_with_its_code(attack: str) -> None:
    make, code = ATTACKS[attack]
    with pytest.raises(PackageRefused) as caught:
        read(make())
    assert caught.value.code == code


def test_a_directory_that_is_all_names_is_not_read() -> None:
    data = struct.pack("<4s4H2LH", END, 0, 0, 1, 1, 1 << 20, 0, 0)
    with pytest.raises(PackageRefused) as caught:
        read(bytes(1 << 20) + data)
    assert caught.value.code == "archive-header"
