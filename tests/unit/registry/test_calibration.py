"""Fits that contradict themselves, or their output."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from radlane.domain.calibration import ErrorOfFit, TemperatureFit
from radlane.domain.classification import ClassificationOutput
from radlane.domain.model import Manifest
from radlane.errors import ManifestInvalid
from radlane.registry.calibration import complain_of_calibration
from radlane.registry.catalogue import builtin_roots
from radlane.registry.manifest import read_manifest
from support.calibrated import isotonic, platt, temperature
from support.planar_models import frame_choice
from support.said import box_map, classes, classification, detection, nodule

PHOTOGRAPH = builtin_roots()[0] / "examples" / "skin-photograph" / "model.yaml"


def complaints(fit: Any, **changes: Any) -> list[str]:
    output = classification(calibration=fit, **changes)
    return complain_of_calibration(output, output.classes)


@pytest.mark.parametrize("fit", [temperature(), platt(), isotonic(), "40 scans", None])
def test_what_fits_is_well(fit: Any) -> None:
    assert complaints(fit) == []


def test_boxes_and_frames_are_calibrated_too() -> None:
    of_boxes = detection(calibration=platt(ids=("nodule",)))
    assert complain_of_calibration(of_boxes, of_boxes.classes) == []
    softmax = box_map(activation="softmax", background=(1,), calibration=isotonic(ids=("nodule",)))
    assert complain_of_calibration(softmax, [nodule()]) == []  # the score of a box is calibrated, not the map
    of_frames = frame_choice(activation="softmax", calibration=temperature())
    assert complain_of_calibration(of_frames, [of_frames.chosen]) == []


@pytest.mark.parametrize(
    ("fit", "changes", "named"),
    [
        (temperature(0.0), {}, "temperature"),
        (temperature(-1.0), {}, "temperature"),
        (temperature(1e6), {}, "temperature"),
        (temperature(n=0), {}, "calibration.n"),
        (temperature(ece=ErrorOfFit(before=0.1, after=1.1)), {}, "calibration.ece"),
        (temperature(fitted_on=""), {}, "names the data"),
        (temperature(), {"activation": "none", "background": (2,)}, "needs the logits of a softmax"),
        (platt(slope=0.0), {}, "slope"),
        (platt(slope=-1.0), {}, "slope"),
        (platt(intercept=1e9), {}, "intercept"),
        (platt(ids=("ptx",)), {}, "classes.id"),
        (platt(ids=("ptx", "ptx", "effusion")), {}, "classes.id"),
        (platt(), {"activation": "softmax"}, "share one probability"),
        (isotonic(), {"activation": "softmax"}, "share one probability"),
        (isotonic(ids=("ptx", "other")), {}, "classes.id"),
        (isotonic(x=(0.1,), y=(0.1,)), {}, "classes.x: 2 to"),
        (isotonic(x=(0.1, 0.2), y=(0.1, 0.2, 0.3)), {}, "classes.x: 2 to"),
        (isotonic(x=(0.1, 1.2), y=(0.1, 0.2)), {}, "from 0 to 1"),
        (isotonic(x=(0.5, 0.5), y=(0.1, 0.2)), {}, "above the one before"),
        (isotonic(x=(0.1, 0.5), y=(0.3, 0.2)), {}, "none is below"),
    ],
)
def test_what_contradicts_itself_is_named(fit: Any, changes: dict[str, Any], named: str) -> None:
    (complaint,) = complaints(fit, **changes)
    assert named in complaint
    assert complaint.startswith("outputs.calibration")


def test_every_class_counts_once() -> None:
    assert len({kind.id for kind in classes()}) == 2


def read(folder: Path, calibration: str) -> Manifest:
    kind = "    kind: classification\n"
    text = PHOTOGRAPH.read_text().replace(kind, f"{kind}    calibration: {calibration}\n")
    (folder / "model.yaml").write_text(text)
    return read_manifest(folder / "model.yaml")


def test_a_fit_is_read_from_the_manifest(tmp_path: Path) -> None:
    said = "{method: temperature, temperature: 1.5, fitted_on: 40 scans, n: 40, ece: {before: 0.2, after: 0.1}}"
    output = read(tmp_path, said).outputs[1]
    assert isinstance(output, ClassificationOutput)
    assert output.calibration == TemperatureFit(
        method="temperature", temperature=1.5, fitted_on="40 scans", n=40, ece=ErrorOfFit(before=0.2, after=0.1)
    )


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("{method: histogram, fitted_on: 40 scans}", "outputs.1.calibration.method: "),
        (
            "{method: temperature, fitted_on: 40 scans, n: 40, ece: {before: 0.2, after: 0.1}}",
            "calibration.temperature",
        ),
        ("7", "outputs.1.calibration: "),
        (
            "{method: temperature, temperature: -1, fitted_on: 40 scans, n: 40, ece: {before: 0.2, after: 0.1}}",
            "outputs.calibration.temperature: above 0",
        ),
    ],
)
def test_the_key_that_is_wrong_is_named(tmp_path: Path, said: str, named: str) -> None:
    with pytest.raises(ManifestInvalid) as invalid:
        read(tmp_path, said)
    assert named in str(invalid.value)
