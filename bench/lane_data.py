"""What the lane is measured on: chest radiographs, a CT, and a small 3D network as a model package.

The radiographs are RG1 of pydicom-data with noise and identities of their own. The CT and the weights are drawn from
fixed seeds; the network's last layer is fitted to the CT, so that its labels are regions as a real network's are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from pydicom import dcmread
from pydicom.dataset import FileDataset
from pydicom.uid import generate_uid

from support.radiographs import real, with_meta
from support.volumes import Block, series

SHAPE = (300, 512, 512)
SPACING = (1.25, 0.8, 0.8)
ROI = (64, 96, 96)
OVERLAP = 0.25
LEAST_ML = 0.5
CT_KINDS = [
    ("SCT", "39607008", "Lung"),
    ("SCT", "55603005", "Adipose tissue"),
    ("SCT", "87784001", "Soft tissue"),
    ("SCT", "10200004", "Liver"),
    ("SCT", "3138006", "Bone"),
]
LUNG_KINDS = [("SCT", "39607008", "Lung"), ("SCT", "39607008", "Lung")]
_TISSUES_HU = (-1000.0, -700.0, -100.0, 40.0, 130.0, 600.0)  # air, then CT_KINDS
_CHANNELS = (4, 8, 8)
_SEED = 5


def radiographs(count: int) -> Iterator[FileDataset]:
    for number in range(count):
        image = dcmread(real("RG1_UNCI.dcm"))
        noise = np.random.default_rng(number).integers(-40, 41, (image.Rows, image.Columns))
        image.PixelData = np.clip(image.pixel_array + noise, 0, 2**15 - 1).astype(np.uint16).tobytes()
        image.PatientID, image.ReferringPhysicianName = f"BENCH-{number}", "Ward^"
        for keyword in ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID"):
            setattr(image, keyword, generate_uid(entropy_srcs=[f"bench {keyword} {number}"]))
        yield with_meta(image)


def ct_slices(values: np.ndarray) -> list[FileDataset]:
    """The series of a CT in HU, as scanners store it: with an intercept."""
    affine = np.eye(4)
    affine[:3, :3] = np.diag(SPACING)[:, ::-1].T
    stored = Block(values=values + 1024, affine=affine)
    return series(
        stored, name="bench", BodyPartExamined="CHEST", RescaleIntercept=-1024, SliceThickness=SPACING[0], BitsStored=16
    )


def ct_values() -> np.ndarray:
    """A trunk: fat, muscle, lungs, liver, spine and ribs, int16 HU [z, y, x], with noise."""
    rng = np.random.default_rng(_SEED)
    values = np.empty(SHAPE, np.int16)
    y, x = (np.linspace(-1, 1, side, dtype=np.float32) for side in SHAPE[1:])
    y = y[:, None]
    for number, z in enumerate(np.linspace(-1, 1, SHAPE[0])):
        plane = np.full(SHAPE[1:], -1000.0, np.float32)
        trunk = (x / (0.85 - 0.1 * z**2)) ** 2 + (y / 0.62) ** 2
        plane[trunk < 1] = -100
        plane[trunk < 0.86] = 40
        ribs = np.abs(trunk - 0.7) < 0.05
        plane[ribs & (np.sin(24 * z + 3 * y) > 0.6)] = 500
        for side in (-1, 1):
            plane[((x - 0.38 * side) / 0.27) ** 2 + (y / 0.36) ** 2 + ((z - 0.35) / 0.55) ** 2 < 1] = -700
        plane[((x + 0.3) / 0.38) ** 2 + ((y + 0.05) / 0.36) ** 2 + ((z + 0.55) / 0.4) ** 2 < 1] = 130
        plane[(x / 0.1) ** 2 + ((y - 0.38) / 0.1) ** 2 < 1] = 600 + 200 * (np.sin(40 * z) > 0)
        values[number] = plane + rng.normal(0, 12, plane.shape)
    return values


def write_package(folder: Path, values: np.ndarray) -> Path:
    """Write the package `bench-ct` for a CT in HU; return its weights."""
    package = folder / "bench-ct"
    package.mkdir()
    weights = package / "model.onnx"
    made = network(_fitted(values))
    weights.write_bytes(made)
    patch = _scaled(values[100:116, 200:232, 200:232])[None, None]
    np.savez(package / "golden.npz", ct=patch, logits=_run(made, patch))
    digest = hashlib.sha256(made).hexdigest()
    (package / "model.yaml").write_text(_MANIFEST + _artifacts(digest, len(made)) + _segments())
    return weights


def _fitted(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights [C, features] and biases [C] of the last layer: which tissue is nearest to the HU in the features.

    The HU h are fitted by least squares; of all tissues t the nearest one has the highest 2 t h - t^2.
    """
    z, y, x = ROI
    parts = [values[at[0] :, at[1] :, at[2] :][:z, :y, :x] for at in ((90, 150, 60), (0, 340, 0), (60, 200, 220))]
    features = [_run(network(None), _scaled(part)[None, None])[0].reshape(_CHANNELS[0], -1) for part in parts]
    found = np.concatenate(features, axis=1).astype(np.float64)
    found = np.vstack([found, np.ones(found.shape[1])])
    hundreds = np.concatenate([part.ravel() for part in parts]) / 100
    fit = np.linalg.solve(found @ found.T, found @ hundreds)
    tissues = np.array(_TISSUES_HU) / 100
    weights, biases = 2 * np.outer(tissues, fit[:-1]), 2 * tissues * fit[-1] - tissues**2
    return weights.astype(np.float32), biases.astype(np.float32)


