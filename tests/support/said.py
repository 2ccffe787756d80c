"""Small real networks that classify, measure and detect, with their packages.

What is bright (from a half on) is found by hand-made weights: its box along all axes by minima and maxima, its share by
a mean. The grid is the input's, so that a box comes out to the pixel.
"""

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
from onnx import NodeProto, TensorProto, helper, numpy_helper

from radlane.domain.classification import ClassificationOutput, FindingClass
from radlane.domain.code import Code
from radlane.domain.detection import BoxFormat, BoxMapOutput, DetectionOutput
from radlane.domain.finding import Laterality
from radlane.domain.image import Direction, Image, Orientation
from radlane.domain.input import Input
from radlane.domain.model import Artifact, Manifest, SelfTest
from radlane.domain.output import Output
from radlane.domain.refs import InstanceRef
from radlane.domain.regression import RegressedValue, RegressionOutput
from radlane.inference.devices import choose_device
from radlane.inference.ground import Ground, ground_of_image
from radlane.pipeline.models import LoadedModel, Models
from radlane.pipeline.networks import Places
from radlane.registry.catalogue import load_catalogue
from support.findings import CALIBRATED, EFFUSION, LUNG, NODULE, PLEURA, PNEUMOTHORAX
from support.lanes import base_manifest
from support.networks import SIDE, manifest_of
from support.networks import network as image_network
from support.packages import tag

NAME = "said"
HEART = Code(scheme="SCT", value="80891009", meaning="Heart")
SHARE = Code(scheme="99RADLANE", value="bright-share", meaning="Bright share of the image")
PERCENT = Code(scheme="UCUM", value="%", meaning="percent")
STEEP = 20.0  # logits of a class: steep * (brightest - half), steep * (mean - half)
_LARGE = 1.0e4


def classes(**changes: Any) -> tuple[FindingClass, FindingClass]:
    """Something bright (pneumothorax, on the left), and bright on the whole (effusion, with a grey zone)."""
    first = FindingClass(
        id="ptx", channel=0, concept=PNEUMOTHORAX, site=PLEURA, laterality=Laterality.LEFT, threshold=0.6
    )
    second = FindingClass(
        id="effusion", channel=1, concept=EFFUSION, laterality=None, threshold=0.5, indeterminate_from=0.25
    )
    return replace(first, **changes), second


def classification(**changes: Any) -> ClassificationOutput:
    """Two classes of the whole image, each by itself."""
    made = ClassificationOutput(
        name="labels", kind="classification", activation="sigmoid", classes=classes(), calibration=CALIBRATED
    )
    return replace(made, **changes)


def regression(**changes: Any) -> RegressionOutput:
    """How much of the image is bright, in percent."""
    value = RegressedValue(
        id="bright-share",
        channel=0,
        finding=HEART,
        concept=SHARE,
        unit=PERCENT,
        factor=100.0,
        plausible=(0.0, 90.0),
    )
    return RegressionOutput(name="share", kind="regression", values=(replace(value, **changes),))


def nodule(**changes: Any) -> FindingClass:
    """The class of a box."""
    made = FindingClass(id="nodule", channel=0, concept=NODULE, site=LUNG, laterality=None, threshold=0.5)
    return replace(made, **changes)


def detection(axes: int = 2, **changes: Any) -> DetectionOutput:
    """A box around what is bright."""
    made = DetectionOutput(
        kind="detection",
        boxes="boxes",
        scores="scores",
        format=BoxFormat.XYXY if axes == 2 else BoxFormat.ZYXZYX,
        coordinates="pixels",
        activation="sigmoid",
        classes=(nodule(),),
        nms_iou=0.5,
        most=5,
    )
    return replace(made, **changes)


def box_map(**changes: Any) -> BoxMapOutput:
    """Boxes around what is likely in a map."""
    made = BoxMapOutput(name="likely", kind="box-map", activation="none", pixels_from=0.5, classes=(nodule(),), most=5)
    return replace(made, **changes)


def image(orientation: Orientation | None, shape: tuple[int, int] = (8, 6)) -> Image:
    """A dark radiograph."""
    ref = InstanceRef(study_instance_uid="1.1", series_instance_uid="1.2", sop_instance_uid="1.3", sop_class_uid="1.4")
    return Image(
        ref=ref,
        values=np.zeros(shape, np.float32),
        padding=None,
        monochrome1=False,
        voi=None,
        orientation=orientation,
        spacing=None,
    )


def ground(*, has_sides: bool = True) -> Ground:
    """A radiograph of 8 rows and 6 columns, which is the network's grid too; what lies beside it is cut off."""
    upright = Orientation(row=Direction.L, column=Direction.F)
    return ground_of_image(
        image(upright if has_sides else None), "said:1.0.0", (8, 6), lambda boxes: np.clip(boxes, 0, (8, 6))
    )


