"""A graph -> which of its tensors are images: axes [n, c, y, x] or [n, c, z, y, x], as its input has them.

Tensors whose last axes are something else (tokens, attention) are none, whatever their rank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def find_images(graph: GraphProto, facts: Facts, names: Sequence[str]) -> dict[str, Fraction | None]:
    """Find images among what comes of inputs.

    Parameters
    ----------
    names : sequence of str
        Inputs of the network.

    Returns
    -------
    dict of str to (Fraction or None)
        Names of tensors, in the order in which they are made -> how many elements of the input's grid one of theirs
        stands for, by their sizes or by the strides on the way; None where neither says it.
    """
    images: dict[str, Fraction | None] = {name: Fraction(1) for name in names if _has_places(facts, name)}
    whole = next((_places(facts, name) for name in images), None)
    makers = {name: node for node in graph.node for name in node.output}
    for node in graph.node:
        if not _makes_image(node, facts, images, makers):
            continue
        by_stride = _by_stride(node, facts, images, makers)
        follows = node.op_type in _REARRANGED or any(name in images for name in node.input)
        for name in (name for name in node.output if name and _has_places(facts, name, unless_known=follows)):
            places = _places(facts, name)
            images[name] = Fraction(whole, places) if whole and places else by_stride
    return images


def _has_places(facts: Facts, name: str, unless_known: bool = False) -> bool:
    """Whether it has axes of an image, more than one place, and numbers; where nothing is known of it, as is said."""
    shape = facts.shape(name)
    if shape is None:
        return unless_known
    return len(shape) >= _PLANE and any(size != 1 for size in shape[2:]) and facts.is_float(name)


def _places(facts: Facts, name: str) -> int | None:
    """Return how many places an image has, where that is known."""
    sizes = (facts.shape(name) or ())[2:]
    known = [size for size in sizes if isinstance(size, int)]
    return prod(known) if sizes and len(known) == len(sizes) else None


def _makes_image(
    node: NodeProto, facts: Facts, images: Mapping[str, Fraction | None], makers: Mapping[str, NodeProto]
) -> bool:
    if node.op_type in _CONVOLVED:
        return True
    if node.op_type in _KEEPING:
        return any(name in images for name in node.input)
    return node.op_type in _REARRANGED and _model_of(node, facts, images, makers) is not None


def _model_of(
    node: NodeProto, facts: Facts, images: Mapping[str, Fraction | None], makers: Mapping[str, NodeProto]
) -> str | None:
    """Return the image whose shape a tensor gets (again): normalisation of groups reshapes there and back."""
    shaper = makers.get(node.input[1]) if len(node.input) > 1 else None
    if shaper is not None and shaper.op_type == "Shape" and shaper.input[0] in images:
        return str(shaper.input[0])
    shape = facts.shape(node.output[0])
    if shape is None or None in shape:
        return None
    return next((name for name in reversed(list(images)) if facts.shape(name) == shape), None)


def _by_stride(
    node: NodeProto, facts: Facts, images: Mapping[str, Fraction | None], makers: Mapping[str, NodeProto]
) -> Fraction | None:
    """Return the scale of what an operator makes by that of what it reads."""
    if node.op_type in _REARRANGED:
        model = _model_of(node, facts, images, makers)
        return images[model] if model is not None else None
    known = [scale for name in node.input if (scale := images.get(name)) is not None]
    return max(known) * _step(node, facts) if known else None


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
