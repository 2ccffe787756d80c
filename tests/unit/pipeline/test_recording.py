"""Features are those of the lane's own preparation; what it refuses is counted, and left out."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np

from radlane.dicomweb.folder import FolderArchive
from radlane.dicomweb.part10 import Limits
from radlane.domain.input import SlidingWindow
from radlane.domain.model import Artifact
from radlane.domain.uncertainty import Member, Uncertainty
from radlane.explain.graph.features import FEATURES
from radlane.inference.devices import choose_device
from radlane.inference.session import open_session
from radlane.pipeline.models import LoadedModel
from radlane.pipeline.recording import record_features
from support.lanes import site
from support.novelty import SHAPE, convolved_network, half_bright, judging_model
from support.volume_models import geometry, stage

TILES = SlidingWindow(roi=(4, 8, 8), overlap=0.0)  # the mean of their features is that of the whole


def archive(folder: Path) -> FolderArchive:
    return FolderArchive("valid", folder, Limits())


def test_a_row_for_each_study_of_a_patient(tmp_path: Path) -> None:
    for name, level, patient in (("a", 200, "P1"), ("b", 600, "P2"), ("c", 1000, "P1")):
        half_bright(tmp_path / "studies", name, level, PatientID=patient)
    half_bright(tmp_path / "studies", "other", 500, BodyPartExamined="ABDOMEN")
    model = replace(judging_model(tmp_path, stage(geometry(window=TILES))), fitted=None)
    found = record_features(model, [archive(tmp_path / "studies")], site(), tmp_path)
    rows = dict(zip(found.patients, found.rows, strict=False))
    assert sorted(found.patients) == ["radlane tests^P1"] * 2 + ["radlane tests^P2"]
    assert found.refused == {"body-part-mismatch": 1}
    # bright is (value - 0.5) * 10, of half of the voxels -5
    np.testing.assert_allclose(rows["radlane tests^P2"], [2, -2], atol=1e-5)
    assert sorted(found.rows[:, 1].round(3)) == [-4.0, -2.0, 0.0]


def test_networks_after_the_one_with_features_do_not_run(tmp_path: Path) -> None:
    """The main one would not find the box: nothing bright is there, and a study without features is refused."""
    half_bright(tmp_path / "studies", "dark", 400, PatientID="P1")
    look = stage(geometry(window=None, size=SHAPE), stage_id="look", weights="look.onnx")
    model = replace(judging_model(tmp_path, stage(geometry()), [look], of="look"), fitted=None)
    assert model.manifest.networks[0].features == FEATURES
    found = record_features(model, [archive(tmp_path / "studies")], site(), tmp_path)
    np.testing.assert_allclose(found.rows, [[3, -3]], atol=1e-5)


def ensemble(folder: Path, model: LoadedModel) -> LoadedModel:
    """The model with another network, whose weights are named first, and which is asked on a flip too."""
    data = convolved_network()
    (folder / "other.onnx").write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    other = Artifact(role="weights", path="other.onnx", sha256=digest, size=len(data))
    asked = Uncertainty(members=(Member(id="other", weights="other.onnx"),), augmentations=("flip-z",))
    manifest = replace(model.manifest, artifacts=(other, *model.manifest.artifacts), uncertainty=asked)
    place = len(manifest.before)
    session = open_session(folder / "other.onnx", manifest.networks[place], choose_device("cpu", ()), 1)
    sessions = (*model.sessions[:place], session, *model.sessions[place:])
    return replace(model, manifest=manifest, sessions=sessions)


def test_of_an_ensemble_the_main_network_alone_is_recorded_once(tmp_path: Path) -> None:
    half_bright(tmp_path / "studies", "a", 600, PatientID="P1")
    model = replace(judging_model(tmp_path, stage(geometry(window=TILES))), fitted=None)
    alone = record_features(model, [archive(tmp_path / "studies")], site(), tmp_path)
    found = record_features(ensemble(tmp_path, model), [archive(tmp_path / "studies")], site(), tmp_path)
    np.testing.assert_array_equal(found.rows, alone.rows)
