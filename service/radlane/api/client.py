"""Where a request comes from, the same for whoever counts, limits or records it."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import Scope

from radlane.api.services import Services
from radlane.security.address import caller_address


def address_of(scope: Scope) -> str | None:
    """Return the address of who calls; None where the connection has none."""
    services: Services = scope["state"]["services"]
    peer, _ = scope.get("client") or ("", 0)
    return caller_address(peer, Headers(scope=scope).getlist("x-forwarded-for"), services.proxies)
