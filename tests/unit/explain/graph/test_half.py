"""A network in half precision is a graph that can run, with the inputs and outputs that it had."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from radlane.errors import ImportRefused
from radlane.explain.graph.half import expose_ranges, halve, round_as_half
from radlane.inference.half import to_half
from support.attack_graphs import function, neg, with_external, with_functions
from support.networks import endless_nodes, network


def model(final: str = "Sigmoid") -> onnx.ModelProto:
    """[n, 2] -> twice the numbers, less one, after a sigmoid; its nodes have no names."""
    graph = helper.make_graph(
        [
            helper.make_node("MatMul", ["x", "twice"], ["doubled"]),
            helper.make_node("Sigmoid", ["doubled"], ["inside"]),
            helper.make_node("Sub", ["inside", "one"], ["less"]),
            helper.make_node(final, ["less"], ["y"]),
        ],
        "small",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 2])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 2])],
        [
            numpy_helper.from_array(np.eye(2, dtype=np.float32) * 2, "twice"),
            numpy_helper.from_array(np.float32(1), "one"),
        ],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def of_opset(version: int) -> bytes:
    made = model()
    made.opset_import[0].version = version
    return bytes(made.SerializeToString())


def run(one: onnx.ModelProto, *names: str) -> list[Any]:
    session = onnxruntime.InferenceSession(one.SerializeToString(), providers=["CPUExecutionProvider"])
    return list(session.run(list(names), {"x": np.float32([[-1, 3]])}))


def test_weights_are_half_as_large_and_inputs_and_outputs_stay() -> None:
    given = model()
    made = halve(given, to_half)
    onnx.checker.check_model(made, full_check=True)  # also that its nodes are in order
    assert given == model()
    assert {tensor.data_type for tensor in made.graph.initializer} == {TensorProto.FLOAT16}
    assert [made.graph.input[0], made.graph.output[0]] == [given.graph.input[0], given.graph.output[0]]
    np.testing.assert_allclose(run(made, "y"), run(given, "y"), atol=1e-3)
    assert made.SerializeToString(deterministic=True) == halve(given, to_half).SerializeToString(deterministic=True)


def of_kind(made: onnx.ModelProto, kind: str) -> list[str]:
    """In which precision each operator of a kind reads."""
    types = {
        value.name: value.type.tensor_type.elem_type
        for value in onnx.shape_inference.infer_shapes(made).graph.value_info
    }
    return [TensorProto.DataType.Name(types[node.input[0]]) for node in made.graph.node if node.op_type == kind]


def test_only_the_last_sigmoid_stays_in_single_precision_and_is_not_rounded() -> None:
    made = halve(model(), to_half)
    assert of_kind(made, "Sigmoid") == ["FLOAT16", "FLOAT"]
    maker = {name: node for node in made.graph.node for name in node.output}
    assert maker[maker["y"].input[0]].op_type == "Sigmoid"
    (found,) = run(made, "y")
    assert not np.array_equal(found, found.astype(np.float16))


@pytest.mark.parametrize("kind", ["Softmax", "Exp", "Softplus"])
def test_what_sums_or_grows_stays_in_single_precision(kind: str) -> None:
    assert of_kind(halve(model(kind), to_half), kind) == ["FLOAT"]


def test_constants_of_every_form_are_converted() -> None:
    given = model()
    del given.graph.initializer[1]
    given.graph.node.insert(0, helper.make_node("Constant", [], ["one"], value_float=1.0))
    made = halve(given, to_half)
    onnx.checker.check_model(made, full_check=True)
    np.testing.assert_array_equal(run(made, "y"), run(halve(model(), to_half), "y"))


def test_every_number_is_rounded_as_where_half_precision_is() -> None:
    """Beside numpy's own numbers of 16 bits; onnxruntime on a CPU rounds weights only."""
    given = model("Neg")
    given.graph.initializer[0].CopyFrom(numpy_helper.from_array(np.float32([[0.3, 0.7], [1.1, -2.3]]), "twice"))
    made = halve(given, to_half)
    rounding = round_as_half(made)
    onnx.checker.check_model(rounding, full_check=True)
    assert {tensor.data_type for tensor in rounding.graph.initializer} == {TensorProto.FLOAT}
    x, weight = np.float16([[-1, 3]]), np.float16([[0.3, 0.7], [1.1, -2.3]])
    doubled = (x.astype(np.float32) @ weight.astype(np.float32)).astype(np.float16)
    inside = (1 / (1 + np.exp(-doubled.astype(np.float32)))).astype(np.float16)
    expected = np.float16(1) - inside
    np.testing.assert_array_equal(run(rounding, "y")[0], expected.astype(np.float32))


@pytest.mark.parametrize("scale", [1e-8, 1e-7, 1e-5, 1e-4, 1e-3, 1.0, 1e4])
def test_rounding_is_that_of_float16(scale: float) -> None:
    values = (np.random.default_rng(0).normal(size=(500, 2)) * scale).astype(np.float32)
    graph = helper.make_graph(
        [
            helper.make_node("Cast", ["x"], ["short"], to=TensorProto.FLOAT16),
            helper.make_node("Cast", ["short"], ["y"], to=TensorProto.FLOAT),
        ],
        "cast",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 2])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 2])],
    )
    made = round_as_half(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8))
    session = onnxruntime.InferenceSession(made.SerializeToString(), providers=["CPUExecutionProvider"])
    np.testing.assert_array_equal(session.run(["y"], {"x": values})[0], values.astype(np.float16).astype(np.float32))


def test_what_becomes_zero_on_its_way_is_seen() -> None:
    """Two factors that undo each other, with a number between them that 16 bits do not hold."""
    tiny, huge = np.float32(1e-4), np.float32(1e4)
    nodes = [
        *(helper.make_node("Mul", [given, "tiny"], [name]) for given, name in (("x", "small"), ("small", "least"))),
        *(helper.make_node("Mul", [given, "huge"], [name]) for given, name in (("least", "more"), ("more", "y"))),
    ]
    values = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", 2]) for name in "xy"]
    constants = [numpy_helper.from_array(value, name) for name, value in (("tiny", tiny), ("huge", huge))]
    graph = helper.make_graph(nodes, "there and back", values[:1], values[1:], constants)
    given = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    np.testing.assert_allclose(run(given, "y")[0], [[-1, 3]], rtol=1e-5)
    (found,) = run(round_as_half(halve(given, to_half)), "y")
    small, large = np.float16(tiny), np.float16(huge)
    np.testing.assert_array_equal(found, np.float16([[-1, 3]]) * small * small * large * large)
    assert found[0, 0] == 0


def test_the_largest_magnitudes() -> None:
    made, tensors = expose_ranges(model())
    assert sorted(tensors.values()) == ["doubled", "inside", "less", "y"]
    assert [value.name for value in made.graph.output] == list(tensors)
    found = dict(zip(tensors.values(), run(made, *tensors), strict=True))
    assert found["doubled"] == 6
    assert found["less"] == pytest.approx(1 / (1 + np.exp(-2)), abs=1e-6)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (network(endless_nodes()), "If, Loop or Scan"),
        (with_external(), "weights in other files"),
        (of_opset(8), "older than 9"),
        (with_functions(function("F", [neg()])), "functions"),
    ],
)
def test_what_is_not_converted_is_refused(data: bytes, why: str) -> None:
    def never(_: onnx.ModelProto, __: Sequence[str]) -> onnx.ModelProto:
        raise AssertionError

    with pytest.raises(ImportRefused, match=why):
        halve(onnx.load_model_from_string(data), never)
