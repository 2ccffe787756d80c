"""Is the service alive, and can it work?"""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from radlane.api.access_control import PUBLIC
from radlane.api.deps import ServicesDep
from radlane.api.problems import responses

router = APIRouter(tags=["health"])


class Alive(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Ready(BaseModel):
    """The service can take work; `models` counts the packages it can use."""

    status: Literal["ready"] = "ready"
    models: int


# async, so that these answer while every thread works


@router.get("/livez", dependencies=[PUBLIC])
async def livez() -> Alive:
    """Say that the process answers."""
    return Alive()


@router.get("/readyz", responses=responses(503), dependencies=[PUBLIC])
async def readyz(services: ServicesDep) -> Ready:
    """Say that the service can take work: it has a model."""
    count = len(services.models.catalogue.packages())
    if not count:
        raise HTTPException(503)
    return Ready(models=count)
