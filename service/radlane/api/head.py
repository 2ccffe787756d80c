"""HEAD is answered as GET, without the body (RFC 9110 section 9.3.2); probes and proxies ask so."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadAsGet:
    """ASGI middleware for routes that know GET only. Behind its headers an answer ends: a stream would go on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        is_head = scope["type"] == "http" and scope["method"] == "HEAD"
        if not is_head:
            await self._app(scope, receive, send)
            return
        asked = {**scope, "method": "GET"}

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send(message)
                # with its end the server tells the route that its client has left
                await send({"type": "http.response.body", "body": b"", "more_body": False})

        try:
            await self._app(asked, receive, without_body)
        finally:
            scope["route"] = asked.get("route")  # what is outside counts by routes
