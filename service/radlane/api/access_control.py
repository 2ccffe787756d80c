"""Which calls are let in: the scope that a route needs, and the key that has it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import Request

from radlane.api.deps import ServicesDep
from radlane.errors import Forbidden, Unauthenticated
from radlane.security.keys import Scope

_SCHEME = "bearer"


def needs(scope: Scope) -> Callable[..., Awaitable[None]]:
    """Return a dependency that lets only callers with a scope in; without access control everybody has each.

    Raises
    ------
    Unauthenticated
        If there is no valid key.
    Forbidden
        If the key does not have the scope.
    """

    async def guard(request: Request, services: ServicesDep) -> None:
        if services.keys is None:
            return
        scheme, _, text = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != _SCHEME:
            raise Unauthenticated("An API key is needed", remedy="Send it as `Authorization: Bearer ...`")
        caller = services.keys.identify(text.strip())
        if scope not in caller.scopes:
            raise Forbidden(f"This needs the scope {scope}", uid=caller.key_id)

    return guard
