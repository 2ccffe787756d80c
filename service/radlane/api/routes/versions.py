"""Versions of models: uploaded, examined, deprecated, revoked, deleted."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from radlane.api.audit import asks
from radlane.api.deps import ServicesDep
from radlane.api.problems import responses
from radlane.api.receiving import receive
from radlane.api.routes.models import reference_of
from radlane.api.schemas.models import (
    DeprecateBody,
    ReasonBody,
    RevokedDocument,
    VersionDocument,
    revoked_document,
    version_document,
)
from radlane.api.schemas.patterns import ModelName, ModelVersion, VersionOrTag
from radlane.api.services import Services
from radlane.dicomweb.workspace import workspace
from radlane.domain.version import Act, Version
from radlane.security.audit_record import Action, Entry
from radlane.security.scopes import Scope

MEDIA_TYPES = ("application/zip", "application/x-tar")
_ARCHIVE = {"schema": {"type": "string", "format": "binary"}}
_BODY = {"requestBody": {"required": True, "content": dict.fromkeys(MEDIA_TYPES, _ARCHIVE)}}
_WritesDep = Annotated[Entry, Depends(asks(Scope.MODELS_WRITE))]
_PromotesDep = Annotated[Entry, Depends(asks(Scope.MODELS_PROMOTE))]
_UPLOAD: dict[int | str, dict[str, Any]] = {
    201: {"model": VersionDocument, "description": "Taken, and quarantined"},
    200: {"description": "It was there already, the same"},
    **responses(400, 408, 409, 413, 415, 422, 507),
}

router = APIRouter(
    prefix="/v1/models/{name}/versions", tags=["models"], responses=responses(401, 403, 404, 422, 429, 503)
)


@router.put("/{ref}", responses=_UPLOAD, openapi_extra=_BODY)
async def put_version(
    name: ModelName,
    ref: ModelVersion,
    request: Request,
    response: Response,
    services: ServicesDep,
    asked: _WritesDep,
) -> VersionDocument:
    """Upload a package as a .zip or an uncompressed .tar under its version: it is quarantined until it is validated.

    The same again is answered with 200; another content with 409 `version-exists`.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in MEDIA_TYPES:
        raise HTTPException(415)
    with services.uploads.taken(asked.caller), workspace(services.spool, lambda: secrets.token_hex(8)) as folder:
        archive = folder / "incoming" / "package"
        await receive(request, archive, services, services.most_package_bytes)
        found, is_new = await run_in_threadpool(_upload, services, archive, (name, ref), asked)
    if is_new:
        response.status_code = 201
        response.headers["Location"] = f"/v1/models/{found.name}/versions/{found.version}"
    return version_document(found)


def _upload(services: Services, archive: Path, wanted: tuple[str, str], asked: Entry) -> tuple[Version, bool]:
    with services.trail.saying(replace(asked, action=Action.MODEL_ADDED)) as say:
        return services.registry.upload(archive, *wanted, act_of(asked, "uploaded"), say)


@router.post("/{ref}/validate", responses=responses(409, 410))
async def validate_version(
    name: ModelName,
    ref: VersionOrTag,
    services: ServicesDep,
    asked: _WritesDep,
    body: ReasonBody | None = None,
) -> VersionDocument:
    """Examine a version; where it passes, what was quarantined may run. 422 has the code of the check that failed."""
    with services.uploads.taken(asked.caller):
        act = act_of(asked, body.reason if body else "examined")
        return await run_in_threadpool(_validate, services, reference_of(name, ref), act, asked)


def _validate(services: Services, reference: str, act: Act, asked: Entry) -> VersionDocument:
    with services.trail.saying(replace(asked, action=Action.MODEL_EXAMINED)) as say:
        return version_document(services.registry.validate(reference, act, services.admit, say))


@router.post("/{ref}/deprecate", responses=responses(409, 410))
def deprecate_version(
    name: ModelName, ref: VersionOrTag, body: DeprecateBody, services: ServicesDep, asked: _PromotesDep
) -> VersionDocument:
    """Say that a version will not run for ever: it runs, and its documents say so."""
    with services.trail.saying(replace(asked, action=Action.MODEL_DEPRECATED)) as say:
        act = act_of(asked, body.reason)
        reference, registry = reference_of(name, ref), services.registry
        return version_document(
            registry.deprecate(reference, act, sunset=body.sunset, replacement=body.replacement, say=say)
        )


@router.post("/{ref}/revoke")
def revoke_version(
    name: ModelName, ref: VersionOrTag, body: ReasonBody, services: ServicesDep, asked: _PromotesDep
) -> RevokedDocument:
    """Stop a version for good; its results stay, and may be withdrawn (`results_url`)."""
    with services.trail.saying(replace(asked, action=Action.MODEL_REVOKED)) as say:
        act = act_of(asked, body.reason)
        return revoked_document(
            services.registry.revoke(reference_of(name, ref), act, unload=services.models.unload, say=say)
        )


@router.delete("/{ref}", status_code=204, responses=responses(409))
def delete_version(name: ModelName, ref: ModelVersion, services: ServicesDep, asked: _WritesDep) -> None:
    """Remove a version that made no result and that no tag means or meant."""
    with services.trail.saying(replace(asked, action=Action.MODEL_REMOVED)) as say:
        services.registry.delete(reference_of(name, ref), say)


def act_of(asked: Entry, reason: str) -> Act:
    """Return who asks, now, and why."""
    return Act(at=datetime.now(UTC), caller=asked.caller, reason=reason)
