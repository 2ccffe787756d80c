"""A folder is a package whose files are all named, or it is refused."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from radlane.errors import PackageRefused
from radlane.registry.catalogue import builtin_roots
from radlane.registry.package import open_package
from radlane.registry.staging import stage

CXR = builtin_roots()[0] / "cxr-lungs"
FILES = ("README.md", "golden/chest.npz", "golden/limb.npz", "model.onnx", "model.yaml", "ood.npz")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "staged"
    for name in FILES:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CXR / name, target / name)
    return target


def code_of(folder: Path) -> str:
    with pytest.raises(PackageRefused) as caught:
        stage(folder)
    return caught.value.code


def test_every_file_comes_with_its_digest(folder: Path) -> None:
    staged = stage(folder)
    assert staged.package.digest == open_package(CXR).digest
    assert tuple(file.path for file in staged.files) == FILES
    weights = next(file for file in staged.files if file.path == "model.onnx")
    assert weights.sha256 == hashlib.sha256((CXR / "model.onnx").read_bytes()).hexdigest()
    assert weights.size == (CXR / "model.onnx").stat().st_size


def test_a_signature_may_be_there(folder: Path) -> None:
    (folder / "model.sig").write_bytes(b"{}")
    assert len(stage(folder).files) == len(FILES) + 1


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


ATTACKS: dict[str, tuple[Callable[[Path], object], str]] = {
    "unnamed file": (lambda folder: (folder / "train.py").write_text("print()"), "file-unnamed"),
    "unnamed file in a folder": (lambda folder: (folder / "golden" / "x.npz").write_text(""), "file-unnamed"),
    "no golden vector": (lambda folder: (folder / "golden" / "limb.npz").unlink(), "file-missing"),
    "no card": (lambda folder: (folder / "README.md").unlink(), "file-missing"),
    "no manifest": (lambda folder: (folder / "model.yaml").unlink(), "manifest-invalid"),
    "manifest of another kind": (lambda folder: (folder / "model.yaml").write_text("{}"), "manifest-invalid"),
    "cut weights": (lambda folder: truncate(folder / "model.onnx"), "artifact-corrupt"),
    "symbolic link": (lambda folder: (folder / "link").symlink_to("/etc/passwd"), "file-kind"),
    "pipe": (lambda folder: os.mkfifo(folder / "pipe"), "file-kind"),
    "no folder": (shutil.rmtree, "manifest-invalid"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_anything_else_is_refused_with_its_code(folder: Path, attack: str) -> None:
    do, code = ATTACKS[attack]
    do(folder)
    assert code_of(folder) == code
