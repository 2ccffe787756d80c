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
_NEEDED = (MANIFEST, CARD)


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
        named = _named(package.manifest)
        found = frozenset(_files(folder))
        if found - named:
            raise _refused("file-unnamed", "a file is in the folder that model.yaml does not name")
        if named - found - {SIGNATURE}:
            raise _refused("file-missing", "a file is not there, or not under the name that model.yaml gives it")
        return Staged(package=package, files=tuple(_stored(folder, path) for path in sorted(found)))
    except (ManifestInvalid, ArtifactCorrupt) as error:
        raise PackageRefused(error.code, error.what, uid=error.uid, why=error.why, remedy=error.remedy) from error
    except OSError as error:
        raise _refused("file-kind", "a file of it cannot be read") from error


def _named(manifest: Manifest) -> frozenset[str]:
    named = [artifact.path for artifact in manifest.artifacts] + [test.path for test in manifest.tests]
    return frozenset({*(PurePosixPath(path).as_posix() for path in named), *_NEEDED, SIGNATURE})


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


def _stored(folder: Path, path: str) -> StoredFile:
    digest, size = hashlib.sha256(), 0
    with open(folder / path, "rb", opener=open_no_link) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise _refused("file-kind", "it holds something that is neither a file nor a folder")
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return StoredFile(path=path, sha256=digest.hexdigest(), size=size)


def _refused(code: str, why: str) -> PackageRefused:
    return PackageRefused(code, "The package is not taken", why=why, remedy="Look at the files of the package")
