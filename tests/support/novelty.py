"""Small networks on volumes that give features too, their package before it is fitted, and studies to fit it on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from radlane.domain.model import Artifact, Stage
from radlane.domain.out_of_distribution import OutOfDistribution
from radlane.explain.graph.features import FEATURES, expose_features
from radlane.explain.out_of_distribution import Gaussian
from radlane.inference.devices import choose_device
from radlane.inference.session import open_session
from radlane.pipeline.models import LoadedModel
from support.lanes import base_manifest, reference_model
from support.said import NAME, write_package
from support.volume_models import geometry, stage
from support.volumes import Block, block, saved, series

SHAPE = (8, 16, 16)

SECTION = OutOfDistribution(
    features=FEATURES,
    layers=("map",),
    artifact="ood.npz",
    threshold=5.0,
    percentile=99.0,
    fitted_on="a few phantoms",
    studies=12,
)
PLAIN = Gaussian(mean=np.zeros(2), whitening=np.eye(2))
"""The distance is the length of the features."""


def convolved_network() -> bytes:
    """[n, 1, z, y, x] -> [n, 2, z, y, x]: dark and bright, as `bright_network`, by a convolution of one voxel."""
    free = ["n", 1, "z", "y", "x"]
    weight = numpy_helper.from_array(np.array([-10, 10], np.float32).reshape(2, 1, 1, 1, 1), "weight")
    bias = numpy_helper.from_array(np.array([5, -5], np.float32), "bias")
    graph = helper.make_graph(
        [
            helper.make_node("Conv", ["volume", "weight", "bias"], ["map"], kernel_shape=[1, 1, 1]),
            helper.make_node("Neg", ["map"], ["turned"]),
            helper.make_node("Neg", ["turned"], ["seen"]),
        ],
        "convolved",
        [helper.make_tensor_value_info("volume", TensorProto.FLOAT, free)],
        [helper.make_tensor_value_info("seen", TensorProto.FLOAT, ["n", 2, "z", "y", "x"])],
        [weight, bias],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())


def with_features(weights: bytes) -> bytes:
    """The network with pooled features as one more output."""
    model, _ = expose_features(onnx.load_model_from_string(weights))
    return bytes(model.SerializeToString())


def judging_model(
    folder: Path, main: Stage, before: Sequence[Stage] = (), *, of: str | None = None, threshold: float = 5.0
) -> LoadedModel:
    """A loaded model of `convolved_network`s, of which one gives features: that of the stage `of`, or the main one."""
    found, fitted = reference_model(), of or main.id
    weights = {
        item.id: with_features(convolved_network()) if item.id == fitted else convolved_network()
        for item in (*before, main)
    }
    artifacts = tuple(
        Artifact(
            role="weights",
            path=item.weights,
            sha256=hashlib.sha256(weights[item.id]).hexdigest(),
            size=len(weights[item.id]),
        )
        for item in (*before, main)
    )
    manifest = replace(
        found.manifest,
        name="judging",
        artifacts=artifacts,
        before=tuple(before),
        inputs=main.inputs,
        outputs=main.outputs,
        tests=(),
        out_of_distribution=replace(SECTION, stage=of, threshold=threshold),
    )
    sessions = []
    for network, item in zip(manifest.networks, (*before, main), strict=True):
        (folder / item.weights).write_bytes(weights[item.id])
        sessions.append(open_session(folder / item.weights, network, choose_device("cpu", ()), 1))
    identity = replace(found.identity, name="judging")
    return LoadedModel(manifest=manifest, identity=identity, sessions=tuple(sessions), fitted=PLAIN)


def convolved_package(root: Path, main: Stage | None = None) -> Path:
    """The folder of a package of `convolved_network`, which was not fitted, with a golden vector."""
    wanted = main or stage(geometry(window=None, size=SHAPE))
    volume = np.linspace(0, 0.8, int(np.prod(SHAPE)), dtype=np.float32).reshape(1, 1, *SHAPE)
    bright = (volume - 0.5) * 10
    arrays = {"volume": volume, "seen": np.concatenate([-bright, bright], axis=1)}
    manifest = replace(base_manifest(), inputs=wanted.inputs, outputs=wanted.outputs)
    write_package(root, manifest, convolved_network(), arrays)
    return root / NAME


def half_bright(folder: Path, name: str, level: int, **attributes: object) -> None:
    """A CT study: 0 HU in the lower half, `level` in the upper one."""
    values = np.full(SHAPE, level, np.int16)
    values[: SHAPE[0] // 2] = 0
    saved(series(Block(values=values, affine=block().affine), name=name, **attributes), folder / name)
