"""The networks of the examples on one volume: CT, SPECT, OCT.

Constant weights, nothing was trained: they show where voxels come to lie, in which order of axes and in which unit, and
no more. What they say means nothing.
"""

from __future__ import annotations

import numpy as np
from onnx import NodeProto, TensorProto
from package import STEEP, Example, Floats, node
from windows import window_constants, window_sum

_GRID = (64, 96, 96)  # ct-nodules sees the whole CT at once, on this grid
_REACH = 7  # voxels on each side: what is larger is no ball
_BALLS = 64  # voxels at most that are looked at as middles of balls
_AXES = {"z": 2, "y": 3, "x": 4}


def ct_nodules() -> Example:
    """HU / 1000 [1, 1, z, y, x] -> boxes around balls that are surrounded by air, with scores of soft tissue.

    A ball is what is above -400 HU within a window, with nothing of the kind around the window. Its sides are counted
    along each axis; it counts for the more, the nearer its inside is to 40 HU.
    """
    return Example(
        nodes=[*_solid(), *_sides(), *_scored(), *_best()],
        constants={
            "solid_from": np.float32(-0.4),
            "core_from": np.float32(-0.06),
            "soft": np.float32(0.04),
            "sure": np.float32(8),
            "per_kilo": np.float32(80),  # by which the score falls for each 1000 HU
            "half": np.float32(0.5),
            "near_middle": np.float32(0.6),
            "one": np.float32(1),
            "nothing": np.float32(-20),
            "step": np.float32(-1e-5),
            "rows": np.float32(_GRID[1]),
            "columns": np.float32(_GRID[2]),
            "flat": np.array([-1]),
            "balls": np.array([_BALLS]),
            "last": np.array([1]),
            **{name: _places(name) for name in _AXES},
            **window_constants(_GRID, (_REACH, _REACH + 1)),
        },
        inputs={"ct": (1, 1, *_GRID)},
        outputs={"boxes": (_BALLS, 6), "scores": (_BALLS,)},
        golden={"ct": _balls()},
    )


def _solid() -> list[NodeProto]:
    """What is no air, and how much of it is in the window around each voxel, and in one that is larger by one."""
    nodes = [
        node("Greater", ["ct", "solid_from"], ["is_solid"]),
        node("Cast", ["is_solid"], ["solid"], to=TensorProto.FLOAT),
        node("Greater", ["ct", "core_from"], ["is_core"]),
        node("Cast", ["is_core"], ["core"], to=TensorProto.FLOAT),
        node("Mul", ["ct", "core"], ["core_hu"]),
    ]
    for source, target, reach in (
        ("solid", "near", _REACH),
        ("solid", "farther", _REACH + 1),
        ("core", "core_voxels", _REACH),
        ("core_hu", "core_total", _REACH),
    ):
        nodes += [
            *window_sum(source, f"{target}_z", "z", reach),
            *window_sum(f"{target}_z", f"{target}_zy", "y", reach),
            *window_sum(f"{target}_zy", target, "x", reach),
        ]
    return nodes


def _sides() -> list[NodeProto]:
    """Along each axis: how many planes of the window hold anything solid, and where the middle of these is."""
    nodes = []
    for axis in _AXES:
        one, other = (name for name in _AXES if name != axis)
        nodes += [
            *window_sum("solid", f"{axis}_some", one, _REACH),
            *window_sum(f"{axis}_some", f"{axis}_all", other, _REACH),
            node("Greater", [f"{axis}_all", "half"], [f"{axis}_is_held"]),
            node("Cast", [f"{axis}_is_held"], [f"{axis}_held"], to=TensorProto.FLOAT),
            *window_sum(f"{axis}_held", f"{axis}_length", axis, _REACH),
            node("Mul", [f"{axis}_held", axis], [f"{axis}_weighted"]),
            *window_sum(f"{axis}_weighted", f"{axis}_moment", axis, _REACH),
            node("Max", [f"{axis}_length", "one"], [f"{axis}_counted"]),
            node("Div", [f"{axis}_moment", f"{axis}_counted"], [f"{axis}_mean"]),
            node("Add", [f"{axis}_mean", "half"], [f"{axis}_middle"]),  # of edges: voxel 0 goes from 0 to 1
            node("Sub", [f"{axis}_mean", axis], [f"{axis}_off"]),
            node("Abs", [f"{axis}_off"], [f"{axis}_aside"]),
            node("Less", [f"{axis}_aside", "near_middle"], [f"{axis}_is_middle"]),
        ]
    return nodes


def _scored() -> list[NodeProto]:
    """Score each voxel that is in the middle of a ball; all others are far below, each by another number."""
    return [
        node("Sub", ["farther", "near"], ["around"]),
        node("Less", ["around", "half"], ["is_alone"]),
        node("And", ["is_alone", "is_solid"], ["is_ball"]),
        node("And", ["is_ball", "z_is_middle"], ["is_ball_z"]),
        node("And", ["is_ball_z", "y_is_middle"], ["is_ball_zy"]),
        node("And", ["is_ball_zy", "x_is_middle"], ["is_middle"]),
        node("Max", ["core_voxels", "one"], ["core_counted"]),
        node("Div", ["core_total", "core_counted"], ["hu"]),
        node("Sub", ["hu", "soft"], ["hu_off"]),
        node("Abs", ["hu_off"], ["hu_aside"]),
        node("Mul", ["hu_aside", "per_kilo"], ["doubt"]),
        node("Sub", ["sure", "doubt"], ["likely"]),
        node("Mul", ["z", "rows"], ["planes_before"]),
        node("Add", ["planes_before", "y"], ["rows_before"]),
        node("Mul", ["rows_before", "columns"], ["voxels_before"]),
        node("Add", ["voxels_before", "x"], ["number"]),
        node("Mul", ["number", "step"], ["lower"]),  # of equal scores nobody knows which is the first
        node("Add", ["lower", "nothing"], ["unlikely"]),
        node("Where", ["is_middle", "likely", "unlikely"], ["score"]),
    ]


