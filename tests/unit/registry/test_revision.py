"""The next version of a package is read as it was meant, and is there whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from radlane.errors import ArtifactCorrupt, ManifestInvalid, UsageError
from radlane.registry.catalogue import builtin_roots
from radlane.registry.package import manifest_digest, open_package
from radlane.registry.revision import half_version, next_version, write_revision

EVERY = sorted(path.parent for path in builtin_roots()[0].rglob("model.yaml") if (path.parent / "model.onnx").exists())


@pytest.mark.parametrize(
    ("version", "after"), [("1.0.0", "1.1.0"), ("0.9.12", "0.10.0"), ("2.3.4-rc.1", "2.4.0"), ("10.99.1", "10.100.0")]
)
def test_the_next_version(version: str, after: str) -> None:
    assert next_version(version) == after


@pytest.mark.parametrize(("version", "half"), [("1.2.0", "1.2.0-fp16"), ("2.0.0-rc.1", "2.0.0-rc.1.fp16")])
def test_the_version_in_half_precision_has_the_same_numbers(version: str, half: str) -> None:
    assert half_version(version) == half


@pytest.mark.parametrize("folder", EVERY, ids=lambda folder: folder.name)
def test_every_manifest_that_comes_with_radlane_can_be_written_anew(folder: Path, tmp_path: Path) -> None:
    package = open_package(folder)
    manifest = replace(package.manifest, version="7.0.0")
    write_revision(package, manifest, {}, tmp_path / "made")
    made = open_package(tmp_path / "made")
    assert (made.manifest, made.digest) == (manifest, manifest_digest(manifest))
    assert (tmp_path / "made" / "README.md").read_bytes() == (folder / "README.md").read_bytes()


def test_files_that_change_are_the_new_ones(tmp_path: Path) -> None:
    package = open_package(EVERY[0])
    weights = package.manifest.networks[-1].weights
    (tmp_path / "other").write_bytes(b"other")
    write_revision(package, package.manifest, {weights.path: tmp_path / "other"}, tmp_path / "made")
    assert (tmp_path / "made" / weights.path).read_bytes() == b"other"
    with pytest.raises(ArtifactCorrupt):
        open_package(tmp_path / "made")


def test_nothing_is_written_over(tmp_path: Path) -> None:
    package = open_package(EVERY[0])
    (tmp_path / "made").mkdir()
    with pytest.raises(UsageError, match="something at --out"):
        write_revision(package, package.manifest, {}, tmp_path / "made")
    with pytest.raises(UsageError, match="cannot be written"):
        write_revision(package, package.manifest, {"golden/chest.npz": tmp_path / "gone"}, tmp_path / "made2")
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_a_manifest_that_is_wrong_is_not_written(tmp_path: Path) -> None:
    package = open_package(EVERY[0])
    with pytest.raises(ManifestInvalid):
        write_revision(package, replace(package.manifest, version="1"), {}, tmp_path / "made")
    assert not list(tmp_path.iterdir())
