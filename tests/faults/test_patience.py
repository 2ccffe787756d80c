"""Answers that drip, where the time to wait for one byte never ends; and what is slow and all the same in time."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from radlane.dicomweb.credentials import anonymous
from radlane.dicomweb.session import Service, Session, read_all
from radlane.errors import ArchiveUnavailable

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
PATIENCE_S = 0.5


@contextmanager
def dripping(at_once: bytes, slowly: bytes, drip_s: float, certificate: Path | None = None) -> Iterator[str]:
    """A server that answers each request on a connection so: the beginning at once, the rest byte by byte."""
    stopped = Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            line, _ = listener.accept()
            if certificate:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(certificate)
                line = context.wrap_socket(line, server_side=True)
            with line:
                try:
                    while line.recv(1 << 16):
                        line.sendall(at_once)
                        for byte in slowly:
                            if stopped.wait(drip_s):
                                return
                            line.sendall(bytes([byte]))
                except OSError:
                    return

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield f"{'https' if certificate else 'http'}://127.0.0.1:{listener.getsockname()[1]}"
        stopped.set()
        thread.join(5)


def asked(url: str, ca_file: Path | None = None) -> bytes:
    session = Session(Service(url=url, authorization=anonymous, ca_file=ca_file, read_seconds=PATIENCE_S))
    return read_all(session.get(url, stream=True), PATIENCE_S, 1 << 20)


@pytest.mark.parametrize(
    ("at_once", "slowly"),
    [
        (b"", HEAD + b"X-A: " + b"a" * 999),
        (HEAD + b"X-A: ", b"a" * 999),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 99),
        (CHUNKED, b"5;" + b"a" * 999),
        (CHUNKED + b"5\r\nhello\r\n", b"0" * 15),
        (CHUNKED + b"5\r\nhello\r\n0\r\n", b"X: a\r\n" * 99),
    ],
    ids=["all", "a header", "interim answers", "the head of a chunk", "a chunk's length", "trailers"],
)
@pytest.mark.parametrize("tls", [False, True], ids=["plain", "tls"])
def test_what_drips_is_left(at_once: bytes, slowly: bytes, tls: bool, certificate: Path) -> None:
    begin = time.monotonic()
    with (
        dripping(at_once, slowly, 0.1, certificate if tls else None) as url,
        pytest.raises(ArchiveUnavailable, match="in time"),
    ):
        asked(url, certificate if tls else None)
    assert time.monotonic() - begin < 4 * PATIENCE_S


def test_what_is_slow_and_in_time_is_taken() -> None:
    """Each part of the body has its time, and a connection that is used again has all of it."""
    body = b"5\r\nhello\r\n" * 3 + b"0\r\n\r\n"
    with dripping(CHUNKED, body, 0.03) as url:
        session = Session(Service(url=url, authorization=anonymous, read_seconds=PATIENCE_S))
        for _ in range(2):
            begin = time.monotonic()
            assert read_all(session.get(url, stream=True), 10, 1 << 20) == b"hello" * 3
            assert time.monotonic() - begin > PATIENCE_S
