"""Files that hold a network and what is wanted inside it."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import ModelProto
from onnxruntime import InferenceSession

from radlane.errors import ExplanationRefused
from radlane.explain.derivation import SEED, Derivation, Inside, gradient_name
from radlane.explain.graph.derive import derive_graph
from support.explaining import LAYER, spots
from support.networks import network, with_external_weights

OF_LAYER = Derivation(output="labels", inside=Inside.LAYER)


def outputs(data: bytes) -> list[str]:
    return [value.name for value in ModelProto.FromString(data).graph.output]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (OF_LAYER, ["labels", LAYER, gradient_name(LAYER)]),
        (Derivation(output="labels", inside=Inside.INPUT), ["labels", "image", gradient_name("image")]),
        (Derivation(output="labels", inside=Inside.NOTHING), ["labels"]),
        (Derivation(output="labels", inside=Inside.LAYER, layer="convolved"), None),
    ],
)
def test_a_graph_gives_what_is_wanted_and_nothing_else(wanted: Derivation, expected: list[str] | None) -> None:
    data, held = derive_graph(spots(), {}, wanted)
    onnx.checker.check_model(data, full_check=True)
    given = [name for name in outputs(data) if name != "image"]
    names = ["labels", "convolved", gradient_name("convolved")] if expected is None else expected
    assert given == [name for name in names if name != "image"]
    assert held.of == "labels"


def test_the_gradient_is_that_of_the_network() -> None:
    """Halves of the change that a small step of each pixel makes."""
    data, held = derive_graph(spots(), {}, Derivation(output="labels", inside=Inside.INPUT))
    session = InferenceSession(data)
    image = np.random.default_rng(3).uniform(0.7, 1, (1, 1, 4, 6)).astype(np.float32)
    seed = np.array([[1, 0]], np.float32)
    (gradient,) = session.run([gradient_name(held.at[0])], {"image": image, SEED: seed})
    plain = InferenceSession(spots())
    for place in [(0, 0), (3, 5), (2, 1)]:
        step = np.zeros_like(image)
        step[(0, 0, *place)] = 0.01
        change = plain.run(["labels"], {"image": image + step})[0] - plain.run(["labels"], {"image": image - step})[0]
        assert gradient[(0, 0, *place)] == pytest.approx(change[0, 0] / 0.02, rel=1e-2)


def test_random_weights_say_something_else() -> None:
    image = {"image": np.random.default_rng(0).random((1, 1, 8, 8), np.float32) * 2}
    nothing = Derivation(output="labels", inside=Inside.NOTHING)
    own = InferenceSession(derive_graph(spots(), {}, nothing)[0]).run(None, image)[0]
    np.testing.assert_array_equal(own, InferenceSession(spots()).run(None, image)[0])
    drawn = [
        InferenceSession(
            derive_graph(spots(), {}, Derivation(output="labels", inside=Inside.NOTHING, seed=seed))[0]
        ).run(None, image)[0]
        for seed in (1, 1, 2)
    ]
    np.testing.assert_array_equal(drawn[0], drawn[1])
    assert np.abs(drawn[0] - own).max() > 1e-3 or np.abs(drawn[2] - own).max() > 1e-3


def test_weights_of_other_files_are_brought_in() -> None:
    outside = {"outside.bin": np.full(32, 2, np.float32).tobytes()}
    data, _ = derive_graph(with_external_weights(), outside, Derivation(output="lungs", inside=Inside.NOTHING))
    found = InferenceSession(data).run(["lungs"], {"image": np.ones((1, 1, 4, 4), np.float32)})[0]
    np.testing.assert_array_equal(found[0, 0], 2)
    with pytest.raises(ExplanationRefused, match="not named"):
        derive_graph(with_external_weights(), {}, Derivation(output="lungs", inside=Inside.NOTHING))


@pytest.mark.parametrize(
    ("data", "wanted", "why"),
    [
        (b"no graph", OF_LAYER, "no ONNX file"),
        (spots(), Derivation(output="nothing", inside=Inside.LAYER), "no output"),
        (spots(), Derivation(output="labels", inside=Inside.ATTENTION), "no attention"),
        (network(), Derivation(output="chest", inside=Inside.LAYER, layer="nowhere"), "nowhere"),
    ],
)
def test_what_there_is_not_is_refused(data: bytes, wanted: Derivation, why: str) -> None:
    with pytest.raises(ExplanationRefused, match=why):
        derive_graph(data, {}, wanted)


def test_what_lies_in_functions_of_the_file_is_found() -> None:
    """Older exports of dynamo have one for each module, the sigmoid among them."""
    plain = ModelProto.FromString(spots())
    opset = [onnx.helper.make_opsetid("", 17)]
    first, last = plain.graph.node[:2], onnx.helper.make_node("Sigmoid", ["v"], ["w"])
    read = [*first[0].input]
    block = onnx.helper.make_function("own", "Block", read, [first[1].output[0]], first, opset)
    head = onnx.helper.make_function("own", "Head", ["v"], ["w"], [last], opset)
    logits = plain.graph.node[-1]
    logits.output[0] = "said"
    nodes = [
        onnx.helper.make_node("Block", read, [LAYER], domain="own"),
        *plain.graph.node[2:],
        onnx.helper.make_node("Head", ["said"], ["labels"], domain="own"),
    ]
    graph = onnx.helper.make_graph(nodes, "g", plain.graph.input, plain.graph.output, plain.graph.initializer)
    opsets = [*opset, onnx.helper.make_opsetid("own", 1)]
    model = onnx.helper.make_model(graph, functions=[block, head], opset_imports=opsets, ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    _, held = derive_graph(model.SerializeToString(), {}, OF_LAYER)
    assert held.of == "said"
    assert held.at == (LAYER,)
    assert held.lattice is not None
