"""An rsyslog of the tests' own: it takes syslog over TLS (RFC 5425) on a port that was free, and keeps what it gets.

It runs in the foreground with a configuration and a folder of its own; the service of the system is left alone.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_START_S = 30.0
_PLUGIN = "lmnsd_gtls.so"

_CONFIGURATION = """
global(workDirectory="{folder}" maxMessageSize="64k" defaultNetstreamDriver="gtls"
  defaultNetstreamDriverCAFile="{folder}/ca.pem"
  defaultNetstreamDriverCertFile="{folder}/server.pem" defaultNetstreamDriverKeyFile="{folder}/server.key")
module(load="imtcp" streamDriver.name="gtls" streamDriver.mode="1" {peers})
template(name="kept" type="list") {{
  constant(value="{{") property(outname="raw" name="rawmsg" format="jsonf") constant(value=",")
  property(outname="id" name="msgid" format="jsonf") constant(value=",")
  property(outname="app" name="app-name" format="jsonf") constant(value=",")
  property(outname="facility" name="syslogfacility-text" format="jsonf") constant(value=",")
  property(outname="message" name="msg" format="jsonf") constant(value="}}\\n") }}
input(type="imtcp" address="127.0.0.1" port="{port}" ruleset="keep")
ruleset(name="keep") {{ action(type="omfile" file="{folder}/kept" template="kept") }}
"""
_PEERS = {
    False: 'streamDriver.authMode="anon"',
    True: 'streamDriver.authMode="x509/name" permittedPeer=["radlane.example"]',
}


@dataclass(frozen=True, kw_only=True)
class Received:
    """One message, as rsyslog understood it."""

    raw: str
    id: str
    app: str
    facility: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Certificates:
    """An authority, and what it signed: `server` for localhost, `client` for radlane.example."""

    folder: Path

    @property
    def ca(self) -> Path:
        return self.folder / "ca.pem"

    def of(self, name: str) -> tuple[Path, Path]:
        return self.folder / f"{name}.pem", self.folder / f"{name}.key"


@dataclass(frozen=True, kw_only=True)
class Rsyslog:
    """A receiver."""

    port: int
    folder: Path

    def received(self, count: int, patience_s: float = 30.0) -> list[Received]:
        """Wait for a number of messages at least, and return all."""
        deadline = time.monotonic() + patience_s
        while True:
            kept = self.folder / "kept"
            lines = kept.read_text().splitlines() if kept.exists() else []
            if len(lines) >= count:
                return [Received(**json.loads(line)) for line in lines]
            assert time.monotonic() < deadline, f"{len(lines)} messages: {(self.folder / 'log').read_text()}"
            time.sleep(0.1)


def make_certificates(folder: Path) -> Certificates:
    """Make an authority and two certificates, with openssl."""
    _openssl(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=An authority",
             "-keyout", "ca.key", "-out", "ca.pem")  # fmt: skip
    for name, host in (("server", "localhost"), ("client", "radlane.example")):
        _openssl(folder, "req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={host}", "-keyout", f"{name}.key",
                 "-out", f"{name}.csr")  # fmt: skip
        (folder / f"{name}.ext").write_text(f"subjectAltName=DNS:{host}\n")
        _openssl(folder, "x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "2",
                 "-CAcreateserial", "-extfile", f"{name}.ext", "-out", f"{name}.pem")  # fmt: skip
    return Certificates(folder=folder)


@contextmanager
def receiving(
    folder: Path, certificates: Certificates, port: int | None = None, *, choosy: bool = False
) -> Iterator[Rsyslog]:
    """Run a receiver; a choosy one wants the certificate of radlane.example."""
    program = shutil.which("rsyslogd") or shutil.which("rsyslogd", path="/usr/sbin")
    assert program is not None, "rsyslogd is missing: sudo apt-get install --no-install-recommends rsyslog"
    assert list(Path("/usr/lib").glob(f"*/rsyslog/{_PLUGIN}")), "it is missing: sudo apt-get install rsyslog-gnutls"
    folder.mkdir(parents=True, exist_ok=True)
    for path in certificates.folder.iterdir():
        shutil.copy(path, folder)
    server = Rsyslog(port=port or free_port(), folder=folder)
    (folder / "rsyslog.conf").write_text(_CONFIGURATION.format(folder=folder, port=server.port, peers=_PEERS[choosy]))
    command = [program, "-n", "-f", str(folder / "rsyslog.conf"), "-i", str(folder / "pid")]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _wait(server: Rsyslog, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_S
    while True:
        try:
            socket.create_connection(("127.0.0.1", server.port), 1).close()
            return
        except OSError:
            said = (server.folder / "log").read_text()
            assert process.poll() is None, said
            assert time.monotonic() < deadline, said
            time.sleep(0.1)


def _openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)
