"""The deepest feature map is found by strides alone, whatever the sizes are."""

from __future__ import annotations

from collections.abc import Sequence

import onnx
import pytest
from onnx import NodeProto, TensorProto, helper

from radlane.explain.graph.depth import find_deepest, spatial_tensors
from radlane.registry.catalogue import builtin_roots


def conv(source: str, target: str, stride: int = 1) -> NodeProto:
    return helper.make_node("Conv", [source, "w"], [target], strides=[stride, stride])


def graph(*nodes: NodeProto) -> onnx.GraphProto:
    weight = helper.make_tensor("w", TensorProto.FLOAT, [1, 1, 1, 1], [1.0])
    image = helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 1, None, None])
    return helper.make_graph(list(nodes), "graph", [image], [], [weight])


STEM = (conv("image", "a"), helper.make_node("Relu", ["a"], ["b"]))


@pytest.mark.parametrize(
    ("nodes", "deepest"),
    [
        (STEM, "b"),
        # a residual network: what is pooled for the head
        ((*STEM, conv("b", "c", 2), helper.make_node("Add", ["c", "c"], ["d"]), *(
            helper.make_node("GlobalAveragePool", ["d"], ["e"]), helper.make_node("Relu", ["e"], ["f"]))), "d"),
        # a U-Net: the end of its deepest level, however it grows again
        ((*STEM, helper.make_node("MaxPool", ["b"], ["c"], strides=[2, 2]), conv("c", "d"),
          helper.make_node("Resize", ["d"], ["e"]), helper.make_node("Concat", ["e", "b"], ["f"]), conv("f", "g")),
         "d"),
        ((*STEM, conv("b", "c", 2), helper.make_node("ConvTranspose", ["c", "w"], ["d"], strides=[2, 2])), "c"),
        # a transformer: no feature map is left behind its tokens
        ((conv("image", "a", 4), helper.make_node("Reshape", ["a", "s"], ["b"])), "a"),
        ((helper.make_node("Flatten", ["image"], ["a"]),), None),
        ((helper.make_node("MaxPool", ["image"], ["a"], strides=[2, 2]),), None),
    ],
)  # fmt: skip
def test_the_deepest(nodes: Sequence[NodeProto], deepest: str | None) -> None:
    assert find_deepest(graph(*nodes)) == deepest


def test_only_maps_behind_a_convolution_can_be_pooled() -> None:
    nodes = (helper.make_node("Relu", ["image"], ["before"]), *STEM, helper.make_node("Flatten", ["b"], ["flat"]))
    assert spatial_tensors(graph(*nodes)) == {"a", "b"}


def test_the_models_that_come_with_radlane() -> None:
    found = {
        name: find_deepest(onnx.load(str(builtin_roots()[0] / name / "model.onnx")).graph)
        for name in ("cxr-lungs", "ct-tissue")
    }
    assert found == {"cxr-lungs": "/down.4/down.4.5/Relu_output_0", "ct-tissue": "/narrow.0/Conv_output_0"}
