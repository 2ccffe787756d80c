from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from radlane.domain.model import MAIN
from radlane.errors import ImportRefused
from radlane.inference.devices import choose_device
from radlane.inference.selftest import check_golden
from radlane.inference.session import open_session
from radlane.pipeline import skeleton
from radlane.pipeline.examination import ExaminationLimits
from radlane.pipeline.skeleton import begin_package, observe, write_import
from radlane.registry.blanks import blanks
from radlane.registry.onnx_file import read_onnx
from radlane.registry.package import golden_vectors, open_package
from radlane.registry.skeleton import Asked
from support.strangers import ANSWERS, answer, convolution, golden, onnx_file, reading

ASKED = Asked(name="stranger", version="1.0.0", size=(8, 8, 8), background=(0,))
REST = {
    "inputs.0.geometry.orientation": ["H", "P", "L"],
    "inputs.0.geometry.spacing_mm": [2.0, 1.0, 1.0],
    "inputs.0.intensity": [],
    "outputs.0.activation": "softmax",
    "outputs.0.threshold": 0.0,
    "outputs.0.segments.*.label": "Organ",
    "outputs.0.segments.0.id": "one",
    "outputs.0.segments.1.id": "two",
}


def test_a_skeleton_that_is_filled_in_passes_its_self_test(tmp_path: Path) -> None:
    draft, content = begin_package(onnx_file(), ASKED, tmp_path / "made", 1)
    assert (draft.name, content["name"]) == ("stranger", "stranger")
    answer(tmp_path / "made", ANSWERS | REST)
    package = open_package(tmp_path / "made")
    (network,) = package.manifest.networks
    assert network.id == MAIN
    session = open_session(package.weights_path(network), network, choose_device("cpu", ()), 1)
    check_golden(session.run, network, golden_vectors(package, network))


def test_a_network_of_several_channels_is_filled_in_channel_by_channel(tmp_path: Path) -> None:
    network = read_onnx(reading(2))
    _, content = begin_package(network, ASKED, tmp_path / "made", 1)
    channels = content["inputs"][0]["channels"]  # type: ignore[index]
    assert [blank for blank in blanks(content) if ".channels." in blank and blank.endswith((".id", ".where"))] == [
        f"inputs.0.channels.{place}.{key}" for place in range(2) for key in ("id", "select.where")
    ]
    assert golden(tmp_path / "made")["scan"].shape == (1, 2, 8, 8, 8)
    selects = {key: value for key, value in ANSWERS.items() if ".select." in key}
    for place, name in enumerate(("t1", "t2")):
        answer(
            tmp_path / "made", {key.replace("channels.0", f"channels.{place}"): value for key, value in selects.items()}
        )
        told = [{"attribute": "SeriesDescription", "like": [name]}]
        answer(
            tmp_path / "made", {f"inputs.0.channels.{place}.id": name, f"inputs.0.channels.{place}.select.where": told}
        )
    answer(tmp_path / "made", ANSWERS | REST)
    assert len(channels) == len(open_package(tmp_path / "made").manifest.channels) == 2


def test_the_vector_is_the_same_each_time() -> None:
    first, second = (observe(onnx_file(), (1, 1, 4, 4, 4), 1) for _ in range(2))
    assert np.array_equal(first.arrays["organs"], second.arrays["organs"])
    assert first.atol == second.atol


@pytest.mark.parametrize("name", ["file", "allow_pickle"])
def test_a_tensor_may_have_any_name(name: str, tmp_path: Path) -> None:
    pooled = helper.make_node("ReduceMean", ["organs"], ["pooled"], axes=[2, 3], keepdims=0)
    gate = helper.make_node("ReduceMax", ["pooled"], [name], axes=[1], keepdims=1)
    network = onnx_file(source=("b", 1, 8, 6), extra=[pooled, gate], outputs=[(name, TensorProto.FLOAT, ["b", 1])])
    begin_package(network, replace(ASKED, size=None, background=None), tmp_path / "made", 1)
    assert golden(tmp_path / "made")[name].shape == (1, 1)


@pytest.mark.parametrize("name", ["two\0three", "organs.npy", "n" * 0xFFFF])
def test_a_tensor_whose_name_no_file_has_is_refused(name: str) -> None:
    outputs = [
        ("organs", TensorProto.FLOAT, ["b", 3, "d", "h", "w"]),
        (name, TensorProto.FLOAT, ["b", 3, "d", "h", "w"]),
    ]
    network = onnx_file(extra=[helper.make_node("Neg", ["organs"], [name])], outputs=outputs)
    with pytest.raises(ImportRefused, match="plain names"):
        observe(network, (1, 1, 4, 4, 4), 1)


def test_a_network_that_does_not_run_is_refused() -> None:
    kernel = np.ones((3, 1, 3, 3, 3), np.float32)
    with pytest.raises(ImportRefused, match="nothing but zero"):
        observe(onnx_file(weights=0 * kernel), (1, 1, 4, 4, 4), 1)
    with pytest.raises(ImportRefused, match="does not run on 4 x 4 x 4"):
        observe(onnx_file(weights=np.inf * kernel), (1, 1, 4, 4, 4), 1)


