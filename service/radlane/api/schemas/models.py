"""The registry on the wire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Literal

from pydantic import BaseModel

from radlane.domain.model import Manifest
from radlane.registry.catalogue import Catalogue, Entry
from radlane.registry.package import ModelPackage


class VersionDocument(BaseModel):
    """One version; `digest` names it for ever."""

    name: str
    version: str
    digest: str
    weights_digest: str
    state: Literal["available"] = "available"
    title: str
    trained_on: str
    statement: str


class ModelDocument(BaseModel):
    """A model: whether its jobs wait, its versions, and its tags with the version that each means now."""

    name: str
    paused: bool = False
    tags: dict[str, str]
    versions: list[VersionDocument]


class BrokenPackage(BaseModel):
    """A package that cannot be used, and why."""

    folder: str
    code: str
    detail: str


class ModelList(BaseModel):
    """Models; `next` is a cursor, null at the end."""

    items: list[ModelDocument]
    broken: list[BrokenPackage]
    next: str | None = None


class VersionList(BaseModel):
    """Versions of one model; `next` is a cursor, null at the end."""

    items: list[VersionDocument]
    next: str | None = None


def model_list(catalogue: Catalogue) -> ModelList:
    """Describe a catalogue; models by name, versions in the order of their folders."""
    by_name: dict[str, list[ModelPackage]] = {}
    for package in catalogue.packages():
        by_name.setdefault(package.manifest.name, []).append(package)
    items = [_model(name, packages, catalogue.tags.get(name, {})) for name, packages in sorted(by_name.items())]
    return ModelList(items=items, broken=[_broken(entry) for entry in catalogue.entries if entry.error])


def version_document(package: ModelPackage) -> VersionDocument:
    """Describe one package."""
    manifest = package.manifest
    return VersionDocument(
        name=manifest.name,
        version=manifest.version,
        digest=package.digest,
        weights_digest=package.weights_digest,
        title=manifest.title,
        trained_on=manifest.trained_on,
        statement=manifest.regulatory.statement,
    )


def manifest_document(manifest: Manifest) -> dict[str, Any]:
    """Return a manifest as `model.yaml` says it (`openapi/model.schema.json`)."""
    return asdict(manifest)


def _model(name: str, packages: list[ModelPackage], tags: Mapping[str, str]) -> ModelDocument:
    return ModelDocument(name=name, tags=dict(tags), versions=[version_document(package) for package in packages])


def _broken(entry: Entry) -> BrokenPackage:
    assert entry.error is not None  # only broken entries come here
    return BrokenPackage(folder=entry.folder, code=entry.error.code, detail=str(entry.error))
