"""Operators in double precision by their definitions, where onnx's reference implementation has a narrower one."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx.reference.op_run import OpRun
from scipy import special

Array = NDArray[np.float64]


class Erf(OpRun):
    """The reference rounds to single precision."""

    def _run(self, x: Array) -> tuple[Array]:
        return (special.erf(x),)


class Gelu(OpRun):
    """The reference's uses its Erf."""

    def _run(self, x: Array, approximate: str = "none") -> tuple[Array]:
        if approximate == "tanh":
            return (0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))),)
        return (0.5 * x * (1 + special.erf(x / math.sqrt(2))),)


class Mean(OpRun):
    """The reference does not broadcast."""

    def _run(self, *values: Array) -> tuple[Array]:
        return (sum(values[1:], values[0]) / len(values),)


class ConvTranspose(OpRun):
    """The reference's knows no groups."""

    def _run(self, x: Array, w: Array, b: Array | None = None, **given: Any) -> tuple[Array]:
        axes, groups = x.ndim - 2, given["group"] or 1
        ones, kernel, sizes = [1] * axes, w.shape[2:], x.shape[2:]
        strides, dilations = given["strides"] or ones, given["dilations"] or ones
        further = given["output_padding"] or [0] * axes
        whole = [
            (size - 1) * stride + dilation * (side - 1) + 1 + more
            for size, stride, dilation, side, more in zip(sizes, strides, dilations, kernel, further, strict=True)
        ]
        parts = x.reshape(x.shape[0], groups, -1, *sizes)
        weights = w.reshape(groups, -1, *w.shape[1:])
        made = np.zeros((x.shape[0], groups, w.shape[1], *whole))
        for place in itertools.product(*map(range, kernel)):
            to = tuple(
                slice(one * dilation, one * dilation + (size - 1) * stride + 1, stride)
                for one, dilation, size, stride in zip(place, dilations, sizes, strides, strict=True)
            )
            made[(..., *to)] += np.einsum("ngc...,gcm->ngm...", parts, weights[(..., *place)])
        made = made.reshape(x.shape[0], -1, *whole)
        pads = _pads(given, whole, [size * stride for size, stride in zip(sizes, strides, strict=True)])
        made = made[(..., *(slice(before, size - after) for before, after, size in zip(*pads, whole, strict=True)))]
        return (made if b is None else made + b.reshape(-1, *ones),)


def _pads(given: dict[str, Any], whole: list[int], same: list[int]) -> tuple[list[int], list[int]]:
    axes, automatic = len(whole), given["auto_pad"] in ("SAME_UPPER", "SAME_LOWER")
    if not automatic and not given["output_shape"]:
        pads = given["pads"] or [0, 0] * axes
        return pads[:axes], pads[axes:]
    return _halves([size - wanted for size, wanted in zip(whole, given["output_shape"] or same, strict=True)], given)


def _halves(total: list[int], given: dict[str, Any]) -> tuple[list[int], list[int]]:
    small, large = [one // 2 for one in total], [one - one // 2 for one in total]
    return (small, large) if given["auto_pad"] == "SAME_UPPER" else (large, small)


class AveragePool(OpRun):
    """The reference counts otherwise than onnxruntime where the last window is cut."""

    def _run(self, x: Array, **given: Any) -> tuple[Array]:
        axes, kernel = x.ndim - 2, given["kernel_shape"]
        ones = [1] * axes
        strides, dilations = given["strides"] or ones, given["dilations"] or ones
        pads, rounded = given["pads"] or [0, 0] * axes, math.ceil if given["ceil_mode"] else math.floor
        if given["auto_pad"] in ("SAME_UPPER", "SAME_LOWER"):
            reaches = [dilation * (side - 1) + 1 for dilation, side in zip(dilations, kernel, strict=True)]
            wholes = [(-(-size // stride) - 1) * stride for size, stride in zip(x.shape[2:], strides, strict=True)]
            total = [
                max(0, whole + reach - size) for whole, reach, size in zip(wholes, reaches, x.shape[2:], strict=True)
            ]
            pads = [side for half in _halves(total, given) for side in half]
        counts, taken = [], []
        for axis, size in enumerate(x.shape[2:]):
            before, after = pads[axis], pads[axis + axes]
            reach = dilations[axis] * (kernel[axis] - 1)
            count = rounded((size + before + after - reach - 1) / strides[axis]) + 1
            count -= (count - 1) * strides[axis] >= size + before
            starts = np.arange(count) * strides[axis] - before
            places = starts[:, None] + dilations[axis] * np.arange(kernel[axis])
            taken.append([row[(row >= 0) & (row < size)] for row in places])
            counts.append([np.sum(row < size + after) for row in places])
        made = np.zeros((*x.shape[:2], *map(len, taken)))
        for place in itertools.product(*(range(len(rows)) for rows in taken)):
            rows = [taken[axis][one] for axis, one in enumerate(place)]
            number = math.prod(
                counts[axis][one] if given["count_include_pad"] else len(taken[axis][one])
                for axis, one in enumerate(place)
            )
            made[(..., *place)] = x[(..., *np.ix_(*rows))].sum(axis=tuple(range(2, x.ndim))) / number
        return (made,)


DOUBLE_OPERATORS = (AveragePool, ConvTranspose, Erf, Gelu, Mean)
