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
MAIN = "main"


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
class Crop(Closed):
    """The part of the volume that a network is given: the box around a segment that an earlier stage found.

    Attributes
    ----------
    stage : str
        Id of the earlier stage.
    segment : str
        Id of its segment.
    margin : float
        Share of the box's side that is added at each of its ends, as far as the volume goes. The box's middle and its
        side with both margins are rounded to whole voxels of the source (half to even), its ends down; it is never
        smaller than the segment.
    slice_share : float
        Slices of that stage's grid, along each axis, count where more than this share of their voxels is the segment's.
    """

    stage: str
    segment: str
    margin: float
    slice_share: float = 0.0


@dataclass(frozen=True, kw_only=True)
class SlidingWindow(Closed):
    """A network that sees a part at a time: windows over the whole grid, weighted with a gaussian and averaged.

    Attributes
    ----------
    roi : (int, int, int)
        Sizes of a window [z, y, x].
    overlap : float
        Share of a window's side that the next one covers again, from 0, below 1.
    batch : int
        Windows in one run.
    """

    roi: tuple[int, int, int]
    overlap: float
    batch: int = 1


@dataclass(frozen=True, kw_only=True)
class VolumeGeometry(Closed):
    """How a stack of slices is laid on the network's grid: turned to the nearest axes, never rotated obliquely.

    Attributes
    ----------
    orientation : (Direction, Direction, Direction)
        Where the network expects the indices of its three spatial axes to grow, for example (H, P, L).
    size : (int, int, int) or None
        The network's grid; the volume, or its part, is stretched to it. None: as `spacing_mm` says.
    spacing_mm : (float, float, float) or None
        The spacing of the network's grid. None, and no size: the source's own.
    interpolation : str
        `linear` or `nearest` (torch's `nearest-exact`), edges on edges; the same on the way back: `linear` for each
        channel's values, `nearest` for segments.
    crop : Crop or None
        Which part of the volume; None: all of it.
    window : SlidingWindow or None
        None: the whole grid in one run.
    tilt_degrees : float
        The network may see a stack that is sheared by a tilted gantry up to this angle.
    pad : float
        Value of what no slice shows, after the intensity operations.
    """

    kind: Literal["volume"]
    orientation: tuple[Direction, Direction, Direction]
    size: tuple[int, int, int] | None = None
    spacing_mm: tuple[float, float, float] | None = None
    interpolation: Literal["linear", "nearest"]
    crop: Crop | None = None
    window: SlidingWindow | None = None
    tilt_degrees: float = 0.0
    pad: float = 0.0


Geometry = ProjectionGeometry | VolumeGeometry


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
    """Clip to two percentiles (0 to 100) of the pixels that are no padding.

    Attributes
    ----------
    of : str or None
        Id of an earlier stage: percentiles of the volume as it lies on that stage's grid, in the modality's units,
        before any operation. None: of what is clipped.
    """

    op: Literal["clip_percentile"]
    lower: float
    upper: float
    of: str | None = None


@dataclass(frozen=True, kw_only=True)
class Clip(Closed):
    """Clip to two values in the modality's units."""

    op: Literal["clip"]
    lower: float
    upper: float


@dataclass(frozen=True, kw_only=True)
class Scale(Closed):
    """Multiply by `factor`, then add `offset`."""

    op: Literal["scale"]
    factor: float
    offset: float


@dataclass(frozen=True, kw_only=True)
class MinMax(Closed):
    """Scale the pixels that are no padding to 0 ... 1."""

    op: Literal["minmax"]


@dataclass(frozen=True, kw_only=True)
class ZScore(Closed):
    """Subtract the mean and divide by the standard deviation of the pixels that are no padding."""

    op: Literal["zscore"]


Intensity = ApplyVoi | InvertMonochrome1 | Clip | ClipPercentile | Scale | MinMax | ZScore


