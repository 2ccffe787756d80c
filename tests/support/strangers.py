"""ONNX files of strangers: networks that have nothing to do with radlane, and answers to what no graph says."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from radlane.registry.onnx_file import OnnxFile, read_onnx

Shape = Sequence[str | int]
GREY: Shape = ["b", 1, "d", "h", "w"]


def kernel(channels: int, shape: tuple[int, ...], seed: int = 5) -> NDArray[np.float32]:
    """Random weights that mirror and turn into others: no axis and no direction is like another."""
    return np.random.default_rng(seed).standard_normal((channels, 1, *shape)).astype(np.float32)


def convolution(
    channels: int = 3,
    *,
    source: Shape = GREY,
    weights: NDArray[np.float32] | None = None,
    bias: Sequence[float] | None = None,
    ends_in: str | None = None,
    extra: Sequence[NodeProto] = (),
    outputs: Sequence[tuple[str, int, Shape]] = (),
) -> bytes:
    """One convolution `scan` -> `organs`, same size, odd kernel; `extra` nodes and `outputs` beside it."""
    rank = len(source) - 2
    weights = kernel(channels, (3,) * rank) if weights is None else weights
    pads = [side // 2 for side in weights.shape[2:]] * 2
    nodes = [helper.make_node("Conv", ["scan", "w", "bias"], ["raw" if ends_in else "organs"], pads=pads)]
    if ends_in:
        nodes.append(helper.make_node(ends_in, ["raw"], ["organs"], **({"axis": 1} if ends_in == "Softmax" else {})))
    own = [("organs", TensorProto.FLOAT, [source[0], channels, *source[2:]])]
    zeros = np.zeros(channels) if bias is None else np.asarray(bias)
    graph = helper.make_graph(
        [*nodes, *extra],
        "stranger",
        [helper.make_tensor_value_info("scan", TensorProto.FLOAT, list(source))],
        [helper.make_tensor_value_info(*value) for value in [*own, *outputs]],
        [numpy_helper.from_array(weights, "w"), numpy_helper.from_array(zeros.astype(np.float32), "bias")],
    )
    return finished(graph)


def reading(read: int, channels: int = 3) -> bytes:
    """A convolution that reads so many channels, each with weights of its own."""
    weights = np.random.default_rng(7).standard_normal((channels, read, 3, 3, 3)).astype(np.float32)
    return convolution(channels, source=["b", read, "d", "h", "w"], weights=weights if read > 1 else None)


def finished(graph: Any) -> bytes:
    """A graph as a file, opset 17."""
    model: ModelProto = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    model.producer_name, model.producer_version = "strangers", "0.3"
    return bytes(model.SerializeToString())


def onnx_file(**changes: Any) -> OnnxFile:
    """What is read of `convolution`."""
    return read_onnx(convolution(**changes))


def answer(folder: Path, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Fill in places of a package's model.yaml: `inputs.0.intensity` -> value. A segment's keys may have `*`."""
    path = folder / "model.yaml"
    content: dict[str, Any] = yaml.safe_load(path.read_text())
    for place, value in answers.items():
        _put(content, place.split("."), value)
    path.write_text(json.dumps(content))  # JSON is YAML
    return content


def golden(folder: Path) -> dict[str, NDArray[np.float32]]:
    """The arrays of the first golden vector."""
    with np.load(io.BytesIO((folder / "golden" / "random.npz").read_bytes())) as file:
        return {name: file[name] for name in file.files}


def _put(content: Any, keys: list[str], value: Any) -> None:
    first, *rest = keys
    if first == "*":
        for item in content:
            _put(item, rest, value)
        return
    key: Any = int(first) if isinstance(content, list) else first
    if rest:
        _put(content[key], rest, value)
    else:
        content[key] = value


ANSWERS: Mapping[str, Any] = {
    "title": "Organs of a stranger",
    "trained_on": "synthetic",
    "card.intended_use": "To try how a network comes.",
    "card.out_of_scope": ["Patients"],
    "card.limitations": ["It has not learned anything"],
    "card.training_data": "None.",
    "card.developer": "A stranger",
    "card.licence": "CC0-1.0",
    "procedure": {"scheme": "LN", "value": "24627-2", "meaning": "CT Chest"},
    "inputs.0.channels.0.select.modalities": ["CT"],
    "inputs.0.channels.0.select.sop_classes": ["1.2.840.10008.5.1.4.1.1.2"],
    "inputs.0.channels.0.select.body_parts": ["HEAD"],
    "outputs.0.segments.*.category": {"scheme": "SCT", "value": "91723000", "meaning": "Anatomical Structure"},
    "outputs.0.segments.*.type": {"scheme": "SCT", "value": "12738006", "meaning": "Brain"},
    "outputs.0.segments.*.laterality": None,
    "origin.source": "tests/support/strangers.py",
}
"""What every test's model answers alike."""
