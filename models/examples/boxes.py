"""The box around what a map marks, in operators of ONNX: its edges are the least and greatest places above 0."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto
from package import Floats, node


def box_around(spot: str) -> list[NodeProto]:
    """Return the nodes that make `boxes` [1, 1, 4] (x, y, x, y) and `scores` [1, 1, 1] of a map [1, 1, y, x]."""
    nodes = [
        node("Greater", [spot, "zero"], ["is_marked"]),
        node("Cast", ["is_marked"], ["marked"], to=TensorProto.FLOAT),
        node("ReduceMax", [spot], ["most"], axes=[2, 3], keepdims=0),
        node("Unsqueeze", ["most", "last"], ["scores"]),
    ]
    for name, other in (("x", 2), ("y", 3)):
        nodes += [
            node("ReduceMax", ["marked"], [f"{name}_profile"], axes=[other], keepdims=0),  # [1, 1, side]
            node("Sub", ["one", f"{name}_profile"], [f"{name}_free"]),
            node("Mul", [f"{name}_free", "far"], [f"{name}_away"]),
            node("Add", [f"{name}_places", f"{name}_away"], [f"{name}_low"]),
            node("ReduceMin", [f"{name}_low"], [f"{name}_first_raw"], axes=[2], keepdims=1),
            node("Min", [f"{name}_first_raw", f"{name}_side"], [f"{name}_first"]),
            node("Sub", [f"{name}_places", f"{name}_away"], [f"{name}_high"]),
            node("ReduceMax", [f"{name}_high"], [f"{name}_last_raw"], axes=[2], keepdims=1),
            node("Add", [f"{name}_last_raw", "one"], [f"{name}_stop_raw"]),
            node("Max", [f"{name}_stop_raw", f"{name}_first"], [f"{name}_stop"]),
        ]
    return [*nodes, node("Concat", ["x_first", "y_first", "x_stop", "y_stop"], ["boxes"], axis=2)]


def box_constants(rows: int, columns: int) -> dict[str, Floats | NDArray[np.int64]]:
    """Return what `box_around` reckons with, of a map of this size."""
    return {
        "zero": np.float32(0),
        "one": np.float32(1),
        "far": np.float32(10_000),
        "last": np.array([2], np.int64),
        "x_places": np.arange(columns, dtype=np.float32),
        "y_places": np.arange(rows, dtype=np.float32),
        "x_side": np.float32(columns),
        "y_side": np.float32(rows),
    }