def _best() -> list[NodeProto]:
    """Take the voxels with the highest scores, and their boxes."""
    nodes = [
        node("Reshape", ["score", "flat"], ["all_scores"]),
        node("TopK", ["all_scores", "balls"], ["scores", "places"], axis=0, largest=1, sorted=1),
    ]
    columns = [f"{axis}_{what}" for what in ("middle", "length") for axis in _AXES]
    for name in columns:
        nodes += [
            node("Reshape", [name, "flat"], [f"all_{name}"]),
            node("Gather", [f"all_{name}", "places"], [f"best_{name}"], axis=0),
            node("Unsqueeze", [f"best_{name}", "last"], [f"box_{name}"]),
        ]
    return [*nodes, node("Concat", [f"box_{name}" for name in columns], ["boxes"], axis=1)]


def _places(axis: str) -> Floats:
    """The index of each voxel along an axis, in a shape that is repeated along the others."""
    shape = [1, 1, 1, 1, 1]
    shape[_AXES[axis]] = -1
    return np.arange(_GRID[_AXES[axis] - 2], dtype=np.float32).reshape(shape)


def _balls() -> Floats:
    """Two balls of soft tissue, one of bone, and a wall."""
    z, y, x = np.mgrid[: _GRID[0], : _GRID[1], : _GRID[2]]
    shown = np.full(_GRID, -0.85, np.float32)
    shown[:, :8] = 0.05
    for middle, radius, value in (((20, 40, 30), 4, 0.04), ((45, 70, 66), 2.5, 0.03), ((30, 60, 50), 3, 0.7)):
        shown[np.hypot(np.hypot(z - middle[0], y - middle[1]), x - middle[2]) <= radius] = value
    return shown[None, None]


def spect_counts() -> Example:
    """Counts [1, 1, z, y, x] -> what has more than half of the highest count; that count, and the left half's share."""
    grid = (32, 64, 64)
    left = (np.arange(grid[2]) >= grid[2] / 2).astype(np.float32)  # x grows to the patient's left
    z, y, x = np.mgrid[: grid[0], : grid[1], : grid[2]]
    shown = np.rint(900 * np.exp(-((z - 14) ** 2 / 60 + (y - 30) ** 2 / 200 + (x - 40) ** 2 / 90)))
    return Example(
        nodes=[
            node("ReduceMax", ["counts"], ["peak"], axes=[1, 2, 3, 4], keepdims=1),
            node("Max", ["peak", "tiny"], ["some"]),
            node("Div", ["counts", "some"], ["share"]),
            node("Sub", ["share", "half"], ["above"]),
            node("Mul", ["above", "steep"], ["here"]),
            node("Neg", ["here"], ["elsewhere"]),
            node("Concat", ["elsewhere", "here"], ["hot"], axis=1),
            node("Mul", ["counts", "left"], ["left_counts"]),
            node("ReduceSum", ["left_counts", "space"], ["left_total"], keepdims=0),
            node("ReduceSum", ["counts", "space"], ["total"], keepdims=0),
            node("Max", ["total", "tiny"], ["some_total"]),
            node("Div", ["left_total", "some_total"], ["left_share"]),
            node("Reshape", ["peak", "flat"], ["highest"]),
            node("Concat", ["highest", "left_share"], ["numbers"], axis=1),
        ],
        constants={
            "tiny": np.float32(1e-6),
            "half": np.float32(0.5),
            "steep": np.float32(STEEP),
            "left": left,
            "space": np.array([2, 3, 4]),
            "flat": np.array([1, 1]),
        },
        inputs={"counts": (1, 1, *grid)},
        outputs={"hot": (1, 2, *grid), "numbers": (1, 2)},
        golden={"counts": shown.astype(np.float32)[None, None]},
    )


def oct_layers() -> Example:
    """Brightness from 0 to 1 [n, 1, z, y, x] -> where it is brighter than in front of it, and than behind it.

    y is the depth into the eye: in front of a voxel are the four before it along y.
    """
    ahead = np.float32([-0.25] * 4 + [1] + [0] * 4)
    shown = np.full((1, 1, 4, 64, 16), 0.1, np.float32)
    for column in range(16):
        shown[..., 20 + column : 40 + column // 2, column] = 0.8
    return Example(
        nodes=[
            node("Pad", ["oct", "four"], ["wider"], mode="edge"),
            node("Conv", ["wider", "kernels", "less"], ["edges"]),
            node("Mul", ["oct", "zero"], ["none"]),
            node("Concat", ["none", "edges"], ["layers"], axis=1),
        ],
        constants={
            "four": np.array([0, 0, 0, 4, 0, 0, 0, 0, 4, 0]),
            "kernels": (STEEP * np.stack([ahead, ahead[::-1]])).reshape(2, 1, 1, 9, 1).astype(np.float32),
            "less": np.float32([-0.3 * STEEP] * 2),
            "zero": np.float32(0),
        },
        inputs={"oct": ["n", 1, "z", "y", "x"]},
        outputs={"layers": ["n", 3, "z", "y", "x"]},
        golden={"oct": shown},
    )
