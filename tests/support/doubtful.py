"""Small networks that are not sure: what they say depends on where something lies, and on which of them is asked.

`v = 10 * (image - half) + lean * ramp + shift`, where the ramp goes from -1 to 1 along the last axis.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from radlane.domain.input import Input
from radlane.domain.model import Artifact, Manifest, SelfTest
from radlane.domain.output import Output, SegmentationOutput
from radlane.domain.uncertainty import SURE, Member, Uncertainty
from radlane.pipeline.models import LoadedModel
from support.lanes import base_manifest
from support.packages import tag
from support.said import NAME, golden_image, loaded
from support.volume_models import segment

STEEP = 10.0


def maps(**changes: object) -> SegmentationOutput:
    """Dark and bright, each pixel one of them."""
    made = SegmentationOutput(
        name="maps",
        kind="segmentation",
        activation="softmax",
        background=(0,),
        threshold=0.5,
        segments=(segment(),),
        measurements=(),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def planar_maps(**changes: object) -> SegmentationOutput:
    """The same of an image: each is a segment, and no background."""
    both = (segment(id="dark", channel=0, label="Dark"), segment())
    return maps(**{"activation": "sigmoid", "background": (), "segments": both, **changes})


def says(image: NDArray[np.float32], lean: float, shift: float = 0.0) -> dict[str, NDArray[np.float32]]:
    """What the network says, reckoned with numpy."""
    v = np.float32(STEEP * (image - 0.5) + lean * np.linspace(-1, 1, image.shape[-1]) + shift)
    weighted = (v * np.linspace(0, 2, image.shape[-1])).reshape(1, -1).mean(axis=1)
    return {
        "maps": np.concatenate([-v, v], axis=1),
        "labels": np.float32([[v.max(), weighted[0]]]),
        "share": np.float32([weighted]),
    }


def network(sides: Sequence[int], name: str, wanted: Sequence[str], *, lean: float, shift: float) -> bytes:
    """[1, 1, ...] -> maps [1, 2, ...], labels [1, 2], share [1, 1]."""
    axes = list(range(1, 2 + len(sides)))
    ramp = np.linspace(-1, 1, sides[-1], dtype=np.float32)
    node = helper.make_node
    nodes = [
        node("Mul", [name, "steep"], ["steeper"]),
        node("Add", ["steeper", "leaning"], ["v"]),
        node("Neg", ["v"], ["dark"]),
        node("Concat", ["dark", "v"], ["maps"], axis=1),
        node("ReduceMax", ["v"], ["most"], axes=axes, keepdims=0),
        node("Mul", ["v", "weights"], ["weighted"]),
        node("ReduceMean", ["weighted"], ["mean"], axes=axes, keepdims=0),
        node("Unsqueeze", ["most", "last"], ["first"]),
        node("Unsqueeze", ["mean", "last"], ["share"]),
        node("Concat", ["first", "share"], ["labels"], axis=1),
    ]
    constants = {
        "steep": np.float32(STEEP),
        "leaning": np.float32(lean * ramp - STEEP / 2 + shift),
        "weights": np.float32(ramp + 1),
        "last": np.array([1]),
    }
    shapes = {"maps": [1, 2, *sides], "labels": [1, 2], "share": [1, 1]}
    graph = helper.make_graph(
        nodes,
        "doubtful",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 1, *sides])],
        [helper.make_tensor_value_info(one, TensorProto.FLOAT, shapes[one]) for one in wanted],
        [numpy_helper.from_array(np.asarray(value), one) for one, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())


def doubtful_package(
    root: Path,
    wanted: Input,
    outputs: Sequence[Output],
    uncertainty: Uncertainty = SURE,
    *,
    lean: float = 0.0,
    shifts: Sequence[float] = (0.0,),
) -> Manifest:
    """Write a package, in production: an ensemble where there are several shifts; return its manifest."""
    size = wanted.geometry.size if wanted.geometry.size is not None else wanted.geometry.window.roi  # type: ignore[union-attr]
    assert size is not None
    names = [name for output in outputs for name in output.tensors]
    folder, shown = root / NAME, golden_image(size)
    (folder / "golden").mkdir(parents=True)
    (folder / "README.md").write_text("What is bright.")
    artifacts, tests, members = [], [], []
    for place, shift in enumerate(shifts):
        data = network(size, wanted.name, names, lean=lean, shift=shift)
        path, golden = f"net-{place}.onnx", f"golden/net-{place}.npz"
        (folder / path).write_bytes(data)
        said = says(shown, lean, shift)
        np.savez(folder / golden, **{wanted.name: shown, **{name: said[name] for name in names}})
        digest = hashlib.sha256(data).hexdigest()
        artifacts.append(Artifact(role="weights", path=path, sha256=digest, size=len(data)))
        tests.append(SelfTest(path=golden, rtol=0.0, atol=0.001, stage=f"net-{place}" if place else None))
        members += [Member(id=f"net-{place}", weights=path)] if place else []
    made = replace(
        base_manifest(),
        name=NAME,
        title="What is bright",
        task=outputs[-1].kind,
        inputs=(wanted,),
        outputs=tuple(outputs),
        artifacts=tuple(artifacts),
        tests=tuple(tests),
        uncertainty=replace(uncertainty, members=tuple(members)),
    )
    (folder / "model.yaml").write_text(json.dumps(asdict(made)))  # JSON is YAML
    tag(root, NAME, made.version)
    return made


def doubtful(
    root: Path, wanted: Input, outputs: Sequence[Output], uncertainty: Uncertainty, **changes: object
) -> LoadedModel:
    """The same, as a job gets it: read, verified, through its self-tests."""
    doubtful_package(root, wanted, outputs, uncertainty, **changes)  # type: ignore[arg-type]
    return loaded(root)
