"""How each request ended, and nothing of what was sent."""

from __future__ import annotations

import logging

import pytest
from fastapi import FastAPI
from starlette.types import Message, Receive, Scope, Send

from radlane.api.access import AccessLog
from radlane.monitoring.logs import JsonFormatter
from radlane.monitoring.metrics import Metrics
from support.asgi import client

CANARY = "CANARYZQ7"


def app(figures: Metrics) -> FastAPI:
    api = FastAPI()
    api.add_middleware(AccessLog, figures=figures)

    @api.get("/things/{name}")
    def thing(name: str) -> int:
        return 1 // (name != "broken")

    return api


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("method", "path", "said"),
    [
        ("GET", f"/things/{CANARY}?q={CANARY}", ("GET", "/things/{name}", 200)),
        ("DELETE", f"/things/{CANARY}", ("DELETE", "/things/{name}", 405)),
        ("GET", f"/{CANARY}", ("GET", "(none)", 404)),
        (CANARY, f"/things/{CANARY}", ("(other)", "/things/{name}", 405)),  # a method is any token (RFC 9110)
        ("GET", "/things/broken", ("GET", "/things/{name}", 500)),  # answered outside of the middleware
    ],
)
async def test_one_line_for_each_request(
    method: str, path: str, said: tuple[str, str, int], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "radlane")
    figures = Metrics("0")
    async with client(app(figures)) as caller:
        await caller.request(method, path, headers={"x-canary": CANARY, "user-agent": CANARY})
    (record,) = (record for record in caplog.records if record.name == "radlane.api.access")
    assert tuple(getattr(record, name) for name in ("method", "route", "status")) == said
    assert 0 <= record.seconds < 60
    assert CANARY not in JsonFormatter().format(record)
    method, route, status = said
    line = f'radlane_http_requests_total{{method="{method}",route="{route}",status="{status}"}} 1.0'
    assert line in figures.text().decode()
    assert CANARY not in figures.text().decode()


@pytest.mark.asyncio
async def test_what_is_no_request_passes(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "radlane")
    seen: list[str] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    async def receive() -> Message:
        raise AssertionError

    async def send(message: Message) -> None:
        raise AssertionError

    await AccessLog(inner, Metrics("0"))({"type": "websocket"}, receive, send)
    assert seen == ["websocket"]
    assert not caplog.records
