"""The model registry, as it is: names, versions, tags, digests, cards, manifests, files, reports."""

from __future__ import annotations

from datetime import UTC
from email.utils import format_datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Response
from fastapi.responses import FileResponse, PlainTextResponse
from starlette.exceptions import HTTPException

from radlane.api.access_control import needs
from radlane.api.deps import ServicesDep
from radlane.api.problems import responses
from radlane.api.schemas.models import (
    FileList,
    MethodList,
    ModelDocument,
    ModelList,
    ReportDocument,
    VersionDocument,
    VersionList,
    file_list,
    manifest_document,
    method_list,
    model_list,
    report_document,
    version_document,
)
from radlane.api.schemas.patterns import TEXT, ModelName, VersionOrTag
from radlane.api.schemas.serving import mark_paused
from radlane.domain.version import Version, VersionState
from radlane.errors import ArtifactCorrupt, ModelNotFound
from radlane.jobs.registry import Registry
from radlane.registry.package import read_card
from radlane.security.scopes import Scope

router = APIRouter(
    prefix="/v1/models",
    tags=["models"],
    dependencies=[Depends(needs(Scope.MODELS_READ))],
    responses=responses(401, 403, 429, 503),
)
_BYTES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
}


class MarkdownResponse(PlainTextResponse):
    """Markdown (RFC 7763)."""

    media_type = "text/markdown"


@router.get("")
def get_models(services: ServicesDep) -> ModelList:
    """List the models with their tags and versions, and the packages in folders that cannot be used."""
    registry = services.registry
    document = model_list(registry.versions(), registry.all_tags(), registry.broken)
    mark_paused(document.items, services.store.pauses.find())
    return document


@router.get("/{name}", responses=responses(404))
def get_model(name: ModelName, services: ServicesDep) -> ModelDocument:
    """Describe one model."""
    registry = services.registry
    found = model_list(registry.versions(name), registry.all_tags(), ()).items
    if not found:
        raise ModelNotFound("There is no such model here")
    mark_paused(found, services.store.pauses.find())
    return found[0]


@router.get("/{name}/versions", responses=responses(404))
def get_versions(name: ModelName, services: ServicesDep) -> VersionList:
    """List the versions of one model, the lowest first."""
    return VersionList(items=get_model(name, services).versions)


@router.get("/{name}/versions/{ref}", responses=responses(404, 422))
def get_version(name: ModelName, ref: VersionOrTag, services: ServicesDep, response: Response) -> VersionDocument:
    """Describe one version, whatever its state; `ref` is a version, a tag or `sha256:...`."""
    version = find(services.registry, name, ref)
    response.headers.update(_announced(version))
    return version_document(version)


@router.get("/{name}/versions/{ref}/manifest", responses=responses(404, 422))
def get_manifest(name: ModelName, ref: VersionOrTag, services: ServicesDep, response: Response) -> dict[str, Any]:
    """Return the manifest (`openapi/model.schema.json`)."""
    version = find(services.registry, name, ref)
    response.headers.update(_announced(version))
    return manifest_document(services.registry.open(version).manifest)


@router.get("/{name}/versions/{ref}/card", responses=responses(404, 422), response_class=MarkdownResponse)
def get_card(name: ModelName, ref: VersionOrTag, services: ServicesDep) -> MarkdownResponse:
    """Return the model card, in Markdown."""
    version = find(services.registry, name, ref)
    return MarkdownResponse(read_card(services.registry.open(version)), headers=_announced(version))


@router.get("/{name}/versions/{ref}/report", responses=responses(404, 422))
def get_report(name: ModelName, ref: VersionOrTag, services: ServicesDep) -> ReportDocument:
    """Return the report of the last examination; there is none of a version that was never examined."""
    report = find(services.registry, name, ref).report
    if report is None:
        raise HTTPException(404)
    return report_document(report)


@router.get("/{name}/versions/{ref}/explanations", responses=responses(404, 422))
def get_explanations(name: ModelName, ref: VersionOrTag, services: ServicesDep) -> MethodList:
    """List how the answers of a version are explained, and what is known of these methods."""
    version = find(services.registry, name, ref)
    explanation = services.registry.open(version).manifest.explanation
    return method_list(explanation, services.models.book.list(version.digest))


@router.get("/{name}/versions/{ref}/files", responses=responses(404, 422))
def get_files(name: ModelName, ref: VersionOrTag, services: ServicesDep, response: Response) -> FileList:
    """List the files of a version."""
    version = find(services.registry, name, ref)
    response.headers.update(_announced(version))
    return file_list(version)


@router.get(
    "/{name}/versions/{ref}/files/{path:path}",
    responses={**responses(404, 422), **_BYTES},
    response_class=FileResponse,
)
def get_file(
    name: ModelName,
    ref: VersionOrTag,
    path: Annotated[str, Path(json_schema_extra=TEXT)],
    services: ServicesDep,
) -> FileResponse:
    """Return the bytes of a file; the ETag is its SHA-256."""
    version = find(services.registry, name, ref)
    file = next((file for file in version.files if file.path == path), None)
    if file is None:
        raise HTTPException(404)
    blob = services.registry.holdings.blobs.locate(version.files)(path)
    if not blob.is_file():
        raise ArtifactCorrupt("A file of the package cannot be read", uid=path)
    headers = {**_announced(version), "ETag": f'"{file.sha256}"', "Content-Disposition": "attachment"}
    return FileResponse(blob, media_type="application/octet-stream", headers=headers)


def find(registry: Registry, name: str, ref: str) -> Version:
    """Return the version that a part of an address means."""
    return registry.find(reference_of(name, ref))


def reference_of(name: str, ref: str) -> str:
    """Return two parts of an address as a reference."""
    return f"{name}{'@' if ref.startswith('sha256:') else ':'}{ref}"


def _announced(version: Version) -> dict[str, str]:
    """Say in headers that a version is deprecated (RFC 9745), until when it runs (RFC 8594), and what follows it."""
    if version.state is not VersionState.DEPRECATED or version.changed is None:
        return {}
    headers = {"Deprecation": f"@{int(version.changed.at.timestamp())}"}
    if version.sunset is not None:
        headers["Sunset"] = format_datetime(version.sunset.astimezone(UTC), usegmt=True)
    if version.replacement is not None:
        link = f"/v1/models/{version.name}/versions/{version.replacement}"
        headers["Link"] = f'<{link}>; rel="successor-version"'
    return headers
