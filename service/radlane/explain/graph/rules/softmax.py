"""Gradients of Softmax and LogSoftmax."""

from __future__ import annotations

from collections.abc import Mapping

from radlane.explain.graph.step import Rule, Step
from radlane.explain.graph.writer import Writer


def softmax(step: Step) -> Mapping[int, str]:
    """Y (g - sum(g y))"""
    return {0: through_softmax(step.write, step.y, step.gradient, step.attribute("axis", -1))}


def through_softmax(write: Writer, probability: str, gradient: str, axis: int) -> str:
    """Return the gradient before a softmax."""
    product = write.op("Mul", gradient, probability)
    return write.op("Sub", product, write.op("Mul", probability, write.total(product, [axis])))


def log_softmax(step: Step) -> Mapping[int, str]:
    """G - exp(y) sum(g)"""
    write = step.write
    total = write.total(step.gradient, [step.attribute("axis", -1)])
    return {0: write.op("Sub", step.gradient, write.op("Mul", write.op("Exp", step.y), total))}


RULES: Mapping[str, Rule] = {"Softmax": softmax, "LogSoftmax": log_softmax}
