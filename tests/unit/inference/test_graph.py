"""Graphs that do not fit their manifest, as onnxruntime describes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from onnx import TensorProto, helper

from radlane.domain.detection import DetectionOutput
from radlane.errors import ModelMismatch
from radlane.inference.devices import choose_device
from radlane.inference.layouts import MOST_BOXES
from radlane.inference.session import Session, open_session
from support.networks import CHEST, INPUT, LUNGS, good_nodes, network, network_of, written
from support.said import classification, pixels
from support.said import network as said_network
from support.volume_models import bright_model, bright_network

OTHER_INPUT = ("extra", TensorProto.FLOAT, ["n", 1])


@pytest.mark.parametrize(
    ("weights", "why"),
    [
        # names
        (network(outputs=(LUNGS,)), "the manifest's output chest is not in the graph"),
        (
            network(outputs=(LUNGS, CHEST, ("peak", 1, ["n", 1, 1, 1]))),
            "the graph's output peak is not in the manifest",
        ),
        (network(inputs=(INPUT, OTHER_INPUT)), "the graph's input extra is not in the manifest"),
        # a fixed batch of two
        (network(inputs=(("image", 1, [2, 1, 4, 4]),)), "input image has 2 on axis 0, the manifest says 1"),
        # another grid
        (
            network(inputs=(("image", 1, ["n", 1, 4, 5]),), outputs=(("lungs", 1, ["n", 2, 4, 5]), CHEST)),
            "input image has 5 on axis 3, the manifest says 4",
        ),
        # a third channel
        (
            network(
                [
                    good_nodes()[0],
                    helper.make_node("Concat", ["image", "negative", "image"], ["lungs"], axis=1),
                    *good_nodes()[2:],
                ],
                outputs=(("lungs", 1, ["n", 3, 4, 4]), CHEST),
            ),
            "output lungs has 3 on axis 1, the manifest says 2",
        ),
        # the gate as [n, 1, 1, 1]
        (
            network(
                [*good_nodes()[:2], helper.make_node("GlobalMaxPool", ["image"], ["chest"])],
                outputs=(LUNGS, ("chest", 1, ["n", 1, 1, 1])),
            ),
            "output chest has 4 dimensions, the manifest says 2",
        ),
        # the gate as a double
        (
            network(
                [
                    *good_nodes()[:3],
                    helper.make_node("Flatten", ["peak"], ["flat"]),
                    helper.make_node("Cast", ["flat"], ["chest"], to=TensorProto.DOUBLE),
                ],
                outputs=(LUNGS, ("chest", TensorProto.DOUBLE, ["n", 1])),
            ),
            r"output chest holds tensor\(double\), the manifest says float32",
        ),
    ],
)
def test_what_does_not_fit(weights: bytes, why: str, tmp_path: Path) -> None:
    with pytest.raises(ModelMismatch, match=why):
        open_session(written(weights, tmp_path), network_of(weights), choose_device("cpu", ()), 1)


def test_free_dimensions_fit(tmp_path: Path) -> None:
    free = ("image", TensorProto.FLOAT, ["n", "c", "y", "x"])
    weights = network(inputs=(free,), outputs=(("lungs", TensorProto.FLOAT, ["n", "c2", "y", "x"]), CHEST))
    assert open_session(written(weights, tmp_path), network_of(weights), choose_device("cpu", ()), 1).device == "cpu"


def test_a_fixed_batch_is_no_batch_of_windows(tmp_path: Path) -> None:
    """It would pass its golden vectors and fail on every patient."""
    with pytest.raises(ModelMismatch, match="fixed batch, the manifest says 2 windows"):
        bright_model(tmp_path, weights=bright_network(batch=1))


def boxed(axes: Sequence[int | str], of_scores: Sequence[int | str], labels: int = TensorProto.INT64) -> bytes:
    """A graph that says these shapes of boxes, scores and labels."""
    values = [
        ("boxes", TensorProto.FLOAT, [*axes, 4]),
        ("scores", TensorProto.FLOAT, of_scores),
        ("names", labels, axes),
    ]
    nodes = [
        helper.make_node("RandomNormal", [], [name], shape=[side if isinstance(side, int) else 1 for side in shape])
        for name, _, shape in values
    ]
    nodes[2].output[0] = "drawn"
    return network([*nodes, helper.make_node("Cast", ["drawn"], ["names"], to=labels)], outputs=values)


def opened_as(output: DetectionOutput, weights: bytes, folder: Path) -> Session:
    made = replace(network_of(weights), outputs=(output,))
    return open_session(written(weights, folder), made, choose_device("cpu", ()), 1)


@pytest.mark.parametrize("batch", [["n"], []])
@pytest.mark.parametrize("labels", [TensorProto.INT64, TensorProto.FLOAT])
def test_boxes_may_be_without_the_axis_of_the_batch_and_labels_whole_numbers(
    batch: list[str], labels: int, tmp_path: Path
) -> None:
    assert opened_as(pixels(), boxed([*batch, "k"], [*batch, "k"], labels), tmp_path).device == "cpu"


@pytest.mark.parametrize(
    ("weights", "why"),
    [
        (boxed(["n", "k"], ["k"]), "output scores has 1 dimensions, the manifest says 2"),  # all or none of them
        (boxed(["k"], ["k", 2]), "output scores has 2 dimensions, the manifest says 1"),  # there are labels
        (boxed([2, "k"], [2, "k"]), "output boxes has 2 on axis 0, the manifest says 1"),
        (boxed([MOST_BOXES + 1], ["k"]), "output boxes has 262145 boxes, 262144 at most are read"),
        (boxed(["n", MOST_BOXES + 1], ["n", "k"]), "output boxes has 262145 boxes"),
        (boxed(["k"], ["k"], TensorProto.INT32), r"output names holds tensor\(int32\)"),
    ],
)
def test_boxes_that_do_not_fit(weights: bytes, why: str, tmp_path: Path) -> None:
    with pytest.raises(ModelMismatch, match=why):
        opened_as(pixels(), weights, tmp_path)


def test_as_many_boxes_as_are_read_fit(tmp_path: Path) -> None:
    assert opened_as(pixels(), boxed([MOST_BOXES], ["k"]), tmp_path).device == "cpu"


def test_a_network_of_another_number_of_classes(tmp_path: Path) -> None:
    weights = said_network((4, 4), wanted=("labels",))
    three = classification(activation="softmax", background=(2,))
    made = replace(network_of(weights), outputs=(three,))
    with pytest.raises(ModelMismatch, match="output labels has 2 on axis 1, the manifest says 3"):
        open_session(written(weights, tmp_path), made, choose_device("cpu", ()), 1)
