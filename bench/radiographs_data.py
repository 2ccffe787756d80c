"""What `radiographs.py` works on: chest radiographs of 1024 x 1024, and DenseNet-121 as a package of 14 classes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image
from pydicom.dataset import FileDataset
from pydicom.uid import DigitalXRayImageStorageForPresentation

from lane_data import radiographs
from radlane.domain.classification import ClassificationOutput, FindingClass
from radlane.domain.code import Code
from support.lanes import base_manifest
from support.said import NAME, write_package

SIDE = 1024
NETWORK_SIDE = 224
KINDS = [
    ("SCT", "46621007", "Atelectasis"),
    ("SCT", "8186001", "Cardiomegaly"),
    ("SCT", "60046008", "Pleural effusion"),
    ("SCT", "47693006", "Pulmonary infiltrate"),
    ("SCT", "4147007", "Mass"),
    ("SCT", "27925004", "Nodule"),
    ("SCT", "233604007", "Pneumonia"),
    ("SCT", "36118008", "Pneumothorax"),
    ("SCT", "9656002", "Consolidation"),
    ("SCT", "79654002", "Edema"),
    ("SCT", "87433001", "Emphysema"),
    ("SCT", "51615001", "Fibrosis of lung"),
    ("SCT", "698247007", "Pleural thickening"),
    ("SCT", "84089009", "Hiatal hernia"),
]
MODEL = NAME


def images(count: int) -> Iterator[FileDataset]:
    """RG1 as DX images of 1024 x 1024, each with noise and identities of its own."""
    for image in radiographs(count):
        small = Image.fromarray(image.pixel_array.astype(np.float32)).resize((SIDE, SIDE), Image.Resampling.BILINEAR)
        image.Rows = image.Columns = SIDE
        image.PixelData = np.asarray(small).round().astype(np.uint16).tobytes()
        image.SOPClassUID = image.file_meta.MediaStorageSOPClassUID = DigitalXRayImageStorageForPresentation
        image.Modality, image.PresentationIntentType = "DX", "FOR PRESENTATION"
        yield image


def write_model(root: Path, weights: Path) -> None:
    """Write the package of a network with the input `x` and the logits `y`."""
    manifest = base_manifest()
    (source,) = manifest.inputs
    wanted = replace(source, name="x", geometry=replace(source.geometry, size=(NETWORK_SIDE, NETWORK_SIDE)))
    classes = tuple(
        FindingClass(
            id=meaning.lower().replace(" ", "-"),
            channel=channel,
            concept=Code(scheme=scheme, value=value, meaning=meaning),
            laterality=None,
            threshold=0.5,
        )
        for channel, (scheme, value, meaning) in enumerate(KINDS)
    )
    output = ClassificationOutput(name="y", kind="classification", activation="sigmoid", classes=classes)
    shown = np.random.default_rng(0).random((1, 1, NETWORK_SIDE, NETWORK_SIDE), np.float32)
    session = onnxruntime.InferenceSession(weights, providers=["CPUExecutionProvider"])
    arrays = {"x": shown, "y": session.run(["y"], {"x": shown})[0]}
    write_package(root, replace(manifest, inputs=(wanted,), outputs=(output,)), weights.read_bytes(), arrays)
