"""The networks of the example packages on pictures and clips: constant weights, nothing was trained.

They show how pixels are carried from an image to a network and back, and no more: what they say means nothing.

    python pictures.py        writes model.onnx and golden/one.npz of each package, and their digest into model.yaml

The golden outputs are those of ONNX's own reference implementation, not of the runtime that is tested with them.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

STEEP = 20.0
Array = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Example:
    """A network: its nodes, its constants, its input and outputs, and what it is shown as its golden vector."""

    nodes: Sequence[NodeProto]
    constants: Mapping[str, Array | NDArray[np.int64]]
    source: tuple[str, tuple[int, ...]]
    outputs: Mapping[str, tuple[int, ...]]
    golden: Array


def skin_photograph() -> Example:
    """Planes that were normalised -> how red the picture is on the whole, and where it is dark, with its box."""
    rows = columns = 128
    nodes = [
        _node("Mul", ["image", "std"], ["scaled"]),
        _node("Add", ["scaled", "mean"], ["shares"]),  # 0 to 1 again
        _node("Conv", ["shares", "redness"], ["red"]),
        _node("ReduceMean", ["red"], ["mean_red"], axes=[2, 3], keepdims=0),
        _node("Mul", ["mean_red", "steep"], ["classes"]),
        _node("Conv", ["shares", "darkness", "dark_bias"], ["spot"]),
        *_box(),
    ]
    constants = {
        "std": np.float32([0.229, 0.224, 0.225]).reshape(1, 3, 1, 1),
        "mean": np.float32([0.485, 0.456, 0.406]).reshape(1, 3, 1, 1),
        "redness": np.float32([[1, 0, -1], [-1, 0, 1]]).reshape(2, 3, 1, 1),
        "steep": np.float32(STEEP),
        "darkness": np.full((1, 3, 1, 1), -STEEP / 3, np.float32),
        "dark_bias": np.float32([0.4 * STEEP]),
        **_box_constants(rows, columns),
    }
    shown = np.full((1, 3, rows, columns), 0.8, np.float32)
    shown[:, 2] = 0.5
    shown[:, :, 30:60, 40:90] = 0.1
    return Example(
        nodes=nodes,
        constants=constants,
        source=("image", (1, 3, rows, columns)),
        outputs={"classes": (1, 2), "spot": (1, 1, rows, columns), "boxes": (1, 1, 4), "scores": (1, 1, 1)},
        golden=(shown - constants["mean"]) / constants["std"],
    )


def fundus() -> Example:
    """Planes from 0 to 1 -> where it is bright, and where it is very bright."""
    rows = columns = 160
    nodes = [_node("Conv", ["image", "weights", "bias"], ["bright"])]
    luma = np.float32([0.299, 0.587, 0.114])
    constants = {
        "weights": np.stack([STEEP * luma, 2 * STEEP * luma]).reshape(2, 3, 1, 1).astype(np.float32),
        "bias": np.float32([-0.5 * STEEP, -1.35 * STEEP]),
    }
    y, x = np.mgrid[:rows, :columns].astype(np.float32) / rows
    shown = np.stack([x, y, x * y])[None].astype(np.float32)
    return Example(
        nodes=nodes,
        constants=constants,
        source=("image", (1, 3, rows, columns)),
        outputs={"bright": (1, 2, rows, columns)},
        golden=shown,
    )


def echo_view() -> Example:
    """A clip [n, 3, t, y, x] -> whether its middle is brighter than its edge, and how bright it is."""
    frames, side = 16, 112
    nodes = [
        _node("ReduceMean", ["clip"], ["mean"], axes=[1, 2, 3, 4], keepdims=0),
        _node("Unsqueeze", ["mean", "last"], ["brightness"]),
        _node("Mul", ["clip", "mask"], ["masked"]),
        _node("ReduceMean", ["masked"], ["balance"], axes=[1, 2, 3, 4], keepdims=0),
        _node("Unsqueeze", ["balance", "last"], ["balances"]),
        _node("MatMul", ["balances", "both"], ["view"]),
    ]
    y, x = np.abs(np.mgrid[:side, :side] - (side - 1) / 2)
    middle = np.where(np.maximum(y, x) < side / 4, 3.0, -1.0)  # a quarter of the pixels: the mean is 0
    ramp = np.linspace(0, 1, frames, dtype=np.float32)[:, None, None] * (middle > 0)
    return Example(
        nodes=nodes,
        constants={
            "mask": middle.astype(np.float32),
            "both": np.float32([[STEEP, -STEEP]]),
            "last": np.array([1], np.int64),
        },
        source=("clip", (1, 3, frames, side, side)),
        outputs={"view": (1, 2), "brightness": (1, 1)},
        golden=np.stack([ramp, ramp / 2, ramp / 4])[None].astype(np.float32),
    )


def angiogram_frame() -> Example:
    """A clip [n, t, 1, y, x] -> of each frame how dark it is, against the mean of all."""
    frames, side = 8, 128
    nodes = [
        _node("ReduceMean", ["clip"], ["bright"], axes=[2, 3, 4], keepdims=0),
        _node("ReduceMean", ["bright"], ["mean"], axes=[1], keepdims=1),
        _node("Sub", ["mean", "bright"], ["darker"]),
        _node("Mul", ["darker", "steep"], ["filling"]),
    ]
    shown = np.full((1, frames, 1, side, side), 0.75, np.float32)
    shown[0, 2:5, 0, 20:90, 40:60] = 0.25
    shown[0, 5, 0, 20:90, 40:90] = 0.25
    return Example(
        nodes=nodes,
        constants={"steep": np.float32(10 * STEEP)},
        source=("clip", (1, frames, 1, side, side)),
        outputs={"filling": (1, frames)},
        golden=shown,
    )


def bright_bars() -> Example:
    """Planes from 0 to 1 -> where it is bright, as a map from 0 to 1."""
    rows, columns = 96, 128
    nodes = [_node("Conv", ["image", "weights", "bias"], ["steps"]), _node("Sigmoid", ["steps"], ["bright"])]
    shown = np.full((1, 3, rows, columns), 0.25, np.float32)
    shown[:, :, 20:26, 10:60] = 0.75
    shown[:, :, 50:58, 70:80] = 1
    return Example(
        nodes=nodes,
        constants={
            "weights": np.full((1, 3, 1, 1), STEEP / 3, np.float32),
            "bias": np.float32([-0.5 * STEEP]),
        },
        source=("image", (1, 3, rows, columns)),
        outputs={"bright": (1, 1, rows, columns)},
        golden=shown,
    )


EXAMPLES: Mapping[str, Callable[[], Example]] = {
    "skin-photograph": skin_photograph,
    "fundus": fundus,
    "echo-view": echo_view,
    "angiogram-frame": angiogram_frame,
    "bright-bars": bright_bars,
}


def write_example(example: Example, folder: Path) -> None:
    """Write weights and golden vector of a package whose model.yaml is there, and say in it what they are."""
    weights = network_of(example)
    outputs = ReferenceEvaluator(onnx.load_from_string(weights)).run(None, {example.source[0]: example.golden})
    (folder / "golden").mkdir(exist_ok=True)
    (folder / "model.onnx").write_bytes(weights)
    arrays = dict(zip(example.outputs, outputs, strict=True))
    np.savez_compressed(folder / "golden" / "one.npz", **{example.source[0]: example.golden}, **arrays)
    manifest = folder / "model.yaml"
    digest = f"sha256: {hashlib.sha256(weights).hexdigest()}, size: {len(weights)}"
    manifest.write_text(re.sub(r"sha256: \w+, size: \d+", digest, manifest.read_text()))


def network_of(example: Example) -> bytes:
    """Return the ONNX file."""
    name, shape = example.source
    graph = helper.make_graph(
        list(example.nodes),
        "example",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in example.outputs.items()],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in example.constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="onnx.helper")
    model.ir_version = 8
    onnx.checker.check_model(model, full_check=True)
    return model.SerializeToString()


def _box() -> list[NodeProto]:
    """The box around what is dark: its edges are the least and greatest places where the map is above 0."""
    nodes = [
        _node("Greater", ["spot", "zero"], ["is_dark"]),
        _node("Cast", ["is_dark"], ["dark"], to=TensorProto.FLOAT),
        _node("ReduceMax", ["spot"], ["darkest"], axes=[2, 3], keepdims=0),
        _node("Unsqueeze", ["darkest", "last"], ["scores"]),
    ]
    for name, other in (("x", 2), ("y", 3)):
        nodes += [
            _node("ReduceMax", ["dark"], [f"{name}_profile"], axes=[other], keepdims=0),  # [1, 1, side]
            _node("Sub", ["one", f"{name}_profile"], [f"{name}_light"]),
            _node("Mul", [f"{name}_light", "far"], [f"{name}_away"]),
            _node("Add", [f"{name}_places", f"{name}_away"], [f"{name}_low"]),
            _node("ReduceMin", [f"{name}_low"], [f"{name}_first_raw"], axes=[2], keepdims=1),
            _node("Min", [f"{name}_first_raw", f"{name}_side"], [f"{name}_first"]),
            _node("Sub", [f"{name}_places", f"{name}_away"], [f"{name}_high"]),
            _node("ReduceMax", [f"{name}_high"], [f"{name}_last_raw"], axes=[2], keepdims=1),
            _node("Add", [f"{name}_last_raw", "one"], [f"{name}_stop_raw"]),
            _node("Max", [f"{name}_stop_raw", f"{name}_first"], [f"{name}_stop"]),
        ]
    return [*nodes, _node("Concat", ["x_first", "y_first", "x_stop", "y_stop"], ["boxes"], axis=2)]


def _box_constants(rows: int, columns: int) -> dict[str, Array | NDArray[np.int64]]:
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


def _node(kind: str, inputs: Sequence[str], outputs: Sequence[str], **attributes: object) -> NodeProto:
    return helper.make_node(kind, list(inputs), list(outputs), **attributes)


if __name__ == "__main__":
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for name, make in EXAMPLES.items():
        write_example(make(), root / name)
