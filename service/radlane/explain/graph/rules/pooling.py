"""Gradients of pooling. Maxima pass it to the first of equal values, as torch does; means pass it to all."""

from __future__ import annotations

import math
from collections.abc import Mapping

from onnx import TensorProto

from radlane.explain.graph.rules.separable import transpose_each
from radlane.explain.graph.step import Rule, Step
from radlane.explain.graph.writer import SHORT

_WINDOW = ("kernel_shape", "strides", "dilations")


def max_pool(step: Step) -> Mapping[int, str]:
    """Add each value at the place of its maximum."""
    _require_no_empty_window(step)
    write = step.write
    given = {name: step.attribute(name) for name in (*_WINDOW, "pads", "auto_pad", "ceil_mode")}
    if step.attribute("storage_order", 0):
        raise step.refused("its places are in the order of columns")
    _, places = write.ops("MaxPool", [step.x], 2, **given)
    size = write.op("Reshape", write.op("Size", step.x), write.ints(1))
    at, values = (write.op("Reshape", name, write.ints(-1)) for name in (places, step.gradient))
    return {0: write.reshaped_as(write.scattered(size, at, values, step.x, axis=0), step.x)}


def average_pool(step: Step) -> Mapping[int, str]:
    """The transposed pooling, axis by axis."""
    _require_no_empty_window(step)
    count = len(step.attribute("kernel_shape"))

    def apply(axis: int, unit: str) -> str:
        rows = step.write.op("Unsqueeze", unit, step.write.ints(1))
        return step.write.op(
            "Squeeze", step.write.op("AveragePool", rows, **_along(step, axis - 2)), step.write.ints(1)
        )

    return {0: transpose_each(step, list(range(2, count + 2)), apply)}


def _require_no_empty_window(step: Step) -> None:
    """Refuse a last window that begins behind the input: runtimes leave it out, onnx counts it in its shapes."""
    sizes, counts = step.facts.shape(step.x), step.facts.shape(step.y)
    pads = step.attribute("pads")
    if not step.attribute("ceil_mode", 0) or not pads or sizes is None or counts is None:
        return
    strides = step.attribute("strides") or [1] * (len(sizes) - 2)
    for size, count, stride, before in zip(sizes[2:], counts[2:], strides, pads, strict=False):
        if isinstance(size, int) and isinstance(count, int) and (count - 1) * stride >= size + before:
            raise step.refused("its last window lies in the border, and its size is uncertain")


def _along(step: Step, axis: int) -> dict[str, int | str | list[int] | None]:
    """Return the attributes of a pooling for one of its axes."""
    pads = step.attribute("pads")
    given = {name: step.attribute(name) for name in _WINDOW}
    return {
        **{name: [values[axis]] for name, values in given.items() if values},
        "pads": [pads[axis], pads[axis + len(pads) // 2]] if pads else None,
        **{name: step.attribute(name) for name in ("auto_pad", "ceil_mode", "count_include_pad")},
    }


def global_average_pool(step: Step) -> Mapping[int, str]:
    """An equal share for each place."""
    write = step.write
    return {0: write.op("Expand", share_equally(step, step.gradient), write.shape(step.x))}


def share_equally(step: Step, gradient: str) -> str:
    """Divide a gradient by how many elements of X there are for each of Y.

    In float32 where the type is a shorter one: in float16 more than 65504 elements would be infinitely many.
    """
    write, is_short = step.write, step.facts.dtype(step.x) in SHORT
    dtype = TensorProto.FLOAT if is_short else step.facts.dtype(step.x)
    of_x, of_y = step.facts.static_shape(step.x), step.facts.static_shape(step.y)
    if of_x is not None and of_y is not None:
        size = write.integer(math.prod(of_x) // math.prod(of_y))
    else:
        size = write.op("Div", *(write.shared("Size", name) for name in (step.x, step.y)))
    whole = write.op("Cast", gradient, to=dtype) if is_short else gradient
    share = write.op("Div", whole, write.op("Cast", size, to=dtype))
    return write.floats(share, step.x) if is_short else share


def global_max_pool(step: Step) -> Mapping[int, str]:
    """All of it at the place of the maximum."""
    write = step.write
    rows = write.op(
        "Concat", write.op("Slice", write.shape(step.x), write.ints(0), write.ints(2)), write.ints(-1), axis=0
    )
    flat = write.op("Reshape", step.x, rows)
    place = write.op("ArgMax", flat, axis=2, keepdims=1)
    value = write.op("Reshape", step.gradient, write.op("Shape", place))
    empty = write.zeros(write.op("Shape", flat), step.x)
    return {0: write.reshaped_as(write.op("ScatterElements", empty, place, value, axis=2), step.x)}


RULES: Mapping[str, Rule] = {
    "MaxPool": max_pool,
    "AveragePool": average_pool,
    "GlobalAveragePool": global_average_pool,
    "GlobalMaxPool": global_max_pool,
}
