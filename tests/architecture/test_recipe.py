"""Packages made by a recipe: the recipe, the manifest and the requirements agree, and what is not ours is not here."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from radlane.errors import ArtifactCorrupt
from radlane.registry.manifest import read_manifest
from radlane.registry.package import open_package
from support.sources import ROOT

SHARED = ROOT / "models" / "recipes.py"
RECIPES = tuple(ROOT / "models" / name for name in ("mr-brain", "burned-in-text"))
REQUIREMENTS = tuple(sorted(RECIPES[0].glob("requirements*.txt")))  # the other one converts nothing
GOLDEN_BYTES = 1_500_000
DIGEST = hashlib.sha256(b"a network").hexdigest()

each_file = pytest.mark.parametrize("file", REQUIREMENTS, ids=lambda file: file.stem)


@pytest.fixture(scope="module", params=RECIPES, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    """The folder of a recipe."""
    found: Path = request.param
    return found


@pytest.fixture(scope="module")
def recipe(folder: Path) -> ModuleType:
    """`recipe.py`, which is no module of the package."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [*sys.path])
        return _loaded(f"{folder.name}_recipe", folder / "recipe.py")


@pytest.fixture
def shared(recipe: ModuleType) -> ModuleType:
    """`recipes.py`, which a recipe has imported."""
    return sys.modules[recipe.RECIPE.__class__.__module__]


def _loaded(name: str, file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_recipe_reads_what_the_registry_reads(recipe: ModuleType, shared: ModuleType, folder: Path) -> None:
    file, made = folder / "package" / "model.yaml", recipe.RECIPE
    manifest = read_manifest(file)
    weights = [one for one in manifest.artifacts if one.role == "weights"]  # the rest comes with the recipe
    digests = {artifact.path: artifact.sha256 for artifact in weights}
    assert made.package == file.parent
    assert shared.read_manifest(file, made.networks) == (manifest.version, digests)
    assert manifest.name == made.name == folder.name
    assert set(digests) == set(made.networks) == set(recipe.NETWORKS)
    with pytest.raises(SystemExit, match="does not state"):
        shared.read_manifest(file, (*made.networks, "another.onnx"))


def test_every_network_has_a_small_golden_vector(folder: Path) -> None:
    manifest = read_manifest(folder / "package" / "model.yaml")
    assert all(network.tests for network in manifest.networks)
    assert sum((folder / "package" / test.path).stat().st_size for test in manifest.tests) < GOLDEN_BYTES


def test_the_weights_are_not_here(folder: Path) -> None:
    assert not [path for path in folder.rglob("*") if path.suffix in {".onnx", ".pt", ".whl"}]
    with pytest.raises(ArtifactCorrupt):
        open_package(folder / "package")


@pytest.mark.parametrize("beside", [frozenset({SHARED.stem}), frozenset()], ids=["recipe", "shared"])
def test_the_recipe_needs_nothing_but_python(folder: Path, beside: frozenset[str]) -> None:
    text = (folder / "recipe.py" if beside else SHARED).read_text()
    imported = {name.split(".")[0] for name in re.findall(r"(?m)^(?:from|import) (\S+)", text)}
    assert imported <= sys.stdlib_module_names | beside


def test_a_recipe_runs_by_itself_from_anywhere(folder: Path, tmp_path: Path) -> None:
    """It finds what it shares, and refuses another manifest before anything is fetched."""
    (tmp_path / "out" / folder.name).mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, folder / "recipe.py", "--out", "out"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "is not the network that model.yaml names; nothing was made" in done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == [folder.name]


@each_file
def test_every_requirement_has_a_hash_and_no_address(file: Path) -> None:
    text = re.sub(r"(?m)^#.*$", "", file.read_text())
    statements = [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]
    assert statements
    assert all("==" in line and "--hash=sha256:" in line for line in statements)
    assert not re.search(r"://|index-url|find-links", text)


def test_a_package_that_is_complete_is_left_alone(shared: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "box.onnx").write_bytes(b"a network")
    shared.require_same(tmp_path, {"box.onnx": DIGEST})
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("box.onnx", b"a network")]


def test_new_weights_are_stated_in_one_line(shared: ModuleType, tmp_path: Path) -> None:
    weights = tmp_path / "model.onnx"
    weights.write_bytes(b"a network")
    old = "artifacts:\n  - {role: weights, path: model.onnx, sha256: 00, size: 1}\nname: some\n"
    new = old.replace("sha256: 00, size: 1", f"sha256: {DIGEST}, size: 9")
    assert shared.state_weights(old, weights) == new
    for other in ("name: some\n", old + old):
        with pytest.raises(SystemExit, match="one line"):
            shared.state_weights(other, weights)


@pytest.mark.parametrize("content", [b"another network", None])
def test_other_networks_are_refused(shared: ModuleType, tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "box.onnx").write_bytes(content)
    with pytest.raises(SystemExit, match=r"box\.onnx"):
        shared.require_same(tmp_path, {"box.onnx": DIGEST})


def test_a_wheel_with_other_bytes_is_refused(
    recipe: ModuleType, shared: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetch(*_: object) -> str:
        (tmp_path / "some-1.0.2-py3-none-any.whl").write_bytes(b"something else")
        return ""

    monkeypatch.setattr(shared, "run", fetch)
    with pytest.raises(SystemExit, match="not the file"):
        shared.fetch_wheel(Path("python"), tmp_path, recipe.WHEEL, {recipe.WHEEL_SHA256})


def test_the_first_version_is_tagged(recipe: ModuleType, shared: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "tags.json").write_text('{"cxr-lungs": {"production": "1.0.0"}}')
    shared.tag(tmp_path / "tags.json", recipe.RECIPE.name, "1.0.0")
    tags = {"cxr-lungs": {"production": "1.0.0"}, recipe.RECIPE.name: {"production": "1.0.0"}}
    assert json.loads((tmp_path / "tags.json").read_text()) == tags
    assert [path.name for path in tmp_path.iterdir()] == ["tags.json"]


def test_a_tag_that_is_there_is_not_moved(recipe: ModuleType, shared: ModuleType, tmp_path: Path) -> None:
    text = json.dumps({recipe.RECIPE.name: {"production": "0.9.0"}})
    (tmp_path / "tags.json").write_text(text)
    shared.tag(tmp_path / "tags.json", recipe.RECIPE.name, "1.0.0")
    assert (tmp_path / "tags.json").read_text() == text


def test_a_step_that_fails_is_said_in_one_sentence(shared: ModuleType) -> None:
    with pytest.raises(SystemExit, match="failed, see above"):
        shared.run(Path(sys.executable), "-c", "raise SystemExit(3)")


def test_whose_the_networks_are_goes_with_every_copy() -> None:
    """The wheel of PP-OCRv4 has no text of its licence: the recipe puts it beside the network, and a notice."""
    folder = ROOT / "models" / "burned-in-text"
    notice = (folder / "package" / "NOTICE").read_text()
    assert "Copyright (c) 2020 PaddlePaddle Authors" in notice
    assert "LICENSE.PP-OCR" in notice
    assert "LICENSE.PP-OCR" in (folder / "recipe.py").read_text()
    assert "Apache License" in (ROOT / "LICENSE").read_text()
