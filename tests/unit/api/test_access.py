"""How each request ended, and nothing of what was sent."""

from __future__ import annotations

import json
import logging
import re
from io import StringIO

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


TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{TRACE}-00f067aa0ba902b7-01"

# Headers that are sent, and whether the trace is theirs.
TRACES = [
    ([("traceparent", PARENT)], True),
    ([("traceparent", f"00-{CANARY}-00f067aa0ba902b7-01")], False),
    ([("traceparent", PARENT), ("traceparent", PARENT)], False),  # which one?
    ([], False),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("headers", "taken"), TRACES)
async def test_a_request_belongs_to_the_trace_of_its_caller_or_to_a_new_one(
    headers: list[tuple[str, str]], taken: bool, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(JsonFormatter())
    caplog.set_level(logging.INFO, "radlane")
    monkeypatch.setattr(logging.getLogger("radlane.api.access"), "handlers", [handler])
    async with client(app(Metrics("0"))) as caller:
        for _ in range(2):
            await caller.get("/things/any", headers=headers)
    first, second = (json.loads(line)["trace_id"] for line in said.getvalue().splitlines())
    assert re.fullmatch("[0-9a-f]{32}", first)
    assert (first == TRACE, second == TRACE, first == second) == (taken, taken, taken)
