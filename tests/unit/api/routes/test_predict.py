"""One instance in, findings out; whatever is sent, nothing of it stays, and nothing of it is said."""

from __future__ import annotations

import asyncio
import resource
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.types import Message

from radlane.api.places import Places
from radlane.errors import StorageFull
from radlane.security.keys import KeyFile
from radlane.security.scopes import Scope
from support.asgi import client, post, running, service, settings_in
from support.radiographs import radiograph, real

DICOM = {"content-type": "application/dicom"}
PATH = "/v1/predict?model=cxr-lungs"
CANARY = "CANARYZQ7"


def part10(**attributes: Any) -> bytes:
    buffer = BytesIO()
    radiograph(**attributes).save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()


def key(folder: Path) -> dict[str, str]:
    """Headers with a new key."""
    keys = KeyFile(folder / "data" / "keys.json", lambda: datetime.now(UTC))
    return {**DICOM, "Authorization": f"Bearer {keys.create('test', [Scope.PREDICT], None)[1]}"}


def altered(folder: Path, **parts: Any) -> FastAPI:
    """The service with some of its parts exchanged."""
    return service(folder, parts)


def spooled(folder: Path) -> list[Path]:
    return list((folder / "data").rglob(".*")) + list((folder / "data" / "spool").iterdir())


async def sent(folder: Path, content: Any, path: str = PATH, **settings: Any) -> httpx.Response:
    async with client(service(folder, **settings)) as caller:
        return await caller.post(path, content=content, headers=DICOM)


@pytest.mark.asyncio
async def test_a_chest_radiograph_is_analysed_and_not_kept(tmp_path: Path) -> None:
    answer = await sent(tmp_path, real("RG1_UNCI.dcm").read_bytes())
    result = answer.json()
    assert (answer.status_code, result["verdict"]) == (200, "analysed")
    assert {finding["laterality"]: finding["presence"] for finding in result["findings"]} == {
        "right": "present",
        "left": "present",
    }
    assert {item["role"] for item in result["objects"]} == {"segmentation", "capture", "report"}
    assert all(item["path"] is None and item["deliveries"] == [] for item in result["objects"])
    assert "patient" not in answer.text.lower()
    assert spooled(tmp_path) == []


@pytest.mark.asyncio
async def test_what_cannot_be_analysed_is_a_verdict(tmp_path: Path) -> None:
    answer = await sent(tmp_path, part10(Modality=CANARY, PatientName=CANARY))
    assert (answer.status_code, answer.json()["verdict"]) == (200, "not-analysed")
    assert [reason["code"] for reason in answer.json()["reasons"]] == ["no-matching-series"]
    assert CANARY not in answer.text


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "content_type",
    [
        "application/DICOM",  # media types know no case (RFC 9110 section 8.3.1)
        'application/dicom; transfer-syntax="1.2.840.10008.1.2.1"',
    ],
)
async def test_the_media_type_in_other_words(tmp_path: Path, content_type: str) -> None:
    async with client(service(tmp_path)) as caller:
        answer = await caller.post(PATH, content=part10(), headers={"content-type": content_type})
    assert answer.status_code == 200


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"content-type": ""},
        {"content-type": CANARY},
        {"content-type": "application/dicom+json"},
        {"content-type": 'multipart/related; type="application/dicom"; boundary=b'},
        {"content-type": "application/x-www-form-urlencoded"},
    ],
    ids=lambda headers: str(headers.get("content-type", "none")),
)
async def test_another_media_type_is_refused_before_anything_is_written(
    tmp_path: Path, headers: dict[str, str]
) -> None:
    async with client(service(tmp_path)) as caller:
        answer = await caller.post(PATH, content=part10(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (415, "media-type-unsupported")
    assert CANARY not in answer.text
    assert not (tmp_path / "data" / "spool").exists()


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "body", [b"", CANARY.encode() * 1000, part10()[:200], b"\0" * 128 + b"DICM"], ids=["none", "junk", "cut", "bare"]
)
async def test_what_is_no_instance(tmp_path: Path, body: bytes) -> None:
    answer = await sent(tmp_path, body)
    assert (answer.status_code, answer.json()["code"]) == (422, "file-unreadable")
    assert CANARY not in answer.text
    assert spooled(tmp_path) == []


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("?model=canaryzq7", 404, "model-not-found"),
        ("?model=cxr-lungs:canaryzq7", 404, "model-not-found"),
        ("?model=CANARYZQ7", 422, "usage"),
        ("?model=", 422, "usage"),
        ("", 422, "usage"),
    ],
)
async def test_models_that_are_none(tmp_path: Path, query: str, status: int, code: str) -> None:
    answer = await sent(tmp_path, part10(), f"/v1/predict{query}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert "canaryzq7" not in answer.text.lower()
    assert not (tmp_path / "data" / "spool").exists() or spooled(tmp_path) == []


@pytest.mark.asyncio
async def test_a_body_that_is_too_large(tmp_path: Path) -> None:
    given = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal given
        while True:
            given += 1
            yield b"x" * 1000

    async with client(altered(tmp_path, most_bytes=4500)) as caller:
        answer = await caller.post(PATH, content=endless(), headers=DICOM)
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")
    assert given == 5
    assert spooled(tmp_path) == []


@pytest.mark.asyncio
async def test_a_body_as_large_as_it_may_be(tmp_path: Path) -> None:
    body = part10()

    async def in_pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(body), 1000):
            yield body[start : start + 1000]

    async with client(altered(tmp_path, most_bytes=len(body))) as caller:
        answer = await caller.post(PATH, content=in_pieces(), headers=DICOM)
    assert answer.status_code == 200


