"""Boxes that a network draws around what it finds.

Part of the manifest (`domain.model`): plain frozen dataclasses that `registry.manifest` validates `model.yaml` against.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from radlane.domain.calibration import Calibration
from radlane.domain.classification import FindingClass
from radlane.domain.code import Closed


class BoxFormat(StrEnum):
    """What the numbers of a box are; x, y and z are the axes of the network's own grid, x the last of them."""

    XYXY = "xyxy"  # of projections: the lower edges, the upper edges
    CXCYWH = "cxcywh"  # of projections: the centre, the lengths
    ZYXZYX = "zyxzyx"  # of volumes: the lower edges, the upper edges
    CZYXDHW = "czyxdhw"  # of volumes: the centre, the lengths

    @property
    def axes(self) -> int:
        """How many axes a box has."""
        return 2 if self in (BoxFormat.XYXY, BoxFormat.CXCYWH) else 3


@dataclass(frozen=True, kw_only=True)
class DetectionOutput(Closed):
    """Boxes with scores, from two or three ONNX outputs with an entry for each box.

    Attributes
    ----------
    boxes : str
        ONNX output [n, k, 4] or [k, 4] of projections, [n, k, 6] or [k, 6] of volumes.
    scores : str
        ONNX output [n, k, c] with a number for each class; [n, k] with one for each box. Without n where the boxes have
        none.
    labels : str or None
        ONNX output [n, k]: the class of each box, where it has one score; float32 or int64. None: the scores say it.
    format : BoxFormat
        What the numbers of a box are.
    coordinates : str
        `pixels` of the network's grid, the first from 0 to 1; `normalised`: the grid goes from 0 to 1.
    activation : str
        Of the scores; `softmax` is over all channels.
    background : tuple of int
        Channels, or labels, of what is no class.
    classes : tuple of FindingClass
        What is found; `channel` is the label where there are labels.
    nms_iou : float or None
        Of two boxes of one class that overlap by more than this share of their union the one with the lower score goes.
        None: the network has seen to that itself.
    most : int
        Boxes of one class that are stated: those with the highest scores.
    calibration : Calibration or None
        How the probabilities are fitted, or the data that they were fitted to; None: they are the network's raw output.
    """

    kind: Literal["detection"]
    boxes: str
    scores: str
    labels: str | None = None
    format: BoxFormat
    coordinates: Literal["pixels", "normalised"]
    activation: Literal["sigmoid", "softmax", "none"]
    background: tuple[int, ...] = ()
    classes: tuple[FindingClass, ...]
    nms_iou: float | None = None
    most: int = 100
    calibration: Calibration | None = None

    @property
    def tensors(self) -> tuple[str, ...]:
        """The ONNX outputs that it is read from."""
        return (self.boxes, self.scores, *([] if self.labels is None else [self.labels]))


@dataclass(frozen=True, kw_only=True)
class BoxMapOutput(Closed):
    """Boxes around the connected parts of a map, as of networks that find text (DBNet: Liao et al. 2020).

    Pixels of a class that reach `pixels_from` and touch each other, also at corners, are one part. The smallest
    rectangle around its pixels' centres, at any angle, is looked at; the box is the upright one around that rectangle,
    grown. The score of a box is the mean of the map in the rectangle before it grew.

    Attributes
    ----------
    name : str
        ONNX output [n, c, y, x] on the network's grid, a channel for each class.
    activation : str
        Of the map; `softmax` is over all channels.
    background : tuple of int
        Channels of what is no class.
    pixels_from : float
        A pixel belongs to a part from here on, after the activation.
    unclip : float
        The rectangle grows at each side by its area times this number over its perimeter: networks of this kind are
        trained on shrunken boxes. 0: it stays.
    least_side : float
        Pixels of the network's grid: a part whose rectangle has a shorter side is none.
    highest : float
        The shorter side of a box at most, as a share of the picture's height; what is higher is left out, unsaid.
    largest : float
        Area of a box at most, as a share of the picture's.
    classes, nms_iou, most, calibration
        As of `DetectionOutput`; what is fitted is the score of a box, not the map.
    """

    name: str
    kind: Literal["box-map"]
    activation: Literal["sigmoid", "softmax", "none"]
    background: tuple[int, ...] = ()
    pixels_from: float
    unclip: float = 0.0
    least_side: float = 1.0
    highest: float = 1.0
    largest: float = 1.0
    classes: tuple[FindingClass, ...]
    nms_iou: float | None = None
    most: int = 100
    calibration: Calibration | None = None

    @property
    def tensors(self) -> tuple[str, ...]:
        """The ONNX outputs that it is read from."""
        return (self.name,)


BoxOutput = DetectionOutput | BoxMapOutput
"""An output that says boxes."""
