"""Where in a graph the image is smallest: which tensor sums up best what a network saw.

In: an ONNX graph. Out: names of tensors. Nothing is run: how often an axis is halved on the way is read from strides.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from onnx import AttributeProto, GraphProto, NodeProto, helper

_POOLS = frozenset({"MaxPool", "AveragePool", "LpPool"})
_SAME = frozenset(
    {
        *(
            "Add",
            "BatchNormalization",
            "Cast",
            "Celu",
            "Clip",
            "Concat",
            "Div",
            "Dropout",
            "Elu",
            "Gelu",
            "HardSigmoid",
        ),
        *("HardSwish", "Identity", "InstanceNormalization", "GroupNormalization", "LRN", "LeakyRelu", "Max", "Mean"),
        *("Min", "Mish", "Mul", "PRelu", "Pad", "Relu", "Selu", "Sigmoid", "Softplus", "Sub", "Sum", "Swish", "Tanh"),
    }
)
"""Operators after which the image has the size that it had before."""
_GROWS = frozenset({"ConvTranspose", "Resize", "Upsample", "DepthToSpace"})


def find_deepest(graph: GraphProto) -> str | None:
    """Return the last tensor, in the order in which the graph runs, of those on the smallest image.

    Of a DenseNet or ResNet it is what is pooled for the head, of a U-Net the end of its deepest level. None where no
    convolution is reached from an input through operators that are known.
    """
    depths, convolved = _walk(graph)
    seen = [name for name in depths if name in convolved]
    if not seen:
        return None
    deepest = max(depths[name] for name in seen)
    return [name for name in seen if depths[name] == deepest][-1]


def spatial_tensors(graph: GraphProto) -> frozenset[str]:
    """Return the tensors that still have the image's axes, as far as they are known, behind a convolution."""
    depths, convolved = _walk(graph)
    return frozenset(depths) & convolved


def _walk(graph: GraphProto) -> tuple[dict[str, float], frozenset[str]]:
    """How often the image was halved in each tensor, and which of them a convolution made."""
    weights = {tensor.name for tensor in graph.initializer}
    depths = {value.name: 0.0 for value in graph.input if value.name not in weights}
    convolved: set[str] = set()
    for node in graph.node:
        before = [depths[name] for name in node.input if name in depths]
        depth = _depth(node, before)
        if depth is None:
            continue
        depths[node.output[0]] = depth
        if node.op_type == "Conv" or convolved.intersection(node.input):
            convolved.add(node.output[0])
    return depths, frozenset(convolved)


def _depth(node: NodeProto, before: Sequence[float]) -> float | None:
    """How often the image was halved in what a node makes; None where it is no image, or nobody knows."""
    if not before:
        return None
    if node.op_type == "Conv" or node.op_type in _POOLS:
        return max(before) + _halvings(node)
    if node.op_type in _GROWS:
        return max(before) - max(1.0, _halvings(node))
    return max(before) if node.op_type in _SAME else None


def _halvings(node: NodeProto) -> float:
    strides = _attributes(node).get("strides")
    return sum(math.log2(stride) for stride in strides) / len(strides) if strides else 0.0


def _attributes(node: NodeProto) -> Mapping[str, Sequence[int]]:
    """The attributes that are lists of whole numbers."""
    return {one.name: helper.get_attribute_value(one) for one in node.attribute if one.type == AttributeProto.INTS}
