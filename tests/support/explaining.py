"""A small convolutional classifier that says what is bright and what is dark, to be explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from pydicom.dataset import FileDataset

from radlane.domain.explanation import Method, Sanity
from radlane.domain.input import Input
from radlane.domain.model import Manifest
from radlane.inference.devices import choose_device
from radlane.pipeline.lane import Lane
from radlane.pipeline.models import Models
from radlane.pipeline.networks import Places
from radlane.registry.catalogue import load_catalogue
from radlane.registry.package import manifest_digest
from radlane.registry.sanity_book import SanityBook
from support.lanes import base_manifest, lane
from support.radiographs import save
from support.said import NAME, classification, golden_image, write_package
from support.said_lanes import of_radiograph, of_volume
from support.volumes import saved

LAYER = "features"
STEEP = 120.0
_BIAS = (-1.0, -4.0)


def spots(axes: int = 2, source: str = "image", *, learnt: bool = True, steep: float = STEEP) -> bytes:
    """[n, 1, ...] -> labels [n, 2]: how much is brighter than 0.6, how much darker than -1 (nothing is).

    A convolution halves the grid, its features are averaged, and a linear layer follows: CAM is exact. Without anything
    `learnt` both outputs say how much is bright, and the weights of each layer are one number.
    """
    mean = np.full((2, 1, *[2] * axes), 1 / 2**axes, np.float32)
    head = np.full((2, 2), steep / 2, np.float32)
    if learnt:
        mean[1] *= -1
        head = np.array([[steep, 0], [0, steep]], np.float32)
    weights = {
        "kernel": mean,
        "offset": np.array([-0.6, -1 if learnt else -0.6], np.float32),
        "head": head,
        "bias": np.array(_BIAS if learnt else [_BIAS[0]] * 2, np.float32),
    }
    nodes = [
        helper.make_node("Conv", [source, "kernel", "offset"], ["convolved"], strides=[2] * axes),
        helper.make_node("Relu", ["convolved"], [LAYER]),
        helper.make_node("GlobalAveragePool", [LAYER], ["pooled"]),
        helper.make_node("Flatten", ["pooled"], ["flat"]),
        helper.make_node("Gemm", ["flat", "head", "bias"], ["labels"], transB=1),
    ]
    free = ["z", "y", "x"][-axes:]
    graph = helper.make_graph(
        nodes,
        "spots",
        [helper.make_tensor_value_info(source, TensorProto.FLOAT, ["n", 1, *free])],
        [helper.make_tensor_value_info("labels", TensorProto.FLOAT, ["n", 2])],
        [numpy_helper.from_array(value, name) for name, value in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return bytes(model.SerializeToString())


def says(image: NDArray[np.float32], *, learnt: bool = True, steep: float = STEEP) -> NDArray[np.float32]:
    """What `spots` says of images [n, 1, ...], reckoned with numpy, float32 [n, 2]."""
    axes = image.ndim - 2
    cut = image[(slice(None), 0, *(slice(0, side // 2 * 2) for side in image.shape[2:]))]
    shape = [len(cut)]
    for side in cut.shape[1:]:
        shape += [side // 2, 2]
    means = cut.reshape(shape).mean(axis=tuple(range(2, 2 * axes + 1, 2)))
    over = tuple(range(1, axes + 1))
    bright = np.maximum(means - 0.6, 0).mean(axis=over)
    dark = np.maximum(-means - 1, 0).mean(axis=over)
    if not learnt:
        return np.stack([steep * bright + _BIAS[0]] * 2, axis=1).astype(np.float32)
    return np.stack([steep * bright + _BIAS[0], steep * dark + _BIAS[1]], axis=1).astype(np.float32)


def spots_package(root: Path, wanted: Input, *, learnt: bool = True, steep: float = STEEP, **changes: Any) -> Manifest:
    """Write a package of `spots` below a root, in production; `steep`: what a whole bright image adds to a logit."""
    size = wanted.geometry.size
    assert size is not None
    shown = golden_image(size)
    outputs = (classification(),)
    made = replace(base_manifest(), inputs=(wanted,), outputs=outputs, **changes)
    arrays = {wanted.name: shown, "labels": says(shown, learnt=learnt, steep=steep)}
    return write_package(root, made, spots(len(size), wanted.name, learnt=learnt, steep=steep), arrays)


def opened_models(root: Path, *, sane: bool = True) -> Models:
    """The models below a root; `sane`: every method is said to have passed its check."""
    catalogue = load_catalogue([root], [root / "tags.json"])
    book = SanityBook(None)
    if sane:
        for package in catalogue.packages():
            for method in Method:
                book.keep(manifest_digest(package.manifest), Sanity(method=method, correlation=0.0))
    return Models(catalogue, Places(device=choose_device("cpu", ()), threads=1), book=book)


def spots_lane(
    folder: Path, images: Sequence[FileDataset], *, volume: bool = False, sane: bool = True, **changes: Any
) -> Lane:
    """A lane whose archive holds an image or the slices of a volume, with `spots`; `changes` are of its manifest."""
    made = lane(folder)
    if volume:
        saved(images, folder / "archive")
    else:
        save(images[0], folder / "archive")
    spots_package(folder / "models", of_volume() if volume else of_radiograph(), **changes)
    models = opened_models(folder / "models", sane=sane)
    with models.lease(NAME) as model:
        return replace(made, model=model)  # nothing unloads it
