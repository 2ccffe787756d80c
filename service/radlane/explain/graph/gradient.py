"""A network -> the same with the gradient of one of its tensors, as plain ONNX operators.

In: `ModelProto`, the tensor that is differentiated and those with respect to which. Out: a `ModelProto` with an input
`radlane.seed` and outputs `radlane.gradient/<name>`. Reverse mode, exact; at a kink the value that torch takes.
Reference: Griewank and Walther, Evaluating Derivatives (2008), chapter 3.
"""

from __future__ import annotations

from collections.abc import Sequence

from onnx import GraphProto, ModelProto, NodeProto, ValueInfoProto, helper, inliner

from radlane.errors import ExplanationRefused
from radlane.explain.graph.facts import Facts
from radlane.explain.graph.features import FEATURES
from radlane.explain.graph.opset import OWN, require_opset
from radlane.explain.graph.refusal import refused
from radlane.explain.graph.route import Route, find_route
from radlane.explain.graph.rules import RULES
from radlane.explain.graph.step import Step
from radlane.explain.graph.writer import PREFIX, Writer

SEED = f"{PREFIX}seed"
GRADIENT = f"{PREFIX}gradient/"


def append_gradient(model: ModelProto, *, of: str, at: Sequence[str]) -> ModelProto:
    """Append the gradient of sum(seed * of) with respect to some tensors.

    Weights stay as they are and are shared; operators that are there already do not change. What lies outside the way
    from `at` to `of` gets no gradient and costs nothing. Axes of any size stay so.

    Parameters
    ----------
    model : ModelProto
        A network of opset 13 or later; it is not changed.
    of : str
        The tensor that is differentiated, for example logits.
    at : sequence of str
        Inputs of the network, or tensors in it.

    Returns
    -------
    ModelProto
        With the further input `radlane.seed`, of the type and shape of `of`, the outputs `radlane.gradient/<name>` for
        each name of `at`, of the type and shape of that tensor, and `of` and `at` themselves as outputs (but for inputs
        of the network).

    Raises
    ------
    ExplanationRefused
        If a tensor is not there or does not lead to `of`, or an operator on the way has no gradient here.
    """
    result = _copied(model)
    require_opset(result)
    graph = result.graph
    _require_names(graph, of, at)
    facts = Facts(result)
    route = find_route(graph, facts, of, at)
    for name in at:
        if name not in route.tensors:
            raise ExplanationRefused(
                f"There is no gradient of {of!r} with respect to {name!r}", why="it does not depend on it"
            )
    write = Writer(facts)
    gradients = _walk(route, write, of)
    for name in at:
        write.expose(gradients.total(name), f"{GRADIENT}{name}")
    _attach(graph, write, of, at)
    return result


class _Gradients:
    """What has arrived at each tensor on the way back."""

    def __init__(self, write: Writer) -> None:
        self._write = write
        self._parts: dict[str, list[str]] = {}

    def add(self, name: str, part: str) -> None:
        self._parts.setdefault(name, []).append(part)

    def total(self, name: str) -> str:
        parts = self._parts[name]
        if len(parts) > 1:
            parts[:] = [self._write.op("Sum", *parts)]
        return parts[0]

    def __contains__(self, name: str) -> bool:
        return name in self._parts


def _walk(route: Route, write: Writer, of: str) -> _Gradients:
    """Go from the end of the route to its beginning."""
    gradients = _Gradients(write)
    gradients.add(of, SEED)
    for node in reversed(route.nodes):
        upstream = tuple(gradients.total(name) if name in gradients else None for name in node.output)
        for name, part in _pass_back(node, route, write, upstream):
            gradients.add(name, part)
    return gradients


def _pass_back(node: NodeProto, route: Route, write: Writer, upstream: tuple[str | None, ...]) -> list[tuple[str, str]]:
    """Return the tensors that an operator reads on the way, and the part of their gradient that comes through it."""
    rule = RULES.get(node.op_type) if node.domain in OWN else None
    if rule is None:
        raise refused(node, "radlane has no rule for it")
    wanted = frozenset(position for position, name in enumerate(node.input) if name in route.tensors)
    parts = rule(Step(node=node, write=write, upstream=upstream, wanted=wanted))
    missing = wanted.difference(parts)
    if missing:
        raise refused(node, f"its input {min(missing)} is no constant here")
    return [(node.input[position], parts[position]) for position in sorted(wanted)]


def _require_names(graph: GraphProto, of: str, at: Sequence[str]) -> None:
    known = {value.name for value in graph.input} | {name for node in graph.node for name in node.output}
    for name in (of, *at):
        if name not in known:
            raise ExplanationRefused(f"The network has no tensor {name!r}", remedy="Name one that the graph has")
    if any(name.startswith(PREFIX) and not name.startswith(FEATURES) for name in known):
        raise ExplanationRefused("The network has a gradient already", why=f"it has tensors named {PREFIX}...")


def _copied(model: ModelProto) -> ModelProto:
    if model.functions:
        return inliner.inline_local_functions(model)
    result = ModelProto()
    result.CopyFrom(model)
    return result


def _attach(graph: GraphProto, write: Writer, of: str, at: Sequence[str]) -> None:
    graph.node.extend(write.nodes)
    graph.initializer.extend(write.constants)
    graph.input.append(_value(SEED, of, write.facts))
    there = {value.name for value in (*graph.input, *graph.output)}
    exposed = [name for name in dict.fromkeys((of, *at)) if name not in there]
    graph.output.extend(_value(name, name, write.facts) for name in exposed)
    graph.output.extend(_value(f"{GRADIENT}{name}", name, write.facts) for name in at)


def _value(name: str, like: str, facts: Facts) -> ValueInfoProto:
    return helper.make_tensor_value_info(name, facts.dtype(like), facts.shape(like))
