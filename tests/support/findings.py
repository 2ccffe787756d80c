"""Conclusions of every kind: what classifiers, detectors and explanations say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.domain.code import Code
from radlane.domain.finding import (
    BoxRegion,
    Conclusion,
    Finding,
    FrameRegion,
    Laterality,
    Measurement,
    Presence,
    Probability,
    VolumeBoxRegion,
)
from radlane.domain.saliency import Heatmap, SaliencyQuantity
from radlane.domain.units import HOUNSFIELD, MILLIMETRE
from radlane.inference.volume_measurements import DERIVATIONS

PNEUMOTHORAX = Code(scheme="SCT", value="36118008", meaning="Pneumothorax")
NODULE = Code(scheme="SCT", value="27925004", meaning="Nodule")
EFFUSION = Code(scheme="SCT", value="60046008", meaning="Pleural effusion")
PLEURA = Code(scheme="SCT", value="3120008", meaning="Pleura")
LUNG = Code(scheme="SCT", value="39607008", meaning="Lung")
DIAMETER = Code(scheme="SCT", value="103339001", meaning="Long axis")
SHORT_AXIS = Code(scheme="SCT", value="103340004", meaning="Short axis")
ATTENUATION = Code(scheme="DCM", value="112031", meaning="Attenuation Coefficient")
CALIBRATED = "1,204 radiographs of the developer's hospital"


def classification(*, positive: bool = True) -> Conclusion:
    """Three classes: calibrated with a grey zone, raw, and with a side."""
    sure = Probability(value=0.91 if positive else 0.03, threshold=0.7, indeterminate_from=0.4, calibration=CALIBRATED)
    raw = Probability(value=0.62 if positive else 0.11, threshold=0.5)
    grey = replace(sure, value=0.5) if positive else sure
    there = Presence.PRESENT if positive else Presence.ABSENT
    return Conclusion(
        findings=(
            Finding(id="ptx", concept=PNEUMOTHORAX, presence=there, site=PLEURA, probability=sure),
            Finding(id="nodule", concept=NODULE, presence=there, probability=raw),
            Finding(
                id="effusion",
                concept=EFFUSION,
                presence=Presence.INDETERMINATE if positive else Presence.ABSENT,
                site=PLEURA,
                laterality=Laterality.LEFT if positive else None,
                probability=grey,
            ),
        )
    )


def detection(*, frame: int = 0, found: bool = True) -> Conclusion:
    """Two boxes of one class, one of them a pixel wide, and a class of which there is none."""
    absent = Finding(id="effusion", concept=EFFUSION, presence=Presence.ABSENT)
    if not found:
        return Conclusion(findings=(Finding(id="nodule", concept=NODULE, presence=Presence.ABSENT), absent))
    boxes = (
        BoxRegion(frame=frame, left=3.25, top=4.5, right=17.0, bottom=21.75),
        BoxRegion(frame=frame, left=30.0, top=7.0, right=31.0, bottom=8.0),
    )
    likely = Probability(value=0.8125, threshold=0.5)
    nodules = [
        Finding(id=f"nodule-{number}", concept=NODULE, presence=Presence.PRESENT, probability=likely, region=box)
        for number, box in enumerate(boxes, start=1)
    ]
    return Conclusion(findings=(*nodules, absent))


def frame_choice(*, frame: int = 0) -> Conclusion:
    """The frame that shows something best, and what no frame shows."""
    likely, unlikely = Probability(value=0.8125, threshold=0.5), Probability(value=0.125, threshold=0.5)
    present, absent = Presence.PRESENT, Presence.ABSENT
    return Conclusion(
        findings=(
            Finding(
                id="full",
                concept=EFFUSION,
                presence=present,
                probability=likely,
                region=FrameRegion(frame=frame),
            ),
            Finding(id="empty", concept=PNEUMOTHORAX, presence=absent, probability=unlikely),
        )
    )


def deep_detection() -> Conclusion:
    """A box in the patient's frame that lies along none of its axes, with numbers."""
    turn = np.array([[0.8, -0.6, 0], [0.6, 0.8, 0], [0, 0, 1]])
    affine = np.eye(4)
    affine[:3, :3] = turn @ np.diag([12.5, 8.25, 10.0])[:, [2, 1, 0]]
    affine[:3, 3] = (-31.5, 4.125, 77.0)
    numbers = (
        Measurement(concept=DIAMETER, value=14.125, unit=MILLIMETRE),
        Measurement(concept=ATTENUATION, value=-12.5, unit=HOUNSFIELD, derivation=DERIVATIONS["mean"]),
        Measurement(concept=ATTENUATION, value=31.75, unit=HOUNSFIELD, derivation=DERIVATIONS["standard-deviation"]),
    )
    return Conclusion(
        findings=(
            Finding(
                id="nodule-1",
                concept=NODULE,
                presence=Presence.PRESENT,
                site=LUNG,
                probability=Probability(value=0.75, threshold=0.5, calibration=CALIBRATED),
                measurements=numbers,
                region=VolumeBoxRegion(affine=affine),
            ),
        )
    )


def heat(shape: tuple[int, int, int]) -> NDArray[np.float32]:
    """A hot spot off the centre of frames, float32 [n, y, x], with numbers below zero far from it."""
    z, y, x = np.meshgrid(*(np.linspace(0, 1, size) if size > 1 else np.zeros(1) for size in shape), indexing="ij")
    away = (z - 0.4) ** 2 + (y - 0.3) ** 2 + (x - 0.7) ** 2 if shape[0] > 1 else (y - 0.3) ** 2 + (x - 0.7) ** 2
    return (1.5 * np.exp(-away / 0.03) - 0.25).astype(np.float32)


def explained(found: Conclusion, shape: tuple[int, int, int]) -> Conclusion:
    """The same with two heat maps of its first finding."""
    values = heat(shape)
    first = found.findings[0].id
    return replace(
        found,
        heatmaps=(
            Heatmap(
                finding=first,
                quantity=SaliencyQuantity.GRADIENT_WEIGHTED_CLASS_ACTIVATION,
                method="Grad-CAM, layer features.29",
                values=values,
            ),
            Heatmap(finding=first, quantity=SaliencyQuantity.SALIENCY, method="Integrated gradients", values=-values),
        ),
    )


def with_frames(image: Dataset, count: int) -> Dataset:
    """An image that says that it holds several frames."""
    image.NumberOfFrames = count
    return image
