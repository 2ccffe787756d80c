"""Gradients of reductions: what became of several elements goes back to each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from radlane.explain.graph.rules.pooling import share_equally
from radlane.explain.graph.step import Rule, Step


def total(step: Step) -> Mapping[int, str]:
    """The same for each element."""
    return {0: step.write.op("Expand", _widened(step, step.gradient), step.write.shape(step.x))}


def mean(step: Step) -> Mapping[int, str]:
    """An equal share for each element."""
    share = share_equally(step, _widened(step, step.gradient))
    return {0: step.write.op("Expand", share, step.write.shape(step.x))}


def extreme(step: Step) -> Mapping[int, str]:
    """All of it for the largest or smallest; where some are equal they share."""
    write = step.write
    chosen = write.floats(write.op("Equal", step.x, _widened(step, step.y)), step.x)
    count = write.op("ReduceSum", chosen, *_axes(step), keepdims=1)
    return {0: write.op("Mul", chosen, write.op("Div", _widened(step, step.gradient), count))}


def by_slope(slope: Callable[[Step], str]) -> Rule:
    """Return the rule of a reduction with a slope at each element."""

    def rule(step: Step) -> Mapping[int, str]:
        return {0: step.write.op("Mul", slope(step), _widened(step, step.gradient))}

    return rule


def _axes(step: Step) -> list[str]:
    """Return the axes as an input, or nothing for all of them."""
    given = step.attribute("axes")
    if given is not None:
        return [step.write.ints(*given)]
    name = step.input(1)
    if name is None:
        return []
    known = step.constant(1)
    if step.attribute("noop_with_empty_axes", 0) and (known is None or not known.size):
        raise step.refused("its axes are empty or not constant")
    return [name] if known is None or known.size else []


def _widened(step: Step, name: str) -> str:
    """Return a result of the reduction with the reduced axes again, each of size one."""
    write, axes = step.write, _axes(step)
    if step.attribute("keepdims", 1):
        return name
    if axes:
        return write.op("Unsqueeze", name, axes[0])
    return write.op("Reshape", name, write.ints(*[1] * step.facts.rank(step.x)))


def _l2(step: Step) -> str:
    """At 0 the slope is 0."""
    write, norm = step.write, _widened(step, step.y)
    zero = write.number(0, step.x)
    return write.op("Where", write.op("Equal", norm, zero), zero, write.op("Div", step.x, norm))


def _log_sum_exp(step: Step) -> str:
    return step.write.op("Exp", step.write.op("Sub", step.x, _widened(step, step.y)))


RULES: Mapping[str, Rule] = {
    "ReduceSum": total,
    "ReduceMean": mean,
    "ReduceMax": extreme,
    "ReduceMin": extreme,
    "ReduceL1": by_slope(lambda step: step.write.op("Sign", step.x)),
    "ReduceL2": by_slope(_l2),
    "ReduceSumSquare": by_slope(lambda step: step.write.op("Mul", step.x, step.write.number(2, step.x))),
    "ReduceLogSumExp": by_slope(_log_sum_exp),
}
