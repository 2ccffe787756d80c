"""Gradients of Attention (opset 23) with respect to query, key and value.

With S = scale q k^T + mask, P = softmax(S) and y = P v: the gradient with respect to v is P^T g, and with respect to S
that of a softmax at g v^T. Reference: Vaswani et al., arXiv:1706.03762, section 3.2.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from onnx import TensorProto

from radlane.explain.graph.rules.softmax import through_softmax
from radlane.explain.graph.step import Rule, Step

_MASK, _PAST = 3, (4, 5, 6)
_HEADS = {0: "q_num_heads", 1: "kv_num_heads", 2: "kv_num_heads"}
_JOINED = 3  # axes where heads lie beside each other, [n, l, h e]


def attention(step: Step) -> Mapping[int, str]:
    """Of heads in an axis of their own, or beside each other."""
    _require_plain(step)
    write, scale = step.write, _scale(step)
    query, key, value = (_divided(step, position, step.node.input[position]) for position in range(3))
    gradient = _divided(step, 0, step.gradient)
    probability = write.op("Softmax", _scores(step, query, key, scale), axis=-1)
    across = write.op("MatMul", gradient, _turned(step, value))
    scores = write.op("Mul", through_softmax(write, probability, across, -1), scale)
    parts = {
        0: ("MatMul", scores, key),
        1: ("MatMul", _turned(step, scores), query),
        2: ("MatMul", _turned(step, probability), gradient),
    }
    return {position: _joined(step, write.op(*parts[position])) for position in step.wanted.intersection(parts)}


def _require_plain(step: Step) -> None:
    if any(step.input(position) is not None for position in _PAST):
        raise step.refused("it remembers what came before")
    if step.attribute("softcap", 0.0):
        raise step.refused("its scores are capped")
    ranks = {step.facts.rank(name) for name in step.node.input[:3]}
    heads = [_heads(step, position) for position in range(3)]
    if len(ranks) > 1 or len(set(heads)) > 1 or heads[0] is None:
        raise step.refused("its query, key and value have other numbers of heads, or an unknown one")


def _heads(step: Step, position: int) -> int | str | None:
    shape = step.facts.shape(step.node.input[position])
    given: int | None = step.attribute(_HEADS[position])
    return given if shape is None or len(shape) == _JOINED else shape[1]


def _scale(step: Step) -> str:
    """Return the factor of the scores."""
    given, shape = step.attribute("scale"), step.facts.shape(step.x)
    width, heads = shape[-1] if shape is not None else None, _heads(step, 0)
    if given is None:
        if not isinstance(width, int) or not isinstance(heads, int):
            raise step.refused("its scale follows from a size that is not known")
        given = 1 / math.sqrt(width // heads if shape is not None and len(shape) == _JOINED else width)
    return step.write.number(given, step.x)


def _scores(step: Step, query: str, key: str, scale: str) -> str:
    write = step.write
    scores = write.op("Mul", write.op("MatMul", query, _turned(step, key)), scale)
    mask, never = step.input(_MASK), write.number(-math.inf, step.x)
    if mask is not None and step.facts.dtype(mask) == TensorProto.BOOL:
        scores = write.op("Where", mask, scores, never)
    elif mask is not None:
        scores = write.op("Add", scores, mask)
    if step.attribute("is_causal", 0):
        square = write.op("Slice", write.op("Shape", scores), write.ints(-2), write.ints(9))
        ones = write.op("Trilu", write.op("Expand", write.ints(1), square), upper=0)
        scores = write.op("Where", write.op("Cast", ones, to=TensorProto.BOOL), scores, never)
    return scores


def _divided(step: Step, position: int, name: str) -> str:
    """Return [n, h, l, e] of either form."""
    write = step.write
    if step.facts.rank(step.x) != _JOINED:
        return name
    apart = write.op("Reshape", name, write.ints(0, 0, step.attribute(_HEADS[position]), -1))
    return write.op("Transpose", apart, perm=[0, 2, 1, 3])


def _joined(step: Step, name: str) -> str:
    if step.facts.rank(step.x) != _JOINED:
        return name
    return step.write.op("Reshape", step.write.op("Transpose", name, perm=[0, 2, 1, 3]), step.write.ints(0, 0, -1))


def _turned(step: Step, name: str) -> str:
    return step.write.op("Transpose", name, perm=[0, 1, 3, 2])


RULES: Mapping[str, Rule] = {"Attention": attention}
