"""What the audit trail gets of requests: who asked by which route from where, and who was refused.

A route puts its own record down before it hands out what it found; this module knows what all of them need.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from radlane.api.access_control import needs
from radlane.api.deps import Services
from radlane.api.problems import database_away, radlane_error
from radlane.domain.refs import is_uid
from radlane.errors import AuditUnavailable
from radlane.jobs.database import AWAY
from radlane.pipeline.audited import listed_studies
from radlane.security.audit_record import Action, Entry
from radlane.security.scopes import Scope as KeyScope

_REFUSED: Mapping[int, Action] = {401: Action.LOGIN_REFUSED, 403: Action.ACCESS_REFUSED}
_MOST_REFUSALS = 60
_REFUSALS_S = 60.0


def asks(scope: KeyScope) -> Callable[..., Awaitable[Entry]]:
    """Return a dependency that lets only callers with a scope in, and says what every record of their request says.

    A route puts what was done in the place of the action.
    """

    async def ask(request: Request, caller: str = Depends(needs(scope))) -> Entry:  # an annotation sees no `scope`
        return replace(_entry(request.scope, Action.TRAIL_READ), caller=caller)

    return ask


def listed(entry: Entry, study: str | None, studies: Iterable[str]) -> Entry:
    """Return what stands on record of a list: what it was asked for, and the studies that are in it."""
    asked = study_asked(study)
    return replace(entry, **{**asked, "facts": {**asked["facts"], **listed_studies(studies)}})


def study_asked(study: str | None) -> dict[str, Any]:
    """Return what a list was asked for, as attributes of an entry; a text that is no UID may be a name."""
    if study is None:
        return {"facts": {"by": "all"}}
    return {"study": study, "facts": {"by": "study"}} if is_uid(study) else {"facts": {"by": "other"}}


class Refusals:
    """ASGI middleware that puts on record who was not let in, before they are told.

    Those after the sixtieth in a minute are only counted, and the next record tells how many they were: nobody fills
    the database by asking without a key.
    """

    def __init__(self, app: ASGIApp, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._clock = clock
        self._begin = clock()
        self._recorded = 0
        self._unrecorded = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        instead = False

        async def telling(message: Message) -> None:
            nonlocal instead
            if message["type"] == "http.response.start" and message["status"] in _REFUSED:
                answer = await self._tell(scope, _REFUSED[message["status"]])
                if answer is not None:
                    instead = True
                    await answer(scope, receive, send)
            if not instead:
                await send(message)

        await self._app(scope, receive, telling if scope["type"] == "http" else send)

    async def _tell(self, scope: Scope, action: Action) -> ASGIApp | None:
        """Put a refusal on record; return what is answered where that cannot be."""
        services: Services = scope["state"]["services"]
        if self._clock() - self._begin >= _REFUSALS_S:
            self._begin, self._recorded = self._clock(), 0
        if self._recorded >= _MOST_REFUSALS:
            self._unrecorded += 1
            return None
        self._recorded += 1
        unrecorded, self._unrecorded = self._unrecorded, 0
        try:
            await run_in_threadpool(services.trail.record, _entry(scope, action, unrecorded))
        except AuditUnavailable as error:
            return await radlane_error(None, error)
        except AWAY as error:
            return await database_away(None, error)
        return None


def _entry(scope: Scope, action: Action, unrecorded: int = 0) -> Entry:
    route = getattr(scope.get("route"), "path", "(none)")
    client = scope.get("client")
    return Entry(
        action=action,
        caller=scope["state"].get("caller", ""),
        via=f"{scope['method']} {route}",
        address=client[0] if client else None,
        facts={"unrecorded": unrecorded} if unrecorded else {},
    )
