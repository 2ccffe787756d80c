"""Does a network reckon in the precision that its manifest says?"""

from __future__ import annotations

from onnx import ModelProto, NodeProto, TensorProto

from radlane.registry.admission.refusal import refused


def check_precision(model: ModelProto, stated: str) -> None:
    """Compare what a manifest says with the tensors and casts of the main graph.

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
    is_half = any(tensor.data_type == TensorProto.FLOAT16 for tensor in model.graph.initializer) or any(
        map(_is_to_half, model.graph.node)
    )
    if is_half and stated == "fp32":
        raise refused("graph-precision", "it holds numbers in half precision, and its artifact does not say fp16")
    if stated == "fp16" and not is_half:
        raise refused("graph-precision", "its artifact says fp16, and it holds no number in half precision")


def _is_to_half(node: NodeProto) -> bool:
    return node.op_type == "Cast" and any(
        attribute.name == "to" and attribute.i == TensorProto.FLOAT16 for attribute in node.attribute
    )
