"""Bodies of every shape that servers send, and every way in which they can be broken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from radlane.dicomweb.multipart import MOST_HEADER_BYTES, boundary_of, read_parts
from radlane.errors import ArchiveUnavailable


@dataclass
class Collected:
    """A part in memory, and whether it was said to be whole."""

    headers: Mapping[str, str]
    data: bytearray = field(default_factory=bytearray)
    whole: bool = False

    def write(self, data: bytes | memoryview) -> object:
        self.data += data
        return None

    def close(self) -> object:
        self.whole = True
        return None


def parts_of(body: bytes, size: int = 7, boundary: bytes = b"b0") -> list[Collected]:
    """The parts of a body that comes in chunks of a size."""
    parts: list[Collected] = []

    def opened(headers: Mapping[str, str]) -> Collected:
        parts.append(Collected(headers))
        return parts[-1]

    count = read_parts((body[start : start + size] for start in range(0, len(body), size)), boundary, opened)
    assert count == len(parts)
    return parts


GOOD = b"--b0\r\nContent-Type: application/dicom\r\n\r\none\r\n--b0\r\ncontent-type: x\r\n\r\n\r\n--\x00\r\n--b0--"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 11, 1000])
def test_parts_do_not_depend_on_the_chunks(size: int) -> None:
    one, other = parts_of(GOOD, size)
    assert (bytes(one.data), one.headers, one.whole) == (b"one", {"content-type": "application/dicom"}, True)
    assert bytes(other.data) == b"\r\n--\x00"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"\r\n--b0\r\n\r\ndata\r\n--b0--\r\n", [b"data"]),  # a line end before, a part without headers
        (b"This is a preamble.\r\n--b0\r\nA: b\r\n\r\ndata\r\n--b0--", [b"data"]),
        (b"--b0 \t\r\nA: b\r\n\r\ndata\r\n--b0-- \r\nan epilogue\r\n--b0\r\n", [b"data"]),  # transport padding
        (b"--b0\r\nA: b\r\n\r\n\r\n--b0--", [b""]),
        (b"--b0\r\nA: b\r\n\r\n--b0\r\n--b0--", [b"--b0"]),  # no line end before it: data
        (b"--b0--", []),
    ],
)
def test_bodies(body: bytes, expected: list[bytes]) -> None:
    assert [bytes(part.data) for part in parts_of(body)] == expected
    assert all(part.whole for part in parts_of(body))


@pytest.mark.parametrize("end", range(len(GOOD) - 2))
def test_a_body_that_is_cut_anywhere_is_an_error(end: int) -> None:
    """Up to the last hyphen but one: `--b0` and one hyphen more are no closing delimiter."""
    with pytest.raises(ArchiveUnavailable) as broken:
        parts_of(GOOD[: end + 1])
    assert broken.value.retryable


def test_a_part_that_is_cut_is_not_said_to_be_whole() -> None:
    seen: list[Collected] = []

    def opened(headers: Mapping[str, str]) -> Collected:
        seen.append(Collected(headers))
        return seen[-1]

    with pytest.raises(ArchiveUnavailable):
        read_parts([GOOD[:43]], b"b0", opened)
    assert [part.whole for part in seen] == [False]


@pytest.mark.parametrize(
    "body",
    [
        b"<html>no multipart</html>",
        b"",
        b"--other\r\nA: b\r\n\r\ndata\r\n--other--",  # another boundary than the header says
        b"\x1f\x8b\x08\x00" + bytes(200),  # compressed although that was refused
        b"--b0xyz\r\nA: b\r\n\r\ndata\r\n--b0--",  # the boundary goes on
        b"--b0\r\nno colon\r\n\r\ndata\r\n--b0--",
        b"--b0\r\nA: " + b"b" * MOST_HEADER_BYTES + b"\r\n\r\ndata\r\n--b0--",
        b"--b0\r\nA: " + b"b" * 2 * MOST_HEADER_BYTES,  # headers without end
        b"--b0" + b" " * 2 * MOST_HEADER_BYTES,  # a delimiter without end
    ],
)
def test_what_is_no_multipart_body(body: bytes) -> None:
    with pytest.raises(ArchiveUnavailable):
        parts_of(body, 1 << 16)


@pytest.mark.parametrize(
    ("content_type", "boundary"),
    [
        ('multipart/related; type="application/dicom"; boundary=abc', b"abc"),
        ('Multipart/Related; boundary="a b:c"', b"a b:c"),
        ("multipart/related;BOUNDARY=abc;type=application/dicom", b"abc"),
    ],
)
def test_boundaries(content_type: str, boundary: bytes) -> None:
    assert boundary_of(content_type) == boundary


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/html",
        "multipart/related",  # none
        "multipart/form-data; boundary=abc",
        "multipart/related; boundary=",
        f"multipart/related; boundary={'a' * 71}",  # longer than 70
        'multipart/related; boundary="a "',  # ends with a space
        "multipart/related; boundary=\u00e4",
    ],
)
def test_what_has_no_boundary(content_type: str) -> None:
    with pytest.raises(ArchiveUnavailable):
        boundary_of(content_type)
