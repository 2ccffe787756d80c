"""Which calls are let in: the scope that a route needs, and the key that has it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from radlane.api.deps import ServicesDep
from radlane.errors import Forbidden, Unauthenticated
from radlane.security.keys import Scope
from radlane.security.loopback import names_loopback

BEARER = HTTPBearer(scheme_name="key", description="An API key; `radlane keys create` makes one", auto_error=False)
# a proxy lets others in
_FORWARDED = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"})
_LOCAL = "Ask for localhost or 127.0.0.1, or set `access: keys`"


def needs(scope: Scope) -> Callable[..., Awaitable[str]]:
    """Return a dependency that lets only callers with a scope in, and says who called: the id of the key.

    Without access control everybody has each scope, and nobody a name.

    Raises
    ------
    Unauthenticated
        If there is no valid key.
    Forbidden
        If the key does not have the scope; without access control, if the Host is no name of this machine.
    """

    async def guard(
        request: Request, services: ServicesDep, sent: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]
    ) -> str:
        if services.keys is None:
            host = request.headers.get("host")
            if (host is not None and not names_loopback(host)) or _FORWARDED & set(request.headers):
                raise Forbidden("Without access control only names of this machine are answered", remedy=_LOCAL)
            return ""
        if sent is None:
            raise Unauthenticated("An API key is needed", remedy="Send it as `Authorization: Bearer ...`")
        caller = services.keys.identify(sent.credentials)
        request.state.caller = caller.key_id  # for the record of a refusal
        if scope not in caller.scopes:
            raise Forbidden(f"This needs the scope {scope}", uid=caller.key_id)
        return caller.key_id

    return guard
