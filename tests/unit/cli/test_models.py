from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from radlane.registry.catalogue import builtin_roots
from support.registry import small_archive, small_package


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
    assert (said.code, [model["name"] for model in models]) == (0, ["ct-tissue", "cxr-acquisition", "cxr-lungs"])
    lines = ""
    for model in models:
        (version,) = model["versions"]
        assert model["tags"] == {"production": "1.0.0"}
        name = f"{model['name']}:1.0.0".ljust(len("cxr-acquisition:1.0.0"))
        lines += f"{name}  validated  production  {version['digest'][:19]}  {version['statement']}\n"
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


WHY = ("--reason", "a test")


def said(command: Any, *words: object) -> Any:
    """What a command that does its work says."""
    ended = command("models", *map(str, words), "--json")
    assert ended.code == 0, ended.out
    return ended.json


def test_the_life_of_a_version(command: Any, home: Path) -> None:
    """From an archive and a folder to a tag, back, and out of service; nothing else than the data folder is changed."""
    assert command("models", "history", "small", "production", "--json").error == "model-not-found"
    folder = small_package(home / "new", "1.1.0")
    (folder / "train.py").write_text("how it was made")
    old, new = said(command, "add", small_archive(home / "sent")), said(command, "add", folder)
    assert [(one["version"], one["state"]) for one in (old, new)] == [
        ("1.0.0", "quarantined"),
        ("1.1.0", "quarantined"),
    ]
    assert "was there already" in command("models", "add", home / "new").out
    early = command("models", "tag", "small", "1.0.0", "production", *WHY, "--json")
    assert (early.code, early.error) == (1, "version-quarantined")
    for version in ("1.0.0", "1.1.0"):
        assert said(command, "validate", f"small:{version}")["state"] == "validated"
        said(command, "tag", "small", version, "production", *WHY)
    assert said(command, "show", "small")["version"] == "1.1.0"
    back = said(command, "rollback", "small", "production", *WHY)
    assert (back["version"], back["previous"], back["caller"][:3]) == ("1.0.0", "1.1.0", "os:")
    moves = said(command, "history", "small", "production")["items"]
    assert [move["kind"] for move in moves] == ["rolled-back", "moved", "moved"]
    assert "1.1.0 -> 1.0.0" in command("models", "history", "small", "production").out
    words = ("--sunset", "2030-01-31", "--replacement", "1.0.0")
    assert said(command, "deprecate", "small:1.1.0", *WHY, *words)["replacement"] == "1.0.0"
    gone = command("models", "revoke", "small:1.0.0", *WHY)
    assert "the tag production still means it" in gone.out
    assert command("run", "1.2.3", "--archive", home, "--model", "small", "--json").error == "version-revoked"
    listed = next(model for model in said(command, "list")["items"] if model["name"] == "small")
    assert [version["state"] for version in listed["versions"]] == ["revoked", "deprecated"]
    kept = command("models", "delete", "small:1.0.0", "--json")
    assert (kept.code, kept.error) == (1, "version-kept")


def test_what_is_not_needed_any_more_is_deleted(command: Any, home: Path) -> None:
    said(command, "add", small_archive(home / "sent"))
    assert "is removed" in command("models", "delete", "small:1.0.0").out
    assert not list((home / "data" / "models" / "blobs").glob("??/*"))
    trail = command("audit", "list", "--json").json["items"]
    assert [record["action"] for record in trail if record["action"] != "trail-read"] == [
        "model-removed",
        "model-added",
    ]


def test_what_is_no_package_is_not_added(command: Any, home: Path) -> None:
    (home / "empty").mkdir()
    (home / "text.zip").write_text("no archive")
    for path, error in (("empty", "usage"), ("nothing", "usage"), ("text.zip", "archive-kind")):
        assert command("models", "add", home / path, "--json").error == error
    assert command("models", "tag", "small", "1.0.0", "2.0.0", *WHY, "--json").error == "usage"


def test_who_only_looks_writes_nothing(command: Any, home: Path) -> None:
    for words in (("models", "list"), ("models", "show", "cxr-lungs"), ("inspect", str(home))):
        assert command(*words).code == 0
    assert not (home / "data").exists()


def test_an_examination_that_fails_says_why(command: Any, home: Path) -> None:
    said(command, "add", small_package(home / "bad", noise=1.0))
    failed = command("models", "validate", "small:1.0.0", "--json")
    assert (failed.code, failed.error) == (1, "self-test-failed")
    assert json.loads(command("models", "show", "small:1.0.0", "--json").out)["state"] == "quarantined"
