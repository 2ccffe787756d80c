"""A PostgreSQL of the tests' own: a fresh cluster in a temporary folder, on a Unix socket only, ended by its pid."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

_START_S = 60.0
_USER = "radlane"


def binaries() -> Path:
    """Where Debian puts the newest initdb and postgres; both are not on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    assert found, "PostgreSQL is missing: sudo apt-get install --no-install-recommends postgresql"
    return found[-1].parent


class Cluster:
    """A running server."""

    def __init__(self, folder: Path, owner: str | None) -> None:
        self._folder = folder
        self._owner = owner
        self._server: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        data = self._folder / "data"
        command = [binaries() / "initdb", "--auth=trust", "--no-sync", f"--username={_USER}", "-D", data]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, user=self._owner, cwd=self._folder)

    def start(self) -> None:
        options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={self._folder}", "-c", "fsync=off"]
        command = [binaries() / "postgres", "-D", self._folder / "data", *options]
        log = (self._folder / "log").open("ab")
        self._server = subprocess.Popen(command, stdout=log, stderr=log, user=self._owner, cwd=self._folder)
        log.close()
        end = time.monotonic() + _START_S
        while True:
            try:
                psycopg.connect(self._address("postgres")).close()
                return
            except psycopg.OperationalError:
                assert time.monotonic() < end, (self._folder / "log").read_text()
                time.sleep(0.1)

    def stop(self) -> None:
        """End the server at once; what is committed is there after the next start."""
        if self._server is not None:
            self._server.send_signal(signal.SIGINT)
            self._server.wait(timeout=30)
            self._server = None

    def database(self) -> str:
        """A new empty database, as SQLAlchemy names it."""
        name = f"t{uuid4().hex}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql+psycopg://{_USER}@/{name}?host={self._folder}"

    def _address(self, name: str) -> str:
        return f"host={self._folder} user={_USER} dbname={name}"


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Start a server, and remove it with all it holds; PostgreSQL refuses to run as root."""
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="radlane-pg-", dir="/tmp"))  # the path of a socket is short
    if owner is not None:
        shutil.chown(folder, owner)
    server = Cluster(folder, owner)
    try:
        server.prepare()
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> str | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
