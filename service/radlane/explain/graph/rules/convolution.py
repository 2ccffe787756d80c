"""Gradients of convolutions with respect to what is convolved: each is the other, with the same weights.

Weights are [m, c / groups, ...] (Conv) and [c, m / groups, ...] (ConvTranspose). What reaches beyond the input is cut.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from radlane.explain.graph.step import Rule, Step


@dataclass(frozen=True, kw_only=True)
class _Window:
    """Attributes of a convolution, with what is left out filled in; one number an axis.

    Attributes
    ----------
    pads : list of int
        Before each axis, then behind each, as ONNX has them.
    """

    kernel: list[int]
    strides: list[int]
    dilations: list[int]
    pads: list[int]

    @property
    def reach(self) -> list[int]:
        """How far a window reaches beyond its first element."""
        return [dilation * (side - 1) for dilation, side in zip(self.dilations, self.kernel, strict=True)]


def convolution(step: Step) -> Mapping[int, str]:
    """Transposed convolution, which is given the size that was convolved."""
    window = _window(step)
    axes = range(len(window.kernel))
    sizes = _spatial(step, step.x)
    ends = [0] * len(axes)
    exact = all(isinstance(size, int) or stride == 1 for size, stride in zip(sizes, window.strides, strict=True))
    for axis, (size, stride) in enumerate(zip(sizes, window.strides, strict=True)):
        padded = window.pads[axis] + window.pads[axis + len(axes)]
        rest = (size + padded - window.reach[axis] - 1) % stride if isinstance(size, int) else stride - 1
        ends[axis] = rest
    made = step.write.op(
        "ConvTranspose",
        step.gradient,
        step.node.input[1],
        kernel_shape=window.kernel,
        strides=window.strides,
        dilations=window.dilations,
        group=step.attribute("group", 1),
        pads=window.pads,
        output_padding=ends if any(ends) else None,
    )
    return {0: made if exact else _cut(step, made)}


def transposed(step: Step) -> Mapping[int, str]:
    """Convolution."""
    window = _window(step)
    made = step.write.op(
        "Conv",
        step.gradient,
        step.node.input[1],
        kernel_shape=window.kernel,
        strides=window.strides,
        dilations=window.dilations,
        group=step.attribute("group", 1),
        pads=window.pads,
    )
    return {0: made}


def _window(step: Step) -> _Window:
    weights = step.facts.shape(step.node.input[1])
    kernel = step.attribute("kernel_shape") or [size for size in (weights or ())[2:] if isinstance(size, int)]
    if not kernel:
        raise step.refused("the size of its kernel is not known")
    ones = [1] * len(kernel)
    window = _Window(
        kernel=list(kernel),
        strides=list(step.attribute("strides") or ones),
        dilations=list(step.attribute("dilations") or ones),
        pads=list(step.attribute("pads") or [0, 0] * len(kernel)),
    )
    window.pads[:] = _pads(step, window)
    return window


def _pads(step: Step, window: _Window) -> list[int]:
    auto, shape = step.attribute("auto_pad", "NOTSET"), step.attribute("output_shape")
    if auto == "VALID" and not shape:
        return [0] * len(window.pads)
    if auto == "NOTSET" and not shape:
        return window.pads
    totals = _automatic(step, window)
    # ONNX gives the odd one to the end for SAME_UPPER, to the beginning otherwise
    small, large = [total // 2 for total in totals], [total - total // 2 for total in totals]
    return small + large if auto == "SAME_UPPER" else large + small


def _automatic(step: Step, window: _Window) -> list[int]:
    """Return the pads of both ends together, which follow from sizes."""
    if step.node.op_type == "Conv" and all(stride == 1 for stride in window.strides):
        return window.reach
    narrow, wide = (step.y, step.x) if step.node.op_type == "Conv" else (step.x, step.y)
    small, large = _spatial(step, narrow), _spatial(step, wide)
    further = step.attribute("output_padding") or [0] * len(window.kernel)
    totals = []
    for axis, stride in enumerate(window.strides):
        few, many = small[axis], large[axis]
        if not isinstance(few, int) or not isinstance(many, int):
            raise step.refused("its automatic pads follow from sizes that are not known")
        totals.append(max(0, (few - 1) * stride + further[axis] + window.reach[axis] + 1 - many))
    return totals


def _spatial(step: Step, name: str) -> Sequence[int | str | None]:
    shape = step.facts.shape(name)
    weights = step.facts.rank(step.node.input[1])
    return shape[2:] if shape is not None else [None] * (weights - 2)


def _cut(step: Step, made: str) -> str:
    """Keep of each spatial axis as much as the input has."""
    write, rank = step.write, step.facts.rank(step.node.input[1])
    axes = range(2, rank)
    sizes = write.shared("Slice", write.shape(step.x), write.ints(2), write.ints(rank))
    return write.op("Slice", made, write.ints(*[0 for _ in axes]), sizes, write.ints(*axes))


RULES: Mapping[str, Rule] = {"Conv": convolution, "ConvTranspose": transposed}
