from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest


def test_it_leaves_an_archive_with_the_result(command: Any) -> None:
    said = command("demo", "--out", "demo", "--json")
    assert (said.code, said.json["verdict"]) == (0, "analysed")
    paths = {Path(item["path"]) for item in said.json["objects"]}
    files = {path for path in Path("demo").rglob("*") if path.is_file()}
    assert files == {*paths, Path("demo/RG1_UNCI.dcm")}
    assert len(paths) == 3


def test_without_a_folder_it_makes_one_below_the_data_folder(command: Any, home: Path) -> None:
    assert command("demo").code == 0
    assert len(list((home / "data" / "demo").glob("*/RG1_UNCI.dcm"))) == 1


@pytest.mark.parametrize(
    ("folder", "code", "error"),
    [
        ("there", 2, "usage"),
        ("file/below", 1, "archive-unavailable"),
        ("/proc/demo", 1, "archive-unavailable"),  # nobody can write there
    ],
)
def test_the_folder_has_to_be_a_new_one(command: Any, folder: str, code: int, error: str) -> None:
    Path("there").mkdir()
    Path("file").touch()
    said = command("demo", "--out", folder, "--json")
    assert (said.code, said.error) == (code, error)
    assert list(Path("there").iterdir()) == []


def test_a_model_that_is_not_there_leaves_no_folder(command: Any) -> None:
    assert command("demo", "--out", "demo", "--model", "nosuch", "--json").error == "model-not-found"
    assert not Path("demo").exists()


def test_a_run_that_fails_leaves_no_folder(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADLANE_DEVICE", "cuda")
    assert command("demo", "--out", "demo", "--json").error == "device-unavailable"
    assert not Path("demo").exists()


def test_it_says_what_to_install(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    said = command("demo", "--out", "demo")
    assert (said.code, "pip install 'radlane[demo]'" in said.err) == (2, True)
    assert not Path("demo").exists()
