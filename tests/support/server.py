"""`radlane serve` in a process of its own (support/forked.py), on a port of the loopback interface that was free."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from support.forked import Forked, start

_START_S = 60
_STOP_S = 20


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server that runs: its address, its process, and the folder with its data and what it says."""

    url: str
    process: Forked
    folder: Path

    @property
    def said(self) -> str:
        """All that it wrote to standard output and standard error."""
        return "".join((self.folder / name).read_text() for name in ("stdout", "stderr"))

    @property
    def spooled(self) -> list[Path]:
        """What lies in the spool."""
        spool = self.folder / "data" / "spool"
        return list(spool.iterdir()) if spool.exists() else []

    def stop(self) -> int:
        """Ask it to end (SIGTERM), and return its exit code."""
        self.process.terminate()
        return self.process.wait(_STOP_S)


@contextmanager
def serving(folder: Path, *, port: int | None = None, **environment: str) -> Iterator[Server]:
    """Start a server on a port that the system says is free, where none is named, and end it."""
    port = port or free_port()
    folder.mkdir(parents=True, exist_ok=True)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("RADLANE_", "XDG_"))}
    for name in ("stdout", "stderr"):
        (folder / name).write_bytes(b"")
    process = start(
        "radlane",
        ["serve", "--port", str(port)],
        folder=folder,
        environment={**clean, "HOME": str(folder), "RADLANE_DATA_DIR": str(folder / "data"), **environment},
        stdout=folder / "stdout",
        stderr=folder / "stderr",
    )
    try:
        server = Server(url=f"http://127.0.0.1:{port}", process=process, folder=folder)
        _wait_for(server)
        yield server
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _wait_for(server: Server) -> None:
    deadline = time.monotonic() + _START_S
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            httpx.get(f"{server.url}/livez", trust_env=False, timeout=_START_S).raise_for_status()
        except httpx.ConnectError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"the server does not answer: {server.said}")
