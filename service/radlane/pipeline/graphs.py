"""An ONNX file and its manifest -> what is wrong with it. Imported only in the process that examines packages."""

from __future__ import annotations

from collections.abc import Sequence

from onnx import ModelProto, TensorProto, checker, helper, shape_inference

from radlane.domain.model import Network, OnnxRules
from radlane.errors import PackageRefused
from radlane.explain.graph.features import expose_features
from radlane.explain.graph.half import expose_ranges, halve, round_as_half
from radlane.inference.half import to_half
from radlane.registry.admission.graph import GraphRules, check_graph, read_graph
from radlane.registry.admission.precision import check_precision

_LIGHT = 1 << 16  # bytes: shapes and axes have a few, weights have more


def checked_graph(data: bytes, network: Network, allowed: OnnxRules) -> None:
    """Look at everything in the file (`registry.admission.graph`).

    Raises
    ------
    PackageRefused
        With a code `graph-...`.
    """
    rules = GraphRules(
        domains=frozenset(allowed.domains),
        allow_control_flow=allowed.allow_control_flow,
        external={artifact.path: artifact.size for artifact in network.external},
    )
    model = read_graph(data)
    check_graph(model, rules)
    check_precision(model, network.weights.precision)


def check_foreign(data: bytes) -> None:
    """Look at everything in a file of which no manifest speaks yet: what one may allow is allowed.

    Raises
    ------
    PackageRefused
        With a code `graph-...`.
    """
    model = read_graph(data)
    domains = frozenset(opset.domain for opset in model.opset_import)
    check_graph(model, GraphRules(domains=domains, allow_control_flow=True, external={}))


def check_model(data: bytes) -> None:
    """Run onnx's own checker with inference of shapes; weights are left out, which it would copy several times.

    Raises
    ------
    PackageRefused
        With `graph-invalid`.
    """
    model = read_graph(data)
    _lighten(model)
    try:
        checker.check_model(model, full_check=True)
    except (checker.ValidationError, shape_inference.InferenceError, RuntimeError, ValueError, TypeError) as error:
        raise PackageRefused(
            "graph-invalid",
            "The network is not taken",
            why="onnx.checker finds it wrong",
            remedy="Run onnx.checker.check_model(model, full_check=True), and export it again",
        ) from error


def with_features(data: bytes, layers: Sequence[str]) -> tuple[bytes, tuple[str, ...]]:
    """Return an ONNX file with pooled features as one more output, and the layers that they are of.

    Raises
    ------
    PackageRefused
        If it cannot be parsed.
    ImportRefused
        If a layer is none that can be pooled (`explain.graph.features`).
    """
    model, pooled = expose_features(read_graph(data), layers)
    return bytes(model.SerializeToString(deterministic=True)), pooled


def in_half(data: bytes) -> tuple[bytes, bytes]:
    """Return an ONNX file in half precision inside, and one that rounds like it on a CPU.

    Raises
    ------
    PackageRefused
        If it cannot be parsed.
    ImportRefused
        If it is none that is converted (`explain.graph.half`).
    """
    made = halve(read_graph(data), to_half)
    files = [bytes(one.SerializeToString(deterministic=True)) for one in (made, round_as_half(made))]
    return files[0], files[1]


def with_ranges(data: bytes) -> tuple[bytes, dict[str, str]]:
    """Return an ONNX file whose outputs are the largest magnitudes of its tensors, and whose each of them is.

    Raises
    ------
    PackageRefused
        If it cannot be parsed.
    """
    model, tensors = expose_ranges(read_graph(data))
    return bytes(model.SerializeToString(deterministic=True)), tensors


def _lighten(model: ModelProto) -> None:
    """Make large initialisers, and those in other files, inputs of their shape."""
    graph = model.graph
    names = {value.name for value in graph.input}
    heavy = [tensor for tensor in graph.initializer if _is_heavy(tensor)]
    light = [tensor for tensor in graph.initializer if not _is_heavy(tensor)]
    added = [
        helper.make_tensor_value_info(tensor.name, tensor.data_type, tuple(tensor.dims))
        for tensor in heavy
        if tensor.name not in names
    ]
    del graph.initializer[:]
    graph.initializer.extend(light)
    graph.input.extend(added)


def _is_heavy(tensor: TensorProto) -> bool:
    return tensor.data_location == TensorProto.EXTERNAL or tensor.ByteSize() > _LIGHT
