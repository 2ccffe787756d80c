"""A package in a folder -> a version, with its files.

In: an opened package, beside which other files may lie, such as the code that made it. Out: what its manifest names,
each with size and digest.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from radlane.domain.version import Act, StoredFile, Version, VersionState
from radlane.errors import ArtifactCorrupt, PackageRefused
from radlane.registry.package import ModelPackage
from radlane.registry.staging import SIGNATURE, named_files, stored_file


def take_stock(package: ModelPackage) -> tuple[StoredFile, ...]:
    """Return the files of a package, by path; those of its weights are as the manifest says, which was compared.

    Raises
    ------
    ArtifactCorrupt
        If one is missing, or is no plain file.
    """
    weights = {
        PurePosixPath(one.path).as_posix(): StoredFile(
            path=PurePosixPath(one.path).as_posix(), sha256=one.sha256, size=one.size
        )
        for one in package.manifest.artifacts
    }
    others = set(named_files(package.manifest)) - weights.keys()
    if package.locate(SIGNATURE).exists():
        others.add(SIGNATURE)
    files = [*weights.values(), *(_stored(package, path) for path in others)]
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


def _stored(package: ModelPackage, path: str) -> StoredFile:
    try:
        return stored_file(package.locate(path), path)
    except PackageRefused as error:
        raise ArtifactCorrupt("A file of the package cannot be read", uid=path, why=error.why) from error
