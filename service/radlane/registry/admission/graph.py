"""What an ONNX file may hold.

In: the file's bytes, and what the manifest allows. Out: nothing, or `PackageRefused` with a code `graph-...`. Nothing
of the graph runs here; what reads it has limits of its own (`pipeline.examination`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from google.protobuf.message import DecodeError
from onnx import AttributeProto, FunctionProto, GraphProto, ModelProto, NodeProto, OperatorSetIdProto, TensorProto

from radlane.registry.admission.functions import Call, check_calls
from radlane.registry.admission.operators import ALLOWED, CONTROL_FLOW, OPERATORS, RESERVED, STANDARD_DOMAINS
from radlane.registry.admission.refusal import refused
from radlane.registry.admission.tensors import check_names, check_tensor
from radlane.registry.onnx_file import is_own_format

MAX_IR, MIN_IR = 13, 3
MAX_OPSET, MIN_OPSET = 26, 7
MAX_OTHER_OPSET = 1000
MAX_NODES = 100_000
MAX_FUNCTIONS = 1000


@dataclass(frozen=True, kw_only=True)
class GraphRules:
    """What the manifest allows beyond the standard operators.

    Attributes
    ----------
    domains : frozenset of str
        Domains besides ONNX's own.
    allow_control_flow : bool
        Whether If, Loop and Scan may be there.
    external : mapping of str to int
        Sizes of the files in which tensors may lie, by path.
    """

    domains: frozenset[str]
    allow_control_flow: bool
    external: Mapping[str, int]


def read_graph(data: bytes) -> ModelProto:
    """Parse an ONNX file.

    Raises
    ------
    PackageRefused
        With `graph-unreadable`, `graph-format` or `graph-training`.
    """
    if is_own_format(data):
        raise refused("graph-format", "onnxruntime can read it as its own format, too, with another graph in it")
    model = ModelProto()
    try:
        model.ParseFromString(data)
    except DecodeError as error:
        raise refused("graph-unreadable", "it is no protobuf of ONNX, or it is cut") from error
    if not model.HasField("graph") or not model.graph.node:
        raise refused("graph-unreadable", "it holds no graph")
    if model.training_info:
        raise refused("graph-training", "it holds graphs that train it")
    return model


def check_graph(model: ModelProto, rules: GraphRules) -> None:
    """Look at everything in the file: versions, domains, operators, functions, tensors.

    Raises
    ------
    PackageRefused
        With a code `graph-...`.
    """
    if not MIN_IR <= model.ir_version <= MAX_IR:
        raise refused("graph-version", f"its IR version is not from {MIN_IR} to {MAX_IR}")
    _check_opsets(list(model.opset_import), rules)
    functions = _functions(model, rules)
    calls = {call: _calls(list(function.node), functions, rules) for call, function in functions.items()}
    check_calls(_calls(list(model.graph.node), functions, rules, model.graph), calls, MAX_NODES)


def _check_opsets(opsets: list[OperatorSetIdProto], rules: GraphRules) -> None:
    domains = [opset.domain for opset in opsets]
    if len(set(domains)) != len(domains) or len(STANDARD_DOMAINS & set(domains)) != 1:
        raise refused("graph-version", "it does not say once which operators it means")
    for opset in opsets:
        if opset.domain not in STANDARD_DOMAINS | rules.domains:
            raise refused("graph-domain", "it has operators of a domain that onnx.domains does not name")
        is_standard = opset.domain in STANDARD_DOMAINS
        least, most = (MIN_OPSET, MAX_OPSET) if is_standard else (1, MAX_OTHER_OPSET)
        if not least <= opset.version <= most:
            raise refused("graph-version", f"its opset is not from {MIN_OPSET} to {MAX_OPSET}")


def _functions(model: ModelProto, rules: GraphRules) -> dict[Call, FunctionProto]:
    if len(model.functions) > MAX_FUNCTIONS:
        raise refused("graph-size", f"it has more than {MAX_FUNCTIONS} functions")
    functions = {(item.domain, item.name, item.overload): item for item in model.functions}
    if len(functions) != len(model.functions):
        raise refused("graph-function", "two functions have one name")
    for function in model.functions:
        if function.domain in RESERVED or function.name in OPERATORS:
            raise refused("graph-function", "a function has the name of an operator")
        if function.domain not in rules.domains:
            raise refused("graph-domain", "it has operators of a domain that onnx.domains does not name")
        _check_opsets(list(function.opset_import), rules)
        for attribute in function.attribute_proto:
            _check_tensors(attribute)
    return functions


def _calls(
    nodes: list[NodeProto], functions: Mapping[Call, FunctionProto], rules: GraphRules, graph: GraphProto | None = None
) -> list[Call | None]:
    """Check nodes and what is in them; each is the function that it calls, or None for an operator."""
    if graph is not None:
        _check_initialisers(graph, rules.external)
    found: list[Call | None] = []
    for node in _all_nodes(nodes):
        call = (node.domain, node.op_type, node.overload)
        if call not in functions:
            _check_operator(node, rules)
        found.append(call if call in functions else None)
        if len(found) > MAX_NODES:
            raise refused("graph-size", f"it has more than {MAX_NODES} operators")
    return found


def _all_nodes(nodes: list[NodeProto]) -> Iterator[NodeProto]:
    """Give the nodes, and those of the graphs in their attributes."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        yield node
        for attribute in node.attribute:
            _check_tensors(attribute)
            for graph in _graphs(attribute):
                _check_initialisers(graph, {})
                waiting += graph.node


def _check_operator(node: NodeProto, rules: GraphRules) -> None:
    if node.domain not in STANDARD_DOMAINS | rules.domains:
        raise refused("graph-domain", "it has operators of a domain that onnx.domains does not name")
    if node.domain in STANDARD_DOMAINS and node.op_type in CONTROL_FLOW:
        if not rules.allow_control_flow:
            raise refused("graph-control-flow", "it has If, Loop or Scan, and onnx.allow_control_flow is not true")
        return
    if node.op_type not in ALLOWED.get(node.domain, frozenset()):
        raise refused("graph-operator", "it has an operator that is not on the list")


def _check_initialisers(graph: GraphProto, external: Mapping[str, int]) -> None:
    """Only tensors of the main graph lie in other files."""
    if graph.sparse_initializer:
        raise refused("graph-tensor", "a tensor is sparse")
    check_names([tensor.name for tensor in graph.initializer])
    for tensor in graph.initializer:
        check_tensor(tensor, external)


def _check_tensors(attribute: AttributeProto) -> None:
    if attribute.HasField("sparse_tensor") or attribute.sparse_tensors:
        raise refused("graph-tensor", "a tensor is sparse")
    tensors: list[TensorProto] = list(attribute.tensors)
    for tensor in [*tensors, attribute.t] if attribute.HasField("t") else tensors:
        check_tensor(tensor, {})


def _graphs(attribute: AttributeProto) -> list[GraphProto]:
    graphs = list(attribute.graphs)
    return [*graphs, attribute.g] if attribute.HasField("g") else graphs
