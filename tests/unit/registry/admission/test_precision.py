"""A network in half precision says so, and what says so is one."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from radlane.errors import PackageRefused
from radlane.registry.admission.precision import check_precision
from support.networks import good_nodes, network


def with_half_weights() -> onnx.ModelProto:
    model = onnx.load_model_from_string(network())
    model.graph.initializer.append(numpy_helper.from_array(np.float16([1]), "weight"))
    return model


def with_a_cast() -> onnx.ModelProto:
    cast = helper.make_node("Cast", ["image"], ["short"], to=TensorProto.FLOAT16)
    return onnx.load_model_from_string(network([*good_nodes(), cast]))


def with_a_constant() -> onnx.ModelProto:
    constant = helper.make_node("Constant", [], ["one"], value=numpy_helper.from_array(np.float16(1)))
    cast = helper.make_node("CastLike", ["image", "one"], ["short"])
    return onnx.load_model_from_string(network([*good_nodes(), constant, cast]))


def with_a_branch() -> onnx.ModelProto:
    value = helper.make_tensor_value_info("short", TensorProto.FLOAT16, None)
    nodes = [helper.make_node("Cast", ["image"], ["short"], to=TensorProto.FLOAT16)]
    branch = helper.make_graph(nodes, "branch", [], [value])
    yes = helper.make_node("Constant", [], ["yes"], value=numpy_helper.from_array(np.array(True)))
    choice = helper.make_node("If", ["yes"], ["chosen"], then_branch=branch, else_branch=branch)
    return onnx.load_model_from_string(network([*good_nodes(), yes, choice]))


def with_another_half() -> onnx.ModelProto:
    cast = helper.make_node("Cast", ["image"], ["short"], to=TensorProto.BFLOAT16)
    return onnx.load_model_from_string(network([*good_nodes(), cast]))


@pytest.mark.parametrize(
    "model",
    [with_half_weights(), with_a_cast(), with_a_constant(), with_a_branch(), with_another_half()],
    ids=["weights", "cast", "constant", "branch", "bfloat16"],
)
def test_half_precision_is_stated(model: onnx.ModelProto) -> None:
    check_precision(model, "fp16")
    with pytest.raises(PackageRefused, match="does not say fp16") as refused:
        check_precision(model, "fp32")
    assert refused.value.code == "graph-precision"


def test_single_precision_is_not_called_half() -> None:
    model = onnx.load_model_from_string(network())
    check_precision(model, "fp32")
    with pytest.raises(PackageRefused, match="no number in half precision"):
        check_precision(model, "fp16")
