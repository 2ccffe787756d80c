"""New operators, their names and constants."""

from __future__ import annotations

import numpy as np
import pytest
from onnx import numpy_helper

from radlane.explain.graph.facts import Facts
from radlane.explain.graph.writer import Writer
from support.gradients import Network, network, onnxruntime_session


@pytest.fixture(name="case")
def _case() -> Network:
    return network("Relu", {"x": np.zeros((2, 3))})


def writer(case: Network) -> Writer:
    return Writer(Facts(case.model(np.float64)))


def test_names_are_counted_and_constants_shared(case: Network) -> None:
    write = writer(case)
    assert write.op("Neg", "x") == "radlane.0.0"
    assert write.ops("Split", ["x"], 2, axis=1, num_outputs=None) == ["radlane.1.0", "radlane.1.1"]
    assert [item.name for item in write.nodes[1].attribute] == ["axis"]
    assert write.ints(1, 2) == write.ints(1, 2)
    assert write.ints(1) != write.integer(1)
    assert [numpy_helper.to_array(tensor).tolist() for tensor in write.constants] == [[1, 2], [1], 1]


def test_numbers_have_the_type_of_a_tensor(case: Network) -> None:
    write = writer(case)
    write.number(0.1, "x")
    assert numpy_helper.to_array(write.constants[0]).dtype == np.float64


def test_shapes_are_constants_where_they_are_known(case: Network) -> None:
    write = writer(case)
    write.shape("x"), write.size("x", 1), write.reshaped_as("x", "y")
    assert [node.op_type for node in write.nodes] == ["Reshape"]
    open_sizes = Writer(Facts(Network(nodes=case.nodes, inputs=case.inputs, dynamic=True).model(np.float32)))
    assert open_sizes.shape("x") == open_sizes.shape("x")
    assert open_sizes.size("x", 1) == open_sizes.size("x", 1)
    assert [node.op_type for node in open_sizes.nodes] == ["Shape", "Gather"]


def test_what_is_written_runs(case: Network) -> None:
    model = case.model(np.float32)
    write = Writer(Facts(model))
    total = write.total(
        write.op("Add", "x", write.op("Expand", write.number(1, "x"), write.shape("x"))), [0], keepdims=0
    )
    write.expose(write.op("Sub", total, write.floats(write.zeros(write.ints(3), "x"), "x")), "sums")
    model.graph.node.extend(write.nodes)
    model.graph.initializer.extend(write.constants)
    model.graph.output[0].name = "sums"
    (found,) = onnxruntime_session(model).run(["sums"], {"x": np.ones((2, 3), np.float32)})
    assert found.tolist() == [4, 4, 4]
