"""Gradients of what joins tensors, and of what divides them: each is the other."""

from __future__ import annotations

from collections.abc import Mapping

from radlane.explain.graph.step import Rule, Step


def concat(step: Step) -> Mapping[int, str]:
    """Its parts."""
    write, axis = step.write, step.attribute("axis")
    parts = step.node.input
    if len(parts) == 1:
        return {0: step.gradient}
    static = [shape[axis] if (shape := step.facts.shape(name)) is not None else None for name in parts]
    known = [size for size in static if isinstance(size, int)]
    if len(known) == len(parts):
        sizes = write.ints(*known)
    else:
        sizes = write.op("Concat", *(write.size(name, axis) for name in parts), axis=0)
    divided = write.ops("Split", [step.gradient, sizes], len(parts), axis=axis)
    return dict(enumerate(divided))


def split(step: Step) -> Mapping[int, str]:
    """The whole; zeros where a part leads nowhere."""
    write = step.write
    parts = [
        gradient if gradient is not None else write.zeros(write.shape(name), step.x)
        for name, gradient in zip(step.node.output, step.upstream, strict=True)
    ]
    return {0: write.op("Concat", *parts, axis=step.attribute("axis", 0))}


RULES: Mapping[str, Rule] = {"Concat": concat, "Split": split}