def test_a_network_is_examined_and_has_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(skeleton, "_LIMITS", ExaminationLimits(seconds=60.0, memory_bytes=512 << 20))
    sides = helper.make_node("Constant", [], ["sides"], value_ints=[1 << 28])
    huge = [
        sides,
        helper.make_node("ReduceMax", ["scan"], ["top"], keepdims=0),
        helper.make_node("Expand", ["top", "sides"], ["huge"]),
        helper.make_node("ReduceMax", ["huge"], ["most"], keepdims=0),
        helper.make_node("Add", ["organs", "most"], ["more"]),
    ]
    outputs = [("more", TensorProto.FLOAT, ["b", 3, "d", "h", "w"])]
    with pytest.raises(ImportRefused, match="dry-run-memory"):
        observe(onnx_file(extra=huge, outputs=outputs), (1, 1, 4, 4, 4), 1)
    unknown = [helper.make_node("Shell", ["organs"], ["more"])]
    with pytest.raises(ImportRefused, match="graph-operator"):
        observe(onnx_file(extra=unknown, outputs=outputs), (1, 1, 4, 4, 4), 1)


def test_what_no_golden_vector_holds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImportRefused, match="larger than a golden vector"):
        observe(onnx_file(), (1, 1, 512, 512, 512), 1)
    monkeypatch.setattr(skeleton, "MAX_GOLDEN_BYTES", 5000)
    with pytest.raises(ImportRefused, match="larger than a golden vector"):
        observe(onnx_file(), (1, 1, 8, 8, 8), 1)


@pytest.mark.parametrize(("bias", "atol"), [(0.0, 0.02), (1000.0, 0.1), (-3e-5, 0.02)])
def test_the_tolerance_follows_the_values(bias: float, atol: float) -> None:
    assert observe(onnx_file(bias=[bias] * 3), (1, 1, 8, 8, 8), 1).atol == atol


def test_labels_that_the_network_does_not_have_are_refused(tmp_path: Path) -> None:
    draft, _ = begin_package(onnx_file(), ASKED, tmp_path / "made", 1)
    with pytest.raises(ImportRefused, match="3 channels, and 4 are described"):
        write_import(draft, (8, 8, 8), 4, tmp_path / "other", 1)
    assert not (tmp_path / "other").exists()
    assert write_import(draft, (8, 8, 8), 3, tmp_path / "other", 1)["name"] == "stranger"


def test_a_network_on_projections_with_a_gate_passes_its_self_test(tmp_path: Path) -> None:
    nodes = [helper.make_node("GlobalMaxPool", ["scan"], ["top"]), helper.make_node("Flatten", ["top"], ["gate"])]
    gate = ("gate", TensorProto.FLOAT, ["b", 1])
    network = onnx_file(channels=2, source=["b", 1, 8, 6], extra=nodes, outputs=[gate], ends_in="Sigmoid")
    begin_package(network, Asked(name="stranger", version="1.0.0"), tmp_path / "made", 1)
    kept = {place: value for place, value in REST.items() if "spacing" not in place and "activation" not in place}
    own = {
        "inputs.0.geometry.orientation": ["L", "F"],
        "outputs.0.threshold": 0.5,
        "outputs.1.activation": "none",
        "outputs.1.threshold": 0.5,
        "outputs.1.refusal": "It is something else",
    }
    answer(tmp_path / "made", ANSWERS | kept | own)
    package = open_package(tmp_path / "made")
    (found,) = package.manifest.networks
    session = open_session(package.weights_path(found), found, choose_device("cpu", ()), 1)
    check_golden(session.run, found, golden_vectors(package, found))


def test_a_classification_that_is_filled_in_passes_its_self_test(tmp_path: Path) -> None:
    nodes = [
        helper.make_node("GlobalAveragePool", ["organs"], ["mean"]),
        helper.make_node("Flatten", ["mean"], ["raw"]),
        helper.make_node("Softmax", ["raw"], ["classes"]),
    ]
    outputs = [("classes", TensorProto.FLOAT, ["b", 3])]
    model = onnx.load_model_from_string(convolution(3, source=["b", 1, 8, 6], extra=nodes, outputs=outputs))
    del model.graph.output[0]  # the map is inside only
    network = read_onnx(model.SerializeToString())
    begin_package(network, Asked(name="stranger", version="1.0.0", background=(0,)), tmp_path / "made", 1)
    own = {
        "inputs.0.geometry.orientation": ["L", "F"],
        "inputs.0.intensity": [],
        "outputs.0.classes.*.concept": {"scheme": "SCT", "value": "36118008", "meaning": "Pneumothorax"},
        "outputs.0.classes.*.site": None,
        "outputs.0.classes.*.laterality": None,
        "outputs.0.classes.*.threshold": 0.5,
        "outputs.0.classes.0.id": "one",
        "outputs.0.classes.1.id": "two",
    }
    plain = {place: value for place, value in ANSWERS.items() if "segments" not in place}
    answer(tmp_path / "made", plain | own)
    package = open_package(tmp_path / "made")
    assert package.manifest.task == "classification"
    (found,) = package.manifest.networks
    session = open_session(package.weights_path(found), found, choose_device("cpu", ()), 1)
    check_golden(session.run, found, golden_vectors(package, found))
