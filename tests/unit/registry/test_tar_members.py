"""A .tar holds plain files, and headers take no more memory than names need."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable

import pytest

from radlane.errors import PackageRefused
from radlane.registry.members import PackageLimits
from radlane.registry.tar_members import BLOCK, is_tar, tar_members
from support.packed import FILES, member, tar_of, tarred

LIMITS = PackageLimits()
LONG = {
    tarfile.PAX_FORMAT: f"{'a' * 90}/{'b' * 120}",
    tarfile.GNU_FORMAT: f"{'a' * 90}/{'b' * 120}",
    tarfile.USTAR_FORMAT: f"{'a' * 90}/{'b' * 99}",
}


def read(data: bytes) -> dict[str, bytes]:
    members = tar_members(io.BytesIO(data), LIMITS)
    return {member.name.decode(): b"".join(member.content) for member in members}


def header(kind: bytes, data: bytes) -> bytes:
    """A header that is no member, and its data."""
    info = tarfile.TarInfo("header")
    info.type, info.size = kind, len(data)
    return info.tobuf(tarfile.USTAR_FORMAT) + data + bytes(-len(data) % BLOCK)


def patched(data: bytes, place: int, value: bytes) -> bytes:
    """The first header with other bytes, and the checksum that fits."""
    block = bytearray(data[:BLOCK])
    block[place : place + len(value)] = value
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block) + data[BLOCK:]


@pytest.mark.parametrize("form", LONG)
def test_members_come_with_their_content(form: int) -> None:
    assert read(tarred(form=form)) == FILES
    assert read(tarred({LONG[form]: b"x"}, form)) == {LONG[form]: b"x"}


def test_headers_of_times_and_of_the_archive_are_passed_over() -> None:
    timed = tar_of((member("a", 1, mtime=1.5), b"x"))
    assert read(timed) == {"a": b"x"}
    assert read(header(b"g", b"16 comment=abcd\n") + timed) == {"a": b"x"}


def test_a_tar_is_known_by_its_first_header() -> None:
    assert is_tar(PLAIN[:BLOCK])
    assert not is_tar(PLAIN[: BLOCK - 1])
    assert not is_tar(b"PK\x03\x04" * 128)


PLAIN = tar_of((member("name", 7), b"content"), form=tarfile.USTAR_FORMAT)
ATTACKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "symbolic link": (lambda: tar_of((member("a", kind=b"2", linkname="/etc"), b"")), "archive-link"),
    "hard link": (lambda: tar_of((member("a", kind=b"1", linkname="b"), b"")), "archive-link"),
    "long link": (lambda: header(b"K", b"x" * 600), "archive-link"),
    "device": (lambda: tar_of((member("a", kind=b"3"), b"")), "archive-device"),
    "block device": (lambda: tar_of((member("a", kind=b"4"), b"")), "archive-device"),
    "pipe": (lambda: tar_of((member("a", kind=b"6"), b"")), "archive-device"),
    "sparse": (lambda: header(b"S", b"x"), "archive-header"),
    "pax header of 1 MiB": (lambda: header(b"x", bytes(1 << 20)) + PLAIN, "archive-header"),
    "pax header that says 8 GiB": (lambda: patched(header(b"x", b""), 124, b"77777777777"), "archive-header"),
    "long name of 8 GiB": (lambda: patched(header(b"L", b""), 124, b"77777777777"), "archive-header"),
    "pax header that is none": (lambda: header(b"x", b"99 path=a\n") + PLAIN, "archive-header"),
    "pax header without a length": (lambda: header(b"x", b"path=a\n") + PLAIN, "archive-header"),
    "pax header with two paths": (lambda: header(b"x", b"10 path=ab\n10 path=cd\n") + PLAIN, "archive-header"),
    "pax header with a size": (lambda: header(b"x", b"9 size=1\n") + PLAIN, "archive-header"),
    "pax sparse": (lambda: header(b"x", b"22 GNU.sparse.major=1\n") + PLAIN, "archive-header"),
    "path of every member": (lambda: header(b"g", b"9 path=a\n") + PLAIN, "archive-header"),
    "headers without end": (lambda: header(b"L", b"a\0") * 5 + PLAIN, "archive-header"),
    "header without member": (lambda: header(b"L", b"a\0") + bytes(BLOCK * 2), "archive-truncated"),
    "folder with content": (lambda: patched(PLAIN, 156, b"5"), "archive-damaged"),
    "size in base 256": (lambda: patched(PLAIN, 124, b"\x80" + bytes(11)), "archive-damaged"),
    "checksum": (lambda: b"other" + PLAIN[5:], "archive-damaged"),
    "header of an old kind": (lambda: PLAIN[: BLOCK * 2] + b"x" * BLOCK, "archive-damaged"),
    "cut in a member": (lambda: PLAIN[: BLOCK + 3], "archive-truncated"),
    "cut in its filling": (lambda: PLAIN[: BLOCK + 9], "archive-truncated"),
    "cut behind a member": (lambda: PLAIN[: BLOCK * 2], "archive-truncated"),
    "cut in its end": (lambda: PLAIN[: BLOCK * 3], "archive-truncated"),
    "something follows": (lambda: PLAIN + b"x", "archive-trailing"),
    "zeros without end": (lambda: PLAIN + bytes(5 << 20), "archive-trailing"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_refused_with_its_code(attack: str) -> None:
    make, code = ATTACKS[attack]
    with pytest.raises(PackageRefused) as caught:
        read(make())
    assert caught.value.code == code
