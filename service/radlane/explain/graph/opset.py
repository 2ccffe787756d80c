"""A network of an older opset -> the same in one that can express gradients."""

from __future__ import annotations

from onnx import ModelProto, NodeProto

from radlane.errors import ExplanationRefused

OLDEST, NEEDED, NEWEST = 13, 16, 26
_IR = 8  # the first that knows opset 16
# what a graph of opset 13 to 15 cannot keep unchanged in opset 16
_CHANGED = frozenset({"RoiAlign"})
OWN = ("", "ai.onnx")


def require_opset(model: ModelProto) -> int:
    """Raise the opset of a network of opset 13 to 15 to 16, in place: the first whose ScatterElements adds.

    Between them types were added, and attributes whose default is what was done before; only RoiAlign changed, and
    BatchNormalization that trains.

    Returns
    -------
    int
        Its opset now.

    Raises
    ------
    ExplanationRefused
        If it is older than 13, newer than what is known, or has an operator that changed.
    """
    own = next((item for item in model.opset_import if item.domain in OWN), None)
    version = own.version if own is not None else 0
    if own is None or not OLDEST <= version <= NEWEST:
        raise ExplanationRefused(
            "The network cannot be differentiated",
            why=f"its opset is {version}, and gradients are known from {OLDEST} to {NEWEST}",
            remedy="Export it with opset 17 or later",
        )
    if version >= NEEDED:
        return int(version)
    if any(node.op_type in _CHANGED or _trains(node) for node in model.graph.node):
        raise ExplanationRefused(
            "The network cannot be differentiated",
            why=f"of its opset {version} an operator changed until {NEEDED}",
            remedy=f"Export it with opset {NEEDED} or later",
        )
    own.version = NEEDED
    model.ir_version = max(model.ir_version, _IR)
    return NEEDED


def _trains(node: NodeProto) -> bool:
    return node.op_type == "BatchNormalization" and len([name for name in node.output if name]) > 1
