"""The manifest of a model package, schema `radlane.model/1`.

Plain frozen dataclasses: `registry.manifest` validates `model.yaml` against them and writes their JSON Schema to
`openapi/model.schema.json`. A key that is here is honoured; what radlane does not honour yet is not accepted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from radlane.domain.code import Closed, Code
from radlane.domain.finding import Laterality
from radlane.domain.image import Direction

SCHEMA = "radlane.model/1"


@dataclass(frozen=True, kw_only=True)
class Artifact(Closed):
    """A file of the package that changes its output; `sha256` in lower-case hexadecimal, `size` in bytes."""

    role: Literal["weights"]
    path: str
    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Regulatory(Closed):
    """What the model may be used for; `statement` is repeated in every object, card and list."""

    status: Literal["research-only"]
    statement: str


@dataclass(frozen=True, kw_only=True)
class Card(Closed):
    """The model card's short form; the long one is the package's README.md."""

    intended_use: str
    out_of_scope: tuple[str, ...]
    limitations: tuple[str, ...]
    training_data: str
    developer: str
    licence: str


@dataclass(frozen=True, kw_only=True)
class Select(Closed):
    """Which images a channel reads.

    Attributes
    ----------
    modalities : tuple of str
        Modality (0008,0060) is one of these.
    sop_classes : tuple of str
        SOP Class UID (0008,0016) is one of these.
    body_parts : tuple of str
        Body Part Examined (0018,0015), where it is present, is one of these (PS3.16 annex L defined terms).
    regions : tuple of Code
        Each code of Anatomic Region Sequence (0008,2218) is one of these, by scheme and value.
    views : tuple of str
        View Position (0018,5101), where it is present, is one of these.
    view_codes : tuple of Code
        Each code of View Code Sequence (0054,0220) is one of these, by scheme and value.
    """

    modalities: tuple[str, ...]
    sop_classes: tuple[str, ...]
    body_parts: tuple[str, ...]
    regions: tuple[Code, ...]
    views: tuple[str, ...]
    view_codes: tuple[Code, ...]


@dataclass(frozen=True, kw_only=True)
class Channel(Closed):
    """One channel of an input and the images that may fill it."""

    id: str
    select: Select


@dataclass(frozen=True, kw_only=True)
class ProjectionGeometry(Closed):
    """How a projection image is laid on the network's grid.

    Attributes
    ----------
    orientation : (Direction, Direction)
        Where the network expects rows and columns to run, for example (L, F).
    size : (int, int)
        Rows and columns of the network's grid; the image keeps its aspect ratio, is centred and padded.
    pad : float
        Value of what the image does not fill, after the intensity operations.
    """

    kind: Literal["projection"]
    orientation: tuple[Direction, Direction]
    size: tuple[int, int]
    pad: float = 0.0


@dataclass(frozen=True, kw_only=True)
class ApplyVoi(Closed):
    """Apply the header's first VOI LUT or window; an image without one is left as it is."""

    op: Literal["voi"]


@dataclass(frozen=True, kw_only=True)
class InvertMonochrome1(Closed):
    """Negate MONOCHROME1 images, so that higher is brighter."""

    op: Literal["invert_monochrome1"]


@dataclass(frozen=True, kw_only=True)
class ClipPercentile(Closed):
    """Clip to two percentiles (0 to 100) of the pixels that are no padding."""

    op: Literal["clip_percentile"]
    lower: float
    upper: float


@dataclass(frozen=True, kw_only=True)
class MinMax(Closed):
    """Scale the pixels that are no padding to 0 ... 1."""

    op: Literal["minmax"]


@dataclass(frozen=True, kw_only=True)
class ZScore(Closed):
    """Subtract the mean and divide by the standard deviation of the pixels that are no padding."""

    op: Literal["zscore"]


Intensity = ApplyVoi | InvertMonochrome1 | ClipPercentile | MinMax | ZScore


@dataclass(frozen=True, kw_only=True)
class Input(Closed):
    """One ONNX input; `intensity` operations run in their order, on the source grid, before scaling."""

    name: str
    layout: Literal["NCHW"]
    dtype: Literal["float32"]
    channels: tuple[Channel, ...]
    geometry: ProjectionGeometry
    intensity: tuple[Intensity, ...]


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
        Keep only the largest connected component (4-connected).
    fill_holes : bool
        Fill what the segment encloses.
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


SegmentMeasurement = AreaMeasurement | AreaRatio


@dataclass(frozen=True, kw_only=True)
class SegmentationOutput(Closed):
    """An output with one channel a segment; a pixel belongs to a segment from `threshold` on."""

    name: str
    kind: Literal["segmentation"]
    activation: Literal["sigmoid", "none"]
    threshold: float
    segments: tuple[Segment, ...]
    measurements: tuple[SegmentMeasurement, ...]


Output = GateOutput | SegmentationOutput


@dataclass(frozen=True, kw_only=True)
class SelfTest(Closed):
    """A golden vector: an .npz with one array for each input and each expected output, by ONNX name."""

    path: str
    rtol: float
    atol: float


@dataclass(frozen=True, kw_only=True)
class Origin(Closed):
    """Where the weights come from."""

    framework: str
    exporter: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Manifest(Closed):
    """`model.yaml`, whole.

    Attributes
    ----------
    procedure : Code
        What the SR states as Procedure Reported (PS3.16 CID 100): the imaging procedure, not the algorithm.
    trained_on : str
        `synthetic` is said again in every card, list and DICOM object.
    """

    schema: Literal["radlane.model/1"]
    name: str
    version: str
    title: str
    task: Literal["segmentation"]
    trained_on: Literal["synthetic", "real", "mixed"]
    regulatory: Regulatory
    card: Card
    procedure: Code
    artifacts: tuple[Artifact, ...]
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    tests: tuple[SelfTest, ...]
    origin: Origin


@dataclass(frozen=True, kw_only=True)
class ModelIdentity:
    """Which model, exactly: immutable name, version and digests; the tag is how it was asked for.

    Attributes
    ----------
    digest : str
        `sha256:...` over the manifest and every artifact (`registry.package`).
    weights_digest : str
        `sha256:...` of the weights.
    tag : str or None
        The movable tag that led here; never written into DICOM bytes.
    """

    name: str
    version: str
    digest: str
    weights_digest: str
    tag: str | None
