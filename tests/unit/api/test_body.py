"""Bodies that are too large or do not come are refused before anything parses them."""

from __future__ import annotations

from asyncio import sleep, timeout
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request
from starlette.types import Message

from radlane.api import problems
from radlane.api.body import MOST_BYTES, BodyLimit
from support.asgi import client, post, running, service

JSON = {"content-type": "application/json"}


def app(seconds: float = 5.0) -> FastAPI:
    """An app that says how large a body was."""
    api = FastAPI()
    api.add_middleware(BodyLimit, most_bytes=10, seconds=seconds)
    problems.install(api)

    @api.post("/sizes")
    @api.post("/v1/predict")
    @api.post("/v2/models/{model}/infer")
    @api.post("/v2/models/{model}/versions/{version}/infer")
    @api.put("/v1/models/{name}/versions/{version}")
    @api.post("/v1/models/{name}/versions/{version}")
    async def size(request: Request) -> int:
        return len(await request.body())

    return api


def chunks(*parts: bytes) -> list[Message]:
    messages: list[Message] = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    messages[-1]["more_body"] = False
    return messages


def status(answer: Sequence[Message]) -> int:
    return next(int(message["status"]) for message in answer if message["type"] == "http.response.start")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("path", "parts", "expected"),
    [
        ("/sizes", (b"",), 200),
        ("/sizes", (b"12345", b"67890"), 200),  # just as much
        ("/sizes", (b"12345", b"67890", b"1"), 413),
        ("/sizes", (b"x" * 11,), 413),
        ("/v1/predict", (b"x" * 11,), 200),  # it has limits of its own
        ("/v2/models/a/infer", (b"x" * 11,), 200),
        ("/v2/models/a/versions/b/infer", (b"x" * 11,), 200),
    ],
)
async def test_sizes(path: str, parts: tuple[bytes, ...], expected: int) -> None:
    async with running(app()) as started:
        assert status(await post(started, path, JSON, chunks(*parts))) == expected


@pytest.mark.asyncio
@pytest.mark.parametrize("drips", [False, True])
async def test_a_body_that_does_not_come(drips: bool) -> None:
    sent: list[Message] = []

    async def never() -> Message:
        await sleep(0.02 if drips else 60)
        return {"type": "http.request", "body": b"", "more_body": True}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: dict[str, Any] = {
        "type": "http", "method": "POST", "path": "/sizes", "raw_path": b"/sizes", "query_string": b"", "headers": [],
        "http_version": "1.1", "scheme": "http", "root_path": "", "asgi": {"version": "3.0"},
    }  # fmt: skip
    async with running(app(seconds=0.05)) as started, timeout(5):
        await started(scope, never, send)
    assert status(sent) == 408


@pytest.mark.asyncio
async def test_a_job_as_large_as_a_film(tmp_path: Path) -> None:
    async with client(service(tmp_path)) as caller:
        answer = await caller.post("/v1/jobs", content=b"0" * (MOST_BYTES + 1), headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")
