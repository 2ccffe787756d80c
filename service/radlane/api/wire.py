"""Connections: how many, and how long one may take for what is not a body.

uvicorn waits for ever for a request's head, for the rest of a body that nobody wants any more, and for a client that
does not read. Here each of these has its time; bodies have theirs in `body` and in the route that takes instances.
"""

from __future__ import annotations

import json
from asyncio import Transport
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from radlane.api.headers import SECURITY_HEADERS
from radlane.api.problems import MEDIA_TYPE, problem

MOST_HEAD_BYTES = 32 << 10
KEEP_ALIVE_SECONDS = 5
_SAID: Mapping[HTTPStatus, tuple[str, str]] = {
    HTTPStatus.BAD_REQUEST: ("no-http", "This is no request in HTTP/1.1, or its head is too long"),
    HTTPStatus.REQUEST_TIMEOUT: ("request-too-slow", "The head of the request did not come in time"),
}
_UNANSWERED = frozenset({h11.IDLE, h11.SEND_RESPONSE})


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """What connections may take.

    Attributes
    ----------
    connections : int
        So many at once; one more is closed without an answer, which would cost what there is too little of.
    head_seconds : float
        In which the head of a request has to come; so long a body may go on, too, after its answer.
    reader_seconds : float
        In which a client has to take what waits for it: the part that was written last, or the end of an answer.
    """

    connections: int = 200
    head_seconds: float = 10.0
    reader_seconds: float = 30.0


class Wire(H11Protocol):
    """One connection to a client.

    Parameters
    ----------
    bounds : Bounds
        What it may take.
    **uvicorns : Any
        What uvicorn gives a connection.
    """

    def __init__(self, bounds: Bounds, **uvicorns: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(**uvicorns)
        self._bounds = bounds
        self._head = self.loop.call_later(bounds.head_seconds, self._head_is_late)
        self._reader = self.loop.call_later(bounds.reader_seconds, self._reader_is_late)
        self._reader.cancel()

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        """Take a connection, or close it: it is one too many."""
        super().connection_made(transport)
        if len(self.connections) > self._bounds.connections:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget a connection."""
        self._head.cancel()
        self._reader.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes; as long as they are of no request that is being answered, their time runs."""
        if self._head.cancelled() and not self._is_answering():
            self._head = self.loop.call_later(self._bounds.head_seconds, self._head_is_late)
        super().data_received(data)
        if self._is_answering():
            self._head.cancel()

    def pause_writing(self) -> None:
        """Stop: the client does not read. It has some time to begin again."""
        super().pause_writing()
        self._await_reader()

    def resume_writing(self) -> None:
        """Go on; where the connection ends after what is written, its client has to take that in the same time."""
        super().resume_writing()
        if not self.transport.is_closing():
            self._reader.cancel()

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection on which nothing comes; a client that does not read the last answer has some time."""
        super().timeout_keep_alive_handler()
        self._await_reader()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's own
        """Answer what is no HTTP with a problem document; where an answer has begun nothing can be said any more."""
        if self.conn.our_state not in _UNANSWERED:
            self.transport.abort()
            return
        self._refuse(HTTPStatus.BAD_REQUEST)
        if self._is_answering():  # whoever works on the request learns that its client is gone
            self.cycle.disconnected = True
            self.cycle.message_event.set()

    def _head_is_late(self) -> None:
        if self.conn.our_state is h11.IDLE and not self.transport.is_closing():
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)
        else:  # the rest of a body that was answered before it was whole
            self.transport.abort()

    def _reader_is_late(self) -> None:
        self.transport.abort()

    def _await_reader(self) -> None:
        self._reader.cancel()
        self._reader = self.loop.call_later(self._bounds.reader_seconds, self._reader_is_late)

    def _refuse(self, status: HTTPStatus) -> None:
        code, detail = _SAID[status]
        body = json.dumps(problem(status, code, detail, retryable=False)).encode()
        said = {**SECURITY_HEADERS, "Content-Type": MEDIA_TYPE, "Content-Length": str(len(body)), "Connection": "close"}
        head = h11.Response(status_code=status, headers=list(said.items()), reason=status.phrase.encode())
        for event in (head, h11.Data(data=body), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
        self._await_reader()

    def _is_answering(self) -> bool:
        return not getattr(self.cycle, "response_complete", True)  # there is none before the first request