@pytest.mark.asyncio
async def test_a_body_that_does_not_come(tmp_path: Path) -> None:
    async def stalled() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.sleep(60)

    async with client(altered(tmp_path, receive_seconds=0.1)) as caller:
        answer = await caller.post(PATH, content=stalled(), headers=DICOM)
    assert (answer.status_code, answer.json()["code"]) == (408, "body-too-slow")
    assert spooled(tmp_path) == []


@pytest.mark.asyncio
async def test_a_body_that_drips_has_the_time_that_its_bytes_get(tmp_path: Path) -> None:
    async def dripping(chunk: bytes) -> AsyncIterator[bytes]:
        for _ in range(5):
            yield chunk
            await asyncio.sleep(0.2)

    async with client(altered(tmp_path, patience_seconds=0.3)) as caller:
        slow = await caller.post(PATH, content=dripping(b"x"), headers=DICOM)
        fast = await caller.post(PATH, content=dripping(b"x" * (4 << 10)), headers=DICOM)  # 20 KiB a second
    assert (slow.status_code, slow.json()["code"]) == (408, "body-too-slow")
    assert (fast.status_code, fast.json()["code"]) == (422, "file-unreadable")
    assert spooled(tmp_path) == []


@pytest.mark.asyncio
async def test_what_radlane_takes_to_write_it_is_not_the_client_s_doing(tmp_path: Path) -> None:
    async def twice() -> AsyncIterator[bytes]:
        for _ in range(2):
            yield b"x" * 1000
            await asyncio.sleep(0.05)

    late = altered(tmp_path, receive_seconds=0.4, require_room=lambda: time.sleep(0.5))
    async with client(late) as caller:
        answer = await caller.post(PATH, content=twice(), headers=DICOM)
    assert (answer.status_code, answer.json()["code"]) == (422, "file-unreadable")


