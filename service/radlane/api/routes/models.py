"""The model registry, read-only: names, versions, tags, digests, cards, manifests."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends
from fastapi.responses import PlainTextResponse

from radlane.api.access_control import needs
from radlane.api.deps import Services, ServicesDep
from radlane.api.problems import responses
from radlane.api.schemas.models import (
    ModelDocument,
    ModelList,
    VersionDocument,
    VersionList,
    manifest_document,
    model_list,
    version_document,
)
from radlane.api.schemas.patterns import ModelName, VersionOrTag
from radlane.api.schemas.serving import mark_paused
from radlane.errors import ModelNotFound
from radlane.registry.catalogue import Catalogue
from radlane.registry.package import ModelPackage, read_card
from radlane.security.scopes import Scope

router = APIRouter(
    prefix="/v1/models",
    tags=["models"],
    dependencies=[Depends(needs(Scope.MODELS_READ))],
    responses=responses(401, 403, 429, 503),
)


class MarkdownResponse(PlainTextResponse):
    """Markdown (RFC 7763)."""

    media_type = "text/markdown"


@router.get("")
def get_models(services: ServicesDep) -> ModelList:
    """List the models with their tags and versions."""
    document = model_list(_catalogue(services))
    mark_paused(document.items, services.store.pauses.find())
    return document


@router.get("/{name}", responses=responses(404))
def get_model(name: ModelName, services: ServicesDep) -> ModelDocument:
    """Describe one model."""
    found = [item for item in model_list(_catalogue(services)).items if item.name == name]
    if not found:
        raise ModelNotFound("There is no such model here")
    mark_paused(found, services.store.pauses.find())
    return found[0]


@router.get("/{name}/versions", responses=responses(404))
def get_versions(name: ModelName, services: ServicesDep) -> VersionList:
    """List the versions of one model."""
    return VersionList(items=get_model(name, services).versions)


@router.get("/{name}/versions/{ref}", responses=responses(404, 422))
def get_version(name: ModelName, ref: VersionOrTag, services: ServicesDep) -> VersionDocument:
    """Describe one version; `ref` is a version, a tag or `sha256:...`."""
    return version_document(_resolve(_catalogue(services), name, ref))


@router.get("/{name}/versions/{ref}/manifest", responses=responses(404, 422))
def get_manifest(name: ModelName, ref: VersionOrTag, services: ServicesDep) -> dict[str, Any]:
    """Return the manifest (`openapi/model.schema.json`)."""
    return manifest_document(_resolve(_catalogue(services), name, ref).manifest)


@router.get("/{name}/versions/{ref}/card", responses=responses(404, 422), response_class=MarkdownResponse)
def get_card(name: ModelName, ref: VersionOrTag, services: ServicesDep) -> MarkdownResponse:
    """Return the model card, in Markdown."""
    return MarkdownResponse(read_card(_resolve(_catalogue(services), name, ref)))


def _catalogue(services: Services) -> Catalogue:
    assert isinstance(services.models.catalogue, Catalogue)  # what is listed here is more than what can be run
    return services.models.catalogue


def _resolve(catalogue: Catalogue, name: str, ref: str) -> ModelPackage:
    mark = "@" if ref.startswith("sha256:") else ":"
    return catalogue.resolve(f"{name}{mark}{ref}")[0]
