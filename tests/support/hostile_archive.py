"""Attacks by what an archive answers, while a job runs on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from itertools import repeat
from typing import Any

from pydicom.uid import CTImageStorage

from support.archives import bomb, deflated, part10
from support.hostile import INSTANCES, MEBI, STUDY_BYTES, Attack, Target
from support.hostile_files import attributes
from support.pacs import BOUNDARY, Pacs, as_json, wado
from support.radiographs import SERIES, radiograph
from support.scripted import Asked, Reply

_ONE = part10(radiograph())
_TYPE = f'multipart/related; type="application/dicom"; boundary={BOUNDARY}'
_GIVES, _ASKED = "/studies/.*/series/[0-9.]*(/instances/[0-9.]*)?$", "/studies"
_WAITS, _FAILS = frozenset({"waiting archive-unavailable"}), frozenset({"failed archive-error"})
_REFUSED = frozenset({"not-analysed file-unreadable"})


def _gives(reply: Callable[[Target], Reply]) -> Callable[[Target], str]:
    """Let it answer a retrieval so."""

    def do(on: Target) -> str:
        on.pacs.on("GET", _GIVES, repeat(reply(on)))
        return on.job()

    return do


def _multipart(body: bytes, **changes: Any) -> Callable[[Target], Reply]:
    made = Reply(headers={"Content-Type": _TYPE}, body=body, states_length=False, **changes)
    return lambda _: made


def _answers(reply: Callable[[Target], Reply], path: str = _ASKED) -> Callable[[Target], str]:
    """Let it answer a query so."""

    def do(on: Target) -> str:
        on.pacs.on("GET", f"{path}$", repeat(reply(on)))
        return on.job()

    return do


def _moved(on: Target) -> Reply:
    return Reply(status=302, headers={"Location": f"{on.elsewhere}/studies"})


def _many_slices(on: Target) -> str:
    slices = [
        radiograph(SOPInstanceUID=f"{SERIES}.{n}", SOPClassUID=CTImageStorage, Modality="CT")
        for n in range(1, INSTANCES + 2)
    ]
    on.pacs = Pacs(*slices)
    return on.job("ct-tissue")


def _points_elsewhere(on: Target) -> str:
    """Bulk data, and the study itself, are said to be at another server."""
    pacs = on.pacs

    def pointing(asked: Asked) -> Reply:
        address = {"vr": "UN", "BulkDataURI": f"{on.elsewhere}/bulk"}
        items: Iterable[dict[str, Any]] = json.loads(pacs._get(asked).body)
        return as_json([i | {"7FE00010": address, "00081190": {"vr": "UR", "Value": [on.elsewhere]}} for i in items])

    pacs.on("GET", ".*(studies|series|instances|metadata)$", repeat(pointing))
    return on.job()


def _attack(name: str, do: Callable[[Target], str], answers: frozenset[str], **most: int) -> Attack:
    return Attack(kind="archive", name=name, do=do, answers=answers, **most)


_DRIPS = b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 9999
_PART = f"--{BOUNDARY}\r\nContent-Type: application/dicom\r\n\r\n".encode()
_ANALYSED = frozenset({"not-analysed input-not-acceptable", "succeeded", "not-analysed laterality-unknown"})
ARCHIVE = (
    _attack("a redirect of a query", _answers(_moved), _FAILS),
    _attack("a redirect of a retrieval", _gives(_moved), _FAILS),
    _attack("bulk data and retrieve addresses elsewhere", _points_elsewhere, _ANALYSED),
    _attack("no boundary", _gives(lambda _: Reply(headers={"Content-Type": "multipart/related"}, body=_ONE)), _WAITS),
    _attack(
        "headers of a part without end",
        _gives(_multipart(f"--{BOUNDARY}\r\n".encode() + b"X: a\r\n" * (4 << 20))),
        _WAITS,
    ),
    _attack("a delimiter without end", _gives(_multipart(f"--{BOUNDARY}".encode() + b" " * (8 << 20))), _WAITS),
    _attack("a hundred thousand empty parts", _gives(_multipart((_PART + b"\r\n") * 100_000)), _REFUSED),
    _attack(
        "an instance a hundred thousand times",
        _gives(_multipart((_PART + _ONE + b"\r\n") * (3 * STUDY_BYTES // len(_ONE)))),
        _REFUSED | _WAITS,
    ),
    _attack("a part that does not end", _gives(_multipart(_PART + bytes(2 * STUDY_BYTES))), _REFUSED),
    _attack("a query's answer whose head drips", _answers(lambda _: Reply(drips_head=_DRIPS, drip_s=0.2)), _WAITS),
    _attack(
        "an answer whose chunk drips its length",
        _answers(
            lambda _: Reply(
                headers={"Transfer-Encoding": "chunked"}, body=b"5;" + b"a" * 9999, states_length=False, drip_s=0.2
            )
        ),
        _WAITS,
    ),
    _attack("an answer that drips", _gives(lambda _: wado([_ONE], drip_s=0.05)), _WAITS),
    _attack("more instances than limits.instances", _many_slices, _REFUSED),
    _attack(
        "an instance that was not asked for",
        _gives(lambda _: wado([part10(radiograph(SOPInstanceUID="1.2.3"))])),
        _FAILS,
    ),
    _attack(
        "an instance that is a deflated bomb",
        _gives(lambda _: wado([bomb(200)])),
        _REFUSED,
    ),
    _attack(
        "an instance with 200 MiB of deflated Pixel Data",
        _gives(lambda _: wado([deflated(part10(radiograph(PixelData=bytes(200 * MEBI))))])),
        _REFUSED,
    ),
    _attack("an instance of 400000 attributes", _gives(lambda _: wado([attributes(400_000)])), _REFUSED),
    _attack(
        "an answer in gzip, which is not taken",
        _answers(lambda _: Reply(headers={"Content-Encoding": "gzip"}, body=b"\x1f\x8b")),
        _WAITS,
    ),
    _attack("a query's answer of 65 MiB", _answers(lambda _: Reply(body=b" " * (65 * MEBI))), _FAILS, mebibytes=192),
    _attack("a query's answer in a hundred thousand levels", _answers(lambda _: Reply(body=b"[" * 100_000)), _FAILS),
    _attack(
        "a number of 60000 digits in a query's answer",
        _answers(lambda _: Reply(body=b"[" + b"9" * 60_000 + b"]")),
        _FAILS,
    ),
    _attack(
        "a path as UID of an instance",
        _answers(
            lambda _: as_json(
                [
                    {
                        "0020000E": {"vr": "UI", "Value": ["../../x"]},
                        "00080018": {"vr": "UI", "Value": ["../../x"]},
                        "00080016": {"vr": "UI", "Value": ["1.2"]},
                    }
                ]
            ),
            "/studies/.*/instances",
        ),
        frozenset({"failed study-not-found"}),
    ),
)
