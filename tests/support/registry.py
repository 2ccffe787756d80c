"""Registries for tests: packages as archives, and blobs that are on the disk once for all tests."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np

from radlane.domain.model import ModelIdentity, SelfTest
from radlane.domain.version import Act, VersionState
from radlane.errors import ArtifactCorrupt, ModelError, ModelNotFound
from radlane.jobs.database import Engine
from radlane.jobs.holdings import BLOBS
from radlane.jobs.registry import Registry
from radlane.jobs.shipped import register
from radlane.jobs.versions import add_version, find_version
from radlane.registry.blobs import Blobs
from radlane.registry.catalogue import Catalogue, Resolver, builtin_roots, load_catalogue
from radlane.registry.package import MANIFEST, ModelPackage
from radlane.registry.stock import describe, take_stock
from support.networks import SIDE, manifest_of, network

ACT = Act(at=datetime(2026, 3, 1, 12, 0, tzinfo=UTC), caller="somebody", reason="a test")
NAME = "small"


@cache
def _known_blobs() -> Path:
    """The bytes of what comes with radlane, written once."""
    folder = Path(tempfile.mkdtemp(prefix="radlane-blobs-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for package in load_catalogue(builtin_roots(), []).packages():
        Blobs(folder).take(package.locate(MANIFEST).parent, take_stock(package))
    return folder


def register_cheaply(registry: Registry, engine: Engine, catalogue: Catalogue, folder: Path) -> None:
    """Do as a start does; the bytes of what comes with radlane are links to those of another test."""
    for package in catalogue.packages():
        with suppress(ArtifactCorrupt):
            version = describe(package, take_stock(package), VersionState.VALIDATED, ACT, shipped=True)
            if all(_linked(folder / BLOBS, file.sha256) for file in version.files):
                with engine.begin() as connection:
                    if find_version(connection, version.name, version.version) is None:
                        add_version(connection, version)
    registry.broken = register(engine, registry.holdings, catalogue, ACT)
    with suppress(ModelNotFound):
        registry.require_some()


def _linked(blobs: Path, sha256: str) -> bool:
    known, target = _known_blobs() / sha256[:2] / sha256, blobs / sha256[:2] / sha256
    if known.exists() and not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(known, target)
    return known.exists()


def small_package(folder: Path, version: str = "1.0.0", *, card: str = "A card.", noise: float = 0.0) -> Path:
    """A package `small` in a new folder, whose network runs in no time; `noise` spoils its golden vector."""
    weights = network()
    (folder / "golden").mkdir(parents=True)
    (folder / "model.onnx").write_bytes(weights)
    (folder / "README.md").write_text(card)
    picture = np.linspace(-1, 1, SIDE * SIDE, dtype=np.float32).reshape(1, 1, SIDE, SIDE)
    lungs, chest = np.concatenate([picture, -picture], axis=1), picture.max(axis=(2, 3)) + np.float32(noise)
    np.savez(folder / "golden" / "one.npz", image=picture, lungs=lungs, chest=chest)
    test = SelfTest(path="golden/one.npz", rtol=0.0, atol=0.001)
    manifest = replace(manifest_of(weights), name=NAME, version=version, tests=(test,))
    (folder / "model.yaml").write_text(json.dumps(asdict(manifest)))  # JSON is YAML
    return folder


def zipped(folder: Path) -> Path:
    """A folder as an archive beside it."""
    archive = folder.with_suffix(".zip")
    with ZipFile(archive, "w", ZIP_DEFLATED) as file:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                file.write(path, path.relative_to(folder).as_posix())
    return archive


def small_archive(folder: Path, version: str = "1.0.0", **changes: Any) -> Path:
    """An archive with `small_package`."""
    return zipped(small_package(folder / version, version, **changes))


class Revocable:
    """A catalogue whose versions can be revoked: from then on it raises `error`."""

    def __init__(self, behind: Resolver) -> None:
        self.behind = behind
        self.error: ModelError | None = None

    def resolve(self, text: str) -> tuple[ModelPackage, ModelIdentity]:
        if self.error is not None:
            raise self.error
        return self.behind.resolve(text)

    def packages(self) -> tuple[ModelPackage, ...]:
        return self.behind.packages()
