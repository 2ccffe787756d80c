"""A service and an archive that answers whatever a test tells it, and what an attack takes of the service.

In: an attack. Out: how it was answered, the memory that it took of the service's processes above what they had, and
the time.
"""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from support.pacs import Pacs
from support.radiographs import STUDY, radiograph
from support.scripted import Asked, Reply
from support.scripted import serving as scripted
from support.server import Server, serving

MEBI = 1 << 20
FILE_BYTES, STUDY_BYTES, INSTANCES, CONNECTIONS = 64 * MEBI, 4 * MEBI, 50, 40
RECEIVE_S = 5
PACKAGE_BYTES = 64 * MEBI
SETTINGS = {
    "RADLANE_DEVICE": "cpu",
    "RADLANE_LIMITS__FILE_BYTES": str(FILE_BYTES),
    "RADLANE_LIMITS__STUDY_BYTES": str(STUDY_BYTES),
    "RADLANE_LIMITS__INSTANCES": str(INSTANCES),
    "RADLANE_LIMITS__STUDY_SECONDS": "5",
    "RADLANE_LIMITS__CONNECTIONS": str(CONNECTIONS),
    "RADLANE_LIMITS__RECEIVE_SECONDS": str(RECEIVE_S),
    "RADLANE_ADMISSION__ARCHIVE_BYTES": str(PACKAGE_BYTES),
    "RADLANE_DEFAULT_ARCHIVE": "pacs",
    "RADLANE_ARCHIVES__PACS__KIND": "dicomweb",
    "RADLANE_ARCHIVES__PACS__READ_SECONDS": "5",
}
GUARDED = {
    "RADLANE_DEVICE": "cpu",
    "RADLANE_ACCESS": "oidc",
    "RADLANE_OIDC__AUDIENCE": "radlane",
    "RADLANE_TRUSTED_PROXIES": '["127.0.0.1"]',
    "RADLANE_LIMITS__FAILURES_PER_MINUTE": "3",
}
CANARY = "CANARYZQ7"
_END_S = 60.0


@dataclass
class Target:
    """What is attacked.

    Attributes
    ----------
    guarded : Server
        Another service, with keys, a proxy that it trusts, and an issuer that drips.
    elsewhere : str
        Address of a server that nobody has named in a setting.
    visits : list
        What that server was asked.
    """

    server: Server
    guarded: Server
    caller: httpx.Client
    elsewhere: str
    pacs: Pacs = field(default_factory=lambda: Pacs(radiograph()))
    visits: list[Asked] = field(default_factory=list)

    def job(self, model: str = "cxr-lungs") -> str:
        """Run a job on the archive; its state, and the code that it ended or waits with."""
        asked = self.caller.post("/v1/jobs", json={"model": model, "study": STUDY})
        assert asked.status_code == 202, asked.text
        end = time.monotonic() + _END_S
        while time.monotonic() < end:
            job = self.caller.get(asked.headers["location"]).json()
            code = next((code for event in reversed(job["timeline"]) if (code := event["data"].get("code"))), "")
            code = (job["error"] or {}).get("code") or "".join(reason["code"] for reason in job["reasons"]) or code
            if job["state"] not in ("queued", "running") and not (job["state"] == "waiting" and not code):
                self.caller.delete(asked.headers["location"])
                return f"{job['state']} {code}".strip()
            time.sleep(0.05)
        raise AssertionError(f"the job did not end: {job}")

    def raw(self, data: bytes, drip_s: float = 0.0) -> str:
        """Send bytes as they are; maybe one by one, where there is a body only that. How that was answered."""
        address = urlsplit(self.server.url)
        with socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=_END_S) as connection:
            head, end, body = data.partition(b"\r\n\r\n")
            at_once, slowly = (data, b"") if not drip_s else (head + end, body) if body else (b"", head)
            with suppress(ConnectionError):
                connection.sendall(at_once)
                for byte in slowly:
                    connection.sendall(bytes([byte]))
                    if _is_answered(connection, drip_s):
                        break
            return said(answer_on(connection))


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How an attack was answered, and what it took."""

    answer: str
    mebibytes: float
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Attack:
    """An attack: its kind and name in the table, what is done, and how it may be answered.

    Attributes
    ----------
    mebibytes, seconds : float
        What it may take, where the machine has other work too.
    """

    kind: str
    name: str
    do: Callable[[Target], str]
    answers: frozenset[str]
    mebibytes: int = 64
    seconds: int = 30

    def allows(self, outcome: Outcome) -> bool:
        """Whether it may go so."""
        within = outcome.mebibytes <= self.mebibytes and outcome.seconds <= self.seconds
        return within and outcome.answer in self.answers


@contextmanager
def target(folder: Path) -> Iterator[Target]:
    """Start a service before an archive of the test's own."""
    made: list[Target] = []

    def archive(asked: Asked) -> Reply:
        return made[0].pacs.answer(asked)

    def elsewhere(asked: Asked) -> Reply:
        made[0].visits.append(asked)
        return Reply(status=404)

    def issuer(_: Asked) -> Reply:
        return Reply(drips_head=b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 9999, drip_s=0.2)

    with (
        scripted(archive) as pacs,
        scripted(elsewhere) as other,
        scripted(issuer) as dripping,
        serving(folder / "guarded", **GUARDED, RADLANE_OIDC__ISSUER=dripping) as guarded,
        serving(folder, **SETTINGS, RADLANE_ARCHIVES__PACS__URL=pacs) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=_END_S) as caller,
    ):
        made.append(Target(server=server, guarded=guarded, caller=caller, elsewhere=other))
        made[0].job()  # what it loads once is no attack's
        yield made[0]


