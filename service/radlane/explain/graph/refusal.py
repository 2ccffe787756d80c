"""What is said of a network whose graph cannot be explained."""

from __future__ import annotations

from onnx import NodeProto

from radlane.errors import ExplanationRefused

_REMEDY = "Explain it with a method that needs no gradient (occlusion, rise), or export it otherwise"


def refused(node: NodeProto, why: str) -> ExplanationRefused:
    """Return the error for an operator that cannot be differentiated."""
    made = next((name for name in node.output if name), "")
    return ExplanationRefused(
        f"The operator {node.op_type} that makes {made!r} has no gradient here", why=why, remedy=_REMEDY
    )


def unknown(name: str, what: str) -> ExplanationRefused:
    """Return the error for a tensor of which the graph says too little."""
    return ExplanationRefused(
        f"The gradient needs the {what} of tensor {name!r}", why="the graph does not say it", remedy=_REMEDY
    )
