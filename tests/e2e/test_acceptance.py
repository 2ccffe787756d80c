"""What a model does not accept is refused before the network runs, with a code, and nothing is stored.

The networks are the trained ones of radlane, under manifests that say more; the images are real, and what is wrong with
each is one thing.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from pydicom import dcmread
from pydicom.dataset import FileDataset

from radlane.registry.catalogue import builtin_roots
from support.lane import Run, analyse, radlane, run
from support.radiographs import real, save
from support.volumes import cranium, saved, series

ALL, EVERY_OTHER = slice(None), slice(None, None, 2)
CHEST: dict[str, Any] = {
    "age_years": {"least": 18},
    "polarities": ["MONOCHROME1", "MONOCHROME2"],
    "intents": ["FOR PRESENTATION"],
    "rows": {"least": 512},
    "columns": {"least": 512},
    "spacing_mm": {"least": 0.1, "most": 0.4, "unknown": "accepted"},
    "pixels": {"empty": 0.5, "saturated": 0.05, "polarity": {"pattern": "frontal-chest"}},
}
HEAD: dict[str, Any] = {
    "age_years": {"least": 18, "unknown": "accepted"},
    "slices": {"least": 20},
    "slice_spacing_mm": {"most": 5},
    "extent_mm": {"least": 50},
    "pixels": {
        "saturated": 0.05,
        "air_hu": {"least": -1050, "most": -950},
        "cut": [{"side": "H", "most": 0.5}, {"side": "L", "most": 0.1}, {"side": "R", "most": 0.1}],
    },
}


def strict(folder: Path, model: str, accepts: dict[str, Any]) -> dict[str, str]:
    """The variables of a folder of models with one as it is, and one that accepts less."""
    package = folder / "models" / "strict"
    for copy in (package, folder / "models" / model):
        shutil.copytree(builtin_roots()[0] / model, copy)
    manifest = yaml.safe_load((package / "model.yaml").read_text()) | {"name": "strict", "accepts": accepts}
    (package / "model.yaml").write_text(yaml.safe_dump(manifest, sort_keys=False))
    (folder / "models" / "tags.json").write_text(json.dumps({"strict": {"production": manifest["version"]}}))
    return {"RADLANE_MODELS_DIR": str(folder / "models")}


def chest(**attributes: object) -> FileDataset:
    """RG1 of an adult."""
    dataset = dcmread(real("RG1_UNCR.dcm"))
    dataset.PatientAge = "045Y"
    for keyword, value in attributes.items():
        setattr(dataset, keyword, value)
    return dataset


def clipped(dataset: FileDataset) -> FileDataset:
    """As if it had been windowed before it was sent."""
    pixels = dataset.pixel_array
    low, high = np.percentile(pixels, (10, 90))
    dataset.PixelData = np.clip(pixels, low, high).astype(np.uint16).tobytes()
    return dataset


def blanked(dataset: FileDataset) -> FileDataset:
    pixels = dataset.pixel_array.copy()
    pixels[: 2 * len(pixels) // 3] = 1000
    dataset.PixelData = pixels.tobytes()
    return dataset


def refused(outcome: Run, code: str) -> None:
    assert outcome.result["verdict"] == "not-analysed"
    assert outcome.reasons == {code}
    assert outcome.stored_nothing


def test_what_a_model_accepts_is_analysed(tmp_path: Path) -> None:
    outcome = analyse(chest(), tmp_path, model="strict", **strict(tmp_path, "cxr-lungs", CHEST))
    assert outcome.result["verdict"] == "analysed"
    assert outcome.result["objects"]


@pytest.mark.parametrize(
    ("dataset", "code"),
    [
        (lambda: chest(PatientAge="004Y"), "age-mismatch"),
        (lambda: chest(PatientAge="", PatientBirthDate="20200101", StudyDate="20240229"), "age-mismatch"),
        (lambda: chest(PatientAge="", PatientBirthDate=""), "age-unknown"),
        (lambda: chest(PresentationIntentType="FOR PROCESSING"), "intent-mismatch"),
        (lambda: chest(PixelSpacing=[1.5, 1.5], ImagerPixelSpacing=[1.5, 1.5]), "spacing-mismatch"),
        (lambda: chest(PhotometricInterpretation="MONOCHROME2"), "pixels-inverted"),
        (lambda: blanked(chest()), "pixels-empty"),
        (lambda: clipped(chest()), "pixels-saturated"),
    ],
    ids=lambda found: found if isinstance(found, str) else "",
)
def test_a_radiograph_that_is_not_accepted(tmp_path: Path, dataset: Any, code: str) -> None:
    settings = strict(tmp_path, "cxr-lungs", CHEST)
    refused(analyse(dataset(), tmp_path, model="strict", **settings), code)
    looked = radlane("inspect", tmp_path / "archive", "--json", home=tmp_path / "home", **settings)
    (item,) = looked.answer["items"]
    assert item["models"]["strict:1.1.0"] == code
    assert item["models"]["cxr-lungs:1.1.0"] == "reads"  # its manifest asks for nothing


def head(z: slice, y: slice = ALL, x: slice = ALL, **attributes: object) -> list[FileDataset]:
    """A part of a whole head as a series."""
    return series(cranium().part(z, y, x), **attributes)


@pytest.mark.parametrize(
    ("slices", "code"),
    [
        (lambda: head(EVERY_OTHER), None),
        (lambda: head(slice(0, 30)), "field-of-view-mismatch"),
        (lambda: head(slice(0, 10)), "slice-count-mismatch"),
        (lambda: head(slice(0, None, 4)), "spacing-mismatch"),
        (lambda: head(slice(0, 70)), "body-cut"),
        (lambda: head(ALL, ALL, slice(0, 150)), "body-cut"),
        (lambda: head(EVERY_OTHER, RescaleIntercept=1024), "air-unknown"),
        (lambda: head(EVERY_OTHER, RescaleIntercept=-200), "air-mismatch"),
        (lambda: head(EVERY_OTHER, PatientAge="003Y"), "age-mismatch"),
    ],
    ids=lambda found: found if isinstance(found, str) else "",
)
def test_a_head_that_is_not_accepted(tmp_path: Path, slices: Any, code: str | None) -> None:
    archive = saved(slices(), tmp_path / "archive")
    outcome = run(archive, model="strict", **strict(tmp_path, "ct-tissue", HEAD))
    if code is None:
        assert outcome.result["verdict"] == "analysed"
    else:
        refused(outcome, code)


def test_inspect_judges_a_slice_by_its_header_alone(tmp_path: Path) -> None:
    settings = strict(tmp_path, "ct-tissue", HEAD)
    child, adult = (head(slice(0, 1), PatientAge=age)[0] for age in ("003Y", "030Y"))
    for number, (dataset, verdict) in enumerate(((child, "age-mismatch"), (adult, "slice"))):
        path = save(dataset, tmp_path / "slices", f"{number}.dcm")
        looked = radlane("inspect", path, "--json", home=tmp_path / "home", **settings)
        assert looked.answer["items"][0]["models"]["strict:1.0.0"] == verdict
