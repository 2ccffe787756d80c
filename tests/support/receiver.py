"""A receiver of the tests' own: it takes events of jobs over HTTP or HTTPS on loopback, and answers as it is told."""

from __future__ import annotations

import ssl
import threading
import time
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from support.rsyslog import Certificates

SECRET = b"a secret of receivers in the tests"
OTHER_SECRET = b"another secret of receivers in tests"


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A request that came."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(kw_only=True)
class Peer:
    """A receiver that runs.

    Attributes
    ----------
    answers : list
        Status and headers of the next answers; 204 when there are no more.
    hold_s : float
        Seconds until an answer begins.
    drip_s : float
        Seconds between two bytes of an answer, which then never ends.
    """

    port: int
    tls: bool
    taken: list[Taken] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    hold_s: float = 0.0
    drip_s: float = 0.0

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}/hook" if self.tls else f"http://127.0.0.1:{self.port}/hook"

    def wait_for(self, count: int, patience_s: float = 30.0) -> Sequence[Taken]:
        """Wait for a number of requests."""
        deadline = time.monotonic() + patience_s
        while len(self.taken) < count:
            assert time.monotonic() < deadline, f"{len(self.taken)} of {count} requests came"
            time.sleep(0.02)
        return tuple(self.taken)


@contextmanager
def receiving(certificates: Certificates | None = None) -> Iterator[Peer]:
    """Run a receiver, with the certificate of localhost where there are some."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    peer = Peer(port=int(server.server_address[1]), tls=certificates is not None)
    server.peer = peer  # type: ignore[attr-defined]
    if certificates is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificates.of("server"))
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield peer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def secret_file(folder: Path, secret: bytes = SECRET, name: str = "secret") -> Path:
    """A file as the settings name it."""
    path = folder / name
    path.write_text(written(secret) + "\n")
    return path


def written(secret: bytes) -> str:
    return "whsec_" + b64encode(secret).decode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        peer: Peer = self.server.peer  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status, headers = peer.answers.pop(0) if peer.answers else (204, {})
        peer.taken.append(Taken(path=self.path, headers=dict(self.headers.items()), body=body))
        time.sleep(peer.hold_s)
        while peer.drip_s:
            try:
                self.wfile.write(b"H")
            except OSError:
                return
            time.sleep(peer.drip_s)
        self.send_response(status)
        for name, value in {"Content-Length": "0", "Connection": "close", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Say nothing."""
