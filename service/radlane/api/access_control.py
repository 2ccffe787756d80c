"""Which calls are let in: the scope that a route needs, and the key that has it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from radlane.api.deps import ServicesDep
from radlane.errors import Forbidden, Unauthenticated
from radlane.security.keys import Scope

BEARER = HTTPBearer(scheme_name="key", description="An API key; `radlane keys create` makes one", auto_error=False)


def needs(scope: Scope) -> Callable[..., Awaitable[None]]:
    """Return a dependency that lets only callers with a scope in; without access control everybody has each.

    Raises
    ------
    Unauthenticated
        If there is no valid key.
    Forbidden
        If the key does not have the scope.
    """

    async def guard(
        services: ServicesDep, sent: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]
    ) -> None:
        if services.keys is None:
            return
        if sent is None:
            raise Unauthenticated("An API key is needed", remedy="Send it as `Authorization: Bearer ...`")
        caller = services.keys.identify(sent.credentials)
        if scope not in caller.scopes:
            raise Forbidden(f"This needs the scope {scope}", uid=caller.key_id)

    return guard
