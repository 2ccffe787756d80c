"""The gradient of something that was repeated to be as large as something else: its sum over the copies."""

from __future__ import annotations

from radlane.explain.graph.facts import Dim, Facts
from radlane.explain.graph.writer import Writer


def unbroadcast(write: Writer, gradient: str, large: str, small: str) -> str:
    """Sum a gradient over the axes along which a tensor was repeated.

    Parameters
    ----------
    gradient : str
        Of the shape of `large`.
    large, small : str
        Tensors that were there before; the second broadcasts to the first (ONNX, multidirectional broadcasting).
    """
    axes = _repeated(write.facts, large, small)
    if axes is None:
        return _at_run_time(write, gradient, large, small)
    if axes:
        gradient = write.total(gradient, axes)
    extra = write.facts.rank(large) - write.facts.rank(small)
    return write.op("Squeeze", gradient, write.ints(*range(extra))) if extra else gradient


def _repeated(facts: Facts, large: str, small: str) -> list[int] | None:
    """Axes of the larger one; None where the graph does not say which."""
    wide, narrow = facts.shape(large), facts.shape(small)
    if wide is None or narrow is None:
        return None
    extra = len(wide) - len(narrow)
    axes = list(range(extra))
    for axis, size in enumerate(narrow, start=extra):
        repeated = _is_repeated(wide[axis], size)
        if repeated is None:
            return None
        if repeated:
            axes.append(axis)
    return axes


def _is_repeated(wide: Dim, narrow: Dim) -> bool | None:
    if isinstance(narrow, int):
        return narrow == 1 and wide != 1
    return False if narrow is not None and narrow == wide else None


def _at_run_time(write: Writer, gradient: str, large: str, small: str) -> str:
    wide, narrow = write.shape(large), write.shape(small)
    extra = write.op("Sub", write.op("Shape", wide), write.op("Shape", narrow))
    padded = write.op("Concat", write.op("Expand", write.ints(1), extra), narrow, axis=0)
    repeated = write.op("Not", write.op("Equal", padded, wide))
    axes = write.op("Reshape", write.op("NonZero", repeated), write.ints(-1))
    summed = write.op("ReduceSum", gradient, axes, keepdims=1, noop_with_empty_axes=1)
    return write.op("Reshape", summed, narrow)
