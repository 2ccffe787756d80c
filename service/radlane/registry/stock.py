"""A package in a folder -> a version, with its files.

In: an opened package, beside which other files may lie, such as the code that made it. Out: what its manifest names,
each with size and digest.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path, PurePosixPath

from radlane.domain.version import Act, StoredFile, Version, VersionState
from radlane.errors import ArtifactCorrupt
from radlane.registry.package import CARD, MANIFEST, ModelPackage
from radlane.registry.staging import SIGNATURE


def take_stock(package: ModelPackage) -> tuple[StoredFile, ...]:
    """Return the files of a package, by path; those of its weights are as the manifest says, which was compared.

    Raises
    ------
    ArtifactCorrupt
        If one is missing, or is no plain file.
    """
    weights = {
        _plain(one.path): StoredFile(path=_plain(one.path), sha256=one.sha256, size=one.size)
        for one in package.manifest.artifacts
    }
    others = {MANIFEST, CARD, *(_plain(test.path) for test in package.manifest.tests)} - weights.keys()
    if package.locate(SIGNATURE).exists():
        others.add(SIGNATURE)
    files = [*weights.values(), *(_stored(package.locate(path), path) for path in others)]
    return tuple(sorted(files, key=lambda file: file.path))


def describe(
    package: ModelPackage, files: tuple[StoredFile, ...], state: VersionState, act: Act, *, shipped: bool = False
) -> Version:
    """Return a package as a version."""
    manifest = package.manifest
    return Version(
        name=manifest.name,
        version=manifest.version,
        digest=package.digest,
        weights_digest=package.weights_digest,
        files=files,
        title=manifest.title,
        trained_on=manifest.trained_on,
        statement=manifest.regulatory.statement,
        state=state,
        shipped=shipped,
        added=act,
    )


def _plain(path: str) -> str:
    return PurePosixPath(path).as_posix()


def _stored(path: Path, name: str) -> StoredFile:
    try:
        with open(path, "rb", opener=_open_no_link) as file:
            facts = os.fstat(file.fileno())
            if not stat.S_ISREG(facts.st_mode):
                raise ArtifactCorrupt("A file of the package is no plain file", uid=name)
            return StoredFile(path=name, sha256=hashlib.file_digest(file, "sha256").hexdigest(), size=facts.st_size)
    except OSError as error:
        raise ArtifactCorrupt("A file of the package cannot be read", uid=name, why=error.strerror) from error


def _open_no_link(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)