def network(head: tuple[np.ndarray, np.ndarray] | None) -> bytes:
    """A U-Net with two poolings, [n, 1, z, y, x] -> logits [n, 6, z, y, x]; without a head: its features."""
    rng = np.random.default_rng(_SEED)
    first, second, third = _CHANNELS
    convolutions = {
        "first": (1, first),
        "second": (first, second),
        "third": (second, third),
        "up": (second + third, second),
        "last": (first + second, first),
    }
    weights = {}
    for name, (inner, outer) in convolutions.items():
        weights[f"{name}.w"] = rng.normal(0, (2 / (27 * inner)) ** 0.5, (outer, inner, 3, 3, 3)).astype(np.float32)
        weights[f"{name}.b"] = rng.normal(0, 0.3, outer).astype(np.float32)
    nodes = [
        *_convolved("first", "ct"),
        _pooled("first"),
        *_convolved("second", "first pooled"),
        _pooled("second"),
        *_convolved("third", "second pooled"),
        *_joined("third", "second"),
        *_convolved("up", "third joined"),
        *_joined("up", "first"),
        *_convolved("last", "up joined", out="logits" if head is None else "last"),
    ]
    if head is not None:
        weights["head.w"], weights["head.b"] = head[0][:, :, None, None, None], head[1]
        nodes.append(helper.make_node("Conv", ["last", "head.w", "head.b"], ["logits"]))
    weights["twice"] = np.array([1, 1, 2, 2, 2], np.float32)
    channels = first if head is None else len(head[1])
    graph = helper.make_graph(
        nodes,
        "bench",
        [helper.make_tensor_value_info("ct", TensorProto.FLOAT, ["n", 1, "z", "y", "x"])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", channels, "z", "y", "x"])],
        [numpy_helper.from_array(values, name) for name, values in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())


def _convolved(name: str, source: str, out: str = "") -> list:
    raw = f"{name} raw"
    return [
        helper.make_node("Conv", [source, f"{name}.w", f"{name}.b"], [raw], pads=[1] * 6),
        helper.make_node("LeakyRelu", [raw], [out or name], alpha=0.1),
    ]


def _pooled(name: str) -> object:
    return helper.make_node("MaxPool", [name], [f"{name} pooled"], kernel_shape=[2] * 3, strides=[2] * 3)


def _joined(low: str, high: str) -> list:
    large = f"{low} large"
    return [
        helper.make_node("Resize", [low, "", "twice"], [large], mode="nearest"),
        helper.make_node("Concat", [large, high], [f"{low} joined"], axis=1),
    ]


def _run(weights: bytes, patch: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(weights, providers=["CPUExecutionProvider"])
    return session.run(["logits"], {"ct": patch})[0]


def _scaled(values: np.ndarray) -> np.ndarray:
    scaled = np.clip(values.astype(np.float32), -1024, 2000) / np.float32(3024) + np.float32(1024 / 3024)
    return scaled.astype(np.float32)


def _artifacts(digest: str, size: int) -> str:
    return f"artifacts:\n  - {{role: weights, path: model.onnx, sha256: {digest}, size: {size}}}\n"


def _segments() -> str:
    shown = "".join(
        f"""
      - id: segment-{number}
        channel: {number}
        label: {meaning}
        category: {{scheme: SCT, value: '91723000', meaning: Anatomical Structure}}
        type: {{scheme: {scheme}, value: '{value}', meaning: {meaning}}}
        laterality: null
        rgb: [{40 * number}, 120, {250 - 40 * number}]
        keep_largest: false
        fill_holes: false
        minimum_ml: {LEAST_ML}
        absent_below: 0.0
        implausible_above: 1.0"""
        for number, (scheme, value, meaning) in enumerate(CT_KINDS, start=1)
    )
    return _OUTPUT + shown + _MEASUREMENTS


_MANIFEST = f"""\
schema: radlane.model/1
name: bench-ct
version: 1.0.0
title: Tissues of a drawn CT
task: segmentation
trained_on: synthetic
regulatory:
  status: research-only
  statement: random weights for a benchmark, not for clinical use
card:
  intended_use: A benchmark. Not for any decision on a patient.
  out_of_scope: [Any clinical use]
  limitations: [Random weights]
  training_data: none; the last layer is fitted to the CT that is measured
  developer: The radlane developers
  licence: Apache-2.0
procedure: {{scheme: LN, value: 25045-6, meaning: CT unspecified body region}}
inputs:
  - name: ct
    layout: NCDHW
    dtype: float32
    channels:
      - id: ct
        select:
          modalities: [CT]
          sop_classes: [1.2.840.10008.5.1.4.1.1.2]
          body_parts: [CHEST]
          regions: []
          views: []
          view_codes: []
    geometry:
      kind: volume
      orientation: [H, P, L]
      interpolation: nearest
      window: {{roi: [{", ".join(map(str, ROI))}], overlap: {OVERLAP}}}
    intensity:
      - {{op: clip, lower: -1024.0, upper: 2000.0}}
      - {{op: scale, factor: {1 / 3024!r}, offset: {1024 / 3024!r}}}
tests:
  - {{path: golden.npz, rtol: 0.001, atol: 0.01}}
origin:
  framework: onnx
  exporter: onnx.helper, opset 17
  source: bench/lane_data.py
"""
_OUTPUT = """\
outputs:
  - name: logits
    kind: segmentation
    activation: softmax
    background: [0]
    threshold: 0.0
    segments:"""
_MEASUREMENTS = """
    measurements:
      - {kind: volume, concept: {scheme: SCT, value: '118565006', meaning: Volume}}
"""
