from __future__ import annotations

import hashlib

import onnx
import pytest
from onnx import TensorProto, helper

from radlane.errors import ImportRefused
from radlane.registry.onnx_file import GraphValue, read_onnx
from support.networks import nan_nodes, network, with_external_weights
from support.polyglot import two_networks
from support.strangers import convolution, finished


def test_inputs_and_outputs_are_read() -> None:
    data = convolution(2, ends_in="Softmax")
    network = read_onnx(data)
    free = (None, None, None)
    assert network.inputs == (GraphValue(name="scan", dtype="float32", shape=(None, 1, *free)),)
    assert network.outputs == (GraphValue(name="organs", dtype="float32", shape=(None, 2, *free)),)
    assert (network.ends_in, network.producer, network.opset) == ({"organs": "Softmax"}, "strangers 0.3", 17)
    assert network.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("data", [b"", b"GIF89a" * 9, convolution()[:-70], onnx.ModelProto().SerializeToString()])
def test_what_is_no_network_is_refused(data: bytes) -> None:
    with pytest.raises(ImportRefused, match="no ONNX file"):
        read_onnx(data)


def test_a_file_that_is_two_networks_is_refused() -> None:
    with pytest.raises(ImportRefused, match="no ONNX file") as refusal:
        read_onnx(two_networks(network(nan_nodes()), convolution()))
    assert refusal.value.why == "it is of onnxruntime's own format"


def test_weights_in_other_files_are_refused() -> None:
    with pytest.raises(ImportRefused, match="other files"):
        read_onnx(with_external_weights())


def test_weights_that_are_listed_as_inputs_are_none() -> None:
    model = onnx.load_model_from_string(convolution())
    model.graph.input.append(helper.make_tensor_value_info("w", TensorProto.FLOAT, [3, 1, 3, 3, 3]))
    assert [value.name for value in read_onnx(model.SerializeToString()).inputs] == ["scan"]


def test_odd_values_are_read_and_not_believed() -> None:
    nodes = [helper.make_node("Identity", ["b"], ["a"]), helper.make_node("Identity", ["a"], ["b"])]
    odd = [
        helper.make_tensor_value_info("a", TensorProto.FLOAT, None),
        helper.make_tensor_value_info("b", TensorProto.INT64, [0, "n"]),
    ]
    odd[0].type.tensor_type.elem_type = 99
    network = read_onnx(finished(helper.make_graph(nodes, "round", [], odd)))
    assert [(value.dtype, value.shape) for value in network.outputs] == [("?", None), ("int64", (None, None))]
    assert set(network.ends_in.values()) == {"Identity"}
