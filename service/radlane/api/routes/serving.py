"""The serving life of models: paused and resumed, and compared with a version that runs beside production."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends

from radlane.api.access_control import needs
from radlane.api.audit import asks
from radlane.api.deps import ServicesDep
from radlane.api.problems import responses
from radlane.api.schemas.patterns import ModelName
from radlane.api.schemas.serving import PauseDocument, ServingBody, ShadowList, pause_document, shadow_list
from radlane.api.services import Services
from radlane.errors import ModelNotFound
from radlane.security.audit_record import Action, Entry
from radlane.security.scopes import Scope

_PromotesDep = Annotated[Entry, Depends(asks(Scope.MODELS_PROMOTE))]

router = APIRouter(prefix="/v1/models", tags=["models"], responses=responses(401, 403, 404, 422, 429, 503))


@router.post("/{name}/pause")
def pause_model(name: ModelName, body: ServingBody, services: ServicesDep, asked: _PromotesDep) -> PauseDocument:
    """Pause a model: its jobs are accepted, and wait; one that has begun to analyse comes to its end.

    The same call again changes nothing, and answers with the pause that there is.
    """
    _require_model(services, name)
    entry = replace(asked, action=Action.MODEL_PAUSED, facts={"reason": body.reason})
    with services.trail.saying(entry) as say:
        pause = services.store.pauses.pause(name, asked.caller, body.reason, say)
    return pause_document(name, pause)


@router.post("/{name}/resume")
def resume_model(name: ModelName, body: ServingBody, services: ServicesDep, asked: _PromotesDep) -> PauseDocument:
    """Resume a model: the jobs that waited for that go on at once. The same call again changes nothing."""
    _require_model(services, name)
    entry = replace(asked, action=Action.MODEL_RESUMED, facts={"reason": body.reason})
    with services.trail.saying(entry) as say:
        released = services.store.pauses.resume(name, say)
    for job_id in released:
        services.intake.enqueue(services.store.get(job_id))
    return PauseDocument(model=name, paused=False, released=len(released))


@router.get("/{name}/shadow", dependencies=[Depends(needs(Scope.MODELS_READ))])
def get_shadow(name: ModelName, services: ServicesDep) -> ShadowList:
    """Say how far versions that ran beside production (tag `shadow`) agree with it; of the last 5000 studies."""
    _require_model(services, name)
    return shadow_list(services.store.shadows.find(name))


def _require_model(services: Services, name: str) -> None:
    if not services.registry.versions(name) and not services.store.pauses.knows(name):
        raise ModelNotFound("There is no such model here")
