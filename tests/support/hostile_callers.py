"""Attacks by who calls: many at once, some who leave, some who say that they are others, and one whose issuer drips."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import repeat
from urllib.parse import urlsplit

import httpx

from radlane.security.keys import KeyFile
from radlane.security.scopes import Scope
from support.archives import part10
from support.hostile import Attack, Target, answer_on, said
from support.hostile_files import DICOM, PREDICT
from support.issuer import SmallIssuer
from support.radiographs import STUDY, radiograph
from support.scripted import Reply
from support.server import Server

_SMALL = part10(radiograph())
_HEAD = (
    f"POST {PREDICT} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/dicom\r\n"
    f"Content-Length: {len(_SMALL)}\r\n\r\n"
).encode()
PREDICTIONS, PREDICTIONS_EACH, STREAMS = 8, 4, 32  # the defaults of the settings; who has no name has no share
_LEAVING, _GUESSES = 200, 20
_PATIENCE_S = 30


def _line(server: Server) -> socket.socket:
    address = urlsplit(server.url)
    return socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=30)


def _wait_for_spooled(server: Server, count: int) -> None:
    """Wait until so many instances are in the spool: each has its place before, and gives it back after."""
    end = time.monotonic() + _PATIENCE_S
    while len(server.spooled) != count:
        assert time.monotonic() < end, f"{len(server.spooled)} in the spool, not {count}"
        time.sleep(0.02)


def _more_instances_than_there_may_be(on: Target) -> str:
    """Begin to send as many as there may be; then one more, and one when these have left."""
    _wait_for_spooled(on.server, 0)
    with ExitStack() as stack:
        for _ in range(PREDICTIONS):
            stack.enter_context(_line(on.server)).sendall(_HEAD + _SMALL[:1000])
        _wait_for_spooled(on.server, PREDICTIONS)
        refused = said(on.caller.post(PREDICT, content=_SMALL, headers=DICOM))
    _wait_for_spooled(on.server, 0)
    return f"{refused}, then {said(on.caller.post(PREDICT, content=_SMALL, headers=DICOM)).partition(' ')[0]}"


def _more_than_the_share_of_a_caller(on: Target) -> str:
    """The same of one who has a key; others would be let in."""
    keys = KeyFile(on.guarded.folder / "data" / "keys.json", lambda: datetime.now(UTC))
    _, text = keys.create("greedy", (Scope.PREDICT,), None)
    known = f"Authorization: Bearer {text}\r\n\r\n".encode()
    _wait_for_spooled(on.guarded, 0)
    with ExitStack() as stack:
        for _ in range(PREDICTIONS_EACH):
            line = stack.enter_context(_line(on.guarded))
            line.sendall(_HEAD.removesuffix(b"\r\n") + known + _SMALL[:1000])
        _wait_for_spooled(on.guarded, PREDICTIONS_EACH)
        headers = {**DICOM, "Authorization": f"Bearer {text}"}
        url = f"{on.guarded.url}{PREDICT}"
        return said(httpx.post(url, content=_SMALL, headers=headers, trust_env=False, timeout=30))


def _instances_whose_callers_leave(on: Target) -> str:
    """Send a whole instance and leave, again and again; all the while few are in the spool."""

    def leave(_: int) -> int:
        with _line(on.server) as line:
            line.sendall(_HEAD + _SMALL)
            time.sleep(0.02)
        return len(on.server.spooled)

    with ThreadPoolExecutor(8) as pool:
        most = max(pool.map(leave, range(_LEAVING)))
    if most > PREDICTIONS:
        return f"{most} in the spool"
    _wait_for_spooled(on.server, 0)
    return said(on.caller.post(PREDICT, content=_SMALL, headers=DICOM)).partition(" ")[0]


def _more_streams_than_there_may_be(on: Target) -> str:
    """Follow a job that waits for its archive, over more and more connections."""
    on.pacs.on("GET", "/studies", repeat(Reply(status=503)))
    asked = on.caller.post("/v1/jobs", json={"model": "cxr-lungs", "study": STUDY})
    path = asked.headers["location"]
    with ExitStack() as stack:
        lines = [stack.enter_context(_line(on.server)) for _ in range(STREAMS)]
        for line in lines:
            line.sendall(f"GET {path}/events HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert all(line.recv(1) for line in lines), "each stream has its place when its answer begins"
        refused = said(on.caller.get(f"{path}/events"))
        on.caller.delete(path)
    return refused


def _as_others(address: Callable[[int], str]) -> Callable[[Target], str]:
    """Send wrong keys, and say each time that it is for somebody else."""

    def do(on: Target) -> str:
        with httpx.Client(base_url=on.guarded.url, trust_env=False, timeout=30) as caller:
            for number in range(_GUESSES):
                headers = {"authorization": f"Bearer rl_{number}_guess", "x-forwarded-for": address(number)}
                answer = said(caller.get("/v1/jobs", headers=headers))
        return answer

    return do


def _an_issuer_that_drips(on: Target) -> str:
    headers = {"authorization": f"Bearer {SmallIssuer().token()}"}
    return said(httpx.get(f"{on.guarded.url}/v1/jobs", headers=headers, trust_env=False, timeout=30))


def _no_json_without_credentials(on: Target) -> str:
    headers = {"content-type": "application/json"}
    answers = [
        httpx.post(f"{on.guarded.url}/v1/jobs", content=body, headers=headers, trust_env=False, timeout=30)
        for body in (b"{", json.dumps({"model": "cxr-lungs", "study": STUDY}).encode())
    ]
    return ", then ".join(map(said, answers))


def _no_http_after_the_answer(on: Target) -> str:
    """A chunk whose length is none, when the request has its answer."""
    with _line(on.server) as line:
        line.sendall(b"POST /v1/predict?model=cxr-lungs HTTP/1.1\r\nHost: localhost\r\n")
        line.sendall(b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
        first = said(answer_on(line))
        line.sendall(b"zz\r\n")
        return f"{first}, then {said(answer_on(line))}"


def _attack(name: str, do: Callable[[Target], str], *answers: str) -> Attack:
    return Attack(kind="callers", name=name, do=do, answers=frozenset(answers))


CALLERS = (
    _attack(
        "an instance more than limits.predictions, before its body",
        _more_instances_than_there_may_be,
        "503 service-busy, then 200",
    ),
    _attack(
        "an instance more than limits.predictions_each of one key, before its body",
        _more_than_the_share_of_a_caller,
        "429 too-many-requests",
    ),
    _attack(f"{_LEAVING} instances whose callers leave at once", _instances_whose_callers_leave, "200"),
    _attack(
        "an event stream more than limits.event_streams",
        _more_streams_than_there_may_be,
        "503 service-busy",
    ),
    _attack(
        f"{_GUESSES} wrong keys, each said to be for a text of 28000 letters",
        _as_others(lambda number: f"{number}" + "z" * 28_000),
        "429 too-many-requests",
    ),
    _attack(
        f"{_GUESSES} wrong keys, each said to be for an address with 28000 letters behind it",
        _as_others(lambda number: f"fe80::{number}%" + "z" * 28_000),
        "429 too-many-requests",
    ),
    _attack("a token whose issuer drips the head of its answer", _an_issuer_that_drips, "503 issuer-unavailable"),
    _attack(
        "no JSON without credentials, then JSON",
        _no_json_without_credentials,
        "422 usage, then 401 unauthenticated",
    ),
    _attack(
        "a chunk that is no HTTP, after the answer",
        _no_http_after_the_answer,
        "415 media-type-unsupported, then closed",
    ),
)
