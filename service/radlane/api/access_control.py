"""Which calls are let in: the scope that a route needs, and the caller who has it.

Every route names its scope (`needs`), or says that it is `PUBLIC`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool

from radlane.api.client import address_of
from radlane.api.deps import ServicesDep
from radlane.errors import Forbidden
from radlane.security.loopback import names_loopback
from radlane.security.scopes import Scope

BEARER = HTTPBearer(
    scheme_name="bearer",
    description="An API key (`radlane keys create` makes one), or an access token (JWT, RFC 9068) of the site's issuer",
    auto_error=False,
)
# a proxy lets others in
_FORWARDED = frozenset(
    {"forwarded", "via", "x-forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"}
)
_LOCAL = "Ask for localhost or 127.0.0.1, or set `access: keys`"


def needs(scope: Scope) -> Callable[..., Awaitable[str]]:
    """Return a dependency that lets only callers with a scope in, and says who called: the caller's id.

    Without access control everybody has each scope, and nobody a name.

    Raises
    ------
    Unauthenticated
        If there are no valid credentials.
    Forbidden
        If the caller does not have the scope; without access control, if the Host is no name of this machine.
    TooManyRequests
        If that is too often.
    IssuerUnavailable
        If nobody can say whether a token is valid.
    """
    credentials = Security(BEARER, scopes=[scope])

    async def guard(
        request: Request, services: ServicesDep, sent: HTTPAuthorizationCredentials | None = credentials
    ) -> str:
        if services.access is None:
            _require_local(request)
            return ""
        # in a thread: it reads the file of keys, or waits for an issuer
        caller = await run_in_threadpool(
            services.access.recognise, sent.credentials if sent else None, address_of(request.scope) or ""
        )
        request.state.caller = caller.id  # for the record of a refusal, whatever it is for
        services.access.count(caller)
        if scope not in caller.scopes:
            raise Forbidden(f"This needs the scope {scope}")
        return caller.id

    return guard


async def public() -> None:
    """Let everybody in: there is nothing of a patient here, nor of the site."""


PUBLIC = Depends(public)


def _require_local(request: Request) -> None:
    """Stop what a page of somebody else, or a proxy, passes on."""
    named = [request.headers.get("host"), _origin(request)]
    foreign = request.headers.get("sec-fetch-site") == "cross-site"  # an image in a page of somebody else has no Origin
    if foreign or _FORWARDED & set(request.headers) or not all(name is None or names_loopback(name) for name in named):
        raise Forbidden("Without access control only names of this machine are answered", remedy=_LOCAL)


def _origin(request: Request) -> str | None:
    """The host of the page that a browser sends a request for; None where it is no browser, or this machine's page."""
    origin = request.headers.get("origin")
    return urlsplit(origin).netloc or origin if origin is not None else None
