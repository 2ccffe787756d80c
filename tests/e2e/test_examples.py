"""The examples: made by their script, served by one setting; those of several channels run on small studies."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from pydicom.dataset import FileDataset

from radlane.domain.result import Verdict
from radlane.registry.catalogue import builtin_roots, load_catalogue
from support.lane import run
from support.several import BOX, BRIGHT, SHAPE, block_at, head, one_of, pet_on_ct
from support.volumes import saved

ROOT = builtin_roots()[0] / "examples"
DESCRIBED = {"t1": "Ax T1", "t1c": "Ax T1 +C", "t2": "Ax T2 TSE", "flair": "Ax T2 FLAIR"}


def mri(*left_out: str) -> dict[str, list[FileDataset]]:
    """Four series as a hospital describes them."""
    return {
        name: one_of(name, head(100, BRIGHT), SeriesDescription=said)
        for name, said in DESCRIBED.items()
        if name not in left_out
    }


def archive(folder: Path, made: Mapping[str, Sequence[FileDataset]]) -> Path:
    for name, datasets in made.items():
        saved(datasets, folder / name)
    return folder


def test_the_script_makes_what_lies_there(tmp_path: Path) -> None:
    again = shutil.copytree(ROOT, tmp_path / "again", ignore=shutil.ignore_patterns("__pycache__"))
    for path in (*again.glob("*/model.onnx"), *again.glob("*/golden")):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    subprocess.run([sys.executable, again / "make.py"], check=True, timeout=120)
    names = sorted(path.parent.name for path in ROOT.glob("*/model.yaml"))
    for name in names:
        for file in ("model.onnx", "model.yaml"):
            assert (again / name / file).read_bytes() == (ROOT / name / file).read_bytes(), (name, file)
        with np.load(again / name / "golden/one.npz") as one, np.load(ROOT / name / "golden/one.npz") as other:
            assert one.files == other.files
            for array in one.files:
                np.testing.assert_allclose(one[array], other[array], rtol=1e-5, atol=1e-5)


def test_they_come_with_radlane_only_where_they_are_asked_for() -> None:
    above = ROOT.parent
    named = {entry.folder for entry in load_catalogue([above], [above / "tags.json"]).entries}
    names = {path.parent.name for path in ROOT.glob("*/model.yaml")}
    assert len(names) == 13
    assert named.isdisjoint(names)
    examples = load_catalogue([ROOT], [ROOT / "tags.json"])
    for name in sorted(names):
        package, _ = examples.resolve(name)
        assert package.manifest.trained_on == "synthetic"
        for text in (
            package.manifest.regulatory.statement,
            package.manifest.card.intended_use,
            (ROOT / name / "README.md").read_text(),
        ):
            assert "means nothing" in text.lower()
        assert any(word in package.manifest.title for word in ("without meaning", "xample"))


@pytest.mark.parametrize("left_out", [(), ("flair",)])
def test_four_mr_series_by_the_command_line(left_out: tuple[str, ...], tmp_path: Path) -> None:
    found = run(archive(tmp_path / "archive", mri(*left_out)), model="brats-channels", RADLANE_MODELS_DIR=str(ROOT))
    assert found.result["verdict"] == Verdict.ANALYSED
    chosen = {one["channel"]: one["series"] for one in found.result["selection"] if one["choice"] == "chosen"}
    assert set(chosen) == {"t1c", "t1", "t2", "flair"} - set(left_out)
    assert len(set(chosen.values())) == len(chosen)
    assert found.reasons == ({"channel-missing"} if left_out else set())
    segmentation = found.dataset("segmentation")
    pixels = segmentation.pixel_array.reshape(-1, *SHAPE[1:])
    assert int(pixels.sum()) == int(np.prod([part.stop - part.start for part in BOX]))
    assert "means nothing" in str(found.dataset("report"))


def test_a_pet_on_a_ct_by_the_command_line(tmp_path: Path) -> None:
    """The mean SUV where the CT is above air: of an activity that is linear in space, that at the middle of the CT."""
    made = pet_on_ct()
    found = run(archive(tmp_path / "archive", made), model="petct-fusion", RADLANE_MODELS_DIR=str(ROOT))
    assert found.result["verdict"] == Verdict.ANALYSED
    (finding,) = found.result["findings"]
    ct = block_at(np.zeros(SHAPE, np.int16))
    middle = (ct.affine @ [*((np.array(SHAPE) - 1) / 2), 1])[:3]
    suv = (6000 + middle @ [60.0, -45.0, 25.0]) * 70_000 / (350e6 * 0.5 ** (3600 / 6586.2))
    assert finding["measurements"][0]["value"] == pytest.approx(suv, rel=0.01)
    assert finding["measurements"][0]["unit"]["value"] == "g/ml{SUVbw}"
    assert len(found.result["provenance"]["inputs"]) == sum(map(len, made.values()))
