from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from radlane.registry.catalogue import builtin_roots


@pytest.fixture
def broken(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of models: a good one, and one whose weights are others."""
    root = home / "models"
    shutil.copytree(builtin_roots()[0] / "cxr-lungs", root / "good")
    shutil.copytree(root / "good", root / "bad")
    (root / "bad" / "model.onnx").write_bytes(b"other")
    monkeypatch.setenv("RADLANE_MODELS_DIR", str(root))
    return root


def test_models_are_listed(command: Any) -> None:
    said = command("models", "list", "--json")
    models = said.json["items"]
    assert (said.code, [model["name"] for model in models]) == (0, ["ct-tissue", "cxr-lungs"])
    lines = ""
    for model in models:
        (version,) = model["versions"]
        assert model["tags"] == {"production": "1.0.0"}
        lines += f"{model['name']}:1.0.0  validated  production  {version['digest'][:19]}  {version['statement']}\n"
    assert command("models", "list").out == lines


def test_a_broken_package_is_said_and_hides_no_other(command: Any, broken: Path) -> None:
    as_json, text = command("models", "list", "--json"), command("models", "list")
    assert (as_json.code, text.code) == (1, 1)
    assert [model["name"] for model in as_json.json["items"]] == ["cxr-lungs"]
    assert [(package["folder"], package["code"]) for package in as_json.json["broken"]] == [("bad", "artifact-corrupt")]
    assert [line.split()[0] for line in text.out.splitlines()] == ["cxr-lungs:1.0.0", "bad:"]


def test_where_there_is_none_it_says_so(command: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADLANE_MODELS_DIR", str(home))
    said = command("models", "list")
    assert (said.code, said.out) == (0, "There is no model\n")


def test_a_model_is_shown_whole(command: Any) -> None:
    document = command("models", "show", "cxr-lungs:production", "--json").json
    assert (document["name"], document["version"], document["tag"]) == ("cxr-lungs", "1.0.0", "production")
    assert document["manifest"]["schema"] == "radlane.model/1"
    said = command("models", "show", f"cxr-lungs@{document['digest']}")
    assert said.out.splitlines()[:4] == ["cxr-lungs:1.0.0", document["digest"], "validated", ""]
    assert said.out.endswith(document["card"])


@pytest.mark.parametrize(
    ("reference", "code", "error"),
    [
        ("No Model", 2, "usage"),
        ("nosuch", 1, "model-not-found"),
        ("cxr-lungs:9.9.9", 1, "model-not-found"),
        ("bad", 1, "artifact-corrupt"),  # by its folder: its manifest says a name that another has
    ],
)
def test_a_model_that_cannot_be_shown(command: Any, broken: Path, reference: str, code: int, error: str) -> None:
    said = command("models", "show", reference, "--json")
    assert (said.code, said.error) == (code, error)


def test_a_model_without_its_card_is_broken(command: Any, broken: Path) -> None:
    (broken / "good" / "README.md").unlink()
    assert command("models", "show", "cxr-lungs:1.0.0", "--json").error == "artifact-corrupt"
