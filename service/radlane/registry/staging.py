"""An unpacked folder -> a package of which every file is known.

In: a folder that nobody else writes to. Out: `Staged`, or `PackageRefused` with the code of what is wrong.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from radlane.domain.model import Manifest
from radlane.domain.version import StoredFile
from radlane.errors import ArtifactCorrupt, ManifestInvalid, PackageRefused
from radlane.registry.members import CHUNK
from radlane.registry.package import CARD, MANIFEST, ModelPackage, open_no_link, open_package

SIGNATURE = "model.sig"


@dataclass(frozen=True, kw_only=True)
class Staged:
    """A package whose files are all named, with the size and the digest of each, by path."""

    package: ModelPackage
    files: tuple[StoredFile, ...]


def stage(folder: Path) -> Staged:
    """Open the package, and take stock of its files.

    Raises
    ------
    PackageRefused
        With `file-unnamed`, `file-missing` or `file-kind`, or the code of the error that the package has.
    """
    try:
        package = open_package(folder)
        named = frozenset(named_files(package.manifest))
        found = frozenset(_files(folder))
        if found - named - {SIGNATURE}:
            raise _refused("file-unnamed", "a file is in the folder that model.yaml does not name")
        if named - found:
            raise _refused("file-missing", "a file is not there, or not under the name that model.yaml gives it")
        return Staged(package=package, files=tuple(stored_file(folder / path, path) for path in sorted(found)))
    except (ManifestInvalid, ArtifactCorrupt) as error:
        raise PackageRefused(error.code, error.what, uid=error.uid, why=error.why, remedy=error.remedy) from error
    except OSError as error:
        raise _refused("file-kind", "a file of it cannot be read") from error


def named_files(manifest: Manifest) -> tuple[str, ...]:
    """Paths of all files that a package has to have; a signature may be there, too."""
    named = [artifact.path for artifact in manifest.artifacts] + [test.path for test in manifest.tests]
    return tuple(sorted({*(PurePosixPath(path).as_posix() for path in named), MANIFEST, CARD}))


def stored_file(path: Path, name: str) -> StoredFile:
    """Size and digest of a plain file, under its path in the package.

    Raises
    ------
    PackageRefused
        With `file-kind`, if it cannot be read or is no plain file.
    """
    digest, size = hashlib.sha256(), 0
    try:
        with open(path, "rb", opener=open_no_link) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _refused("file-kind", "it holds something that is neither a file nor a folder")
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except OSError as error:
        raise _refused("file-kind", "a file of it cannot be read") from error
    return StoredFile(path=name, sha256=digest.hexdigest(), size=size)


def _files(folder: Path, within: str = "") -> Iterator[str]:
    """Paths of the files, relative; anything but files and folders is refused."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(folder / entry.name, f"{within}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                yield within + entry.name
            else:
                raise _refused("file-kind", "it holds something that is neither a file nor a folder")


def _refused(code: str, why: str) -> PackageRefused:
    return PackageRefused(code, "The package is not taken", why=why, remedy="Look at the files of the package")
