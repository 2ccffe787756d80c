"""Does a network reckon in the precision that its manifest says?"""

from __future__ import annotations

from collections.abc import Sequence

from onnx import AttributeProto, GraphProto, ModelProto, NodeProto, TensorProto

from radlane.registry.admission.refusal import refused

_HALF = frozenset({TensorProto.FLOAT16, TensorProto.BFLOAT16})
_TYPES = frozenset({"to", "dtype", "output_dtype"})  # attributes that say of which type something is made


def check_precision(model: ModelProto, stated: str) -> None:
    """Compare what a manifest says with the tensors of a network and the types that its operators make.

    Parameters
    ----------
    model : ModelProto
        The network.
    stated : {'fp32', 'fp16'}
        `precision` of its artifact.

    Raises
    ------
    PackageRefused
        With `graph-precision`.
    """
    is_half = _in_graph(model.graph) or any(_in_nodes(function.node) for function in model.functions)
    if is_half and stated == "fp32":
        raise refused("graph-precision", "it holds numbers in half precision, and its artifact does not say fp16")
    if stated == "fp16" and not is_half:
        raise refused("graph-precision", "its artifact says fp16, and it holds no number in half precision")


def _in_graph(graph: GraphProto) -> bool:
    return any(tensor.data_type in _HALF for tensor in graph.initializer) or _in_nodes(graph.node)


def _in_nodes(nodes: Sequence[NodeProto]) -> bool:
    return any(_in_attribute(attribute) for node in nodes for attribute in node.attribute)


def _in_attribute(attribute: AttributeProto) -> bool:
    if attribute.name in _TYPES and attribute.i in _HALF:
        return True
    tensors, graphs = [*attribute.tensors, attribute.t], [*attribute.graphs, attribute.g]  # empty where there is none
    return any(tensor.data_type in _HALF for tensor in tensors) or any(map(_in_graph, graphs))
