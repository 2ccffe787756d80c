"""Logits, layers and attention, found in graphs like those of the networks that are served."""

from __future__ import annotations

import numpy as np
import pytest
from onnx import ModelProto

from radlane.errors import ExplanationRefused
from radlane.explain.graph.layers import find_attention, find_layer, find_logits
from support.gradients import Network, node

IMAGE = {"x": np.zeros((1, 3, 16, 16))}
WEIGHTS = {"w": np.zeros((3, 3, 2, 2)), "f": np.zeros((3, 2)), "b": np.zeros(2)}
HEAD = (
    node("GlobalAveragePool", ["layer"], ["p"]),
    node("Flatten", ["p"], ["v"]),
    node("Gemm", ["v", "f", "b"], ["logits"]),
    node("Sigmoid", ["logits"]),
)


def model(*nodes: object, constants: dict[str, np.ndarray] | None = None, dynamic: bool = False) -> ModelProto:
    case = Network(
        nodes=nodes, inputs=IMAGE, constants={**WEIGHTS, **(constants or {})}, dynamic=dynamic, fixed=frozenset({1})
    )
    return case.model(np.float32)


def classifier(dynamic: bool = False) -> ModelProto:
    """A convolution, a gate of averaged channels (squeeze and excitation), and a head."""
    return model(
        node("Conv", ["x", "w"], ["c"], strides=[2, 2]),
        node("Relu", ["c"], ["r"]),
        node("GlobalAveragePool", ["r"], ["means"]),
        node("Conv", ["means", "gate"], ["g"]),
        node("Sigmoid", ["g"], ["factor"]),
        node("Mul", ["r", "factor"], ["layer"]),
        *HEAD,
        constants={"gate": np.zeros((3, 3, 1, 1))},
        dynamic=dynamic,
    )


def segmenter() -> ModelProto:
    """A network that goes down and up again."""
    return model(
        node("Conv", ["x", "w"], ["down"], strides=[2, 2]),
        node("Conv", ["down", "w"], ["bottom"], strides=[2, 2]),
        node("Relu", ["bottom"], ["layer"]),
        node("ConvTranspose", ["layer", "w"], ["up"], strides=[2, 2]),
        node("Concat", ["up", "down"], ["joined"], axis=1),
        node("ConvTranspose", ["joined", "w2"], ["logits"], strides=[2, 2]),
        node("Softmax", ["logits"], axis=1),
        constants={"w2": np.zeros((6, 2, 2, 2))},
    )


def transformer() -> ModelProto:
    """Patches, attention of tokens, and the mean of them."""
    return model(
        node("Conv", ["x", "patches"], ["embedded"], strides=[4, 4]),
        node("Reshape", ["embedded", "to"], ["flat"]),
        node("Transpose", ["flat"], ["tokens"], perm=[0, 2, 1]),
        node("MatMul", ["tokens", "flat"], ["scores"]),
        node("Softmax", ["scores"], ["attention"]),
        node("Dropout", ["attention"], ["kept"]),
        node("MatMul", ["kept", "tokens"], ["mixed"]),
        node("ReduceMean", ["mixed"], ["mean"], axes=None, keepdims=0),
        node("Softmax", ["mean"]),
        constants={"patches": np.zeros((3, 3, 4, 4)), "to": np.asarray([1, 3, 16], np.int64)},
    )


@pytest.mark.parametrize(
    ("nodes", "logits"),
    [
        ((node("Sigmoid", ["x"]),), "x"),
        ((node("Softmax", ["x"], ["p"]), node("Identity", ["p"], ["i"]), node("Cast", ["i"], to=1)), "x"),
        ((node("Relu", ["x"]),), "y"),  # nothing to undo
        ((node("Sigmoid", ["x"], ["s"]), node("Mul", ["x", "s"])), "y"),  # an activation, not the end
        ((node("Identity", ["x"]),), "y"),
    ],
)
def test_logits_are_before_the_last_sigmoid_or_softmax(nodes: tuple[object, ...], logits: str) -> None:
    assert find_logits(model(*nodes), "y") == logits


def test_an_output_that_is_not_there_is_named() -> None:
    with pytest.raises(ExplanationRefused, match="no output 'z'"):
        find_logits(classifier(), "z")


@pytest.mark.parametrize("dynamic", [False, True])
def test_of_a_classifier_it_is_what_is_pooled(dynamic: bool) -> None:
    assert find_layer(classifier(dynamic), "logits") == "layer"


def test_of_a_segmenter_it_is_the_last_of_the_coarsest_grid() -> None:
    assert find_layer(segmenter(), "logits") == "layer"


def test_of_a_transformer_there_is_none() -> None:
    assert find_layer(transformer(), "mean") is None


def test_an_override_is_checked() -> None:
    assert find_layer(classifier(), "logits", override="r") == "r"
    for name, text in {"nothing": "no tensor 'nothing'", "v": "has no places", "y": "has no places"}.items():
        with pytest.raises(ExplanationRefused, match=text):
            find_layer(classifier(), "logits", override=name)
    with pytest.raises(ExplanationRefused, match="explains nothing"):
        find_layer(segmenter(), "bottom", override="up")
    with pytest.raises(ExplanationRefused, match="other than the image's 4 axes"):
        find_layer(transformer(), "mean", override="tokens")


def test_nothing_leads_to_a_tensor_that_is_not_there() -> None:
    with pytest.raises(ExplanationRefused, match="No input of the network leads to 'nothing'"):
        find_layer(classifier(), "nothing")


def test_attention_is_a_softmax_that_is_multiplied() -> None:
    assert find_attention(transformer()) == ("attention",)
    assert find_attention(classifier()) == ()
