"""A network gets its features in a process with limits, and says what it said before."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from radlane.domain.model import Artifact
from radlane.errors import ImportRefused, SelfTestFailed
from radlane.explain.graph import features as graph_features
from radlane.pipeline.examination import ExaminationLimits
from radlane.pipeline.exposing import FEATURES, Exposed, artifact_of, expose, require_same
from radlane.registry.package import open_package
from support.novelty import convolved_package

LIMITS = ExaminationLimits(seconds=120.0, threads=1)


def exposed(folder: Path, *layers: str) -> Exposed:
    package = open_package(convolved_package(folder))
    (folder / "made").mkdir()
    return expose(package, package.manifest.networks[-1], layers, folder / "made", LIMITS)


def test_both_sides_have_one_name() -> None:
    assert FEATURES == graph_features.FEATURES


def test_the_golden_vector_has_the_features_too(tmp_path: Path) -> None:
    found = exposed(tmp_path)
    assert found.layers == ("map",)
    ((path, vector),) = found.vectors.items()
    assert path == "golden/one.npz"
    with np.load(vector) as arrays:
        assert set(arrays) == {"seen", "volume", FEATURES}
        np.testing.assert_allclose(arrays[FEATURES], arrays["seen"].mean(axis=(2, 3, 4)), atol=1e-5)


@pytest.mark.parametrize("layers", [("nothing",), ("seen",), ("map", "map")])
def test_what_cannot_be_pooled_is_said(tmp_path: Path, layers: tuple[str, ...]) -> None:
    with pytest.raises(ImportRefused, match="import-refused: The features of this network cannot be exposed"):
        exposed(tmp_path, *layers)


def test_a_network_that_says_something_else_is_not_taken() -> None:
    said = {"seen": np.array([1.0, 2.0], np.float32)}
    require_same(said, {**said, FEATURES: np.zeros(1, np.float32)}, "said:1.0.0")
    with pytest.raises(SelfTestFailed, match="output seen is another"):
        require_same(said, {"seen": np.nextafter(said["seen"], np.float32(3))}, "said:1.0.0")


def test_an_artifact_is_stated_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"abc")
    found = artifact_of(Artifact(role="weights", path="model.onnx", sha256="", size=0), tmp_path / "file")
    assert (found.path, found.size, found.sha256[:8]) == ("model.onnx", 3, "ba7816bf")
