"""What is wrong with the classes of a manifest: of the whole image, and of boxes.

In: an output. Out: complaints, each as `key: what is wrong`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from radlane.domain.classification import ClassificationOutput, FindingClass
from radlane.domain.detection import BoxMapOutput, BoxOutput, DetectionOutput
from radlane.registry.calibration import complain_of_calibration
from radlane.registry.operating_points import complain_of_points

FINDING_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_MOST_CLASSES = 255
MOST_BOXES = 1000  # that one report states
_MOST_LABEL = 1 << 24  # whole numbers that float32 tells apart
_VOLUME_AXES = 3
_MOST_UNCLIP = 10.0
_MOST_SIDE = 4096  # of a network's grid


def complain_of_classification(output: ClassificationOutput) -> list[str]:
    """Return what is wrong with classes of the whole image or volume."""
    return [*complain_of_classes(output.classes), *complain_of_calibration(output, output.classes), *_channels(output)]


def complain_of_detection(output: DetectionOutput, *, of_volume: bool) -> list[str]:
    """Return what is wrong with boxes of a network on volumes, or on projections."""
    wrong = _boxes(output)
    wrong += _channels(output) if output.labels is None else _labels(output)
    if of_volume != (output.format.axes == _VOLUME_AXES):
        wrong.append("outputs.format: xyxy and cxcywh are of projections, zyxzyx and czyxdhw of volumes")
    return wrong


def complain_of_box_map(output: BoxMapOutput, *, of_volume: bool) -> list[str]:
    """Return what is wrong with boxes around the parts of a map."""
    wrong = [*_boxes(output), *_channels(output)]
    if of_volume:
        wrong.append("outputs.kind: a box-map is of pictures and projections")
    if not (_single(output.pixels_from) > 0 and output.pixels_from <= 1):
        wrong.append("outputs.pixels_from: above 0, which every value reaches, also as float32; up to 1")
    if not 0 <= output.unclip <= _MOST_UNCLIP:
        wrong.append(f"outputs.unclip: from 0 to {_MOST_UNCLIP:g}")
    if not 1 <= output.least_side <= _MOST_SIDE:
        wrong.append(f"outputs.least_side: 1 pixel to {_MOST_SIDE}")
    if not (0 < output.highest <= 1 and 0 < output.largest <= 1):
        wrong.append("outputs: highest and largest are shares of the picture, above 0, up to 1")
    return wrong


def _boxes(output: BoxOutput) -> list[str]:
    """What is wrong with what all boxes have."""
    wrong = [*complain_of_classes(output.classes), *complain_of_calibration(output, output.classes)]
    if output.nms_iou is not None and not 0 <= output.nms_iou < 1:
        wrong.append("outputs.nms_iou: from 0, below 1; left out where the network has seen to it")
    if not 1 <= output.most <= MOST_BOXES // max(1, len(output.classes)):
        wrong.append(f"outputs.most: from 1; {MOST_BOXES} boxes of all classes together")
    return wrong


def _channels(output: ClassificationOutput | BoxOutput) -> list[str]:
    """Whether each channel has its class, or is known to be none."""
    wrong = []
    channels = sorted([*(kind.channel for kind in output.classes), *output.background])
    if channels != list(range(len(channels))):
        wrong.append("outputs.classes.channel: channels with those of the background run from 0")
    if output.activation == "sigmoid" and output.background:
        wrong.append("outputs.background: after a sigmoid each channel is a class of its own")
    if output.activation == "softmax" and len(channels) == 1:
        wrong.append("outputs.activation: a softmax over one channel is always 1")
    return wrong


def _labels(output: DetectionOutput) -> list[str]:
    """Whether each label has its class, or is known to be none."""
    wrong = []
    labels = [*(kind.channel for kind in output.classes), *output.background]
    if len(set(labels)) != len(labels) or not all(0 <= label < _MOST_LABEL for label in labels):
        wrong.append("outputs.classes.channel: labels differ, and are whole numbers from 0")
    if output.activation == "softmax":
        wrong.append("outputs.activation: where there are labels each box has one score, and a softmax of one is 1")
    return wrong


def complain_of_classes(classes: Sequence[FindingClass]) -> list[str]:
    """Return what is wrong with classes, wherever they are found."""
    wrong = []
    if not 1 <= len(classes) <= _MOST_CLASSES:
        wrong.append(f"outputs.classes: 1 to {_MOST_CLASSES}")
    if not all(FINDING_ID.fullmatch(kind.id) for kind in classes):
        wrong.append("outputs.classes.id: lower-case letters, digits and hyphens")
    if not all(_single(kind.threshold) > 0 and kind.threshold <= 1 for kind in classes):
        wrong.append("outputs.classes.threshold: above 0, which every value reaches, also as float32; up to 1")
    between = [(kind.indeterminate_from, kind.threshold) for kind in classes]
    if any(lower is not None and not 0 < _single(lower) < _single(threshold) for lower, threshold in between):
        wrong.append("outputs.classes.indeterminate_from: above 0, below the threshold, also as float32")
    wrong += complain_of_points(classes)
    numbers = [number for kind in classes for number in (kind.threshold, kind.indeterminate_from) if number is not None]
    if not wrong and any(float(str(_single(number))) != number for number in numbers):
        wrong.append("outputs.classes.threshold: it has more digits than float32, in which it is compared")
    return wrong


def _single(threshold: float) -> np.float32:
    """Return a threshold as it is compared; one that is far too large becomes one that is too large."""
    return np.float32(np.clip(threshold, -1, 2))
