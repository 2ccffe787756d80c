"""Names, versions and tags; nothing is chosen because it is the latest."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from radlane.errors import ManifestInvalid, ModelError, ModelNotFound, UsageError
from radlane.registry.catalogue import builtin_roots, load_catalogue

ROOT = builtin_roots()[0]


def put(root: Path, folder: str, version: str, title: str = "Lung fields") -> None:
    target = root / folder
    target.mkdir(parents=True)
    text = (ROOT / "cxr-lungs" / "model.yaml").read_text()
    text = text.replace("version: 1.1.0", f"version: {version}").replace("title: Lung fields", f"title: {title}")
    (target / "model.yaml").write_text(text)
    for name in ("model.onnx", "ood.npz"):
        shutil.copy(ROOT / "cxr-lungs" / name, target / name)


def tags(root: Path, content: object) -> Path:
    path = root / "tags.json"
    path.write_text(json.dumps(content))
    return path


def test_the_built_in_model() -> None:
    package, identity = load_catalogue([ROOT], [ROOT / "tags.json"]).resolve("cxr-lungs")
    assert (identity.name, identity.version, identity.tag) == ("cxr-lungs", "1.1.0", "production")
    assert identity.digest == package.digest


def test_references_of_every_form(tmp_path: Path) -> None:
    put(tmp_path, "a", "1.9.0")
    put(tmp_path, "b", "1.10.0")
    first = tags(tmp_path, {"cxr-lungs": {"production": "1.9.0"}})
    catalogue = load_catalogue([tmp_path, tmp_path / "absent"], [first, tmp_path / "absent.json"])
    assert catalogue.resolve("cxr-lungs")[1].version == "1.9.0"
    package, identity = catalogue.resolve("cxr-lungs:1.10.0")
    assert identity.tag is None
    assert catalogue.resolve(f"cxr-lungs@{package.digest}")[1].version == "1.10.0"


def test_the_sites_tags_go_before_the_built_in_ones(tmp_path: Path) -> None:
    put(tmp_path, "b", "1.10.0")
    site = tags(tmp_path, {"cxr-lungs": {"production": "1.10.0"}})
    assert load_catalogue([ROOT, tmp_path], [ROOT / "tags.json", site]).resolve("cxr-lungs")[1].version == "1.10.0"


@pytest.mark.parametrize("text", ["nobody", "cxr-lungs:9.9.9", "cxr-lungs:shadow", "cxr-lungs@sha256:" + "0" * 64])
def test_what_is_not_there(text: str) -> None:
    with pytest.raises(ModelNotFound):
        load_catalogue([ROOT], [ROOT / "tags.json"]).resolve(text)


def test_a_text_that_is_no_reference() -> None:
    with pytest.raises(UsageError):
        load_catalogue([ROOT], []).resolve("../x")


def test_one_version_with_two_contents_is_not_chosen_from(tmp_path: Path) -> None:
    put(tmp_path, "a", "2.0.0")
    put(tmp_path, "b", "2.0.0", title="Something else")
    with pytest.raises(ModelNotFound, match="different content"):
        load_catalogue([tmp_path], []).resolve("cxr-lungs:2.0.0")


def test_a_broken_package_hides_no_other_and_says_why(tmp_path: Path) -> None:
    put(tmp_path, "good", "1.0.0")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "model.yaml").write_text("schema: other\n")
    catalogue = load_catalogue([tmp_path], [])
    assert [package.locate("x").parent.name for package in catalogue.packages()] == ["good"]
    assert [entry.folder for entry in catalogue.entries if entry.error] == ["broken"]
    with pytest.raises(ManifestInvalid):
        catalogue.resolve("broken:1.0.0")
    assert catalogue.resolve("cxr-lungs:1.0.0")[0].locate("x").parent.name == "good"


def test_tags_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        load_catalogue([tmp_path], [tags(tmp_path, {"cxr-lungs": "1.0.0"})])
    (tmp_path / "tags.json").write_text("{")
    with pytest.raises(ModelError):
        load_catalogue([tmp_path], [tmp_path / "tags.json"])
