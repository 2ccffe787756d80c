"""A package -> its next version, with files and parts of the manifest that are others.

In: a package, the new manifest and the files that change. Out: a folder, whole or not at all. A card that does not
change is copied; the manifest is written anew, without the comments that the old one may have.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp

import yaml

from radlane.domain.model import Manifest
from radlane.errors import ManifestInvalid, UsageError
from radlane.registry.manifest import read_manifest
from radlane.registry.package import MANIFEST, ModelPackage, stated
from radlane.registry.staging import named_files

_NUMBERS = re.compile(r"(\d+)\.(\d+)\.(\d+)")


def next_version(version: str) -> str:
    """Return the next minor version: outputs are added, findings stay."""
    found = _NUMBERS.match(version)
    assert found is not None  # the manifest is validated
    return f"{found[1]}.{int(found[2]) + 1}.0"


def half_version(version: str) -> str:
    """Return the version in half precision: the same numbers, so that it is seen which one it is of."""
    return f"{version}.fp16" if "-" in version else f"{version}-fp16"


def write_revision(package: ModelPackage, manifest: Manifest, files: Mapping[str, Path], folder: Path) -> None:
    """Write the new version.

    Parameters
    ----------
    package : ModelPackage
        What it is made of.
    manifest : Manifest
        The new one; what it names that is not in `files` is copied.
    files : mapping of str to Path
        New and changed files, by their path in the package.
    folder : Path
        Not there yet.

    Raises
    ------
    UsageError
        If there is something at that place already, or the folder cannot be written.
    ManifestInvalid
        If the new manifest contradicts itself.
    """
    if folder.exists() or folder.is_symlink():
        raise UsageError("There is something at --out already", remedy="Name a folder that is not there yet")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(mkdtemp(prefix=".radlane-", dir=folder.parent))
        try:
            for path in named_files(manifest):
                if path != MANIFEST:
                    _copy(files.get(path) or package.locate(path), staging / path)
            (staging / MANIFEST).write_text(_text(manifest), encoding="utf-8")
            _require_written(staging / MANIFEST, manifest)
            staging.chmod(0o755)
            staging.rename(folder)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise UsageError("The folder cannot be written", why=error.strerror) from error


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _text(manifest: Manifest) -> str:
    content = json.loads(json.dumps(stated(manifest)))  # plain values: tuples are lists, names of kinds are texts
    text: str = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=110)
    return text


def _require_written(path: Path, manifest: Manifest) -> None:
    if read_manifest(path) != manifest:
        raise ManifestInvalid("The new manifest is not read as it was meant", uid=manifest.name)
