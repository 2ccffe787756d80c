"""Networks of the size that sites have, with random weights: DenseNet-121 and a 3D U-Net, made without torch.

In: nothing. Out: ONNX files in memory, one input and one output, the batch free.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

SIDE, ROI = 224, (96, 96, 96)
CLASSES, ORGANS = 18, 6
BLOCKS, GROWTH, STEM = (6, 12, 24, 16), 32, 64
CHANNELS = (16, 32, 64, 128)


@dataclass
class Graph:
    """Nodes and weights as they are added."""

    rng: np.random.Generator = field(default_factory=lambda: np.random.default_rng(0))
    nodes: list[NodeProto] = field(default_factory=list)
    weights: dict[str, np.ndarray] = field(default_factory=dict)

    def add(self, kind: str, *inputs: str, **attributes: object) -> str:
        """Add a node, and return the name of its output."""
        name = f"{kind}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def keep(self, values: np.ndarray) -> str:
        """Add weights, and return their name."""
        name = f"weights{len(self.weights)}"
        self.weights[name] = values.astype(np.float32)
        return name

    def conv(self, source: str, shape: Sequence[int], stride: int = 1) -> str:
        """Convolve to the same size, or half of it: [outer, inner, *kernel]."""
        _, *inner = shape
        weights = self.keep(self.rng.normal(0, (2 / np.prod(inner)) ** 0.5, shape))
        pads, axes = [side // 2 for side in shape[2:]], len(shape) - 2
        return self.add("Conv", source, weights, pads=[*pads, *pads], strides=[stride] * axes)

    def normed(self, source: str, channels: int) -> str:
        """Normalise by random statistics, and cut below zero."""
        low, high = np.full(channels, 0.5), np.full(channels, 1.5)
        scale, mean, variance = (
            self.rng.uniform(low, high),
            self.rng.normal(0, 0.1, channels),
            self.rng.uniform(low, high),
        )
        names = [self.keep(values) for values in (scale, np.zeros(channels), mean, variance)]
        return self.add("Relu", self.add("BatchNormalization", source, *names))

    def model(self, source: Sequence[object], result: str, shape: Sequence[object]) -> ModelProto:
        """Return the network, whose input is `image` and whose output `logits`."""
        self.nodes.append(helper.make_node("Identity", [result], ["logits"]))
        graph = helper.make_graph(
            self.nodes,
            "bench",
            [helper.make_tensor_value_info("image", TensorProto.FLOAT, source)],
            [helper.make_tensor_value_info("logits", TensorProto.FLOAT, shape)],
            [numpy_helper.from_array(values, name) for name, values in self.weights.items()],
        )
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def densenet121() -> ModelProto:
    """Images [n, 1, 224, 224] -> logits [n, 18]."""
    graph, channels = Graph(), STEM
    found = graph.normed(graph.conv("image", (STEM, 1, 7, 7), 2), STEM)
    found = graph.add("MaxPool", found, kernel_shape=[3, 3], strides=[2, 2], pads=[1] * 4)
    for number, layers in enumerate(BLOCKS):
        for _ in range(layers):
            inner = graph.conv(graph.normed(found, channels), (4 * GROWTH, channels, 1, 1))
            added = graph.conv(graph.normed(inner, 4 * GROWTH), (GROWTH, 4 * GROWTH, 3, 3))
            found, channels = graph.add("Concat", found, added, axis=1), channels + GROWTH
        if number < len(BLOCKS) - 1:
            found = graph.conv(graph.normed(found, channels), (channels // 2, channels, 1, 1))
            found, channels = graph.add("AveragePool", found, kernel_shape=[2, 2], strides=[2, 2]), channels // 2
    found = graph.add("Flatten", graph.add("GlobalAveragePool", graph.normed(found, channels)))
    head = graph.keep(graph.rng.normal(0, channels**-0.5, (channels, CLASSES)))
    return graph.model(["n", 1, SIDE, SIDE], graph.add("MatMul", found, head), ["n", CLASSES])


def unet3d() -> ModelProto:
    """Volumes [n, 1, 96, 96, 96] -> logits [n, 6, 96, 96, 96]; two convolutions at each of four sizes."""
    graph, found, inner, levels = Graph(), "image", 1, []
    for channels in CHANNELS:
        if levels:
            found = graph.add("MaxPool", found, kernel_shape=[2] * 3, strides=[2] * 3)
        found = _twice(graph, found, inner, channels)
        levels.append((found, channels))
        inner = channels
    twice = graph.keep(np.array([1, 1, 2, 2, 2]))
    for skipped, channels in levels[-2::-1]:
        large = graph.add("Resize", found, "", twice, mode="nearest")
        found = _twice(graph, graph.add("Concat", large, skipped, axis=1), inner + channels, channels)
        inner = channels
    found = graph.conv(found, (ORGANS, inner, 1, 1, 1))
    return graph.model(["n", 1, *ROI], found, ["n", ORGANS, *ROI])


def _twice(graph: Graph, source: str, inner: int, outer: int) -> str:
    first = graph.normed(graph.conv(source, (outer, inner, 3, 3, 3)), outer)
    return graph.normed(graph.conv(first, (outer, outer, 3, 3, 3)), outer)
