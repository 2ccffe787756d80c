"""Sums over windows along one axis, in operators of ONNX: differences of running sums, as fast for any window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto
from package import node

_AXES = {"z": 2, "y": 3, "x": 4}


def window_sum(source: str, target: str, axis: str, reach: int) -> list[NodeProto]:
    """Return the nodes that add up [1, 1, z, y, x] over `reach` voxels on both sides of each, and itself."""
    return [
        node("Pad", [source, f"pads_{axis}_{reach}"], [f"{target}_padded"]),
        node("CumSum", [f"{target}_padded", f"axis_{axis}"], [f"{target}_running"]),
        node(
            "Slice",
            [f"{target}_running", f"upper_{reach}", f"ends_{axis}_{reach}", f"axes_{axis}"],
            [f"{target}_upper"],
        ),
        node("Slice", [f"{target}_running", "from_0", f"side_{axis}", f"axes_{axis}"], [f"{target}_lower"]),
        node("Sub", [f"{target}_upper", f"{target}_lower"], [target]),
    ]


def window_constants(grid: Sequence[int], reaches: Iterable[int]) -> dict[str, NDArray[np.int64]]:
    """Return what `window_sum` reckons with, on a grid [z, y, x]."""
    made = {"from_0": np.array([0])}
    for name, axis in _AXES.items():
        side = grid[axis - 2]
        made |= {f"axis_{name}": np.array(axis), f"axes_{name}": np.array([axis]), f"side_{name}": np.array([side])}
        for reach in reaches:
            pads = np.zeros(10, np.int64)
            pads[[axis, axis + 5]] = reach + 1, reach
            made |= {f"pads_{name}_{reach}": pads, f"ends_{name}_{reach}": np.array([side + 2 * reach + 1])}
            made[f"upper_{reach}"] = np.array([2 * reach + 1])
    return made