@pytest.mark.asyncio
async def test_a_client_that_goes_away(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    messages: list[Message] = [
        {"type": "http.request", "body": CANARY.encode(), "more_body": True},
        {"type": "http.disconnect"},
    ]
    async with running(service(tmp_path)) as app:
        answer = await post(app, PATH, DICOM, messages)
        assert spooled(tmp_path) == []
    assert answer[0]["status"] == 400
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


@pytest.mark.asyncio
async def test_a_request_that_is_cancelled_leaves_nothing(tmp_path: Path) -> None:
    waiting = asyncio.Event()

    async def stalled() -> AsyncIterator[bytes]:
        yield b"x"
        waiting.set()
        await asyncio.sleep(60)

    async with client(service(tmp_path)) as caller:
        task = asyncio.create_task(caller.post(PATH, content=stalled(), headers=DICOM))
        await waiting.wait()
        assert spooled(tmp_path) != []
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert spooled(tmp_path) == []


@pytest.fixture
def _small_files() -> Iterator[None]:
    """A disk that is full after a mebibyte, as far as this process can tell."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.asyncio
@pytest.mark.usefixtures("_small_files")
async def test_no_room_for_the_instance(tmp_path: Path) -> None:
    answer = await sent(tmp_path, b"x" * (2 << 20))
    assert (answer.status_code, answer.json()["code"]) == (507, "storage-full")
    assert answer.json()["retryable"]
    assert spooled(tmp_path) == []


@pytest.mark.asyncio
async def test_a_spool_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "spool").write_text("a file where the folder should be")
    answer = await sent(tmp_path, part10())
    assert (answer.status_code, answer.json()["code"]) == (503, "archive-unavailable")
    assert str(tmp_path) not in answer.text


@pytest.mark.asyncio
async def test_analyses_wait_for_their_turn_and_others_are_answered(tmp_path: Path) -> None:
    turns = asyncio.Semaphore(1)
    async with client(altered(tmp_path, turns=turns)) as caller, asyncio.timeout(60):
        async with turns:
            task = asyncio.create_task(caller.post(PATH, content=part10(), headers=DICOM))
            while not (tmp_path / "data" / "spool").exists() or not list((tmp_path / "data").rglob("instance")):
                await asyncio.sleep(0.01)
            assert (await caller.get("/livez")).status_code == 200
            await asyncio.sleep(0.3)
            assert not task.done()
        assert (await task).status_code == 200


@pytest.mark.asyncio
async def test_one_more_than_there_may_be_is_refused_before_its_body_is_read(tmp_path: Path) -> None:
    places = Places(1)
    read = False

    async def body() -> AsyncIterator[bytes]:
        nonlocal read
        read = True
        yield b"x"

    async with client(altered(tmp_path, predictions=places)) as caller:
        with places.taken():
            answer = await caller.post(PATH, content=body(), headers=DICOM)
        assert (answer.status_code, answer.json()["code"]) == (503, "service-busy")
        assert answer.json()["retryable"]
        assert answer.headers["retry-after"] == "2"
        assert not read
        assert not (tmp_path / "data" / "spool").exists()
        assert (await caller.post(PATH, content=part10(), headers=DICOM)).status_code == 200


@pytest.mark.asyncio
async def test_one_caller_does_not_shut_out_the_others(tmp_path: Path) -> None:
    """Whose credentials are good, and who only begins to send."""
    one, other = key(tmp_path), key(tmp_path)
    begun = asyncio.Event()

    async def stalled() -> AsyncIterator[bytes]:
        yield b"x"
        begun.set()
        await asyncio.sleep(60)

    limits = settings_in(tmp_path).limits.model_copy(update={"predictions": 2})
    async with client(service(tmp_path, access="keys", limits=limits)) as caller:
        held = asyncio.create_task(caller.post(PATH, content=stalled(), headers=one))
        await begun.wait()
        refused = await caller.post(PATH, content=part10(), headers=one)
        assert (refused.status_code, refused.json()["code"]) == (429, "too-many-requests")
        assert (await caller.post(PATH, content=part10(), headers=other)).status_code == 200
        held.cancel()
        with pytest.raises(asyncio.CancelledError):
            await held


@pytest.mark.asyncio
async def test_who_leaves_waits_no_longer_and_gives_the_place_back(tmp_path: Path) -> None:
    turns, places = asyncio.Semaphore(1), Places(1)
    messages: list[Message] = [
        {"type": "http.request", "body": part10(), "more_body": False},
        {"type": "http.disconnect"},
    ]
    async with running(altered(tmp_path, turns=turns, predictions=places)) as app, asyncio.timeout(60):
        async with turns:
            answer = await post(app, PATH, DICOM, messages)
            assert spooled(tmp_path) == []
            with places.taken():
                pass
        assert turns._value == 1
    assert answer[0]["status"] == 400


@pytest.mark.asyncio
async def test_a_wait_that_is_cancelled_takes_no_turn(tmp_path: Path) -> None:
    turns = asyncio.Semaphore(1)
    async with client(altered(tmp_path, turns=turns)) as caller, asyncio.timeout(60):
        async with turns:
            task = asyncio.create_task(caller.post(PATH, content=part10(), headers=DICOM))
            while not list((tmp_path / "data").rglob("instance")):
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        await asyncio.sleep(0)
        assert not turns.locked()
    assert spooled(tmp_path) == []


@pytest.mark.asyncio
async def test_the_disk_keeps_room_for_the_database(tmp_path: Path) -> None:
    looks: list[int] = []

    def require_room() -> None:
        looks.append(1)
        if len(looks) > 1:
            raise StorageFull("0 MiB are free")

    async def two() -> AsyncIterator[bytes]:
        yield b"x"
        yield b"y"

    async with client(altered(tmp_path, require_room=require_room)) as caller:
        answer = await caller.post(PATH, content=two(), headers=DICOM)
    assert (answer.status_code, answer.json()["code"]) == (507, "storage-full")
    assert spooled(tmp_path) == []
