"""Gradients of products of matrices."""

from __future__ import annotations

from collections.abc import Mapping

from radlane.explain.graph.rules.broadcast import unbroadcast
from radlane.explain.graph.step import Rule, Step


def matmul(step: Step) -> Mapping[int, str]:
    """Products with the transpose of the other, summed over the batches that were repeated."""
    write, (left, right) = step.write, step.node.input
    row, column = step.facts.rank(left) == 1, step.facts.rank(right) == 1
    if row or column:
        return _with_vector(step, row, column)
    parts = {}
    if 0 in step.wanted:
        parts[0] = _fitted(step, write.op("MatMul", step.gradient, _transposed(step, right)), left)
    if 1 in step.wanted:
        parts[1] = _fitted(step, write.op("MatMul", _transposed(step, left), step.gradient), right)
    return parts


def _with_vector(step: Step, row: bool, column: bool) -> Mapping[int, str]:
    """Of a matrix and a vector, by Einsum's letters; batches are not expected."""
    left, right = step.node.input
    ranks = step.facts.rank(left), step.facts.rank(right)
    if max(ranks) > 2:
        raise step.refused("it multiplies a batch of matrices with a vector")
    first, second = "k" if row else "ik", "k" if column else "kj"
    result = first.replace("k", "") + second.replace("k", "")
    equations = {0: (f"{result},{second}->{first}", right), 1: (f"{result},{first}->{second}", left)}
    return {
        position: step.write.op("Einsum", step.gradient, other, equation=equation)
        for position, (equation, other) in equations.items()
        if position in step.wanted
    }


def _transposed(step: Step, name: str) -> str:
    rank = step.facts.rank(name)
    return step.write.op("Transpose", name, perm=[*range(rank - 2), rank - 1, rank - 2])


def _fitted(step: Step, made: str, name: str) -> str:
    """Sum over batches that were repeated; the last two axes are right already."""
    write, rank, wide = step.write, step.facts.rank(name), step.facts.rank(step.y)
    batches = step.facts.shape(name), step.facts.shape(step.y)
    if (
        rank == wide
        and batches[0] is not None
        and batches[1] is not None
        and batches[0][:-2] == batches[1][:-2]
        and None not in batches[0][:-2]
    ):
        return made
    if rank == 2:
        return write.total(made, range(wide - 2), keepdims=0) if wide > 2 else made
    return _batches_at_run_time(step, made, name)


def _batches_at_run_time(step: Step, made: str, name: str) -> str:
    write, rank, wide = step.write, step.facts.rank(name), step.facts.rank(step.y)
    if wide > rank:
        made = write.total(made, range(wide - rank), keepdims=0)
    repeated = write.op("Not", write.op("Equal", write.shape(name), write.op("Shape", made)))
    axes = write.op("Reshape", write.op("NonZero", repeated), write.ints(-1))
    return write.op("ReduceSum", made, axes, keepdims=1, noop_with_empty_axes=1)


def gemm(step: Step) -> Mapping[int, str]:
    """Alpha a b + beta c, with a and b transposed or not"""
    write, gradient = step.write, step.gradient
    left, right = step.node.input[:2]
    across_left, across_right = step.attribute("transA", 0), step.attribute("transB", 0)
    alpha, beta = step.attribute("alpha", 1.0), step.attribute("beta", 1.0)
    parts = {}
    if 0 in step.wanted:
        pair, flags = (
            ((right, gradient), (across_right, 1)) if across_left else ((gradient, right), (0, 1 - across_right))
        )
        parts[0] = write.op("Gemm", *pair, alpha=alpha, transA=flags[0], transB=flags[1])
    if 1 in step.wanted:
        pair, flags = ((gradient, left), (1, across_left)) if across_right else ((left, gradient), (1 - across_left, 0))
        parts[1] = write.op("Gemm", *pair, alpha=alpha, transA=flags[0], transB=flags[1])
    if 2 in step.wanted:
        summed = unbroadcast(write, gradient, step.y, step.node.input[2])
        parts[2] = write.op("Mul", summed, write.number(beta, step.y))
    return parts


def einsum(step: Step) -> Mapping[int, str]:
    """The same product with the letters of one factor and of the result exchanged."""
    equation = "".join(step.attribute("equation").split())
    left, _, result = equation.partition("->")
    factors = left.split(",")
    if "->" not in equation or "." in equation:
        raise step.refused("its equation has an ellipsis, or no result")
    return {position: _exchanged(step, factors, result, position) for position in step.wanted}


def _exchanged(step: Step, factors: list[str], result: str, position: int) -> str:
    others = [letters for place, letters in enumerate(factors) if place != position]
    wanted = factors[position]
    if len(set(wanted)) < len(wanted) or not set(wanted) <= set(result).union(*others):
        raise step.refused("it takes a diagonal, or sums a factor by itself")
    names = [name for place, name in enumerate(step.node.input) if place != position]
    return step.write.op("Einsum", step.gradient, *names, equation=f"{','.join((result, *others))}->{wanted}")


RULES: Mapping[str, Rule] = {"MatMul": matmul, "Gemm": gemm, "Einsum": einsum}
