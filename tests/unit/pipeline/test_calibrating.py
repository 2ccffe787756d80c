"""Tables of labelled numbers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from radlane.domain.calibration import TemperatureFit
from radlane.errors import UsageError
from radlane.pipeline.calibrating import calibrate_output, read_labelled
from support.calibrated import SET, overconfident
from support.lanes import base_manifest
from support.said import classification, regression

EACH = "0,1,label:ptx,label:effusion\n"


def table(folder: Path, text: str) -> Path:
    path = folder / "numbers.csv"
    path.write_text(text)
    return path


def test_each_class_has_its_channel_and_its_label(tmp_path: Path) -> None:
    found = read_labelled(
        table(tmp_path, "note,1,0,label:effusion,label:ptx\nx,2.5,-1,1,0\ny,-4,3,0,1\n"), classification(), SET
    )
    np.testing.assert_array_equal(found.raw, np.float32([[-1, 2.5], [3, -4]]))
    np.testing.assert_array_equal(found.truth, [[False, True], [True, False]])
    assert (found.ids, found.activation, found.fitted_on) == (("ptx", "effusion"), "sigmoid", SET)


def test_of_a_softmax_there_is_one_label(tmp_path: Path) -> None:
    output = classification(activation="softmax", background=(2,))
    found = read_labelled(table(tmp_path, "0,1,2,label\n1,2,3,2\n4,5,6,0\n"), output, SET)
    np.testing.assert_array_equal(found.truth, [[False, False, True], [True, False, False]])
    assert found.ids == ("ptx", "effusion", None)


def test_a_table_is_fitted(tmp_path: Path) -> None:
    data = overconfident(2000, 3.0, 5)
    rows = [f"{a},{b},{int(x)},{int(y)}" for (a, b), (x, y) in zip(data.raw, data.truth, strict=True)]
    manifest = replace(base_manifest(), outputs=(classification(), regression()))
    fit = calibrate_output(manifest, "", table(tmp_path, EACH + "\n".join(rows)), "temperature", SET)
    assert isinstance(fit, TemperatureFit)
    assert fit.temperature == pytest.approx(3.0, rel=0.15)
    with pytest.raises(UsageError, match="not one classification"):
        calibrate_output(manifest, "share", tmp_path / "numbers.csv", "temperature", SET)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "lacks a column"),
        (EACH, "no rows"),
        ("0,label:ptx,label:effusion\n1,0,1\n", "there is no 1"),
        (EACH + "1,2,0,1\n1,two,0,1\n", "line 3, column 1"),
        (EACH + "1,nan,0,1\n", "line 2, column 1"),
        (EACH + "1,2,0\n", "label:effusion"),
        (EACH + "1,2,0,2\n", "A label of the table is none"),
    ],
)
def test_what_is_wrong_is_said_without_the_value(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(UsageError, match=named) as wrong:
        read_labelled(table(tmp_path, text), classification(), SET)
    assert "two" not in str(wrong.value)


def test_a_label_of_a_softmax_is_a_channel_and_a_probability_is_one(tmp_path: Path) -> None:
    softmax = classification(activation="softmax")
    with pytest.raises(UsageError, match="A label of the table is none"):
        read_labelled(table(tmp_path, "0,1,label\n1,2,2\n"), softmax, SET)
    with pytest.raises(UsageError, match="no probability"):
        read_labelled(table(tmp_path, EACH + "1,2,0,1\n"), classification(activation="none"), SET)
    with pytest.raises(UsageError, match="cannot be read"):
        read_labelled(tmp_path / "none.csv", softmax, SET)
