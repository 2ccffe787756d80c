"""Calls to a server of the Open Inference Protocol.

In: a server, a path, bytes. Out: the JSON of its answer, and the bytes behind it. What it answers is bounded in size
and time, whatever drips of it: a loop of its own asks, which can leave at any moment. Redirects are refused, and
nothing of the machine's own is used: no proxy, no credentials.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from radlane.errors import ModelUnavailable
from radlane.inference.servers import RemoteServer
from radlane.inference.tensors import HEADER_LENGTH

MOST_HEAD_BYTES = 256 << 10  # of the JSON of an answer
_LATER = frozenset({401, 403, 408, 429})  # beside what is the server's own fault: credentials are read again each time
_CHUNK = 1 << 20
_MOST_DIGITS = 10
_LONGEST_WAIT_S = 300.0


class AnswerRefused(Exception):
    """The server refuses the request, or answers something that is none of the protocol; the text says why."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """The JSON of an answer, and the bytes behind it."""

    head: dict[str, Any]
    behind: memoryview


class Calls:
    """What is asked of one server.

    Parameters
    ----------
    server : RemoteServer
        Where it is.
    url : str
        Address below which the protocol's paths lie.
    transport : httpx.AsyncBaseTransport or None
        What carries the calls; None: connections.
    """

    def __init__(self, server: RemoteServer, url: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._server = server
        self._url = url.rstrip("/")
        self._transport = transport
        self._trusted = server.trusted()  # once: to read certificates takes as long as a small network

    def get(self, path: str, seconds: float) -> dict[str, Any]:
        """Ask for a JSON object.

        Raises
        ------
        ModelUnavailable
            If the server cannot be reached, or cannot answer now.
        AnswerRefused
            If it refuses, or answers something else.
        TimeoutError
            If the time is up.
        """
        return _run(self._exchange("GET", path, (), 0, seconds)).head

    def post(self, path: str, parts: Sequence[memoryview], most_behind: int, seconds: float) -> Reply:
        """Send JSON, the first part, and the bytes behind it; take back as many bytes behind JSON as are expected.

        Raises
        ------
        ModelUnavailable, AnswerRefused, TimeoutError
            As `get`.
        """
        return _run(self._exchange("POST", path, parts, most_behind, seconds))

    async def _exchange(
        self, method: str, path: str, parts: Sequence[memoryview], most_behind: int, seconds: float
    ) -> Reply:
        try:
            async with asyncio.timeout(seconds), self._client() as client:
                content = _sent(parts) if parts else None
                async with client.stream(method, self._url + path, content=content, headers=_headers(parts)) as answer:
                    _require_answer(answer)
                    return _reply(answer, await _received(answer, MOST_HEAD_BYTES + most_behind))
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            if isinstance(error, TimeoutError):
                raise  # all the time is up: `asyncio.timeout`'s own
            raise _away(type(error).__name__) from None  # its text holds the address

    def _client(self) -> httpx.AsyncClient:
        server = self._server
        limits = httpx.Timeout(server.read_seconds, connect=server.connect_seconds)
        return httpx.AsyncClient(
            transport=self._transport,
            verify=self._trusted,
            trust_env=False,
            follow_redirects=False,
            timeout=limits,
            headers=server.headers(),
        )


def _headers(parts: Sequence[memoryview]) -> dict[str, str]:
    if not parts:
        return {"Accept": "application/json"}
    size, head = sum(len(part) for part in parts), len(parts[0])
    return {"Content-Type": "application/octet-stream", "Content-Length": str(size), HEADER_LENGTH: str(head)}


async def _sent(parts: Sequence[memoryview]) -> AsyncIterator[bytes]:
    for part in parts:
        for begin in range(0, len(part), _CHUNK):
            yield bytes(part[begin : begin + _CHUNK])


def _require_answer(answer: httpx.Response) -> None:
    status = answer.status_code
    if status in _LATER or status >= httpx.codes.INTERNAL_SERVER_ERROR:
        asked = answer.headers.get("retry-after", "")
        known = asked.isascii() and asked.isdigit() and len(asked) <= _MOST_DIGITS
        raise _away(f"status {status}", min(float(asked), _LONGEST_WAIT_S) if known else None)
    if status != httpx.codes.OK:
        raise AnswerRefused(f"status {status}")
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise AnswerRefused("its answer is compressed")


async def _received(answer: httpx.Response, most: int) -> memoryview:
    """The body; its bytes are counted as they come."""
    content = bytearray()
    async for chunk in answer.aiter_raw():
        content += chunk
        if len(content) > most:
            raise AnswerRefused("its answer is larger than the tensors that were asked for")
    return memoryview(content)


def _reply(answer: httpx.Response, content: memoryview) -> Reply:
    said = answer.headers.get(HEADER_LENGTH, str(len(content)))
    if not (said.isascii() and said.isdigit() and len(said) <= _MOST_DIGITS and int(said) <= len(content)):
        raise AnswerRefused("it does not say where the JSON of its answer ends")
    end = int(said)
    if end > MOST_HEAD_BYTES:
        raise AnswerRefused("the JSON of its answer is too large")
    try:
        head = json.loads(bytes(content[:end]))
    except (ValueError, RecursionError):
        raise AnswerRefused("its answer is no JSON") from None
    if not isinstance(head, dict):
        raise AnswerRefused("its answer is no JSON object")
    return Reply(head=head, behind=content[end:])


def _run(work: Coroutine[Any, Any, Reply]) -> Reply:
    """Run what asks in a loop of its own. Unlike `asyncio.run` it waits for no thread: one may still look up a name."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


def _away(why: str, retry_after_s: float | None = None) -> ModelUnavailable:
    return ModelUnavailable(
        "The server that the model runs on cannot be used now",
        why=why,
        remedy="Look at that server, and at the settings below remote_servers",
        retry_after_s=retry_after_s,
    )
