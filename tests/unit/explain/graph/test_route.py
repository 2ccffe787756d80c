"""What lies between, and what leads nowhere."""

from __future__ import annotations

import numpy as np
from onnx import TensorProto, helper

from radlane.explain.graph.facts import Facts
from radlane.explain.graph.route import Route, find_route, reads
from support.gradients import Network, node


def route(of: str, *at: str) -> Route:
    nodes = (
        node("Relu", ["x"], ["a"]),
        node("Exp", ["x"], ["aside"]),
        node("Shape", ["a"], ["s"]),
        node("Cast", ["s"], ["f"], to=TensorProto.FLOAT),
        node("Floor", ["a"], ["steps"]),
        node("Add", ["a", "steps"], ["b"]),
        node("Reshape", ["b", "s"], ["c"]),
        node("ReduceMax", ["f"], ["largest"], keepdims=0),
        node("Mul", ["c", "largest"]),
        node("Neg", ["y"], ["later"]),
    )
    model = Network(nodes=nodes, inputs={"x": np.zeros((2, 3))}).model(np.float32)
    return find_route(model.graph, Facts(model), of, at)


def test_only_what_lies_between_is_on_the_way() -> None:
    assert [item.op_type for item in route("y", "x").nodes] == ["Relu", "Add", "Reshape", "Mul"]
    assert route("y", "x").tensors == {"x", "a", "b", "c", "y"}
    assert [item.op_type for item in route("y", "b").nodes] == ["Reshape", "Mul"]
    assert [item.op_type for item in route("c", "a", "b").nodes] == ["Add", "Reshape"]


def test_shapes_integers_and_steps_lead_nowhere() -> None:
    assert route("largest", "x").tensors == frozenset()
    assert route("steps", "x").nodes == ()


def test_a_tensor_leads_to_itself() -> None:
    assert route("b", "b") == Route(nodes=(), tensors=frozenset({"b"}))


def test_inner_graphs_read_what_is_outside() -> None:
    inner = helper.make_graph(
        [node("Add", ["outside", "weight"], ["s"]), node("Mul", ["s", "s"], ["t"])],
        "then",
        [],
        [helper.make_tensor_value_info("t", TensorProto.FLOAT, None)],
        [helper.make_tensor("weight", TensorProto.FLOAT, [], [1.0])],
    )
    other = helper.make_graph([], "else", [], [helper.make_tensor_value_info("elsewhere", TensorProto.FLOAT, None)])
    made = helper.make_node("If", ["condition"], ["y"], then_branch=inner, else_branch=other)
    assert reads(made) == {"condition", "outside", "elsewhere"}
