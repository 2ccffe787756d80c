"""Attacks on the registry and on the inference protocol of a service that runs; those on packages: `model_attacks`."""

from __future__ import annotations

import io
import json
import socket
import tempfile
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from support.hostile import MEBI, PACKAGE_BYTES, Attack, Target, answer_on, said
from support.registry import small_archive

_ZIP = {"content-type": "application/zip"}
_SMALL = "/v1/models/small/versions"
_TAG = "/v1/models/cxr-lungs/tags/raced"
_FILES = "/v1/models/cxr-lungs/versions/1.1.0/files"
_INFER = "/v2/models/cxr-lungs/infer"
_GIGABYTES = 3_000_000_000


@cache
def _archive(version: str, **changes: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return small_archive(Path(folder), version, **changes).read_bytes()


def _zip(*members: tuple[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return held.getvalue()


def _sent(body: Callable[[], bytes], version: str = "6.6.6") -> Callable[[Target], str]:
    """Upload it, and look whether anything stays of it."""

    def do(on: Target) -> str:
        answer = on.caller.put(f"{_SMALL}/{version}", content=body(), headers=_ZIP)
        assert on.caller.get(f"{_SMALL}/{version}").status_code == 404
        return _nothing_left(on, said(answer))

    return do


def _nothing_left(on: Target, answer: str) -> str:
    staged = [path for path in (on.server.folder / "data" / "models" / "staging").rglob("*") if path.name == "package"]
    assert staged == []
    assert on.server.spooled == []
    return answer


def _gigabytes(on: Target) -> str:
    """Announce three gigabytes, and send them until the service has had enough."""
    address = urlsplit(on.server.url)
    with socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=30) as connection:
        head = ("PUT", f"{_SMALL}/3.0.0", "HTTP/1.1")
        lines = [" ".join(head), "Host: localhost", "Content-Type: application/zip", f"Content-Length: {_GIGABYTES}"]
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        sent, piece = 0, b"PK\x03\x04" * (MEBI // 4)
        with suppress(ConnectionError):
            while sent < _GIGABYTES and not _has_answered(connection):
                connection.sendall(piece)
                sent += len(piece)
        assert sent < 4 * PACKAGE_BYTES
        return _nothing_left(on, said(answer_on(connection)))


def _has_answered(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return bool(connection.recv(1, socket.MSG_PEEK)) or True
    except BlockingIOError:
        return False
    finally:
        connection.settimeout(30)


def _at_once(*calls: Callable[[], httpx.Response]) -> str:
    with ThreadPoolExecutor(len(calls)) as pool:
        return " ".join(sorted(str(answer.status_code) for answer in pool.map(lambda call: call(), calls)))


def _two_uploads(on: Target) -> str:
    """Two contents of one version: one is taken whole, and it can be read."""
    path = f"{_SMALL}/2.0.0"
    bodies = [_archive("2.0.0", card=card) for card in ("One card.", "Another card.")]
    answer = _at_once(*(partial(on.caller.put, path, content=body, headers=_ZIP) for body in bodies))
    assert on.caller.get(f"{path}/card").text in ("One card.", "Another card.")
    return _nothing_left(on, answer)


def _two_moves(on: Target) -> str:
    """Two who make one tag, and both know that it is new."""
    body, new = {"version": "1.1.0", "reason": "mine"}, {"if-none-match": "*"}
    return _at_once(*(partial(on.caller.put, _TAG, json=body, headers=new) for _ in range(2)))


def _many_uploads(on: Target) -> str:
    """More uploads at once than there are places; those that are refused are told when to come again."""
    path, body = f"{_SMALL}/2.5.0", _archive("2.5.0")
    answer = _at_once(*(partial(on.caller.put, path, content=body, headers=_ZIP) for _ in range(12)))
    return " ".join(sorted(set(answer.split()) - {"503"}))


def _quarantined(on: Target) -> str:
    """A version that nobody examined: no job, no tag, no tensor."""
    on.caller.put(f"{_SMALL}/2.6.0", content=_archive("2.6.0"), headers=_ZIP)
    new = {"if-none-match": "*"}
    tagged = on.caller.put("/v1/models/small/tags/production", json={"version": "2.6.0", "reason": "x"}, headers=new)
    asked = on.caller.post("/v1/jobs", json={"model": "small:2.6.0", "study": "1.2"})
    fed = on.caller.post("/v2/models/small/versions/2.6.0/infer", json={"inputs": []})
    return " ".join(sorted({said(answer) for answer in (tagged, asked, fed)}))


def _read(path: str) -> Callable[[Target], str]:
    return lambda on: said(on.caller.get(path))


def _fed(body: object, **headers: str) -> Callable[[Target], str]:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return lambda on: said(
        on.caller.post(_INFER, content=content, headers={"content-type": "application/json"} | headers)
    )


def _tensor(shape: list[int], data: list[float]) -> dict[str, object]:
    return {"inputs": [{"name": "image", "datatype": "FP32", "shape": shape, "data": data}]}


def _attack(name: str, do: Callable[[Target], str], *answers: str, mebibytes: int = 64) -> Attack:
    return Attack(kind="model", name=name, do=do, answers=frozenset(answers), mebibytes=mebibytes)


MODELS = (
    _attack("a package of 3 GB", _gigabytes, "413 body-too-large"),
    _attack("half a package", _sent(lambda: _archive("6.6.6")[:-200]), "422 archive-trailing"),
    _attack("a member that leads out", _sent(lambda: _zip(("../model.yaml", b"x"))), "422 archive-path"),
    _attack("a zip bomb", _sent(lambda: _zip(("model.onnx", bytes(48 << 20)))), "422 archive-ratio"),
    _attack("no archive", _sent(lambda: b"x" * 4096), "422 archive-kind"),
    _attack("another version than the address", _sent(lambda: _archive("6.6.7")), "422 name-mismatch"),
    _attack("a version that was never examined, used", _quarantined, "409 version-quarantined"),
    _attack("two uploads of one version at once", _two_uploads, "201 409"),
    _attack("twelve uploads at once", _many_uploads, "200 201"),
    _attack("a tag moved by two at once", _two_moves, "200 412"),
    _attack(
        "a file beside the package",
        _read(f"{_FILES}/..%2F..%2Fjobs.sqlite"),
        "404 artifact-corrupt",
        "404 not-found",
    ),
    _attack("a tensor of 10^15 numbers", _fed(_tensor([1, 1, 10**7, 10**8], [0.0])), "422 usage"),
    _attack("a tensor with fewer numbers than its shape", _fed(_tensor([1, 1, 256, 256], [0.0])), "422 usage"),
    _attack("a tensor with a negative side", _fed(_tensor([1, 1, -1, 256], [])), "422 usage"),
    _attack(
        "a head longer than the body",
        _fed(b"{}", **{"inference-header-content-length": "999999999"}),
        "422 usage",
    ),
    _attack("2.5 million lists in a tensor", _fed(b'{"inputs": [' + b"[]," * 2_500_000 + b"[]]}"), "422 usage"),
)
