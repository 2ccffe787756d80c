"""`radlane explain eval`: figures and a page of all methods, from studies in a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from radlane.pipeline.plan import only_study
from support.explaining import spots_lane
from support.said_lanes import COLUMNS, ROWS, bright_radiograph


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study with something bright, its mask, and a model that finds it; another study that is blank."""
    image, blank = bright_radiograph(), bright_radiograph(StudyInstanceUID="1.2.9", SOPInstanceUID="1.2.9.1")
    blank.PixelData = np.zeros((48, 40), np.uint16).tobytes()
    made = spots_lane(tmp_path, [image])
    assert only_study(made.archive) == image.StudyInstanceUID
    blank.save_as(tmp_path / "archive" / "blank.dcm", enforce_file_format=True)
    mask = np.zeros((48, 40), bool)
    mask[ROWS, COLUMNS] = True
    (tmp_path / "masks").mkdir()
    np.savez(tmp_path / "masks" / f"{image.SOPInstanceUID}.npz", ptx=mask)
    monkeypatch.setenv("RADLANE_MODELS_DIR", str(tmp_path / "models"))
    return tmp_path


def test_it_judges_what_was_found(command: Any, ward: Path) -> None:
    said = command(
        *("explain", "eval", ward / "archive", "--model", "said", "--masks", ward / "masks"),
        *("--out", ward / "page", "--method", "grad-cam", "--method", "attention-rollout", "--json"),
    )
    assert said.code == 0, said.err
    document = json.loads(said.out)
    assert (document["studies"], document["not_analysed"]) == (1, {"pixels-blank": 1})
    cam, rollout = document["methods"]
    assert (cam["method"], cam["maps"], cam["missing"], cam["pointing"]) == ("grad-cam", 1, 0, 1.0)
    assert cam["energy"] > 0.6
    assert cam["deletion"] < cam["insertion"]
    assert (rollout["maps"], rollout["missing"], rollout["pointing"]) == (0, 1, None)
    assert "attention" in rollout["why_missing"][0]
    assert json.loads((ward / "page" / "figures.json").read_text()) == document
    page = (ward / "page" / "index.html").read_text()
    assert page.count("<img ") == 1
    assert "AI explanations, not findings" in page
    assert 'src="data:image/png;base64,' in page
    assert "http" not in page, "it asks nobody for anything"


def test_people_read_a_table(command: Any, ward: Path) -> None:
    said = command(*("explain", "eval", ward / "archive", "--model", "said", "--out", ward / "page", "--method", "cam"))
    lines = said.out.splitlines()
    assert lines[0] == "said:1.0.0"
    assert lines[2].split() == [
        "method",
        "maps",
        "pointing",
        "pointing",
        "beside",
        "others",
        "energy",
        "deletion",
        "insertion",
        "likeness",
        "cost",
    ]
    assert lines[3].split()[:3] == ["cam", "1", "-"]
    assert lines[-1] == str(ward / "page" / "index.html")


def test_without_a_finding_there_is_nothing_to_judge(command: Any, ward: Path) -> None:
    (ward / "empty").mkdir()
    said = command("explain", "eval", ward / "empty", "--model", "said", "--out", ward / "page")
    assert (said.code, list((ward / "page").iterdir())) == (2, [])


def test_a_method_that_there_is_not_is_usage(command: Any, ward: Path) -> None:
    said = command(
        *("explain", "eval", ward / "archive", "--model", "said", "--out", ward / "page", "--method", "magic")
    )
    assert said.code == 2
    assert "magic" not in said.err
