"""A folder with a model -> ModelPackage.

In: a folder with model.yaml, weights and golden vectors. Out: the verified package with its digest.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
from numpy.typing import NDArray

from radlane.domain.model import Artifact, Manifest, Network, SelfTest
from radlane.errors import ArtifactCorrupt
from radlane.registry.arrays import UNREADABLE
from radlane.registry.manifest import read_manifest

MAX_GOLDEN_BYTES = 64 << 20
MAX_CARD_BYTES = 1 << 20
CARD = "README.md"
MANIFEST = "model.yaml"
Locate = Callable[[str], Path]


@dataclass(frozen=True, kw_only=True)
class ModelPackage:
    """A verified package.

    Attributes
    ----------
    locate : callable
        Where a file of the package lies, by its path in the package: in a folder, or among the registry's blobs. It
        raises `ArtifactCorrupt` where the package has none of that path.
    digest : str
        `sha256:` over the canonical JSON of the manifest's content; the manifest names every artifact's SHA-256, so
        the digest changes with each of them, and not with the card, comments or the order of keys.
    weights_digest : str
        `sha256:` of the main network's weights.
    """

    locate: Locate
    manifest: Manifest
    digest: str
    weights_digest: str

    def weights_path(self, network: Network) -> Path:
        """Where a network's weights lie."""
        return self.locate(network.weights.path)

    def external_paths(self, network: Network) -> tuple[Path, ...]:
        """Where the files lie that a network's weights may ask for, in the order of `Network.external`."""
        return tuple(self.locate(artifact.path) for artifact in network.external)


@dataclass(frozen=True, kw_only=True)
class GoldenVector:
    """Arrays by ONNX name, inputs and expected outputs, and how far the outputs may differ."""

    name: str
    arrays: Mapping[str, NDArray[np.float32]]
    rtol: float
    atol: float


def open_package(folder: Path) -> ModelPackage:
    """Read a package in a folder and verify its artifacts (`open_files`)."""
    return open_files(folder.joinpath)


def open_files(locate: Locate) -> ModelPackage:
    """Read a package and verify its artifacts.

    Parameters
    ----------
    locate : callable
        Where a file of the package lies, by its path in the package.

    Raises
    ------
    ManifestInvalid
        If the manifest is wrong.
    ArtifactCorrupt
        If an artifact is missing, is no plain file, or has another size or digest.
    """
    manifest = read_manifest(locate(MANIFEST))
    for artifact in manifest.artifacts:
        if _digest(locate, artifact) != artifact.sha256:
            raise _corrupt(manifest, artifact.path, "it has another SHA-256 than the manifest says")
    return ModelPackage(
        locate=locate,
        manifest=manifest,
        digest=manifest_digest(manifest),
        weights_digest=f"sha256:{manifest.networks[-1].weights.sha256}",
    )


def manifest_digest(manifest: Manifest) -> str:
    """SHA-256 over the canonical JSON (sorted keys, no spaces, UTF-8) of the manifest's content.

    A key that has its default value counts as left out: a key that a later radlane adds changes no digest.
    """
    content = json.dumps(stated(manifest), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{hashlib.sha256(content.encode()).hexdigest()}"


def stated(value: Any) -> Any:  # noqa: ANN401 - any part of a manifest
    """Return a part of a manifest as plain JSON values, without the keys that have their default value."""
    if is_dataclass(value):
        kept = [field for field in fields(value) if getattr(value, field.name) != field.default]
        return {field.name: stated(getattr(value, field.name)) for field in kept}
    return [stated(item) for item in value] if isinstance(value, tuple) else value


def read_artifact(locate: Locate, artifact: Artifact) -> bytes:
    """Read a plain file of exactly the stated size; symbolic links are refused: they can lead out of the package.

    Raises
    ------
    ArtifactCorrupt
        If it is anything else.
    """
    data = read_plain(locate(artifact.path), artifact.path, artifact.size)
    if len(data) != artifact.size:
        raise ArtifactCorrupt("An artifact has another size than the manifest says", uid=artifact.path)
    return data


def golden_vectors(package: ModelPackage, network: Network) -> tuple[GoldenVector, ...]:
    """Read a network's golden vectors, in the manifest's order.

    Raises
    ------
    ArtifactCorrupt
        If one is missing, no .npz of plain arrays, or holds what is not finite.
    """
    return tuple(read_golden(package.locate, test) for test in network.tests)


def read_card(package: ModelPackage) -> str:
    """Read the model card, README.md, as Markdown.

    Raises
    ------
    ArtifactCorrupt
        If it is missing, too large or no UTF-8.
    """
    data = read_plain(package.locate(CARD), CARD, MAX_CARD_BYTES)
    try:
        if len(data) > MAX_CARD_BYTES:
            raise ValueError("too large")
        return data.decode()
    except ValueError as error:
        raise ArtifactCorrupt("The model card cannot be read", uid=package.manifest.name) from error


def read_golden(locate: Locate, test: SelfTest) -> GoldenVector:
    """Read a golden vector.

    Raises
    ------
    ArtifactCorrupt
        As `golden_vectors`.
    """
    data = read_plain(locate(test.path), test.path, MAX_GOLDEN_BYTES)
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > MAX_GOLDEN_BYTES:
            raise ValueError("too large when unpacked")
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            arrays = {name: np.asarray(file[name], dtype=np.float32) for name in file.files}
        if not all(np.isfinite(array).all() for array in arrays.values()):
            raise ValueError("not finite: every difference from infinity is close enough")
    except UNREADABLE as error:
        raise ArtifactCorrupt("A golden vector is no .npz of plain, finite arrays", uid=test.path) from error
    return GoldenVector(name=test.path, arrays=arrays, rtol=test.rtol, atol=test.atol)


def _digest(locate: Locate, artifact: Artifact) -> str:
    """SHA-256 of a plain file of exactly the stated size, read in pieces."""
    try:
        with open(locate(artifact.path), "rb", opener=open_no_link) as file:
            facts = os.fstat(file.fileno())
            if not stat.S_ISREG(facts.st_mode):
                raise ArtifactCorrupt("A file of the package is no plain file", uid=artifact.path)
            if facts.st_size != artifact.size:
                raise ArtifactCorrupt("An artifact has another size than the manifest says", uid=artifact.path)
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ArtifactCorrupt("A file of the package cannot be read", uid=artifact.path, why=error.strerror) from error


def read_plain(path: Path, name: str, limit: int) -> bytes:
    """Read at most `limit` + 1 bytes of a plain file. Hard links are plain files: installers make them from caches."""
    try:
        with open(path, "rb", opener=open_no_link) as file:
            facts = os.fstat(file.fileno())
            data = file.read(limit + 1) if stat.S_ISREG(facts.st_mode) else None
    except OSError as error:
        raise ArtifactCorrupt("A file of the package cannot be read", uid=name, why=error.strerror) from error
    if data is None:
        raise ArtifactCorrupt("A file of the package is no plain file", uid=name)
    return data


def open_no_link(path: str, flags: int) -> int:
    """Open a file, no link and no pipe that waits (the `opener` of `open`)."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def _corrupt(manifest: Manifest, path: str, why: str) -> ArtifactCorrupt:
    return ArtifactCorrupt(f"The file {path} cannot be used", uid=f"{manifest.name}:{manifest.version}", why=why)