def attacked(attack: Attack, on: Target) -> Outcome:
    """Do it, and measure the service meanwhile."""
    on.pacs = Pacs(radiograph())
    processes = _all_of_them(on)
    before = sum(_kibibytes(pid, "VmRSS") for pid in processes)
    for pid in processes:
        Path(f"/proc/{pid}/clear_refs").write_text("5")  # proc(5): the peak begins anew
    begin = time.monotonic()
    answer = attack.do(on)
    seconds = time.monotonic() - begin
    peak = sum(_kibibytes(pid, "VmHWM") for pid in _all_of_them(on))
    return Outcome(answer=answer, mebibytes=max(0, peak - before) / 1024, seconds=seconds)


def said(answer: bytes | httpx.Response) -> str:
    """An answer in a few words: its status, and the code or the verdict with its reasons."""
    if isinstance(answer, bytes):
        if not answer:
            return "closed"
        head, _, body = answer.partition(b"\r\n\r\n")
        status, document = int(head.split()[1]), json.loads(body)
    else:
        status, document = answer.status_code, answer.json()
    if "code" in document:
        return f"{status} {document['code']}"
    reasons = " ".join(reason["code"] for reason in document.get("reasons", []))
    return f"{status} {document.get('verdict', document.get('status', ''))} {reasons}".strip()


def _is_answered(connection: socket.socket, wait_s: float) -> bool:
    connection.settimeout(wait_s)
    try:
        return bool(connection.recv(1, socket.MSG_PEEK)) or True
    except TimeoutError:
        return False
    finally:
        connection.settimeout(_END_S)


def answer_on(connection: socket.socket) -> bytes:
    """What comes until an answer is whole, or the connection is closed."""
    came = b""
    with suppress(ConnectionError):
        while chunk := connection.recv(1 << 16):
            came += chunk
            head, _, body = came.partition(b"\r\n\r\n")
            length = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
            if length and len(body) >= int(length[0].split(b":")[1]):
                break
    return came


def _all_of_them(on: Target) -> list[int]:
    return [pid for server in (on.server, on.guarded) for pid in _family(server.process.pid)]


def _family(pid: int) -> list[int]:
    """A process and those that it has started."""
    found = [pid]
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            fields = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
            if int(fields["PPid"]) in found:
                found.append(int(fields["Pid"]))
    return found


def _kibibytes(pid: int, name: str) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1])
    return 0
