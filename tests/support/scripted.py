"""An HTTP server that answers what a test tells it to, also what no server should."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Message
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An answer.

    Attributes
    ----------
    states_length : bool
        Whether it has a Content-Length; without, its end is the end of the connection.
    cut : int or None
        Bytes of the body after which the connection ends, as if that were all.
    wait_s : float
        Seconds before it answers at all.
    drip_s : float
        Seconds between one byte and the next.
    drops : bool
        Whether the connection ends without any answer.
    drips_head : bytes
        What is sent in the place of an answer, byte by byte.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    states_length: bool = True
    cut: int | None = None
    wait_s: float = 0.0
    drip_s: float = 0.0
    drops: bool = False
    drips_head: bytes = b""


Script = Callable[[Asked], Reply]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, script: Script, context: ssl.SSLContext | None, reads_after_s: float) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = script
        self.reads_after_s = reads_after_s
        self.stopped = Event()
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that leave, and handshakes that fail, are what is tested."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    timeout = 10
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        address = urlsplit(self.path)
        if self.command == "POST":
            self.server.stopped.wait(self.server.reads_after_s)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        reply = self.server.script(
            Asked(
                method=self.command,
                path=address.path,
                query=parse_qs(address.query),
                headers=self.headers,
                body=body,
            )
        )
        self.server.stopped.wait(reply.wait_s)
        if reply.drops:
            self._end()
        elif reply.drips_head:
            self._drip(reply.drips_head, reply.drip_s)
            self._end()
        else:
            self._send(reply)

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.states_length:
            self.send_header("Content-Length", str(len(reply.body)))
        else:
            self.send_header("Connection", "close")
        self.end_headers()
        body = reply.body[: reply.cut]
        if reply.drip_s:
            self._drip(body, reply.drip_s)
        else:
            self.wfile.write(body)
        if reply.cut is not None:
            self._end()

    def _drip(self, content: bytes, wait_s: float) -> None:
        for byte in content:
            self.wfile.write(bytes([byte]))
            if self.server.stopped.wait(wait_s):
                return

    def _end(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def serving(script: Script, context: ssl.SSLContext | None = None, *, reads_after_s: float = 0.0) -> Iterator[str]:
    """Serve on a free port of the loopback, maybe slow in taking bodies; the address."""
    server = _Server(script, context, reads_after_s)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"{'https' if context else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        server.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join(10)
