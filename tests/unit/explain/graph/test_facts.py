"""What is known of tensors before the network runs."""

from __future__ import annotations

import numpy as np
import pytest
from onnx import ModelProto, TensorProto, helper, numpy_helper

from radlane.errors import ExplanationRefused
from radlane.explain.graph.facts import Facts
from support.gradients import Network, node

NODES = (
    node("Constant", [], ["four"], value_ints=[4]),
    node("Constant", [], ["half"], value_float=0.5),
    node("Constant", [], ["text"], value_string="no number"),
    node("Constant", [], ["tensor"], value=numpy_helper.from_array(np.arange(3))),
    node("Identity", ["axes"], ["same"]),
    node("Shape", ["x"], ["shape"]),
    node("MatMul", ["x", "w"], ["made"]),
    node("Greater", ["made", "half"], ["larger"]),
    node("Unknown", ["made"], ["strange"], domain="com.example"),
    node("Identity", ["made"]),
)


@pytest.fixture(name="model")
def _model() -> ModelProto:
    constants = {"w": np.zeros((200, 300)), "axes": np.asarray([1], np.int64)}
    made = Network(nodes=NODES, inputs={"x": np.zeros((2, 200))}, constants=constants).model(np.float32)
    made.graph.input[0].type.tensor_type.shape.dim[0].dim_param = "batch"
    made.opset_import.append(helper.make_opsetid("com.example", 1))
    return made


def test_shapes_types_and_ranks(model: ModelProto) -> None:
    facts = Facts(model)
    assert facts.shape("x") == ("batch", 200)
    assert facts.shape("made") == ("batch", 300)
    assert facts.static_shape("made") is None
    assert facts.static_shape("w") == (200, 300)
    assert facts.shape("strange") is None
    assert facts.dtype("made") == TensorProto.FLOAT
    assert facts.rank("made") == 2


def test_which_tensors_are_floats(model: ModelProto) -> None:
    facts = Facts(model)
    assert [name for name in ("x", "made", "strange", "shape", "larger") if facts.is_float(name)] == [
        "x",
        "made",
        "strange",
    ]


def test_small_constants_are_read_and_large_ones_are_not(model: ModelProto) -> None:
    facts = Facts(model)
    for name, value in {"four": [4], "half": 0.5, "tensor": [0, 1, 2], "same": [1], "axes": [1]}.items():
        np.testing.assert_array_equal(facts.constant(name), value)
    assert [facts.constant(name) for name in ("text", "w", "made")] == [None, None, None]


def test_what_is_not_known_is_named(model: ModelProto) -> None:
    facts = Facts(model)
    with pytest.raises(ExplanationRefused, match="number of axes of tensor 'strange'"):
        facts.rank("strange")
    with pytest.raises(ExplanationRefused, match="type of tensor 'strange'"):
        facts.dtype("strange")


def test_the_model_is_left_as_it_was(model: ModelProto) -> None:
    before = model.SerializeToString()
    Facts(model)
    assert model.SerializeToString() == before


def test_weights_in_other_files_are_not_opened(model: ModelProto) -> None:
    weight = next(tensor for tensor in model.graph.initializer if tensor.name == "w")
    weight.data_location = TensorProto.EXTERNAL
    weight.ClearField("raw_data")
    assert Facts(model).shape("made") == ("batch", 300)