def network(
    sides: Sequence[int], source: str = "image", wanted: Sequence[str] = ("labels", "share", "boxes", "scores")
) -> bytes:
    """[1, 1, ...] -> labels [1, 2], share [1, 1], boxes [1, 1, 2 * axes] (x first in 2D, z first in 3D), scores."""
    spatial = list(range(2, 2 + len(sides)))
    nodes = [
        _node("ReduceMax", [source], ["brightest"], axes=spatial, keepdims=0),
        _node("ReduceMean", [source], ["mean"], axes=spatial, keepdims=0),
        _node("Greater", [source, "half"], ["is_bright"]),
        _node("Cast", ["is_bright"], ["bright"], to=TensorProto.FLOAT),
        _node("ReduceMean", ["bright"], ["share"], axes=spatial, keepdims=0),
        *_steep("brightest", "logit"),
        *_steep("mean", "logit_of_mean"),
        _node("Concat", ["logit", "logit_of_mean"], ["labels"], axis=1),
        _node("Unsqueeze", ["logit", "last"], ["scores"]),
    ]
    for axis in spatial:
        nodes += _edges(axis, spatial)
    order = spatial if len(sides) == 3 else spatial[::-1]
    edges = [f"{end}{axis}" for end in ("lower", "upper") for axis in order]
    nodes += [_node("Concat", edges, ["flat"], axis=1), _node("Unsqueeze", ["flat", "middle"], ["boxes"])]
    weights: dict[str, Any] = {
        "half": np.float32(0.5),
        "one": np.float32(1),
        "steep": np.float32(STEEP),
        "large": np.float32(_LARGE),
        "last": np.array([2]),
        "middle": np.array([1]),
        **{f"index{axis}": np.arange(side, dtype=np.float32) for axis, side in zip(spatial, sides, strict=True)},
    }
    shapes = {"labels": [1, 2], "share": [1, 1], "boxes": [1, 1, 2 * len(sides)], "scores": [1, 1, 1]}
    graph = helper.make_graph(
        nodes,
        "said",
        [helper.make_tensor_value_info(source, TensorProto.FLOAT, [1, 1, *sides])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shapes[name]) for name in wanted],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return bytes(model.SerializeToString())


def pixel_detector(sides: tuple[int, int]) -> bytes:
    """[1, 1, y, x] -> each bright pixel as a box [k, 4], its value as score [k], 1 or 2 by its row as label [k], int64.

    As detectors are that drop boxes in their graph: how many there are nobody knows before, and there may be none.
    """
    constant = {"half": np.float32(0.5), "two": np.array(2), "one": np.array(1), "rows": np.array([2]), "axes": [3, 2]}
    nodes = [
        _node("Greater", ["image", "half"], ["is_bright"]),
        _node("NonZero", ["is_bright"], ["places"]),
        _node("Transpose", ["places"], ["listed"], perm=[1, 0]),
        _node("GatherND", ["image", "listed"], ["scores"]),
        _node("Gather", ["listed", "axes"], ["lower"], axis=1),
        _node("Add", ["lower", "one"], ["upper"]),
        _node("Concat", ["lower", "upper"], ["whole"], axis=1),
        _node("Cast", ["whole"], ["boxes"], to=TensorProto.FLOAT),
        _node("Gather", ["listed", "rows"], ["row"], axis=1),
        _node("Squeeze", ["row", "one_axis"], ["flat_row"]),
        _node("Mod", ["flat_row", "two"], ["parity"]),
        _node("Add", ["parity", "one"], ["names"]),
    ]
    graph = helper.make_graph(
        nodes,
        "pixels",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 1, *sides])],
        [
            helper.make_tensor_value_info("boxes", TensorProto.FLOAT, ["k", 4]),
            helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["k"]),
            helper.make_tensor_value_info("names", TensorProto.INT64, ["k"]),
        ],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in {**constant, "one_axis": [1]}.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return bytes(model.SerializeToString())


def pixels(**changes: Any) -> DetectionOutput:
    """What `pixel_detector` gives: even rows are nodules, odd ones something else."""
    kinds = (nodule(channel=1), FindingClass(id="odd", channel=2, concept=EFFUSION, laterality=None, threshold=0.5))
    return detection(labels="names", activation="none", classes=kinds, nms_iou=None, **changes)


