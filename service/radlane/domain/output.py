"""What the numbers of a network mean: gates, segments, and what is measured on them.

Classes, numbers and boxes have modules of their own (`domain.classification`, `domain.regression`, `domain.detection`).

Part of the manifest (`domain.model`): plain frozen dataclasses that `registry.manifest` validates `model.yaml` against.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from radlane.domain.classification import ClassificationOutput
from radlane.domain.code import Closed, Code
from radlane.domain.detection import BoxMapOutput, DetectionOutput
from radlane.domain.finding import Laterality
from radlane.domain.frame_choice import FrameChoiceOutput
from radlane.domain.regression import RegressionOutput


@dataclass(frozen=True, kw_only=True)
class GateOutput(Closed):
    """An output that says whether the input is one the model may judge.

    Below `threshold` the study is not analysed (`input-not-acceptable`); `refusal` is the sentence for people.
    """

    name: str
    kind: Literal["gate"]
    activation: Literal["sigmoid", "none"]
    threshold: float
    refusal: str

    @property
    def tensors(self) -> tuple[str, ...]:
        """The ONNX outputs that it is read from."""
        return (self.name,)


@dataclass(frozen=True, kw_only=True)
class Segment(Closed):
    """One segment of a segmentation output.

    Attributes
    ----------
    id : str
        Stable name, for example `lung-1`.
    channel : int
        Channel of the output.
    label : str
        Segment Label for people, without a side.
    category, type : Code
        Segmented Property Category (CID 7150) and Type.
    laterality : Laterality or None
        The side this channel shows when the image's orientation is known; None for unpaired structures.
    rgb : (int, int, int)
        Display colour, 0 to 255 each.
    keep_largest : bool
        Keep only the largest connected component (4-connected in an image, 26-connected in a volume).
    fill_holes : bool
        Fill what the segment encloses.
    minimum_ml : float
        Components of a volume that are smaller than this are left out.
    absent_below : float
        Smaller parts of the image than this count as: not there.
    implausible_above : float
        Larger parts of the image than this mean that the network's answer cannot be right.
    """

    id: str
    channel: int
    label: str
    category: Code
    type: Code
    laterality: Laterality | None
    rgb: tuple[int, int, int]
    keep_largest: bool
    fill_holes: bool
    minimum_ml: float = 0.0
    absent_below: float
    implausible_above: float


@dataclass(frozen=True, kw_only=True)
class AreaMeasurement(Closed):
    """The area of each segment: mm2 where a spacing is known, pixels otherwise."""

    kind: Literal["area"]
    concept: Code


@dataclass(frozen=True, kw_only=True)
class AreaRatio(Closed):
    """The ratio of two segments' areas; stated only where both are present and their sides are known."""

    kind: Literal["area-ratio"]
    id: str
    concept: Code
    numerator: str
    denominator: str


@dataclass(frozen=True, kw_only=True)
class VolumeMeasurement(Closed):
    """The volume of each segment in mL, from its voxels on the source grid."""

    kind: Literal["volume"]
    concept: Code


class SegmentationType(StrEnum):
    """How a SEG holds its segments (Segmentation Type, PS3.3 section C.8.20.2.3)."""

    BINARY = "BINARY"  # one bit a pixel, a frame for each segment
    FRACTIONAL = "FRACTIONAL"  # a probability a pixel, a frame for each segment
    LABELMAP = "LABELMAP"  # the number of its segment a pixel, one frame for all: another SOP Class


@dataclass(frozen=True, kw_only=True)
class LengthMeasurement(Closed):
    """A diameter of each segment in mm; left out where no spacing is known.

    The long axis is the longest line between two points of the outline in one plane (of a volume: one slice), the short
    axis the longest one perpendicular to it; the 3D diameter is the longest line between two points of the surface.
    """

    kind: Literal["long-axis", "short-axis", "maximum-3d-diameter"]
    concept: Code


@dataclass(frozen=True, kw_only=True)
class IntensityMeasurement(Closed):
    """What a volume holds inside each segment, in the modality's units (HU, SUV, arbitrary ones).

    From the values before any clipping or scaling, without padding; the standard deviation is that of the voxels.
    """

    kind: Literal["intensity"]
    statistic: Literal["mean", "standard-deviation", "minimum", "maximum"]
    concept: Code


SegmentMeasurement = AreaMeasurement | AreaRatio | VolumeMeasurement | LengthMeasurement | IntensityMeasurement


@dataclass(frozen=True, kw_only=True)
class SegmentationOutput(Closed):
    """An output with a channel for each segment, and with `softmax` also for what is none.

    A pixel or voxel belongs to the segment whose channel is the highest of all, from `threshold` on, after the
    activation.

    Attributes
    ----------
    background : tuple of int
        Channels of what belongs to no segment.
    segmentation_type : SegmentationType
        How the SEG holds the segments, where the site does not choose. FRACTIONAL states the activated values of the
        segments' channels, and is for projections.
    """

    name: str
    kind: Literal["segmentation"]
    activation: Literal["sigmoid", "softmax", "none"]
    background: tuple[int, ...] = ()
    threshold: float
    segments: tuple[Segment, ...]
    measurements: tuple[SegmentMeasurement, ...]
    segmentation_type: SegmentationType = SegmentationType.BINARY

    @property
    def tensors(self) -> tuple[str, ...]:
        """The ONNX outputs that it is read from."""
        return (self.name,)


Output = (
    GateOutput
    | SegmentationOutput
    | ClassificationOutput
    | RegressionOutput
    | DetectionOutput
    | BoxMapOutput
    | FrameChoiceOutput
)
