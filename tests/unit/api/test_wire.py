"""Connections that take too long, or are too many, end; there are no sockets here, and seconds are milliseconds."""

from __future__ import annotations

import json
from asyncio import Event, Transport, sleep, wait_for
from functools import partial
from typing import Any

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from radlane.api.headers import SECURITY_HEADERS
from radlane.api.wire import Bounds, Wire

GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n"
SOON = Bounds(connections=2, head_seconds=0.02, reader_seconds=0.02)


class Line(Transport):
    """A transport that keeps what is written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.ended = ""

    def write(self, data: Any) -> None:
        self.written += bytes(data)

    def close(self) -> None:
        self.ended = self.ended or "closed"

    def abort(self) -> None:
        self.ended = "cut"

    def is_closing(self) -> bool:
        return bool(self.ended)

    def pause_reading(self) -> None:
        """Read on: what comes is said by the test."""

    def resume_reading(self) -> None:
        """As above."""

    async def end(self) -> str:
        """How it ends."""
        while not self.ended:
            await sleep(0.001)
        return self.ended

    @property
    def problem(self) -> tuple[bytes, dict[str, str], Any]:
        """The status line, the headers and the document of an answer."""
        head, _, body = self.written.partition(b"\r\n\r\n")
        status, *lines = head.split(b"\r\n")
        headers = dict(line.decode().split(": ", 1) for line in lines)
        return status, headers, json.loads(body)


async def answer(_: Scope, __: Receive, send: Send) -> None:
    """Answer at once, without reading a body."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


async def connect(
    state: ServerState, app: Any = answer, bounds: Bounds = SOON, keep_alive: float = 60
) -> tuple[Wire, Line]:
    config = uvicorn.Config(app, http=partial(Wire, bounds=bounds), log_config=None)  # type: ignore[arg-type]
    config.load()
    config.timeout_keep_alive = keep_alive  # type: ignore[assignment]
    wire, line = Wire(bounds, config=config, server_state=state, app_state={}), Line()
    wire.connection_made(line)
    return wire, line


@pytest.fixture
def state() -> ServerState:
    return ServerState()


@pytest.mark.asyncio
async def test_a_head_that_does_not_come(state: ServerState) -> None:
    _, line = await connect(state)
    assert await wait_for(line.end(), 5) == "closed"
    status, headers, document = line.problem
    assert status == b"HTTP/1.1 408 Request Timeout"
    assert (document["code"], document["status"]) == ("request-too-slow", 408)
    assert headers["Content-Type"] == "application/problem+json"
    assert {name: headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS


@pytest.mark.asyncio
async def test_a_head_that_drips(state: ServerState) -> None:
    wire, line = await connect(state)
    for byte in GET[:-1]:
        wire.data_received(bytes([byte]))
        await sleep(0.002)
        if line.ended:
            break
    assert line.problem[2]["code"] == "request-too-slow"
    assert await wait_for(line.end(), 5)


@pytest.mark.asyncio
async def test_what_is_no_http(state: ServerState) -> None:
    wire, line = await connect(state)
    wire.data_received(b"CANARY\r\n\r\n")
    assert line.problem[2]["code"] == "no-http"
    assert b"CANARY" not in line.written
    assert line.ended == "closed"
    await sleep(0.05)  # the client does not read the answer
    assert line.ended == "cut"


CHUNKED = b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"


@pytest.mark.asyncio
async def test_a_body_that_is_no_http_after_its_answer(state: ServerState) -> None:
    wire, line = await connect(state)
    wire.data_received(CHUNKED)
    while not line.written.endswith(b"ok"):
        await sleep(0.001)
    wire.data_received(b"zz\r\n")
    assert (line.ended, line.written.count(b"HTTP/1.1 ")) == ("cut", 1)


@pytest.mark.asyncio
async def test_a_body_that_is_no_http_while_its_answer_is_sent(state: ServerState) -> None:
    go_on = Event()

    async def half(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"o", "more_body": True})
        await go_on.wait()

    wire, line = await connect(state, half)
    wire.data_received(CHUNKED)
    while not line.written.endswith(b"o"):
        await sleep(0.001)
    wire.data_received(b"zz\r\n")
    assert (line.ended, line.written.count(b"HTTP/1.1 ")) == ("cut", 1)
    wire.connection_lost(None)
    go_on.set()
    await sleep(0.01)


