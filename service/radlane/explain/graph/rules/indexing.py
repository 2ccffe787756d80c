"""Gradients of what takes elements, and of what adds a border: elements go back to where they came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from radlane.explain.graph.rules.separable import transpose_each
from radlane.explain.graph.step import Rule, Step

_AXES, _STEPS, _BORDER_AXES = 3, 4, 3


def slice_(step: Step) -> Mapping[int, str]:
    """Zeros around, or between."""
    rank = step.facts.rank(step.x)
    axes = _slice_axes(step, rank)
    steps = step.constant(_STEPS)
    dense = step.input(_STEPS) is None or (steps is not None and bool((steps == 1).all()))
    taken = [_taken(step, place, axis) for place, axis in enumerate(axes)]
    if dense:
        return {0: _bordered(step, axes, taken)}
    if len(axes) > 1:
        raise step.refused("it takes every so many elements of several axes")
    return {0: _scattered(step, axes[0], taken[0], step.gradient)}


def _slice_axes(step: Step, rank: int) -> list[int]:
    if step.input(_AXES) is None:
        starts = step.facts.static_shape(step.node.input[1])
        if starts is None:
            raise step.refused("its axes are not known")
        return list(range(starts[0]))
    known = step.constant(_AXES)
    if known is None:
        raise step.refused("its axes are not constant")
    return [int(axis) % rank for axis in known]


def _taken(step: Step, place: int, axis: int) -> str:
    """Return the places along one axis that are taken, int64 [m], cut as the operator cuts them."""
    write = step.write
    one = [write.op("Gather", name, write.ints(place), axis=0) for name in step.node.input[1:3]]
    steps = step.input(_STEPS)
    every = [write.op("Gather", steps, write.ints(place), axis=0)] if steps is not None else []
    bounds = [write.op("Cast", name, to=7) for name in (*one, *every)]
    return write.op("Slice", _all(step, axis), *bounds[:2], write.ints(0), *bounds[2:])


def _all(step: Step, axis: int) -> str:
    write = step.write
    size = write.op("Squeeze", write.size(step.x, axis), write.ints(0))
    return write.op("Range", write.integer(0), size, write.integer(1))


def _bordered(step: Step, axes: Sequence[int], taken: Sequence[str]) -> str:
    write, rank = step.write, step.facts.rank(step.x)
    before, behind = [write.ints(0)] * rank, [write.ints(0)] * rank
    for axis, places in zip(axes, taken, strict=True):
        last = write.op("Gather", places, write.ints(-1), axis=0)
        before[axis] = write.op("Gather", places, write.ints(0), axis=0)
        behind[axis] = write.op("Sub", write.op("Sub", write.size(step.x, axis), write.ints(1)), last)
    return write.op("Pad", step.gradient, write.op("Concat", *before, *behind, axis=0))


def _scattered(step: Step, axis: int, places: str, gradient: str) -> str:
    """Add the elements of a gradient at their places, int64 [m], along an axis."""
    write, rank = step.write, step.facts.rank(step.x)
    aligned = write.op("Reshape", places, write.ints(*[-1 if other == axis else 1 for other in range(rank)]))
    everywhere = write.op("Expand", aligned, write.op("Shape", gradient))
    return write.scattered(write.shape(step.x), everywhere, gradient, step.x, axis=axis)


def gather(step: Step) -> Mapping[int, str]:
    """Add at the places that were taken."""
    write, rank = step.write, step.facts.rank(step.x)
    axis = step.attribute("axis", 0) % rank
    sizes = [write.ints(-1) if other == axis else write.size(step.x, other) for other in range(rank)]
    gradient = write.op("Reshape", step.gradient, write.op("Concat", *sizes, axis=0))
    places = write.op("Reshape", write.op("Cast", step.node.input[1], to=7), write.ints(-1))
    return {0: _scattered(step, axis, places, gradient)}


def pad(step: Step) -> Mapping[int, str]:
    """Without the border; what a border repeats is added."""
    write, mode, pads = step.write, step.attribute("mode", "constant"), step.node.input[1]
    axes = step.input(_BORDER_AXES)
    if mode == "constant":
        # a negative border cuts
        inverse = [step.gradient, write.op("Neg", pads)]
        return {0: write.op("Pad", *inverse, *(["", axes] if axes is not None else []))}
    rank, known = step.facts.rank(step.x), step.constant(1)
    named = _pad_axes(step, rank)
    moved = [axis for axis in named if known is None or np.any(known[named.index(axis) :: len(named)])]

    def apply(axis: int, unit: str) -> str:
        place = named.index(axis)
        both = [write.op("Gather", pads, write.ints(place + offset), axis=0) for offset in (0, len(named))]
        border = write.op("Concat", write.ints(0), both[0], write.ints(0), both[1], axis=0)
        return write.op("Pad", unit, border, mode=mode)

    return {0: transpose_each(step, moved, apply)}


def _pad_axes(step: Step, rank: int) -> list[int]:
    if step.input(_BORDER_AXES) is None:
        return list(range(rank))
    known = step.constant(_BORDER_AXES)
    if known is None:
        raise step.refused("its axes are not constant")
    return [int(axis) % rank for axis in known]


RULES: Mapping[str, Rule] = {"Slice": slice_, "Gather": gather, "Pad": pad}
