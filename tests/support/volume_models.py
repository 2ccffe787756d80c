"""Small networks on volumes, with their manifests: a voxel is bright from a half on, dark below."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper

from radlane.domain.code import Code
from radlane.domain.image import Direction
from radlane.domain.input import Channel, Clip, Crop, Input, Intensity, Scale, SlidingWindow, VolumeGeometry
from radlane.domain.model import Artifact, Manifest, SelfTest, Stage
from radlane.domain.output import Segment, SegmentationOutput, VolumeMeasurement
from radlane.domain.select import Select
from radlane.inference.devices import choose_device
from radlane.inference.session import open_session
from radlane.pipeline.models import LoadedModel
from support.lanes import base_manifest, reference_model

CT = "1.2.840.10008.5.1.4.1.1.2"
FINDING = Code(scheme="SCT", value="12738006", meaning="Brain")
STRUCTURE = Code(scheme="SCT", value="91723000", meaning="Anatomical Structure")
VOLUME = Code(scheme="SCT", value="118565006", meaning="Volume")
LPS = (Direction.H, Direction.P, Direction.L)
WINDOWS = SlidingWindow(roi=(4, 8, 8), overlap=0.25, batch=2)
# HU 0 ... 1000 -> 0 ... 1
BRIGHTNESS: tuple[Intensity, ...] = (
    Clip(op="clip", lower=0.0, upper=1000.0),
    Scale(op="scale", factor=0.001, offset=0.0),
)


def bright_network(*, halved: bool = False, batch: str | int = "n") -> bytes:
    """[n, 1, z, y, x] -> logits [n, 2, z, y, x]: dark, bright; equal at a half. `halved`: it has half of the planes."""
    free = [batch, 1, "z", "y", "x"]
    stride = [2 if halved else 1, 1, 1]
    graph = helper.make_graph(
        [
            helper.make_node("MaxPool", ["volume"], ["pooled"], kernel_shape=stride, strides=stride),
            helper.make_node("Constant", [], ["half"], value_float=0.5),
            helper.make_node("Constant", [], ["steep"], value_float=10.0),
            helper.make_node("Sub", ["pooled", "half"], ["above"]),
            helper.make_node("Mul", ["above", "steep"], ["bright"]),
            helper.make_node("Neg", ["bright"], ["dark"]),
            helper.make_node("Concat", ["dark", "bright"], ["seen"], axis=1),
        ],
        "bright",
        [helper.make_tensor_value_info("volume", TensorProto.FLOAT, free)],
        [helper.make_tensor_value_info("seen", TensorProto.FLOAT, [batch, 2, "z2", "y2", "x2"])],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())


def geometry(
    *,
    window: SlidingWindow | None = WINDOWS,
    size: tuple[int, int, int] | None = None,
    crop: Crop | None = None,
    spacing_mm: tuple[float, float, float] | None = None,
    orientation: tuple[Direction, Direction, Direction] = LPS,
) -> VolumeGeometry:
    return VolumeGeometry(
        kind="volume",
        orientation=orientation,
        size=size,
        spacing_mm=spacing_mm,
        interpolation="linear" if spacing_mm else "nearest",
        crop=crop,
        window=window,
    )


def segment(**changes: object) -> Segment:
    made = Segment(
        id="bright",
        channel=1,
        label="Bright",
        category=STRUCTURE,
        type=FINDING,
        laterality=None,
        rgb=(230, 159, 0),
        keep_largest=False,
        fill_holes=False,
        absent_below=0.0,
        implausible_above=1.0,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def stage(
    where: VolumeGeometry, *, stage_id: str = "main", weights: str = "main.onnx", of: Segment | None = None
) -> Stage:
    select = Select(modalities=("CT",), sop_classes=(CT,), body_parts=("HEAD",), regions=(), views=(), view_codes=())
    wanted = Input(
        name="volume",
        layout="NCDHW",
        dtype="float32",
        channels=(Channel(id="ct", select=select),),
        geometry=where,
        intensity=BRIGHTNESS,
    )
    measured = (VolumeMeasurement(kind="volume", concept=VOLUME),) if stage_id == "main" else ()
    output = SegmentationOutput(
        name="seen",
        kind="segmentation",
        activation="softmax",
        background=(0,),
        threshold=0.5,
        segments=(of or segment(),),
        measurements=measured,
    )
    return Stage(id=stage_id, weights=weights, inputs=(wanted,), outputs=(output,))


def bright_package(root: Path) -> Path:
    """A folder of packages with `bright:1.0.0` in production, and its golden vector."""
    folder = root / "bright"
    (folder / "golden").mkdir(parents=True)
    (folder / "README.md").write_text("What is bright.")
    main = bright_model(folder).manifest
    volume = np.linspace(0, 1, 4 * 8 * 8, dtype=np.float32).reshape(1, 1, 4, 8, 8)
    bright = (volume - 0.5) * 10
    np.savez(folder / "golden" / "one.npz", volume=volume, seen=np.concatenate([-bright, bright], axis=1))
    manifest = replace(main, tests=(SelfTest(path="golden/one.npz", rtol=0.0, atol=0.001),))
    (folder / "model.yaml").write_text(json.dumps(asdict(manifest)))  # JSON is YAML
    (root / "tags.json").write_text(json.dumps({"bright": {"production": manifest.version}}))
    return root


def bright_model(
    folder: Path, main: Stage | None = None, before: Sequence[Stage] = (), weights: bytes | None = None
) -> LoadedModel:
    """A loaded model whose networks are all `bright_network`."""
    main = main or stage(geometry())
    weights, found = weights or bright_network(), reference_model()
    paths = [*(item.weights for item in before), main.weights]
    digest = hashlib.sha256(weights).hexdigest()
    manifest: Manifest = replace(
        base_manifest(),
        name="bright",
        artifacts=tuple(Artifact(role="weights", path=path, sha256=digest, size=len(weights)) for path in paths),
        before=tuple(before),
        inputs=main.inputs,
        outputs=main.outputs,
        tests=(),
    )
    sessions = []
    for network in manifest.networks:
        (folder / network.weights.path).write_bytes(weights)
        sessions.append(open_session(folder / network.weights.path, network, choose_device("cpu", ()), 1))
    return LoadedModel(
        manifest=manifest, identity=replace(found.identity, name="bright", version="1.0.0"), sessions=tuple(sessions)
    )
