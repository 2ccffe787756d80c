"""HEAD gets the answer to GET; the server leaves the body out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from starlette.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from radlane.api.head import HeadAsGet
from support.asgi import client


@pytest.mark.asyncio
async def test_head_is_answered_as_get() -> None:
    api = FastAPI()
    api.add_middleware(HeadAsGet)

    @api.get("/thing")
    def thing() -> str:
        return "here"

    @api.post("/thing")
    def make() -> None: ...

    @api.post("/only")
    def only() -> None: ...

    async with client(api) as caller:
        asked, known, refused = await caller.get("/thing"), await caller.head("/thing"), await caller.head("/only")
    assert (known.status_code, known.content) == (200, b"")
    assert known.headers == asked.headers
    assert refused.status_code == 405


@pytest.mark.asyncio
async def test_a_stream_ends_behind_its_headers() -> None:
    api, ended = FastAPI(), asyncio.Event()
    api.add_middleware(HeadAsGet)

    async def endless() -> AsyncIterator[str]:
        try:
            await asyncio.sleep(60)
            yield "never"
        finally:
            ended.set()

    @api.get("/stream")
    def stream() -> StreamingResponse:
        return StreamingResponse(endless(), media_type="text/event-stream")

    async with client(api) as caller, asyncio.timeout(10):
        answer = await caller.head("/stream")
        await ended.wait()
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"].startswith("text/event-stream")


@pytest.mark.asyncio
async def test_the_server_still_knows_what_was_asked() -> None:
    scope = {"type": "http", "method": "HEAD"}
    seen: list[str] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["method"])
        scope["route"] = "the route"

    async def receive() -> Message:
        raise AssertionError

    async def send(message: Message) -> None:
        raise AssertionError

    await HeadAsGet(inner)(scope, receive, send)
    assert (seen, scope["method"]) == (["GET"], "HEAD")
    assert scope["route"] == "the route"  # what is outside counts by routes