@pytest.mark.asyncio
async def test_a_body_that_is_no_http_before_its_answer(state: ServerState) -> None:
    """The app is told, and what it says after that is nobody's."""
    told: list[str] = []

    async def reading(scope: Scope, receive: Receive, send: Send) -> None:
        while not told or told[-1] != "http.disconnect":
            told.append((await receive())["type"])
        await answer(scope, receive, send)
        told.append("answered")

    wire, line = await connect(state, reading)
    wire.data_received(CHUNKED)
    await sleep(0.01)
    wire.data_received(b"zz\r\n")
    assert line.problem[2]["code"] == "no-http"
    await sleep(0.01)
    assert told == ["http.request", "http.disconnect", "answered"]
    assert line.written.count(b"HTTP/1.1 ") == 1


@pytest.mark.asyncio
async def test_one_too_many(state: ServerState) -> None:
    first, second, third = [await connect(state) for _ in range(3)]
    assert [line.ended for _, line in (first, second, third)] == ["", "", "cut"]
    third[0].connection_lost(None)
    first[0].connection_lost(None)
    _, fourth = await connect(state)
    assert fourth.ended == ""


@pytest.mark.asyncio
async def test_a_request_that_is_answered_has_time(state: ServerState) -> None:
    go_on = Event()

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await go_on.wait()
        await answer(scope, receive, send)

    wire, line = await connect(state, slow)
    wire.data_received(GET)
    await sleep(0.06)
    assert line.ended == ""
    go_on.set()
    while not line.written.endswith(b"ok"):
        await sleep(0.001)
    wire.data_received(GET)  # and the next over the same connection
    await sleep(0.06)
    assert (line.written.count(b"200 OK"), line.ended) == (2, "")


@pytest.mark.asyncio
async def test_a_body_that_goes_on_after_its_answer(state: ServerState) -> None:
    wire, line = await connect(state)
    wire.data_received(POST)
    while not line.written.endswith(b"ok"):
        await sleep(0.001)
    for _ in range(60):
        wire.data_received(b"x")
        await sleep(0.002)
        if line.ended:
            break
    assert line.ended == "cut"


@pytest.mark.asyncio
async def test_a_client_that_does_not_read(state: ServerState) -> None:
    wire, line = await connect(state)
    wire.data_received(GET)
    wire.pause_writing()
    assert await wait_for(line.end(), 5) == "cut"
    wire.connection_lost(None)  # as the loop says it then
    await sleep(0.01)


@pytest.mark.asyncio
async def test_a_client_that_reads_again(state: ServerState) -> None:
    async def never(_: Scope, receive: Receive, __: Send) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    wire, line = await connect(state, never)
    wire.data_received(GET)
    wire.pause_writing()
    wire.resume_writing()
    await sleep(0.06)
    assert line.ended == ""
    wire.connection_lost(None)


@pytest.mark.asyncio
async def test_a_client_that_reads_again_when_its_answer_was_broken_off_and_then_stops(state: ServerState) -> None:
    async def broken_off(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"9")]})
        await send({"type": "http.response.body", "body": b"ok", "more_body": True})
        wire.pause_writing()

    wire, line = await connect(state, broken_off)
    wire.data_received(GET)
    assert await wait_for(line.end(), 5) == "closed"
    wire.resume_writing()
    await sleep(0.06)
    assert line.ended == "cut"
    wire.connection_lost(None)


@pytest.mark.asyncio
async def test_a_client_that_does_not_read_the_last_answer(state: ServerState) -> None:
    wire, line = await connect(state, keep_alive=0.01)
    wire.data_received(GET)
    assert await wait_for(line.end(), 5) == "closed"
    await sleep(0.05)
    assert line.ended == "cut"
