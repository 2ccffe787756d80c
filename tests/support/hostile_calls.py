"""Attacks by what is sent to the HTTP service: heads, bodies, names, and how slowly."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from contextlib import ExitStack
from urllib.parse import urlsplit

from support.hostile import CANARY, CONNECTIONS, Attack, Target, said
from support.radiographs import STUDY

JSON = {"content-type": "application/json"}
_MODEL = "cxr-lungs"
_TOO_MANY = 12
_WRONG, _UNKNOWN = frozenset({"422 usage"}), frozenset({"404 archive-not-found"})


def _raw(data: bytes, drip_s: float = 0.0) -> Callable[[Target], str]:
    return lambda on: on.raw(data, drip_s)


def _posted(body: bytes, headers: dict[str, str] | None = None) -> Callable[[Target], str]:
    return lambda on: said(on.caller.post("/v1/jobs", content=body, headers=JSON | (headers or {})))


def _job(**body: object) -> bytes:
    return json.dumps({"model": _MODEL, "study": STUDY, **body}).encode()


def _request(path: str, *headers: str, body: str = "") -> bytes:
    return "\r\n".join([f"POST {path} HTTP/1.1", "Host: localhost", *headers, "", body]).encode()


def _elsewhere(name: str) -> Callable[[Target], str]:
    """Name an address where an archive is named."""

    def do(on: Target) -> str:
        body = {"model": _MODEL, "study": STUDY, name: [on.elsewhere] if name == "destinations" else on.elsewhere}
        return said(on.caller.post("/v1/jobs", json=body))

    return do


def _many_connections(on: Target) -> str:
    """Open more connections than there may be, and wait; others are answered after that."""
    address = urlsplit(on.server.url)
    place = str(address.hostname), int(address.port or 0)
    with ExitStack() as stack:
        lines = [
            stack.enter_context(socket.create_connection(place, timeout=1)) for _ in range(CONNECTIONS + _TOO_MANY)
        ]
        return f"{sum(map(_is_closed, lines))} closed"


def _is_closed(line: socket.socket) -> bool:
    line.settimeout(0.05)
    try:
        return not line.recv(1)
    except TimeoutError:
        return False
    except ConnectionError:
        return True


def _header_injection(on: Target) -> str:
    answer = on.caller.get("/v1/jobs/%0d%0aX-Injected:%20yes%0d%0a", params={"x": "\r\nX-Injected: yes"})
    assert "x-injected" not in answer.headers
    return said(answer)


def _log_injection(on: Target) -> str:
    answer = on.caller.post(
        f"/v1/predict?model={CANARY}%0d%0a%1b[2J%7b%22level%22:%22error%22%7d",
        content=b"x",
        headers={"content-type": "application/dicom", "user-agent": f"{CANARY}\x1b[2J", "x-trace": CANARY},
    )
    return said(answer)


def _attack(name: str, do: Callable[[Target], str], *answers: str) -> Attack:
    return Attack(kind="HTTP", name=name, do=do, answers=frozenset(answers) or _WRONG)


_UNREADABLE = ("400 body-unreadable", "422 usage")
CALLS = (
    _attack("a head that drips", _raw(_request("/livez"), 0.5), "408 request-too-slow"),
    _attack("a connection on which nothing comes", _raw(b""), "408 request-too-slow"),
    _attack(
        "a JSON body that drips",
        _raw(_request("/v1/jobs", "Content-Type: application/json", "Content-Length: 999", body="{" * 99), 0.3),
        "408 body-too-slow",
    ),
    _attack(
        "an instance that drips",
        _raw(
            _request(
                "/v1/predict?model=cxr-lungs", "Content-Type: application/dicom", "Content-Length: 99999", body="x" * 99
            ),
            0.1,
        ),
        "408 body-too-slow",
    ),
    _attack(f"{_TOO_MANY} connections too many", _many_connections, f"{_TOO_MANY} closed", f"{_TOO_MANY + 1} closed"),
    _attack("a head of a mebibyte", _raw(_request("/livez", f"X-Long: {'a' * (1 << 20)}")), "400 no-http", "closed"),
    _attack(
        "a hundred thousand header lines", _raw(_request("/livez", *(["X-Line: a"] * 100_000))), "400 no-http", "closed"
    ),
    _attack(
        "Content-Length and Transfer-Encoding both",
        _raw(_request("/v1/jobs", "Content-Length: 5", "Transfer-Encoding: chunked", body="0\r\n\r\n")),
        "400 no-http",
        "422 usage",
    ),
    _attack(
        "two Content-Lengths",
        _raw(_request("/v1/jobs", "Content-Length: 5", "Content-Length: 6", body="abcdef")),
        "400 no-http",
    ),
    _attack("a JSON body of a mebibyte", _posted(b"[" + b"0," * (1 << 19) + b"0]"), "413 body-too-large"),
    _attack("JSON in 60000 levels", _posted(b"[" * 60_000), *_UNREADABLE),
    _attack("JSON objects in 10000 levels", _posted(b'{"a":' * 10_000), *_UNREADABLE),
    _attack("a number of 60000 digits in JSON", _posted(b'{"model": ' + b"9" * 60_000 + b"}"), *_UNREADABLE),
    _attack("1e999999 in JSON", _posted(b'{"model": "cxr-lungs", "study": "1.2", "expect": {"series": 1e999999}}')),
    _attack(
        "a name twice in JSON",
        _posted(b'{"model": "cxr-lungs", "model": "none-such", "study": "1.2"}'),
        "404 model-not-found",
    ),
    _attack(
        "half a surrogate pair in JSON",
        _posted(b'{"model": "cxr-lungs", "study": "1.2", "rerun": {"reason": "\\ud800"}}'),
    ),
    _attack("U+0000 in JSON", _posted(_job(rerun={"reason": "a\x00b"}))),
    _attack(
        "multipart/form-data for a job", _posted(b"--x\r\n" * 9999, {"content-type": "multipart/form-data; boundary=x"})
    ),
    _attack("an address as source", _elsewhere("source"), *_UNKNOWN),
    _attack("an address as destination", _elsewhere("destinations"), *_UNKNOWN),
    _attack("an address as study", _elsewhere("study"), "422 uid-invalid", "422 usage"),
    _attack("an address as model", _elsewhere("model"), "422 usage"),
    _attack(
        "a path as model",
        lambda on: said(on.caller.get("/v1/models/..%2f..%2fetc/versions/1.0.0/card")),
        "404 not-found",
        "422 usage",
    ),
    _attack("line ends in an address", _header_injection, "404 job-not-found", "404 not-found"),
    _attack("line ends and an escape sequence for the log", _log_injection),
)
