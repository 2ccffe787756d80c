"""The gradient of a linear operator that treats each axis by itself: the transposes of its matrices.

An operator's matrix along an axis is what it makes of the identity, so that each mode of each version of it comes out
as the runtime has it, whatever the size.
"""

from __future__ import annotations

from collections.abc import Callable

from radlane.explain.graph.step import Step


def identity(step: Step, axis: int) -> str:
    """Return the identity, [n, n], n the size of an axis of the first input."""
    write = step.write
    size = write.size(step.x, axis)
    zeros = write.zeros(write.op("Concat", size, size, axis=0), step.x)
    return write.op("EyeLike", zeros, dtype=step.facts.dtype(step.x))


def transpose_along(step: Step, gradient: str, axis: int, matrix: str) -> str:
    """Return the gradient before an operator along one axis.

    Parameters
    ----------
    gradient : str
        [..., m, ...]; m at the axis.
    axis : int
        Not negative.
    matrix : str
        [n, m]: the operator makes a row of each unit vector.
    """
    write, rank = step.write, step.facts.rank(step.x)
    if axis == rank - 2:
        return write.op("MatMul", matrix, gradient)
    back = write.op("Transpose", matrix, perm=[1, 0])
    if axis == rank - 1:
        return write.op("MatMul", gradient, back)
    order = list(range(rank))
    order[axis], order[-1] = order[-1], order[axis]
    moved = write.op("MatMul", write.op("Transpose", gradient, perm=order), back)
    return write.op("Transpose", moved, perm=order)


def transpose_each(step: Step, axes: list[int], apply: Callable[[int, str], str]) -> str:
    """Return the gradient before an operator along several axes; `apply` applies it to [n, n] along the second axis."""
    gradient = step.gradient
    for axis in axes:
        gradient = transpose_along(step, gradient, axis, apply(axis, identity(step, axis)))
    return gradient
