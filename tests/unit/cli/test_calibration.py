from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from support.calibrated import overconfident
from support.doubtful import doubtful_package
from support.said import NAME, classification
from support.said_lanes import of_radiograph


def test_the_section_of_the_manifest_is_said_and_nothing_is_changed(command: Any, home: Path) -> None:
    doubtful_package(home, of_radiograph((8, 6)), (classification(),))
    before = (home / NAME / "model.yaml").read_bytes()
    data = overconfident(500, 3.0, 6)
    rows = [f"{a},{b},{int(x)},{int(y)}" for (a, b), (x, y) in zip(data.raw, data.truth, strict=True)]
    (home / "numbers.csv").write_text("0,1,label:ptx,label:effusion\n" + "\n".join(rows))
    call = ("models", "calibrate", NAME, "numbers.csv", "--fitted-on", "500 drawn numbers")
    said = command(*call, "--method", "isotonic", "--json").json["calibration"]
    assert (said["method"], said["n"], said["fitted_on"]) == ("isotonic", 500, "500 drawn numbers")
    assert said["ece"]["after"] < said["ece"]["before"]
    section, error = command(*call).out.split("\n\n")
    assert yaml.safe_load(section)["calibration"]["temperature"] > 2
    assert "choose them anew" in error
    assert (home / NAME / "model.yaml").read_bytes() == before


def test_a_table_that_is_none_is_refused(command: Any, home: Path) -> None:
    doubtful_package(home, of_radiograph((8, 6)), (classification(),))
    said = command("models", "calibrate", NAME, "none.csv", "--fitted-on", "nothing", "--json")
    assert (said.code, said.error) == (2, "usage")
