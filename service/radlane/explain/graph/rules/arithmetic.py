"""Gradients of arithmetic, element by element, with broadcasting."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np

from radlane.explain.graph.rules.broadcast import unbroadcast
from radlane.explain.graph.step import Rule, Step

Parts = Mapping[int, str]


def add(step: Step) -> Parts:
    """X + y + ..."""
    return {position: _fitted(step, position, step.gradient) for position in step.wanted}


def sub(step: Step) -> Parts:
    """X - y"""
    signed = {0: lambda: step.gradient, 1: lambda: step.write.op("Neg", step.gradient)}
    return {position: _fitted(step, position, signed[position]()) for position in step.wanted}


def mul(step: Step) -> Parts:
    """X y"""
    product = {position: step.write.op("Mul", step.gradient, step.node.input[1 - position]) for position in step.wanted}
    return {position: _fitted(step, position, part) for position, part in product.items()}


def div(step: Step) -> Parts:
    """X / y"""
    write, divisor = step.write, step.node.input[1]
    quotient = write.op("Div", step.gradient, divisor)
    parts = {}
    if 0 in step.wanted:
        parts[0] = _fitted(step, 0, quotient)
    if 1 in step.wanted:
        parts[1] = _fitted(step, 1, write.op("Neg", write.op("Mul", quotient, step.y)))
    return parts


def power(step: Step) -> Parts:
    """X ** y"""
    write, exponent = step.write, step.node.input[1]
    parts = {}
    if 0 in step.wanted:
        parts[0] = _fitted(step, 0, write.op("Mul", step.gradient, _slope(step)))
    if 1 in step.wanted:
        slope = write.op("Mul", step.y, write.op("Log", step.x))
        parts[1] = _fitted(step, 1, write.floats(write.op("Mul", step.gradient, slope), exponent))
    return parts


def _slope(step: Step) -> str:
    """Y x ** (y - 1)"""
    write, known = step.write, step.constant(1)
    if known is not None and known.size == 1 and float(known.reshape(())) == 2:
        return write.op("Mul", step.x, write.number(2, step.x))
    exponent = write.floats(step.node.input[1], step.x)
    lower = write.op("Pow", step.x, write.op("Sub", exponent, write.number(1, step.x)))
    return write.op("Mul", exponent, lower)


def extreme(step: Step) -> Parts:
    """The larger or smaller of several; where some are equal they share."""
    write = step.write
    chosen = [write.floats(write.op("Equal", name, step.y), step.y) for name in step.node.input]
    share = write.op("Div", step.gradient, write.op("Sum", *chosen) if len(chosen) > 1 else chosen[0])
    return {position: _fitted(step, position, write.op("Mul", share, chosen[position])) for position in step.wanted}


def where(step: Step) -> Parts:
    """X where the condition holds, y elsewhere."""
    write, condition = step.write, step.node.input[0]
    zero = write.number(0, step.y)
    sides = {1: (step.gradient, zero), 2: (zero, step.gradient)}
    return {
        position: _fitted(step, position, write.op("Where", condition, *sides[position]))
        for position in step.wanted.intersection(sides)
    }


def mean(step: Step) -> Parts:
    """(x + y + ...) / n"""
    share = step.write.op("Div", step.gradient, step.write.number(len(step.node.input), step.y))
    return {position: _fitted(step, position, share) for position in step.wanted}


def unary(slope: Callable[[Step], str]) -> Rule:
    """Return the rule of an operator of one input whose derivative is the function."""

    def rule(step: Step) -> Parts:
        return {0: step.write.op("Mul", step.gradient, slope(step))}

    return rule


def _fitted(step: Step, position: int, gradient: str) -> str:
    return unbroadcast(step.write, gradient, step.y, step.node.input[position])


def _half_reciprocal(step: Step) -> str:
    return step.write.op("Div", step.write.number(0.5, step.x), step.y)


def _erf(step: Step) -> str:
    write = step.write
    bell = write.op("Exp", write.op("Neg", write.op("Mul", step.x, step.x)))
    return write.op("Mul", bell, write.number(2 / math.sqrt(np.pi), step.x))


def _minus_square(step: Step) -> str:
    return step.write.op("Neg", step.write.op("Mul", step.y, step.y))


def negative(step: Step) -> Parts:
    """- x"""
    return {0: step.write.op("Neg", step.gradient)}


RULES: Mapping[str, Rule] = {
    "Add": add,
    "Sum": add,
    "Sub": sub,
    "Mul": mul,
    "Div": div,
    "Pow": power,
    "Max": extreme,
    "Min": extreme,
    "Mean": mean,
    "Where": where,
    "Neg": negative,
    "Sqrt": unary(_half_reciprocal),
    "Exp": unary(lambda step: step.y),
    "Log": unary(lambda step: step.write.op("Reciprocal", step.x)),
    "Abs": unary(lambda step: step.write.op("Sign", step.x)),
    "Reciprocal": unary(_minus_square),
    "Erf": unary(_erf),
    "Sin": unary(lambda step: step.write.op("Cos", step.x)),
    "Cos": unary(lambda step: step.write.op("Neg", step.write.op("Sin", step.x))),
}
