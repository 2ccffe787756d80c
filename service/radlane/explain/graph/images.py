"""A graph -> which of its tensors are images: axes [n, c, y, x] or [n, c, z, y, x], as its input has them.

Tensors whose last axes are something else (tokens, attention) are none, whatever their rank.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import prod

import numpy as np
from onnx import GraphProto, NodeProto, helper

from radlane.explain.graph.facts import Facts

_PLANE = 4  # axes of a plane with batch and channels
_CONVOLVED = frozenset({"Conv", "ConvTranspose"})
# these neither move, join nor average places of an image, or do so in small windows
_KEEPING = frozenset(
    {
        *("Abs", "Add", "AveragePool", "BatchNormalization", "Cast", "CastLike", "Celu", "Clip", "Concat", "Div"),
        *("DepthToSpace", "Dropout", "Elu", "Erf", "Exp", "Gelu", "GroupNormalization", "HardSigmoid", "HardSwish"),
        *(
            "Identity",
            "InstanceNormalization",
            "LeakyRelu",
            "Log",
            "Max",
            "MaxPool",
            "Mean",
            "Min",
            "Mish",
            "Mul",
            "Neg",
        ),
        *("PRelu", "Pad", "Pow", "Reciprocal", "Relu", "Resize", "Selu", "Sigmoid", "Slice", "Softmax", "Softplus"),
        *("Softsign", "SpaceToDepth", "Split", "Sqrt", "Sub", "Sum", "Swish", "Tanh", "ThresholdedRelu", "Where"),
    }
)
_REARRANGED = frozenset({"Reshape", "Transpose"})


def find_images(graph: GraphProto, facts: Facts, names: Sequence[str]) -> dict[str, Fraction]:
    """Find images among what comes of inputs.

    Parameters
    ----------
    names : sequence of str
        Inputs of the network.

    Returns
    -------
    dict of str to Fraction
        Names of tensors, in the order in which they are made -> how many elements of the input's grid one of theirs
        stands for, by the strides on the way.
    """
    images = {name: Fraction(1) for name in names if _has_places(facts, name)}
    for node in graph.node:
        scale = _scale(node, facts, images)
        if scale is not None:
            images.update((name, scale) for name in node.output if name and _has_places(facts, name))
    return images


def _has_places(facts: Facts, name: str) -> bool:
    """Whether it has axes of an image, more than one place, and numbers."""
    shape = facts.shape(name)
    return shape is not None and len(shape) >= _PLANE and any(size != 1 for size in shape[2:]) and facts.is_float(name)


def _scale(node: NodeProto, facts: Facts, images: dict[str, Fraction]) -> Fraction | None:
    """Return the scale of what an operator makes, or None where that is no image."""
    known = [images[name] for name in node.input if name in images]
    if node.op_type in _CONVOLVED:
        return (known[0] if known else Fraction(1)) * _step(node, facts)
    if node.op_type in _KEEPING:
        return max(known) * _step(node, facts) if known else None
    if node.op_type in _REARRANGED:
        return _rearranged(node, facts, images)
    return None


def _rearranged(node: NodeProto, facts: Facts, images: dict[str, Fraction]) -> Fraction | None:
    """Return the scale of the last image of the same shape: normalisation of groups reshapes there and back."""
    shape = facts.static_shape(node.output[0])
    alike = [scale for name, scale in images.items() if facts.static_shape(name) == shape]
    return alike[-1] if alike and shape is not None else None


def _step(node: NodeProto, facts: Facts) -> Fraction:
    """Return how much coarser an operator makes the grid."""
    given = {item.name: helper.get_attribute_value(item) for item in node.attribute}
    if node.op_type == "Resize":
        return _resized(node, facts)
    if node.op_type in ("DepthToSpace", "SpaceToDepth"):
        area = Fraction(given["blocksize"] ** 2)
        return area if node.op_type == "SpaceToDepth" else 1 / area
    stride = Fraction(prod(given.get("strides", ())))
    return 1 / stride if node.op_type == "ConvTranspose" else stride


def _resized(node: NodeProto, facts: Facts) -> Fraction:
    """By its scales, or by sizes that are known; otherwise by the half along each axis, as it is in decoders."""
    before, after = facts.static_shape(node.input[0]), facts.static_shape(node.output[0])
    if before is not None and after is not None:
        return Fraction(prod(before[2:]), prod(after[2:]))
    scales = facts.constant(node.input[2]) if len(node.input) > 2 and node.input[2] else None
    if scales is not None and scales.size:
        return 1 / Fraction(float(np.prod(scales.astype(np.float64)))).limit_denominator(1 << 20)
    return Fraction(1, 2 ** (facts.rank(node.input[0]) - 2))
