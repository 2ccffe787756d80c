"""Gradients of activations. At a kink: what torch takes, which is the flatter side (zero for Relu)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from radlane.explain.graph.rules.arithmetic import unary
from radlane.explain.graph.rules.broadcast import unbroadcast
from radlane.explain.graph.step import Rule, Step

Parts = Mapping[int, str]
_SELU = 1.67326319217681884765625, 1.05070102214813232421875  # alpha and gamma, ONNX Selu


def relu(step: Step) -> Parts:
    """max(0, x)"""
    return {0: _where_positive(step, step.gradient, step.write.number(0, step.x))}


def leaky_relu(step: Step) -> Parts:
    """x, alpha x below 0"""
    slope = step.write.number(step.attribute("alpha", 0.01), step.x)
    return {0: _where_positive(step, step.gradient, step.write.op("Mul", step.gradient, slope))}


def parametric_relu(step: Step) -> Parts:
    """x, slope x below 0"""
    write, gradient, slope = step.write, step.gradient, step.node.input[1]
    parts = {0: _where_positive(step, gradient, write.op("Mul", gradient, slope))}
    if 1 in step.wanted:
        below = _where_positive(step, write.number(0, step.x), write.op("Mul", gradient, step.x))
        parts[1] = unbroadcast(write, below, step.y, slope)
    return parts


def thresholded_relu(step: Step) -> Parts:
    """x, 0 up to alpha"""
    write = step.write
    above = write.op("Greater", step.x, write.number(step.attribute("alpha", 1.0), step.x))
    return {0: write.op("Where", above, step.gradient, write.number(0, step.x))}


def clip(step: Step) -> Parts:
    """X between two bounds; at a bound 0."""
    write, gradient = step.write, step.gradient
    for position, side in ((1, "Greater"), (2, "Less")):
        bound = step.input(position)
        if bound is not None:
            gradient = write.op("Where", write.op(side, step.x, bound), gradient, write.number(0, step.x))
    return {0: gradient}


def _where_positive(step: Step, positive: str, other: str) -> str:
    return step.write.op("Where", step.write.op("Greater", step.x, step.write.number(0, step.x)), positive, other)


def _exponential(alpha: float, gamma: float, scale: float = 1.0) -> Callable[[Step], str]:
    """Slope of gamma x, and of gamma alpha (exp(x / scale) - 1) below 0."""

    def slope(step: Step) -> str:
        write = step.write
        power = write.op("Exp", write.op("Div", step.x, write.number(scale, step.x)))
        below = write.op("Mul", power, write.number(gamma * alpha / scale, step.x))
        return _where_positive(step, write.number(gamma, step.x), below)

    return slope


def _elu(step: Step) -> str:
    return _exponential(step.attribute("alpha", 1.0), 1.0)(step)


def _selu(step: Step) -> str:
    alpha, gamma = _SELU
    return _exponential(step.attribute("alpha", alpha), step.attribute("gamma", gamma))(step)


def _celu(step: Step) -> str:
    alpha = step.attribute("alpha", 1.0)
    return _exponential(alpha, 1.0, alpha)(step)


def _sigmoid(step: Step) -> str:
    write = step.write
    return write.op("Mul", step.y, write.op("Sub", write.number(1, step.y), step.y))


def _tanh(step: Step) -> str:
    write = step.write
    return write.op("Sub", write.number(1, step.y), write.op("Mul", step.y, step.y))


def _softsign(step: Step) -> str:
    write = step.write
    below = write.op("Reciprocal", write.op("Add", write.op("Abs", step.x), write.number(1, step.x)))
    return write.op("Mul", below, below)


def _hard_sigmoid(step: Step) -> str:
    return _ramp(step, step.attribute("alpha", 0.2), step.attribute("beta", 0.5))[1]


def _hard_swish(step: Step) -> str:
    value, slope = _ramp(step, 1 / 6, 0.5)
    return step.write.op("Add", value, step.write.op("Mul", step.x, slope))


def _ramp(step: Step, alpha: float, beta: float) -> tuple[str, str]:
    """HardSigmoid and its slope."""
    write = step.write
    value = write.op("HardSigmoid", step.x, alpha=alpha, beta=beta)
    zero, one = write.number(0, step.x), write.number(1, step.x)
    inside = write.op("And", write.op("Greater", value, zero), write.op("Less", value, one))
    return value, write.op("Where", inside, write.number(alpha, step.x), zero)


def _mish(step: Step) -> str:
    write, x = step.write, step.x
    bent = write.op("Tanh", write.op("Softplus", x))
    rest = write.op("Sub", write.number(1, x), write.op("Mul", bent, bent))
    return write.op("Add", bent, write.op("Mul", x, write.op("Mul", rest, write.op("Sigmoid", x))))


def _swish(step: Step) -> str:
    write, x = step.write, step.x
    alpha = write.number(step.attribute("alpha", 1.0), x)
    gate = write.op("Sigmoid", write.op("Mul", x, alpha))
    rest = write.op("Mul", write.op("Mul", step.y, alpha), write.op("Sub", write.number(1, x), gate))
    return write.op("Add", gate, rest)


def _gelu(step: Step) -> str:
    return _gelu_tanh(step) if step.attribute("approximate", "none") == "tanh" else _gelu_erf(step)


def _gelu_erf(step: Step) -> str:
    """P(x) + x p(x), P and p those of the normal distribution."""
    write, x = step.write, step.x
    half = write.number(0.5, x)
    error = write.op("Erf", write.op("Mul", x, write.number(math.sqrt(0.5), x)))
    below = write.op("Mul", half, write.op("Add", error, write.number(1, x)))
    bell = write.op("Exp", write.op("Neg", write.op("Mul", half, write.op("Mul", x, x))))
    return write.op(
        "Add", below, write.op("Mul", x, write.op("Mul", bell, write.number(1 / math.sqrt(2 * math.pi), x)))
    )


def _gelu_tanh(step: Step) -> str:
    """(1 + t) / 2 + x (1 - t t) u' / 2, with t = tanh(u), u = sqrt(2 / pi) (x + 0.044715 x x x)."""
    write, x = step.write, step.x
    square, root, cubic = write.op("Mul", x, x), math.sqrt(2 / math.pi), 0.044715
    half, one = write.number(0.5, x), write.number(1, x)
    factor = write.op("Add", write.op("Mul", square, write.number(root * cubic, x)), write.number(root, x))
    slope = write.op("Add", write.op("Mul", square, write.number(3 * root * cubic, x)), write.number(root, x))
    bent = write.op("Tanh", write.op("Mul", x, factor))
    first = write.op("Mul", half, write.op("Add", bent, one))
    rest = write.op("Mul", write.op("Sub", one, write.op("Mul", bent, bent)), slope)
    return write.op("Add", first, write.op("Mul", half, write.op("Mul", x, rest)))


RULES: Mapping[str, Rule] = {
    "Relu": relu,
    "LeakyRelu": leaky_relu,
    "PRelu": parametric_relu,
    "ThresholdedRelu": thresholded_relu,
    "Clip": clip,
    "Elu": unary(_elu),
    "Selu": unary(_selu),
    "Celu": unary(_celu),
    "Sigmoid": unary(_sigmoid),
    "Tanh": unary(_tanh),
    "Softplus": unary(lambda step: step.write.op("Sigmoid", step.x)),
    "Softsign": unary(_softsign),
    "HardSigmoid": unary(_hard_sigmoid),
    "HardSwish": unary(_hard_swish),
    "Mish": unary(_mish),
    "Swish": unary(_swish),
    "Gelu": unary(_gelu),
}
