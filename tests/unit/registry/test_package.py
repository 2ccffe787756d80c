"""Artifacts are what the manifest says, or the package is not opened."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from radlane.errors import ArtifactCorrupt
from radlane.registry.catalogue import builtin_roots
from radlane.registry.package import GoldenVector, ModelPackage, golden_vectors, open_package

CXR = builtin_roots()[0] / "cxr-lungs"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "cxr-lungs"
    folder.mkdir()
    for name in ("model.yaml", "model.onnx", "ood.npz"):
        shutil.copy(CXR / name, folder / name)
    shutil.copytree(CXR / "golden", folder / "golden")
    return folder


def vectors_of(opened: ModelPackage) -> tuple[GoldenVector, ...]:
    return golden_vectors(opened, opened.manifest.networks[-1])


def test_the_reference_package(package: Path) -> None:
    opened = open_package(package)
    (network,) = opened.manifest.networks
    assert opened.weights_path(network) == package / "model.onnx"
    assert opened.digest.startswith("sha256:")
    vectors = vectors_of(opened)
    assert [vector.name for vector in vectors] == ["golden/chest.npz", "golden/limb.npz"]
    assert vectors[0].arrays["image"].shape == (1, 1, 256, 256)


def test_the_digest_follows_content_and_not_form(package: Path) -> None:
    digest = open_package(package).digest
    manifest = package / "model.yaml"
    text = manifest.read_text()
    manifest.write_text("# a comment\n" + text)
    (package / "README.md").write_text("another card")
    assert open_package(package).digest == digest
    manifest.write_text(text.replace(", pad: 0.0", ""))  # its default: what a later radlane adds changes no digest
    assert open_package(package).digest == digest
    manifest.write_text(text.replace("threshold: 0.9", "threshold: 0.91"))
    assert open_package(package).digest != digest


def test_changed_weights_are_corrupt(package: Path) -> None:
    weights = package / "model.onnx"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    with pytest.raises(ArtifactCorrupt, match="SHA-256"):
        open_package(package)


@pytest.mark.parametrize("how", ["absent", "short", "long", "symbolic link", "folder", "pipe"])
def test_anything_but_the_plain_file_is_corrupt(package: Path, tmp_path: Path, how: str) -> None:
    weights, elsewhere = package / "model.onnx", tmp_path / "elsewhere"
    data = weights.read_bytes()
    weights.unlink()
    elsewhere.write_bytes(data)
    if how in ("short", "long"):
        weights.write_bytes(data[:-1] if how == "short" else data + b"x")
    elif how == "symbolic link":
        weights.symlink_to(elsewhere)
    elif how == "folder":
        weights.mkdir()
    elif how == "pipe":
        os.mkfifo(weights)
    with pytest.raises(ArtifactCorrupt):
        open_package(package)


def test_a_hard_link_is_a_plain_file(package: Path, tmp_path: Path) -> None:
    os.link(package / "model.onnx", tmp_path / "cache")  # as uv and conda install wheels
    os.link(package / "golden" / "chest.npz", tmp_path / "cache of golden")
    assert len(vectors_of(open_package(package))) == 2


def test_golden_vectors_are_not_unpacked_without_bound(package: Path) -> None:
    opened = open_package(package)
    np.savez_compressed(package / "golden" / "chest.npz", image=np.zeros((1, 1, 4200, 4200), np.float32))
    with pytest.raises(ArtifactCorrupt):
        vectors_of(opened)


@pytest.mark.parametrize("value", [np.inf, -np.inf, np.nan])
def test_golden_vectors_that_cannot_fail_are_refused(package: Path, value: float) -> None:
    opened = open_package(package)
    np.savez(package / "golden" / "chest.npz", image=np.array([0.0, value]))
    with pytest.raises(ArtifactCorrupt, match="finite"):
        vectors_of(opened)


def test_golden_vectors_hold_plain_arrays_only(package: Path) -> None:
    opened = open_package(package)
    np.savez(package / "golden" / "chest.npz", image=np.array([{}], dtype=object))
    with pytest.raises(ArtifactCorrupt):
        vectors_of(opened)
    (package / "golden" / "chest.npz").write_bytes(b"no archive")
    with pytest.raises(ArtifactCorrupt):
        vectors_of(opened)
