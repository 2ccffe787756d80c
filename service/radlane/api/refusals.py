"""Who was not let in is on record before they are told.

Nobody fills the trail by asking without a key, or hides behind those who do: each caller, and each address of callers
whom nobody knows, has so many records a minute, and strangers so many together; beyond these the first call of each
further address, up to a bound. The others are counted, and the next record says how many they were; the last ones when
the service stops.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from radlane.api.audit import entry_of
from radlane.api.problems import database_away, radlane_error
from radlane.api.services import Services
from radlane.errors import AuditUnavailable
from radlane.jobs.database import AWAY
from radlane.security.audit_record import Action, Entry
from radlane.security.rates import Rate, site_of

PER_MINUTE = 10  # of one caller or address, for one reason
OF_STRANGERS = 20
OF_FURTHER = 40  # addresses, one record each
REFUSED: Mapping[int, Action] = {
    401: Action.LOGIN_REFUSED,
    403: Action.ACCESS_REFUSED,
    429: Action.CALL_LIMITED,
}
_LOG = logging.getLogger(__name__)


class Refusals:
    """ASGI middleware that puts on record who was not let in, before they are told."""

    def __init__(self, app: ASGIApp, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._each = Rate(PER_MINUTE, clock)
        self._strangers = Rate(OF_STRANGERS, clock)
        self._seen = Rate(1, clock)  # addresses of strangers that are on record
        self._further = Rate(OF_FURTHER, clock)
        self._unrecorded: Counter[str] = Counter()
        self._under_way: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        instead = False

        async def telling(message: Message) -> None:
            nonlocal instead
            if message["type"] == "http.response.start" and message["status"] in REFUSED:
                answer = await self._tell(scope, message["status"])
                if answer is not None:
                    instead = True
                    await answer(scope, receive, send)
            if not instead:
                await send(message)

        async def ending() -> Message:
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                await self._tell_the_rest(scope)
            return message

        if scope["type"] == "lifespan":
            await self._app(scope, ending, send)
        else:
            await self._app(scope, receive, telling if scope["type"] == "http" else send)

    async def _tell(self, scope: Scope, status: int) -> ASGIApp | None:
        """Put a refusal on record; return what is answered where that cannot be."""
        services: Services = scope["state"]["services"]
        entry = replace(entry_of(scope, REFUSED[status]), facts={"status": status})
        if not self._has_room(entry, status):
            self._unrecorded[str(status)] += 1
            return None
        try:
            await self._record(services, entry)
        except AuditUnavailable as error:
            return await radlane_error(None, error)
        except AWAY as error:
            return await database_away(None, error)
        return None

    def _has_room(self, entry: Entry, status: int) -> bool:
        who = f"caller {entry.caller}" if entry.caller else f"address {site_of(entry.address or '')}"
        if self._each.count(f"{status} {who}"):
            return False
        if entry.caller:
            return True
        is_new = not self._seen.count(who)
        return not self._strangers.count("") or (is_new and not self._further.count(""))

    async def _record(self, services: Services, entry: Entry) -> None:
        """Put an entry on record, to the end also where nobody waits for it any more: else a count is told twice."""
        task = asyncio.create_task(self._told(services, entry))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        await asyncio.shield(task)

    async def _told(self, services: Services, entry: Entry) -> None:
        """Put an entry on record; it tells how many were refused of whom no record says so."""
        told, self._unrecorded = self._unrecorded, Counter()
        if told:
            entry = replace(entry, facts={**entry.facts, "unrecorded": dict(told)})
        try:
            await run_in_threadpool(services.trail.record, entry)
            told = Counter()
        finally:
            self._unrecorded += told  # the next record tells them

    async def _tell_the_rest(self, scope: Scope) -> None:
        services: Services | None = scope.get("state", {}).get("services")
        await asyncio.gather(*self._under_way, return_exceptions=True)
        if services is None or not self._unrecorded:
            return
        try:
            await self._record(services, Entry(action=_gravest(self._unrecorded)))
        except (AuditUnavailable, *AWAY) as error:
            _LOG.error("refusals are not on record", extra={"code": AuditUnavailable.code}, exc_info=error)


def _gravest(unrecorded: Mapping[str, int]) -> Action:
    """What a record of those says that have none of their own."""
    said = {REFUSED[int(status)] for status in unrecorded}
    return next(one for one in (Action.ACCESS_REFUSED, Action.LOGIN_REFUSED, Action.CALL_LIMITED) if one in said)
