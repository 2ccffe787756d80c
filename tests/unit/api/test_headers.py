"""Every answer says that it is not for caches, nor for other sites, whatever it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from radlane.api.headers import SECURITY_HEADERS, SecurityHeaders
from support.asgi import client, service

PATHS = ("/livez", "/v1/models", "/metrics", "/nothing", "/openapi.json", "/broken", "/v1/jobs?limit=0")


def api(folder: Path) -> FastAPI:
    made = service(folder)

    @made.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError

    return made


@pytest.mark.asyncio
@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_has_them(tmp_path: Path, path: str) -> None:
    async with client(api(tmp_path)) as caller:
        headers = (await caller.get(path)).headers
    assert {name: headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert headers.get_list("cache-control") == ["no-store"]
    assert "server" not in headers


@pytest.mark.asyncio
async def test_what_an_answer_says_itself_stands(tmp_path: Path) -> None:
    made = service(tmp_path)

    @made.get("/cached")
    def cached() -> PlainTextResponse:
        return PlainTextResponse("x", headers={"Cache-Control": "max-age=5"})

    async with client(made) as caller:
        assert (await caller.get("/cached")).headers.get_list("cache-control") == ["max-age=5"]


@pytest.mark.asyncio
async def test_what_is_no_request_is_left_alone() -> None:
    seen: list[str] = []

    async def app(scope: Scope, _: Receive, __: Send) -> None:
        seen.append(scope["type"])

    async def nothing() -> Message:
        raise AssertionError

    async def nowhere(message: Message) -> None:
        raise AssertionError(message)

    await SecurityHeaders(app)({"type": "lifespan"}, nothing, nowhere)
    assert seen == ["lifespan"]
