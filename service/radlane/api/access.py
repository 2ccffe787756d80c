"""One log line for each request, its figures, and the trace that it belongs to: method, route, status, seconds.

Never the path, the query or a header as sent; of `traceparent` the id of the trace, if it is one.
"""

from __future__ import annotations

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from radlane.monitoring.metrics import Metrics
from radlane.monitoring.tracing import begin_trace, new_trace, trace_of

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER = "(other)"  # whatever else a client calls a method is its own text
NO_ROUTE = "(none)"
_LOG = logging.getLogger(__name__)


class AccessLog:
    """ASGI middleware that logs and counts how each request ended."""

    def __init__(self, app: ASGIApp, figures: Metrics) -> None:
        self._app = app
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and log its end."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begin_trace(_trace(scope))  # to the end of the request's task: what is unforeseen is answered outside of here
        status = 500  # what is not answered here ends so outside (`problems`, the handler of what is unforeseen)

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        begin = time.perf_counter()
        try:
            await self._app(scope, receive, noting)
        finally:
            method = scope["method"] if scope["method"] in METHODS else OTHER
            route = getattr(scope.get("route"), "path", NO_ROUTE)
            seconds = round(time.perf_counter() - begin, 4)
            self._figures.count_request(method, route, status, seconds)
            _LOG.info("request", extra={"method": method, "route": route, "status": status, "seconds": seconds})


def _trace(scope: Scope) -> str:
    """The trace that the caller names; a new one where it names none, or two."""
    sent = [value for name, value in scope["headers"] if name == b"traceparent"]
    named = trace_of(sent[0].decode("latin-1")) if len(sent) == 1 else None
    return named or new_trace()
