"""What a process says is read in time, and nothing of it is believed that is no line of JSON."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from threading import Thread

import pytest

from radlane.pipeline.saying import Said, SaidNothing, say_begin, say_end


@pytest.fixture
def ends() -> Iterator[tuple[Connection, Connection]]:
    near, far = Pipe(duplex=False)
    with near, far:
        yield near, far


def soon(seconds: float = 5.0) -> float:
    return time.monotonic() + seconds


def test_checks_begin_and_end(ends: tuple[Connection, Connection]) -> None:
    near, far = ends
    said = Said(near)
    say_begin(far, "graph")
    say_end(far, None, "fine\n" * 400)
    said.begins("graph", soon())
    code, detail = said.ends(soon())
    assert (code, detail[:6], len(detail)) == (None, "fine\nf", 800)


@pytest.mark.parametrize(
    "line",
    [
        b"{}",
        b"[" * 4000,
        b"x" * 9000,
        b'{"begins": "golden"}',
        b'{"code": 1, "detail": ""}',
        b'{"code": "", "detail": ""}',
        b'{"code": null, "detail": []}',
        b"\x80\x04N.",
    ],
)
def test_anything_else_is_nothing(ends: tuple[Connection, Connection], line: bytes) -> None:
    near, far = ends
    os.write(far.fileno(), line + b"\n" + line + b"\n")
    said = Said(near)
    with pytest.raises(SaidNothing):
        said.begins("graph", soon())
    with pytest.raises(SaidNothing):
        said.ends(soon())


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return pytest.fail, ("it is unpickled",)


def test_nothing_is_unpickled(ends: tuple[Connection, Connection]) -> None:
    near, far = ends
    far.send_bytes(pickle.dumps(Evil()) + b"\n")
    with pytest.raises(SaidNothing):
        Said(near).begins("graph", soon())


def test_a_line_that_does_not_end_holds_nobody(ends: tuple[Connection, Connection]) -> None:
    near, far = ends
    os.write(far.fileno(), b"{")
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        Said(near).ends(begun + 0.2)
    assert time.monotonic() - begun < 2


def test_what_drips_holds_nobody(ends: tuple[Connection, Connection]) -> None:
    near, far = ends

    def drip() -> None:
        for _ in range(20):
            os.write(far.fileno(), b" ")
            time.sleep(0.05)

    drops, begun = Thread(target=drip), time.monotonic()
    drops.start()
    with pytest.raises(TimeoutError):
        Said(near).ends(begun + 0.3)
    assert time.monotonic() - begun < 0.9
    drops.join()


def test_an_end_is_nothing(ends: tuple[Connection, Connection]) -> None:
    near, far = ends
    far.close()
    with pytest.raises(SaidNothing):
        Said(near).begins("graph", soon())
