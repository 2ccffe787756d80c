"""Gradients of normalisations with respect to what is normalised.

With x' = (x - mean) / deviation over some axes and g the gradient with respect to x', the gradient with respect to x is
(g - mean(g) - x' mean(g x')) / deviation. Reference: Ioffe and Szegedy, arXiv:1502.03167, section 3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from radlane.explain.graph.step import Rule, Step


def batch(step: Step) -> Mapping[int, str]:
    """Of running statistics: a factor for each channel."""
    if step.attribute("training_mode", 0):
        raise step.refused("it trains")
    write, (_, scale, _, _, variance) = step.write, step.node.input
    deviation = write.op("Sqrt", write.op("Add", variance, write.number(step.attribute("epsilon", 1e-5), variance)))
    factor = _by_channel(step, write.op("Div", scale, deviation))
    return {0: write.op("Mul", step.gradient, factor)}


def instance(step: Step) -> Mapping[int, str]:
    """Over each channel of each image."""
    scaled = step.write.op("Mul", step.gradient, _by_channel(step, step.node.input[1]))
    return {0: _through(step, step.x, scaled, range(2, step.facts.rank(step.x)))}


def group(step: Step) -> Mapping[int, str]:
    """Over groups of channels of each image; the scale is of groups (opset 18) or of channels (21)."""
    write, count = step.write, step.attribute("num_groups")
    rows = write.ints(0, count, -1)
    scale = step.node.input[1]
    shape = step.facts.shape(scale)
    if shape == (count,):
        scaled = write.op(
            "Mul", write.op("Reshape", step.gradient, rows), write.op("Reshape", scale, write.ints(1, -1, 1))
        )
    else:
        scaled = write.op("Reshape", write.op("Mul", step.gradient, _by_channel(step, scale)), rows)
    made = _through(step, write.op("Reshape", step.x, rows), scaled, [2])
    return {0: write.reshaped_as(made, step.x)}


def layer(step: Step) -> Mapping[int, str]:
    """Over the last axes."""
    scaled = step.write.op("Mul", step.gradient, step.node.input[1])
    return {0: _through(step, step.x, scaled, _last(step))}


def root_mean_square(step: Step) -> Mapping[int, str]:
    """Over the last axes, without a mean."""
    scaled = step.write.op("Mul", step.gradient, step.node.input[1])
    return {0: _through(step, step.x, scaled, _last(step), centred=False)}


def _last(step: Step) -> range:
    rank = step.facts.rank(step.x)
    return range(step.attribute("axis", -1) % rank, rank)


def _through(step: Step, x: str, gradient: str, axes: Sequence[int], centred: bool = True) -> str:
    write, total = step.write, step.write.total(x, axes)
    count = write.floats(write.op("Div", write.op("Size", x), write.op("Size", total)), step.x)

    def mean(name: str) -> str:
        return write.op("Div", write.total(name, axes), count)

    if centred:
        x, gradient_mean = write.op("Sub", x, mean(x)), mean(gradient)
    variance = mean(write.op("Mul", x, x))
    deviation = write.op("Sqrt", write.op("Add", variance, write.number(step.attribute("epsilon", 1e-5), step.x)))
    unit = write.op("Div", x, deviation)
    along = write.op("Mul", unit, mean(write.op("Mul", gradient, unit)))
    rest = write.op("Sub", gradient, write.op("Add", gradient_mean, along) if centred else along)
    return write.op("Div", rest, deviation)


def _by_channel(step: Step, values: str) -> str:
    """Return values of channels, [c], as [c, 1, ...]."""
    further = step.facts.rank(step.x) - 2
    return step.write.op("Reshape", values, step.write.ints(-1, *[1] * further))


RULES: Mapping[str, Rule] = {
    "BatchNormalization": batch,
    "InstanceNormalization": instance,
    "GroupNormalization": group,
    "LayerNormalization": layer,
    "RMSNormalization": root_mean_square,
}
