"""A graph -> where the cells of a layer lie on the image.

A cell lies at the centre of what it sees. Kernels of odd width with stride 2 put the first cell on the first pixel, not
between the first two; behind five of them (ResNet-50) a map that is laid evenly over the image is half a cell off.
Reference: Araujo et al. 2019, Computing Receptive Fields of Convolutional Neural Networks, section 3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from onnx import ModelProto, NodeProto, helper

from radlane.explain.graph.facts import Facts
from radlane.explain.network import Lattice

Axes = tuple[tuple[Fraction, Fraction], ...]
"""Along each spatial axis: the place of the first cell, and the distance of two."""

_PLANE = 4
_SLIDING = frozenset({"Conv", "MaxPool", "AveragePool", "LpPool"})
_CUT = frozenset({"Slice", "Pad", "DepthToSpace", "SpaceToDepth", "Transpose", "GridSample", "RoiAlign"})


def find_centres(model: ModelProto, layer: str) -> Lattice | None:
    """Find where the cells of a layer lie.

    Parameters
    ----------
    model : ModelProto
        Its first input is the image.
    layer : str
        A tensor with axes [n, k, ...].

    Returns
    -------
    Lattice or None
        None where an operator on the way moves places in a way that is not followed here.
    """
    facts, graph = Facts(model), model.graph
    weights = {tensor.name for tensor in graph.initializer}
    image = next(value.name for value in graph.input if value.name not in weights)
    found: dict[str, Axes] = {image: ((Fraction(0), Fraction(1)),) * (facts.rank(image) - 2)}
    for node in graph.node:
        axes = _through(node, facts, found)
        if axes is not None:
            found.update((name, axes) for name in node.output if name)
    if layer not in found:
        return None
    firsts, steps = zip(*found[layer], strict=True)
    return Lattice(first=tuple(map(float, firsts)), step=tuple(map(float, steps)))


def _through(node: NodeProto, facts: Facts, found: Mapping[str, Axes]) -> Axes | None:
    """Return where the cells of what an operator makes lie, or None where that is not known."""
    known = [(name, found[name]) for name in node.input if name in found]
    if node.op_type == "Reshape":
        return _reshaped(node, facts, found)
    if not known or node.op_type in _CUT:
        return None
    name, axes = known[0]
    if node.op_type in _SLIDING:
        return _slid(axes, _windows(node, facts, len(axes)))
    if node.op_type == "ConvTranspose":
        return _spread(axes, _windows(node, facts, len(axes)))
    if node.op_type in ("Resize", "Upsample"):
        return _resized(axes, facts.static_shape(name), facts.static_shape(node.output[0]), _aligned(node))
    places = facts.shape(node.output[0])
    if places is None or len(places) < _PLANE or any(facts.shape(one) is None for one, _ in known):
        return None
    alike = [axes for one, axes in known if (facts.shape(one) or ())[2:] == places[2:]]
    return _mean(alike) if alike else None


Window = tuple[Fraction, int]
"""How far the centre of the first window lies from the first cell, in cells; how far a window moves."""


def _windows(node: NodeProto, facts: Facts, count: int) -> tuple[Window, ...] | None:
    given: dict[str, Any] = {item.name: helper.get_attribute_value(item) for item in node.attribute}
    if given.get("auto_pad", b"NOTSET") not in (b"NOTSET", b"VALID"):
        return None
    widths = given.get("kernel_shape") or (facts.shape(node.input[1]) or ())[2:]
    strides, dilations = (given.get(name, (1,) * count) for name in ("strides", "dilations"))
    pads = given.get("pads", (0,) * count)[:count]
    if len(widths) != count:
        return None
    return tuple(
        (Fraction((width - 1) * dilation, 2) - pad, stride)
        for width, dilation, pad, stride in zip(widths, dilations, pads, strides, strict=True)
    )


def _slid(axes: Axes, windows: Sequence[Window] | None) -> Axes | None:
    if windows is None:
        return None
    return tuple(
        (first + step * shift, step * stride) for (first, step), (shift, stride) in zip(axes, windows, strict=True)
    )


def _spread(axes: Axes, windows: Sequence[Window] | None) -> Axes | None:
    """A transposed convolution goes the way of a convolution back."""
    if windows is None:
        return None
    return tuple(
        (first - step * shift / stride, step / stride)
        for (first, step), (shift, stride) in zip(axes, windows, strict=True)
    )


def _aligned(node: NodeProto) -> str:
    """Return what of the two grids lies on each other: their field, their first cells or their corners.

    Copies of a cell lie around it, wherever the operator begins to count.
    """
    given: dict[str, Any] = {item.name: helper.get_attribute_value(item) for item in node.attribute}
    if node.op_type == "Upsample":
        return "first" if given.get("mode", b"nearest") == b"linear" else "nearest"
    how = given.get("coordinate_transformation_mode", b"half_pixel")
    if how == b"asymmetric":
        return "first" if given.get("mode", b"nearest") != b"nearest" else "nearest"
    return {b"align_corners": "corners", b"tf_crop_and_resize": "other"}.get(how, "field")


def _resized(
    axes: Axes, before: Sequence[int] | None, after: Sequence[int] | None, aligned: str = "field"
) -> Axes | None:
    if before is None or after is None or aligned == "other":
        return None
    return tuple(_along(axis, old, new, aligned) for axis, old, new in zip(axes, before[2:], after[2:], strict=True))


def _along(axis: tuple[Fraction, Fraction], old: int, new: int, aligned: str) -> tuple[Fraction, Fraction]:
    first, step = axis
    ratio = Fraction(old, new)
    if aligned == "corners" and new > 1:
        return first, step * Fraction(old - 1, new - 1)
    if aligned in ("first", "corners") or (aligned == "nearest" and ratio > 1):
        return first, step * ratio
    return first + step * (ratio - 1) / 2, step * ratio


def _reshaped(node: NodeProto, facts: Facts, found: Mapping[str, Axes]) -> Axes | None:
    """Those of the last tensor of the same shape: normalisation of groups reshapes there and back."""
    shape = facts.static_shape(node.output[0])
    alike = [axes for name, axes in found.items() if facts.static_shape(name) == shape]
    return alike[-1] if alike and shape is not None and len(shape) >= _PLANE else None


def _mean(ways: Sequence[Axes]) -> Axes:
    """Where ways of different kernels meet, in the middle of their centres."""
    return tuple(
        (sum((first for first, _ in axis), Fraction(0)) / len(axis), axis[0][1]) for axis in zip(*ways, strict=True)
    )
