"""A graph -> the operators between some tensors and the one that is differentiated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onnx import AttributeProto, GraphProto, NodeProto

from radlane.explain.graph.facts import Facts

# their derivative is zero wherever there is one
_FLAT = frozenset({"Floor", "Ceil", "Round", "Sign"})


@dataclass(frozen=True, kw_only=True)
class Route:
    """What lies between.

    Attributes
    ----------
    nodes : tuple of NodeProto
        Operators on the way, in the order in which they run.
    tensors : frozenset of str
        Tensors that depend on where it begins and lead to its end, both included.
    """

    nodes: tuple[NodeProto, ...]
    tensors: frozenset[str]


def find_route(graph: GraphProto, facts: Facts, of: str, at: Sequence[str]) -> Route:
    """Find what leads from any of `at` to `of`. Integers, shapes and truth values lead nowhere."""
    alive = set(at)
    for node in graph.node:
        if node.op_type not in _FLAT and not alive.isdisjoint(reads(node)):
            alive.update(name for name in node.output if name and facts.is_float(name))
    needed, nodes = {of} & alive, []
    for node in reversed(graph.node):
        if not needed.isdisjoint(node.output):
            found = alive.intersection(reads(node))
            needed |= found
            if found:
                nodes.append(node)
    return Route(nodes=tuple(reversed(nodes)), tensors=frozenset(needed))


def reads(node: NodeProto) -> set[str]:
    """Return the tensors that an operator reads, also from within its own graphs (If, Loop, Scan)."""
    names = {name for name in node.input if name}
    for graph in _inner(node.attribute):
        made = {value.name for value in graph.input} | {tensor.name for tensor in graph.initializer}
        for inner in graph.node:
            names |= reads(inner) - made
            made.update(inner.output)
        names |= {value.name for value in graph.output} - made
    return names


def _inner(attributes: Iterable[AttributeProto]) -> list[GraphProto]:
    graphs: list[GraphProto] = []
    for attribute in attributes:
        if attribute.HasField("g"):
            graphs.append(attribute.g)
        graphs.extend(attribute.graphs)
    return graphs
