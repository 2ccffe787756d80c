"""How long an answer is waited for; over real connections: tests/faults/test_patience.py."""

from __future__ import annotations

import time
from collections.abc import Iterable
from io import BufferedReader, RawIOBase
from typing import Any

import pytest

from radlane.dicomweb.patience import PatientAdapter, _Answer

HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


class Bytes(RawIOBase):
    """Gives some bytes after each pause."""

    def __init__(self, parts: Iterable[bytes], pause_s: float) -> None:
        self._parts = iter(parts)
        self._pause_s = pause_s

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        time.sleep(self._pause_s)
        part = next(self._parts, b"")
        buffer[: len(part)] = part
        return len(part)


class Line:
    """What an answer needs of a socket."""

    def __init__(self, parts: Iterable[bytes], pause_s: float, most_s: float) -> None:
        self.raw = Bytes(parts, pause_s)
        self.timeout = most_s
        self.waits: list[float] = []

    def makefile(self, _: str) -> BufferedReader:
        return BufferedReader(self.raw)

    def gettimeout(self) -> float:
        return self.timeout

    def settimeout(self, seconds: float) -> None:
        self.timeout = seconds
        self.waits.append(seconds)


def answer(line: Line) -> Any:
    return _Answer(line, method="GET")  # type: ignore[arg-type]


def test_a_head_that_drips_is_left() -> None:
    line = Line((bytes([byte]) for byte in HEAD), 0.01, 0.1)
    with pytest.raises(TimeoutError):
        answer(line).begin()
    assert line.timeout == 0.1
    asked = line.waits[::2]
    assert asked == sorted(asked, reverse=True)
    assert asked[0] <= 0.1


def test_each_part_of_a_body_has_its_time() -> None:
    line = Line([HEAD, *[b"5\r\nhello\r\n"] * 4, b"0\r\n\r\n"], 0.04, 0.1)
    took = answer(line)
    took.begin()
    assert b"".join(iter(lambda: took.read1(100), b"")) == b"hello" * 4
    took.close()
    assert line.raw.closed


def test_a_chunk_whose_head_drips_is_left() -> None:
    line = Line([HEAD, b"5;", *[b"a"] * 99], 0.02, 0.1)
    took = answer(line)
    took.begin()
    with pytest.raises(TimeoutError):
        took.read1(100)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_all_connections_of_an_adapter_are_so(scheme: str) -> None:
    pool = PatientAdapter().poolmanager.connection_from_host("pacs.example", 104, scheme)
    assert pool.ConnectionCls.response_class is _Answer
