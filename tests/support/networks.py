"""Small ONNX networks that fit `manifest_of`, and some that do not."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from radlane.domain.model import Artifact, Manifest, Network
from radlane.registry.catalogue import builtin_roots
from radlane.registry.manifest import read_manifest
from support.lanes import not_fitted

SIDE = 4
INPUT = ("image", TensorProto.FLOAT, ["n", 1, SIDE, SIDE])
LUNGS = ("lungs", TensorProto.FLOAT, ["n", 2, SIDE, SIDE])
CHEST = ("chest", TensorProto.FLOAT, ["n", 1])
Value = tuple[str, int, Sequence[str | int]]


def good_nodes() -> list[onnx.NodeProto]:
    """Lungs = (image, -image); chest = the largest pixel."""
    return [
        helper.make_node("Neg", ["image"], ["negative"]),
        helper.make_node("Concat", ["image", "negative"], ["lungs"], axis=1),
        helper.make_node("GlobalMaxPool", ["image"], ["peak"]),
        helper.make_node("Flatten", ["peak"], ["chest"]),
    ]


def nan_nodes() -> list[onnx.NodeProto]:
    """As `good_nodes`, but chest is 0 / 0."""
    return [
        *good_nodes()[:3],
        helper.make_node("Sub", ["peak", "peak"], ["zero"]),
        helper.make_node("Div", ["zero", "zero"], ["nan"]),
        helper.make_node("Flatten", ["nan"], ["chest"]),
    ]


def log_nodes() -> list[onnx.NodeProto]:
    """As `good_nodes`, but chest is the logarithm of the least pixel."""
    return [
        *good_nodes()[:2],
        helper.make_node("ReduceMin", ["image"], ["least"], axes=[2, 3]),
        helper.make_node("Log", ["least"], ["logarithm"]),
        _flat("logarithm"),
    ]


def mixing_nodes() -> list[onnx.NodeProto]:
    """As `good_nodes`, but chest is the mean of all images of the run."""
    return [
        *good_nodes()[:3],
        helper.make_node("ReduceMean", ["peak"], ["mean"], axes=[0]),
        helper.make_node("Mul", ["peak", "mean"], ["product"]),
        helper.make_node("Div", ["product", "peak"], ["shared"]),
        _flat("shared"),
    ]


def random_nodes() -> list[onnx.NodeProto]:
    """As `good_nodes`, but chest is drawn anew at each run."""
    return [*good_nodes()[:3], helper.make_node("RandomNormalLike", ["peak"], ["drawn"]), _flat("drawn")]


def wrong_rank_nodes() -> list[onnx.NodeProto]:
    """As `good_nodes`, but the gather fails at run time: index 7 of an axis with one element."""
    return [
        helper.make_node("Constant", [], ["seven"], value=numpy_helper.from_array(np.array([7], np.int64))),
        *good_nodes()[:3],
        helper.make_node("Gather", ["peak", "seven"], ["gone"], axis=1),
        _flat("gone"),
    ]


def endless_nodes() -> list[onnx.NodeProto]:
    """As `good_nodes`, but chest waits for a loop of 2^62 rounds."""
    body = helper.make_graph(
        [
            helper.make_node("Identity", ["go"], ["go_on"]),
            helper.make_node("Neg", ["state"], ["next"]),
        ],
        "body",
        [
            helper.make_tensor_value_info("round", TensorProto.INT64, []),
            helper.make_tensor_value_info("go", TensorProto.BOOL, []),
            helper.make_tensor_value_info("state", TensorProto.FLOAT, None),
        ],
        [
            helper.make_tensor_value_info("go_on", TensorProto.BOOL, []),
            helper.make_tensor_value_info("next", TensorProto.FLOAT, None),
        ],
    )
    return [
        helper.make_node("Constant", [], ["rounds"], value=numpy_helper.from_array(np.array(2**62, np.int64))),
        helper.make_node("Constant", [], ["yes"], value=numpy_helper.from_array(np.array(True))),
        *good_nodes()[:3],
        helper.make_node("Loop", ["rounds", "yes", "peak"], ["end"], body=body),
        _flat("end"),
    ]


def greedy_nodes(from_images: int, top: float = 38.0) -> list[onnx.NodeProto]:
    """As `good_nodes`, but from so many images in one run on they are given a TiB, and chest is none of it yet.

    What is asked for is 2^(top - 19 d) floats, d the images that are missing: 2 MiB for one image less than a TiB.
    """
    exponent = [np.array(value, np.float32) for value in (from_images, 19.0, top, 0.0, 2.0)]
    names = ["most", "step", "top", "bottom", "two"]
    return [
        *(
            helper.make_node("Constant", [], [name], value=numpy_helper.from_array(value))
            for name, value in zip(names, exponent, strict=True)
        ),
        *good_nodes()[:3],
        helper.make_node("Shape", ["image"], ["count"], start=0, end=1),
        helper.make_node("Cast", ["count"], ["images"], to=TensorProto.FLOAT),
        helper.make_node("Sub", ["images", "most"], ["beyond"]),
        helper.make_node("Mul", ["beyond", "step"], ["steps"]),
        helper.make_node("Add", ["steps", "top"], ["exponents"]),
        helper.make_node("Min", ["exponents", "top"], ["below"]),
        helper.make_node("Max", ["below", "bottom"], ["bounded"]),
        helper.make_node("Pow", ["two", "bounded"], ["floats"]),
        helper.make_node("Cast", ["floats"], ["shape"], to=TensorProto.INT64),
        helper.make_node("Constant", [], ["zero"], value=numpy_helper.from_array(np.zeros(1, np.float32))),
        helper.make_node("Expand", ["zero", "shape"], ["much"]),
        helper.make_node("ReduceMax", ["much"], ["nothing"], keepdims=0),
        helper.make_node("Add", ["peak", "nothing"], ["sum"]),
        _flat("sum"),
    ]


def network(
    nodes: Sequence[onnx.NodeProto] | None = None,
    inputs: Sequence[Value] = (INPUT,),
    outputs: Sequence[Value] = (LUNGS, CHEST),
) -> bytes:
    """An ONNX file, opset 17."""
    graph = helper.make_graph(
        list(nodes or good_nodes()),
        "network",
        [helper.make_tensor_value_info(*value) for value in inputs],
        [helper.make_tensor_value_info(*value) for value in outputs],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())


def with_external_weights() -> bytes:
    """A network whose constant lies in another file, `outside.bin`."""
    model = onnx.load_model_from_string(network())
    weight = numpy_helper.from_array(np.ones((1, 2, SIDE, SIDE), np.float32), "weight")
    model.graph.initializer.append(weight)
    added = model.graph.initializer[0]
    added.ClearField("raw_data")
    added.data_location = TensorProto.EXTERNAL
    added.external_data.add(key="location", value="outside.bin")
    model.graph.node[1].output[0] = "both"
    model.graph.node.append(helper.make_node("Mul", ["both", "weight"], ["lungs"]))
    return bytes(model.SerializeToString())


def manifest_of(weights: bytes) -> Manifest:
    """The reference model's manifest, for these weights on a grid of 4 by 4."""
    manifest = not_fitted(read_manifest(builtin_roots()[0] / "cxr-lungs" / "model.yaml"))
    source = manifest.inputs[0]
    small = replace(source, geometry=replace(source.geometry, size=(SIDE, SIDE)))
    digest = hashlib.sha256(weights).hexdigest()
    artifact = Artifact(role="weights", path="model.onnx", sha256=digest, size=len(weights))
    return replace(manifest, inputs=(small,), artifacts=(artifact,))


def network_of(weights: bytes) -> Network:
    """The one network of `manifest_of`."""
    return manifest_of(weights).networks[-1]


def written(weights: bytes, folder: Path) -> Path:
    """The weights as a file."""
    path = folder / "model.onnx"
    path.write_bytes(weights)
    return path


def _flat(name: str) -> onnx.NodeProto:
    return helper.make_node("Flatten", [name], ["chest"])
