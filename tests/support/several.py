"""Studies of several series in one space, and models that read them: networks whose every channel counts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from pydicom.dataset import FileDataset

from radlane.domain.input import Channel, Input, Scale, SlidingWindow, VolumeGeometry
from radlane.domain.model import Artifact, Manifest, SelfTest
from radlane.domain.output import Output
from radlane.domain.select import Condition, Select
from radlane.domain.study import RetrievedInstance
from radlane.pipeline.choosing import Candidate
from radlane.pipeline.lane import Lane
from radlane.pipeline.models import LoadedModel
from support.lanes import base_manifest, lane
from support.packages import tag
from support.pets import pet
from support.said import loaded, regression
from support.volume_models import geometry, stage
from support.volumes import Block, ref_of, rotation, saved, series, uid

NAME = "several"
MR, PT, CT = "1.2.840.10008.5.1.4.1.1.4", "1.2.840.10008.5.1.4.1.1.128", "1.2.840.10008.5.1.4.1.1.2"
WEIGHTS = {"t1": 0.1, "t1c": 0.2, "t2": 0.3, "flair": 0.4}
"""What each channel counts; no two sums of some of them are equal."""
BRIGHT = 540
SHAPE = (9, 14, 12)
BOX = (slice(2, 7), slice(4, 11), slice(3, 8))
SPACE = uid("several FrameOfReferenceUID")
STUDY = uid("several StudyInstanceUID")


def one_of(name: str, source: Block, *, modality: str = "MR", **attributes: Any) -> list[FileDataset]:
    """One series of the study, told from the others by its description."""
    said = {
        "SeriesDescription": name,
        "StudyInstanceUID": STUDY,
        "FrameOfReferenceUID": SPACE,
        "BodyPartExamined": "HEAD",
        **attributes,
    }
    return series(source, modality=modality, name=f"several {name}", **said)


def block_at(values: NDArray[Any], spacing: Sequence[float] = (2.5, 0.8, 0.7)) -> Block:
    """Values on a straight grid."""
    affine = np.eye(4)
    affine[:3, :3] = np.diag(spacing)[:, ::-1].T
    affine[:3, 3] = (-20.5, 31.25, -103.0)
    return Block(values=values, affine=affine)


def head(value: int, inside: int) -> Block:
    """One value, and another one in a box that is symmetric in nothing."""
    values = np.full(SHAPE, value, np.int16)
    values[BOX] = inside
    return block_at(values)


def four_heads(**changes: Block) -> dict[str, list[FileDataset]]:
    """T1, T1c, T2 and FLAIR on one grid: dark, and in a box just so bright that none can be spared."""
    blocks = {name: head(100, BRIGHT) for name in WEIGHTS} | changes
    return {name: one_of(name, found) for name, found in blocks.items()}


def channel(name: str, *, modality: str = "MR", sop_class: str = MR, **changes: Any) -> Channel:
    """A channel that reads the series of its name."""
    select = Select(
        modalities=(modality,),
        sop_classes=(sop_class,),
        body_parts=("HEAD",),
        regions=(),
        views=(),
        view_codes=(),
        where=(Condition(attribute="SeriesDescription", like=(name,)),),
    )
    return replace(Channel(id=name, select=select), **changes)


def reading(*channels: Channel, laid: VolumeGeometry | None = None, name: str = "volume") -> Input:
    """An input with these channels, whose values are divided by a thousand."""
    found = stage(laid or geometry(window=SlidingWindow(roi=(4, 8, 8), overlap=0.25, batch=2))).inputs[0]
    thousandth = (Scale(op="scale", factor=0.001, offset=0.0),)
    return replace(found, name=name, channels=channels, intensity=thousandth)


def weighing_network(inputs: Mapping[str, Sequence[float]], size: Sequence[int | str] = ("z", "y", "x")) -> bytes:
    """Each input [n, c, z, y, x] -> logits [n, 2, z, y, x] of the weighted sum of all channels, and its mean [n, 1].

    Dark and bright are equally likely where the sum is a half.
    """
    tensors = {
        "half": np.float32(0.5),
        "steep": np.float32(10),
        **{f"w_{name}": np.float32(weights).reshape(1, -1, 1, 1, 1) for name, weights in inputs.items()},
    }
    nodes = [helper.make_node("Conv", [name, f"w_{name}"], [f"sum_{name}"]) for name in inputs]
    nodes += [
        helper.make_node("Sum", [f"sum_{name}" for name in inputs], ["sum"]),
        helper.make_node("Sub", ["sum", "half"], ["above"]),
        helper.make_node("Mul", ["above", "steep"], ["bright"]),
        helper.make_node("Neg", ["bright"], ["dark"]),
        helper.make_node("Concat", ["dark", "bright"], ["seen"], axis=1),
        helper.make_node("ReduceMean", ["sum"], ["mean"], axes=[2, 3, 4], keepdims=0),
    ]
    graph = helper.make_graph(
        nodes,
        "weighing",
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", len(weights), *size])
            for name, weights in inputs.items()
        ],
        [
            helper.make_tensor_value_info("seen", TensorProto.FLOAT, ["n", 2, *size]),
            helper.make_tensor_value_info("mean", TensorProto.FLOAT, ["n", 1]),
        ],
        [numpy_helper.from_array(value, name) for name, value in tensors.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return bytes(model.SerializeToString())


def weighed(feeds: Mapping[str, NDArray[np.float32]], inputs: Mapping[str, Sequence[float]]) -> dict[str, Any]:
    """What `weighing_network` says, reckoned with numpy."""
    parts = [np.tensordot(np.float32(inputs[name]), value[0], 1) for name, value in feeds.items()]
    total = np.sum(parts, axis=0)
    bright = (total - 0.5) * 10
    return {"seen": np.stack([-bright, bright])[None].astype(np.float32), "mean": np.float32([[total.mean()]])}


def with_outputs(weights: bytes, names: Sequence[str]) -> bytes:
    """The network with some of its outputs only."""
    model = onnx.load_model_from_string(weights)
    for output in [one for one in model.graph.output if one.name not in names]:
        model.graph.output.remove(output)
    return bytes(model.SerializeToString())


def package(
    root: Path, inputs: Sequence[Input], outputs: Sequence[Output], weights: Mapping[str, Sequence[float]]
) -> Manifest:
    """Write a package of `weighing_network` below a root, in production, and return its manifest."""
    folder = root / NAME
    (folder / "golden").mkdir(parents=True)
    names = [name for output in outputs for name in output.tensors]
    size = inputs[0].geometry.size
    graph = with_outputs(weighing_network(weights, size or ("z", "y", "x")), names)
    (folder / "model.onnx").write_bytes(graph)
    (folder / "README.md").write_text("What is bright in all channels together.")
    rng = np.random.default_rng(9)
    sides = size or (4, 8, 8)
    feeds = {one.name: rng.random((1, len(one.channels), *sides), np.float32) for one in inputs}
    found = weighed(feeds, weights)
    np.savez(folder / "golden" / "one.npz", **feeds, **{name: found[name] for name in names})
    manifest = replace(
        base_manifest(),
        name=NAME,
        title="What is bright in all channels",
        task=outputs[-1].kind,
        artifacts=(
            Artifact(role="weights", path="model.onnx", sha256=hashlib.sha256(graph).hexdigest(), size=len(graph)),
        ),
        inputs=tuple(inputs),
        outputs=tuple(outputs),
        tests=(SelfTest(path="golden/one.npz", rtol=0.001, atol=0.001),),
    )
    (folder / "model.yaml").write_text(json.dumps(asdict(manifest)))  # JSON is YAML
    tag(root, NAME, manifest.version)
    return manifest


def segmenting(*channels: Channel, laid: VolumeGeometry | None = None) -> tuple[Input, Output]:
    """One input, and the segmentation of what is bright in all channels together."""
    (output,) = stage(geometry()).outputs
    return reading(*channels, laid=laid), output


def four_channels(**missing: Mapping[str, Any]) -> tuple[Channel, ...]:
    """T1, T1c, T2 and FLAIR; keywords change a channel by its name."""
    return tuple(channel(name, **missing.get(name, {})) for name in WEIGHTS)


def four_model(root: Path, *channels: Channel) -> LoadedModel:
    """A loaded model of four channels on windows, which segments."""
    wanted, output = segmenting(*(channels or four_channels()))
    package(root, [wanted], [output], {"volume": [WEIGHTS[one.id] for one in wanted.channels]})
    return loaded_model(root)


def loaded_model(root: Path) -> LoadedModel:
    """The package of `package`, as a job gets it: read, verified, through its self-test."""
    return loaded(root, NAME)


def lane_of(folder: Path, model: LoadedModel, made: Mapping[str, Sequence[FileDataset]]) -> Lane:
    """A lane whose archive holds these series."""
    empty = lane(folder)
    for name, datasets in made.items():
        saved(datasets, folder / "archive" / name)
    return replace(empty, model=model)


def candidates(datasets: Sequence[FileDataset]) -> list[Candidate]:
    """The slices of a series, as they are offered to a channel."""
    return [Candidate(instance=RetrievedInstance(ref=ref_of(one), path=Path("x")), header=one) for one in datasets]


def ct_block() -> Block:
    """A CT: 500 HU everywhere but in a corner."""
    values = np.full(SHAPE, 500, np.int16)
    values[0, 0, 0] = -500
    return block_at(values)


def becquerels(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """The activity of `pet_on_ct` at points [..., 3] of the patient, in Bq/ml."""
    return np.asarray(6000 + points @ np.array([60.0, -45.0, 25.0]))


def pet_on_ct() -> dict[str, list[FileDataset]]:
    """A CT, and a PET of 4 mm that is turned against it and reaches beyond it."""
    ct = ct_block()
    affine = np.eye(4)
    affine[:3, :3] = rotation((3, -5, 8))[:3, :3] @ np.array([[0, 0, 4.0], [0, -4.0, 0], [4.0, 0, 0]])
    middle = (ct.affine @ [*((np.array(SHAPE) - 1) / 2), 1])[:3]
    affine[:3, 3] = middle - affine[:3, :3] @ [5, 5, 5]
    index = np.moveaxis(np.indices((11, 11, 11), np.float64), 0, -1)
    points = (np.concatenate([index, np.ones((11, 11, 11, 1))], axis=-1) @ affine.T)[..., :3]
    activity = Block(values=np.rint(becquerels(points)).astype(np.int16), affine=affine)
    common = {"StudyInstanceUID": STUDY, "FrameOfReferenceUID": SPACE, "BodyPartExamined": "HEAD"}
    return {
        "ct": one_of("ct", ct, modality="CT", PatientWeight="70"),  # as the PET: it is of the study
        "pet": pet(source=activity, name="several pet", SeriesDescription="pet", **common),
    }


def pet_on_ct_model(root: Path) -> LoadedModel:
    """A loaded model with two inputs, that says the mean of HU / 1000 + SUV over the CT."""
    whole = geometry(window=None, size=SHAPE)
    inputs = [
        reading(channel("ct", modality="CT", sop_class=CT), laid=whole, name="ct"),
        reading(
            channel("pet", modality="PT", sop_class=PT, quantity="suv-body-weight", intensity=()),
            laid=whole,
            name="pet",
        ),
    ]
    output = regression(factor=1.0, plausible=(-10.0, 90.0))
    package(root, inputs, [replace(output, name="mean")], {"ct": [1.0], "pet": [1.0]})
    return loaded_model(root)
