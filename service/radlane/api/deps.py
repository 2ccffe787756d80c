"""What routes are given: the parts of the service, made once at its start."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from radlane.api.services import Services
from radlane.errors import UsageError


async def services(request: Request) -> Services:
    """Return the parts that the lifespan made."""
    made: Services = request.state.services
    return made


ServicesDep = Annotated[Services, Depends(services)]


async def refuse_nul(request: Request) -> None:
    """Stop an address that names something with U+0000 in it: nothing has such a name, and PostgreSQL has no such text.

    Raises
    ------
    UsageError
        If there is one.
    """
    if any("\x00" in text for text in (*request.path_params.values(), *request.query_params.values())):
        raise UsageError("A NUL stands in the address")
