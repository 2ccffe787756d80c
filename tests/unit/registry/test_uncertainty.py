"""Questions that a model cannot answer, and an ensemble as a package."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from radlane.domain.finding import Laterality
from radlane.domain.image import Direction
from radlane.domain.model import Manifest
from radlane.domain.uncertainty import Abstain, Uncertainty
from radlane.errors import ManifestInvalid
from radlane.registry.manifest import read_manifest
from radlane.registry.uncertainty import complain_of_uncertainty
from support.doubtful import doubtful_package, maps, planar_maps
from support.lanes import base_manifest
from support.planar_models import frame_choice, picture_geometry, planar_input
from support.said import NAME, classes, classification, detection, regression
from support.said_lanes import of_radiograph, of_volume
from support.volume_models import segment

ONE, OTHER = classes()
UNSIDED = classification(classes=(replace(ONE, laterality=None), OTHER))
FLIP = ("flip-x",)


def manifest(uncertainty: Uncertainty, *outputs: Any, wanted: Any = None) -> Manifest:
    return replace(
        base_manifest(),
        inputs=(wanted or of_radiograph(),),
        outputs=outputs or (UNSIDED,),
        uncertainty=uncertainty,
    )


@pytest.mark.parametrize(
    ("uncertainty", "outputs", "wanted"),
    [
        (Uncertainty(), (detection(),), None),  # nothing is asked
        (Uncertainty(entropy=True, augmentations=("flip-x", "flip-y")), (UNSIDED, regression()), None),
        (Uncertainty(entropy=True, entropy_map=True), (maps(),), None),
        (Uncertainty(augmentations=("flip-x", "flip-y", "flip-z")), (maps(),), of_volume()),
        (Uncertainty(augmentations=FLIP), (UNSIDED,), planar_input(picture_geometry())),
        (Uncertainty(augmentations=("flip-y",)), (classification(),), None),  # left stays left
        (Uncertainty(augmentations=FLIP, abstain=Abstain(max_entropy=0.9, max_deviation=0.2)), (UNSIDED,), None),
    ],
)
def test_what_can_be_answered(uncertainty: Uncertainty, outputs: tuple[Any, ...], wanted: Any) -> None:
    assert complain_of_uncertainty(manifest(uncertainty, *outputs, wanted=wanted)) == []


@pytest.mark.parametrize(
    ("uncertainty", "outputs", "named"),
    [
        (Uncertainty(augmentations=FLIP), (detection(),), "no mean"),
        (Uncertainty(augmentations=FLIP), (frame_choice(),), "no mean"),
        (Uncertainty(augmentations=("flip-x", "flip-x")), (), "each once"),
        (Uncertainty(augmentations=("flip-z",)), (), "flip-z is of volumes"),
        (Uncertainty(augmentations=FLIP), (classification(),), "left and right"),
        (Uncertainty(augmentations=FLIP), (maps(segments=(segment(laterality=Laterality.LEFT),)),), "left and right"),
        (Uncertainty(entropy=True), (regression(),), "uncertainty.entropy"),
        (Uncertainty(entropy=True), (maps(activation="none"),), "needs an activation"),
        (Uncertainty(entropy_map=True), (), "entropy_map"),
        (Uncertainty(abstain=Abstain(max_entropy=0.0)), (), "max_entropy"),
        (Uncertainty(abstain=Abstain(max_entropy=9.0)), (), "max_entropy"),
        (Uncertainty(augmentations=FLIP, abstain=Abstain(max_deviation=0.6)), (), "max_deviation"),
        (Uncertainty(abstain=Abstain(max_deviation=0.1)), (), "one run deviates from nothing"),
        (Uncertainty(abstain=Abstain(max_entropy=0.5)), (regression(),), "only of classes"),
    ],
)
def test_what_cannot_is_named(uncertainty: Uncertainty, outputs: tuple[Any, ...], named: str) -> None:
    (complaint,) = complain_of_uncertainty(manifest(uncertainty, *outputs))
    assert named in complaint
    assert complaint.startswith("uncertainty")


def test_left_and_right_lie_where_the_orientation_says() -> None:
    sided = maps(segments=(segment(laterality=Laterality.LEFT),))
    for flip, letters in (("flip-x", "HPL"), ("flip-y", "HLP"), ("flip-z", "RHP")):
        asked = Uncertainty(augmentations=(flip,))  # type: ignore[arg-type]
        wanted = of_volume()
        towards = tuple(Direction(letter) for letter in letters)
        turned = replace(wanted, geometry=replace(wanted.geometry, orientation=towards))  # type: ignore[arg-type]
        (complaint,) = complain_of_uncertainty(manifest(asked, sided, wanted=turned))
        assert "left and right" in complaint


def test_an_ensemble_is_a_package_of_several_networks(tmp_path: Path) -> None:
    doubtful_package(tmp_path, of_radiograph((8, 6)), (planar_maps(),), shifts=(0.0, 1.0, 2.0))
    found = read_manifest(tmp_path / NAME / "model.yaml")
    assert [(one.id, one.weights.path) for one in found.networks] == [
        ("net-1", "net-1.onnx"),
        ("net-2", "net-2.onnx"),
        ("main", "net-0.onnx"),
    ]
    assert [[test.path for test in one.tests] for one in found.networks] == [
        ["golden/net-1.npz"],
        ["golden/net-2.npz"],
        ["golden/net-0.npz"],
    ]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"id": "main"}, "uncertainty.members.id"),
        ({"id": "Net"}, "uncertainty.members.id"),
        ({"weights": "else.onnx"}, "uncertainty.members.weights"),
    ],
)
def test_a_member_has_an_id_weights_and_golden_vectors(tmp_path: Path, changes: dict[str, str], named: str) -> None:
    doubtful_package(tmp_path, of_radiograph((8, 6)), (planar_maps(),), shifts=(0.0, 1.0))
    path = tmp_path / NAME / "model.yaml"
    content = json.loads(path.read_text())
    content["uncertainty"]["members"][0] |= changes
    content["tests"][1]["stage"] = content["uncertainty"]["members"][0]["id"]
    path.write_text(json.dumps(content))
    with pytest.raises(ManifestInvalid) as invalid:
        read_manifest(path)
    assert named in str(invalid.value)


def test_a_member_without_a_golden_vector_is_not_run(tmp_path: Path) -> None:
    doubtful_package(tmp_path, of_radiograph((8, 6)), (planar_maps(),), shifts=(0.0, 1.0))
    path = tmp_path / NAME / "model.yaml"
    content = json.loads(path.read_text())
    del content["tests"][1]
    path.write_text(json.dumps(content))
    with pytest.raises(ManifestInvalid, match="without golden vectors"):
        read_manifest(path)
