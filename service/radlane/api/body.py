"""No body is read that is larger than its route needs, or that does not come in time: before anything parses it.

ASGI middleware. What takes instances, tensors or packages has limits of its own (`receiving`).
"""

from __future__ import annotations

import re
from asyncio import get_running_loop, timeout_at

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 64 << 10
WORKITEM = re.compile(r"(POST|PUT) /dicomweb/workitems(/.*)?")
MOST_WORKITEM_BYTES = 1 << 20  # it may refer to many instances
SECONDS = 10.0
OWN_LIMITS = re.compile(
    r"POST /v1/predict|POST /v2/models/.+/infer|PUT /v1/models/[^/]+/versions/[^/]+|POST /dicomweb/studies(/[^/]+)?"
)


class BodyLimit:
    """Refuses bodies above a size, and those that are not whole in time.

    Parameters
    ----------
    app : ASGIApp
        What comes next; it answers the `HTTPException` 413 or 408 that its `receive` raises.
    """

    def __init__(self, app: ASGIApp, most_bytes: int = MOST_BYTES, seconds: float = SECONDS) -> None:
        self._app = app
        self._most_bytes = most_bytes
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; its body is counted as it comes."""
        if scope["type"] != "http" or OWN_LIMITS.fullmatch(f"{scope['method']} {scope['path']}"):
            await self._app(scope, receive, send)
            return
        size, whole = 0, False
        is_workitem = WORKITEM.fullmatch(f"{scope['method']} {scope['path']}")
        most_bytes = max(self._most_bytes, MOST_WORKITEM_BYTES) if is_workitem else self._most_bytes
        latest = get_running_loop().time() + self._seconds  # of all of it: a body that drips never ends

        async def counted() -> Message:
            nonlocal size, whole
            if whole:
                return await receive()  # waits for the client to leave, as long as the answer takes
            try:
                async with timeout_at(latest):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(408) from None
            size += len(message.get("body", b""))
            whole = message["type"] != "http.request" or not message.get("more_body", False)
            if size > most_bytes:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)