def expected(image: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    """What `network` says, reckoned with numpy; `image` [1, 1, ...] has something bright."""
    bright = image[0, 0] > 0.5
    index = np.argwhere(bright)
    lower, upper = index.min(axis=0), index.max(axis=0) + 1
    edges = np.concatenate([lower, upper] if bright.ndim == 3 else [lower[::-1], upper[::-1]])
    logits = [STEEP * (image.max() - 0.5), STEEP * (image.mean() - 0.5)]
    found = {"labels": [logits], "share": [[bright.mean()]], "boxes": [[edges]], "scores": [[[logits[0]]]]}
    return {name: np.array(values, np.float32) for name, values in found.items()}


def golden_image(sides: Sequence[int]) -> NDArray[np.float32]:
    """Dark, with a bright block that lies in the middle of no axis."""
    image = np.full((1, 1, *sides), 0.125, np.float32)
    image[(0, 0, *(slice(side // 4, side // 2) for side in sides))] = 0.875
    return image


def package(root: Path, wanted: Input, outputs: Sequence[Output], **changes: Any) -> Manifest:
    """Write a package of `network` below a root, in production, and return its manifest."""
    size = wanted.geometry.size
    assert size is not None
    names = [name for output in outputs for name in output.tensors]
    shown = golden_image(size)
    arrays = {wanted.name: shown, **{name: expected(shown)[name] for name in names}}
    made = replace(base_manifest(), inputs=(wanted,), outputs=tuple(outputs), **changes)
    return write_package(root, made, network(size, wanted.name, names), arrays)


def write_package(
    root: Path, manifest: Manifest, weights: bytes, arrays: Mapping[str, NDArray[np.float32]]
) -> Manifest:
    """Write a package with these weights and this golden vector, in production; return its manifest."""
    folder = root / NAME
    (folder / "golden").mkdir(parents=True)
    (folder / "model.onnx").write_bytes(weights)
    (folder / "README.md").write_text("What is bright.")
    np.savez(folder / "golden" / "one.npz", **arrays)
    digest = hashlib.sha256(weights).hexdigest()
    made = replace(
        manifest,
        name=NAME,
        title="What is bright",
        task=manifest.outputs[-1].kind,
        artifacts=(Artifact(role="weights", path="model.onnx", sha256=digest, size=len(weights)),),
        tests=(SelfTest(path="golden/one.npz", rtol=0.0, atol=0.001),),
    )
    (folder / "model.yaml").write_text(json.dumps(asdict(made)))  # JSON is YAML
    tag(root, NAME, made.version)
    return made


def pixel_package(root: Path) -> Manifest:
    """Write a package of `pixel_detector` on a grid of 8 x 6."""
    manifest = base_manifest()
    (source,) = manifest.inputs
    geometry = replace(source.geometry, size=(8, 6))
    shown = np.zeros((1, 1, 8, 6), np.float32)
    shown[0, 0, 2, 3], shown[0, 0, 5, 1] = 0.75, 0.875
    arrays = {
        "image": shown,
        "boxes": np.float32([(3, 2, 4, 3), (1, 5, 2, 6)]),
        "scores": np.float32([0.75, 0.875]),
        "names": np.array([1, 2]),
    }
    made = replace(manifest, inputs=(replace(source, geometry=geometry),), outputs=(pixels(),))
    return write_package(root, made, pixel_detector((8, 6)), arrays)


def image_package(root: Path) -> Manifest:
    """Write a package of `support.networks.network`: an image comes back, and its largest pixel."""
    image = np.linspace(0, 1, SIDE * SIDE, dtype=np.float32).reshape(1, 1, SIDE, SIDE)
    arrays = {"image": image, "lungs": np.concatenate([image, -image], axis=1), "chest": np.ones((1, 1), np.float32)}
    return write_package(root, manifest_of(image_network()), image_network(), arrays)


def loaded(root: Path, name: str = NAME) -> LoadedModel:
    """The package of `manifest`, as a job gets it: read, verified, through its self-test."""
    models = Models(load_catalogue([root], [root / "tags.json"]), Places(device=choose_device("cpu", ()), threads=1))
    with models.lease(name) as model:
        return model  # nothing unloads it


def _edges(axis: int, spatial: Sequence[int]) -> list[NodeProto]:
    """The lower and upper edge of what is bright along an axis, [1, 1] each."""
    others = [other for other in spatial if other != axis]
    along = {"axes": [spatial[0]], "keepdims": 0}  # of a profile [1, 1, side]
    return [
        _node("ReduceMax", ["bright"], [f"profile{axis}"], axes=others, keepdims=0),
        _node("Sub", ["one", f"profile{axis}"], [f"dark{axis}"]),
        _node("Mul", [f"dark{axis}", "large"], [f"away{axis}"]),
        _node("Add", [f"index{axis}", f"away{axis}"], [f"low{axis}"]),
        _node("ReduceMin", [f"low{axis}"], [f"lower{axis}"], **along),
        _node("Sub", [f"index{axis}", f"away{axis}"], [f"high{axis}"]),
        _node("ReduceMax", [f"high{axis}"], [f"highest{axis}"], **along),
        _node("Add", [f"highest{axis}", "one"], [f"upper{axis}"]),
    ]


def _steep(name: str, result: str) -> list[NodeProto]:
    return [_node("Sub", [name, "half"], [f"{result}_0"]), _node("Mul", [f"{result}_0", "steep"], [result])]


def _node(kind: str, inputs: Sequence[str], outputs: Sequence[str], **attributes: Any) -> NodeProto:
    return helper.make_node(kind, list(inputs), list(outputs), **attributes)