@dataclass(frozen=True, kw_only=True)
class Input(Closed):
    """One ONNX input.

    The `intensity` operations run in their order: on the source grid, before scaling, for projections (NCHW); on the
    network's grid, after resampling, for volumes (NCDHW).
    """

    name: str
    layout: Literal["NCHW", "NCDHW"]
    dtype: Literal["float32"]
    channels: tuple[Channel, ...]
    geometry: Geometry
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


SegmentMeasurement = AreaMeasurement | AreaRatio | VolumeMeasurement


@dataclass(frozen=True, kw_only=True)
class SegmentationOutput(Closed):
    """An output with a channel for each segment, and with `softmax` also for what is none.

    A pixel or voxel belongs to the segment whose channel is the highest of all, from `threshold` on, after the
    activation.

    Attributes
    ----------
    background : tuple of int
        Channels of what belongs to no segment.
    """

    name: str
    kind: Literal["segmentation"]
    activation: Literal["sigmoid", "softmax", "none"]
    background: tuple[int, ...] = ()
    threshold: float
    segments: tuple[Segment, ...]
    measurements: tuple[SegmentMeasurement, ...]


Output = GateOutput | SegmentationOutput


@dataclass(frozen=True, kw_only=True)
class Stage(Closed):
    """A network that runs before the main one, and says which part of the volume that one is given.

    Attributes
    ----------
    id : str
        What `Crop.stage` calls it.
    weights : str
        Path of its artifact.
    """

    id: str
    weights: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]


@dataclass(frozen=True, kw_only=True)
class SelfTest(Closed):
    """A golden vector: an .npz with one array for each input and each expected output, by ONNX name.

    `stage` is the id of the stage that it tests; None: the main network.
    """

    path: str
    rtol: float
    atol: float
    stage: str | None = None


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
    artifacts : tuple of Artifact
        One file of weights for each network; the main network's is the one that no stage names.
    before : tuple of Stage
        Networks that run first, in their order.
    inputs, outputs : tuple
        Of the main network, whose segments are the findings.
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
    before: tuple[Stage, ...] = ()
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    tests: tuple[SelfTest, ...]
    origin: Origin

    @property
    def reads_volumes(self) -> bool:
        """Whether the networks are given volumes; otherwise projections."""
        return isinstance(self.inputs[0].geometry, VolumeGeometry)

    @property
    def networks(self) -> tuple[Network, ...]:
        """Every network, in the order in which they run; the main one is the last."""
        by_path = {artifact.path: artifact for artifact in self.artifacts}
        main = next(path for path in by_path if path not in {stage.weights for stage in self.before})
        stages = (*self.before, Stage(id=MAIN, weights=main, inputs=self.inputs, outputs=self.outputs))
        return tuple(
            Network(
                id=stage.id,
                model=f"{self.name}:{self.version}",
                weights=by_path[stage.weights],
                inputs=stage.inputs,
                outputs=stage.outputs,
                tests=tuple(test for test in self.tests if (test.stage or MAIN) == stage.id),
            )
            for stage in stages
        )


@dataclass(frozen=True, kw_only=True)
class Network:
    """One network of a package: a stage of its manifest with its weights and golden vectors.

    Attributes
    ----------
    id : str
        The stage's id; `MAIN` for the network whose segments are the findings.
    model : str
        `name:version` of the package, for messages.
    """

    id: str
    model: str
    weights: Artifact
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    tests: tuple[SelfTest, ...]


@dataclass(frozen=True, kw_only=True)
class ModelIdentity:
    """Which model, exactly: immutable name, version and digests; the tag is how it was asked for.

    Attributes
    ----------
    digest : str
        `sha256:...` over the manifest and every artifact (`registry.package`).
    weights_digest : str
        `sha256:...` of the main network's weights.
    tag : str or None
        The movable tag that led here; never written into DICOM bytes.
    """

    name: str
    version: str
    digest: str
    weights_digest: str
    tag: str | None
