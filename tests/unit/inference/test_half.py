"""onnxruntime's converter leaves inputs, outputs and sensitive operators as they are."""

from __future__ import annotations

import onnx
from onnx import TensorProto

from radlane.inference.half import KEPT, to_half
from support.networks import network


def test_inputs_and_outputs_stay_and_casts_are_added() -> None:
    model = onnx.load_model_from_string(network())
    for place, node in enumerate(model.graph.node):
        node.name = str(place)
    made = to_half(model, ["0"])
    kinds = [value.type.tensor_type.elem_type for value in [*made.graph.input, *made.graph.output]]
    assert set(kinds) == {TensorProto.FLOAT}
    kept = next(node for node in made.graph.node if node.op_type == "Neg")
    casts = {node.output[0]: node for node in made.graph.node if node.op_type == "Cast"}
    assert casts[kept.input[0]].attribute[0].i == TensorProto.FLOAT
    assert len(casts) >= 3


def test_each_operator_is_named_once() -> None:
    assert len(set(KEPT)) == len(KEPT)
    assert {"Softmax", "InstanceNormalization", "ReduceMean", "Resize"} <= set(KEPT)
