"""The files of a package in a folder where others lie beside them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from radlane.domain.version import VersionState
from radlane.errors import ArtifactCorrupt
from radlane.registry.package import open_package
from radlane.registry.staging import SIGNATURE, stage
from radlane.registry.stock import describe, take_stock
from support.registry import ACT, small_package


def test_what_the_manifest_names_is_the_package(tmp_path: Path) -> None:
    folder = small_package(tmp_path / "small")
    staged = stage(folder)
    (folder / "train.py").write_text("how it was made")
    assert take_stock(open_package(folder)) == staged.files
    (folder / SIGNATURE).write_text("signed")
    (added,) = set(take_stock(open_package(folder))) - set(staged.files)
    assert (added.path, added.sha256) == (SIGNATURE, hashlib.sha256(b"signed").hexdigest())


@pytest.mark.parametrize("name", ["README.md", "golden/one.npz"])
def test_a_file_that_is_missing_or_a_link_is_none(tmp_path: Path, name: str) -> None:
    folder = small_package(tmp_path / "small")
    package = open_package(folder)
    (folder / name).rename(tmp_path / "elsewhere")
    with pytest.raises(ArtifactCorrupt):
        take_stock(package)
    (folder / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ArtifactCorrupt):
        take_stock(package)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    folder = small_package(tmp_path / "small")
    package = open_package(folder)
    (folder / "README.md").unlink()
    (folder / "README.md").mkdir()
    with pytest.raises(ArtifactCorrupt):
        take_stock(package)


def test_a_version_says_what_its_manifest_says(tmp_path: Path) -> None:
    package = open_package(small_package(tmp_path / "small", "2.1.0"))
    version = describe(package, take_stock(package), VersionState.QUARANTINED, ACT)
    manifest = package.manifest
    assert (version.name, version.version, version.digest) == ("small", "2.1.0", package.digest)
    assert (version.title, version.statement) == (manifest.title, manifest.regulatory.statement)
    assert (version.state, version.shipped, version.added, version.changed) == ("quarantined", False, ACT, None)
