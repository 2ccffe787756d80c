"""Gradients of what moves elements and changes none: back to where they were."""

from __future__ import annotations

from collections.abc import Mapping

from radlane.explain.graph.rules.broadcast import unbroadcast
from radlane.explain.graph.step import Rule, Step


def reshaped(step: Step) -> Mapping[int, str]:
    """Reshape, Flatten, Squeeze, Unsqueeze: the old shape."""
    return {0: step.write.reshaped_as(step.gradient, step.x)}


def identity(step: Step) -> Mapping[int, str]:
    """The same."""
    return {0: step.gradient}


def cast(step: Step) -> Mapping[int, str]:
    """The old type."""
    return {0: step.write.floats(step.gradient, step.x)}


def dropout(step: Step) -> Mapping[int, str]:
    """The same, where it drops nothing."""
    training = step.input(2)
    if training is not None:
        known = step.constant(2)
        if known is None or bool(known):
            raise step.refused("it drops at random")
    return identity(step)


def transpose(step: Step) -> Mapping[int, str]:
    """The inverse order of axes."""
    order = step.attribute("perm") or list(reversed(range(step.facts.rank(step.x))))
    return {0: step.write.op("Transpose", step.gradient, perm=[order.index(axis) for axis in range(len(order))])}


def expand(step: Step) -> Mapping[int, str]:
    """The sum over the copies."""
    return {0: unbroadcast(step.write, step.gradient, step.y, step.x)}


def tile(step: Step) -> Mapping[int, str]:
    """The sum over the copies."""
    write, rank = step.write, step.facts.rank(step.x)
    both = [write.op("Unsqueeze", name, write.ints(1)) for name in (step.node.input[1], write.shape(step.x))]
    blocks = write.op("Reshape", write.op("Concat", *both, axis=1), write.ints(-1))
    split = write.op("Reshape", step.gradient, blocks)
    return {0: write.total(split, range(0, 2 * rank, 2), keepdims=0)}


def triangle(step: Step) -> Mapping[int, str]:
    """The same triangle."""
    inputs = [name for name in step.node.input[1:] if name]
    return {0: step.write.op("Trilu", step.gradient, *inputs, upper=step.attribute("upper", 1))}


def space_to_depth(step: Step) -> Mapping[int, str]:
    """Depth to space."""
    return {0: step.write.op("DepthToSpace", step.gradient, blocksize=step.attribute("blocksize"), mode="DCR")}


def depth_to_space(step: Step) -> Mapping[int, str]:
    """Space to depth, with blocks before or behind the channels."""
    side = step.attribute("blocksize")
    if step.attribute("mode", "DCR") == "DCR":
        return {0: step.write.op("SpaceToDepth", step.gradient, blocksize=side)}
    write, block = step.write, step.write.ints(side)
    batch, _, height, width = (write.size(step.x, axis) for axis in range(4))
    shape = write.op("Concat", batch, write.ints(-1), height, block, width, block, axis=0)
    parts = write.op("Transpose", write.op("Reshape", step.gradient, shape), perm=[0, 1, 3, 5, 2, 4])
    return {0: write.reshaped_as(parts, step.x)}


RULES: Mapping[str, Rule] = {
    **dict.fromkeys(("Reshape", "Flatten", "Squeeze", "Unsqueeze"), reshaped),
    "Identity": identity,
    "Cast": cast,
    "CastLike": cast,
    "Dropout": dropout,
    "Transpose": transpose,
    "Expand": expand,
    "Tile": tile,
    "Trilu": triangle,
    "SpaceToDepth": space_to_depth,
    "DepthToSpace": depth_to_space,
}
