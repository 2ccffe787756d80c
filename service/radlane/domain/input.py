"""What a network reads: which images, on which grid, with which operations on their values.

Part of the manifest (`domain.model`): plain frozen dataclasses that `registry.manifest` validates `model.yaml` against.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from radlane.domain.code import Closed
from radlane.domain.image import Direction
from radlane.domain.planar import CineGeometry, PictureGeometry
from radlane.domain.prior import Prior
from radlane.domain.select import Select


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
        side with both margins are rounded to whole voxels of the source (half to even, float32), its ends down.
    slice_share : float
        Slices of that stage's grid, along each axis, count where more than this share of their voxels is the segment's.
    agreement : float
        Least Dice overlap, on the source, of that segment and of the one of the same id that is found in the box. Two
        networks that contradict each other look at something that they were not made for: `input-not-acceptable`. 0
        asks for nothing; only of the main network.
    """

    stage: str
    segment: str
    margin: float
    slice_share: float = 0.0
    agreement: float = 0.0


@dataclass(frozen=True, kw_only=True)
class SlidingWindow(Closed):
    """A network that sees a part at a time: windows over the whole grid, weighted and averaged.

    Attributes
    ----------
    roi : (int, int, int)
        Sizes of a window [z, y, x].
    overlap : float
        Share of a window's side that the next one covers again, from 0, below 1.
    batch : int
        Windows in one run.
    blend : str
        `gaussian`: the middle of a window counts most; `constant`: all of it counts alike.
    """

    roi: tuple[int, int, int]
    overlap: float
    batch: int = 1
    blend: Literal["gaussian", "constant"] = "gaussian"


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
    crop_nonzero : bool
        The network is given the smallest box outside of which every value is 0 in the modality's units, or, with
        `padding: pad`, padding; nothing is found outside of it. For networks of nnU-Net.
    window : SlidingWindow or None
        None: the whole grid in one run.
    tilt_degrees : float
        The network may see a stack that is sheared by a tilted gantry up to this angle.
    pad : float
        Value of what no slice shows, after the intensity operations: beyond the volume, and, with `padding: pad`, in
        it.
    coverage : float
        Least share of the grid that each channel beside the reference has to show, from 0 to 1 (`channel-coverage`).
    padding : str
        What the network sees at Pixel Padding Value. `pad`: the value of that key; no statistic counts it. `as-stored`:
        that value itself, taken through crop, interpolation, statistics and intensity operations like any other voxel,
        as by MONAI and nnU-Net, which know no padding.
    laterality : str
        `of-image`: findings have the side that the images say that they are of as a whole (an eye, a knee), where all
        of them say one; `unstated`: segments and classes have their own, by where they lie.
    """

    kind: Literal["volume"]
    orientation: tuple[Direction, Direction, Direction]
    size: tuple[int, int, int] | None = None
    spacing_mm: tuple[float, float, float] | None = None
    interpolation: Literal["linear", "nearest"]
    crop: Crop | None = None
    crop_nonzero: bool = False
    window: SlidingWindow | None = None
    tilt_degrees: float = 0.0
    pad: float = 0.0
    coverage: float = 0.9
    padding: Literal["pad", "as-stored"] = "pad"
    laterality: Literal["unstated", "of-image"] = "unstated"


Quantity = Literal["as-stored", "suv-body-weight"]
Geometry = ProjectionGeometry | VolumeGeometry | PictureGeometry | CineGeometry


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


@dataclass(frozen=True, kw_only=True)
class Normalise(Closed):
    """Subtract a mean and divide by a standard deviation, of each plane its own; both of values from 0 to 1."""

    op: Literal["normalise"]
    mean: tuple[float, ...]
    std: tuple[float, ...]


Intensity = ApplyVoi | InvertMonochrome1 | Clip | ClipPercentile | Scale | MinMax | ZScore | Normalise


@dataclass(frozen=True, kw_only=True)
class Channel(Closed):
    """One channel of an input and the images that may fill it.

    Attributes
    ----------
    id : str
        Its name; those of all inputs of a network differ.
    quantity : str or None
        Of this channel; None: the input's.
    intensity : tuple or None
        Operations of this channel; None: the input's.
    missing : str
        What the network is given where no series fits. `refused`: nothing, the study is not analysed; `pad`: the
        geometry's `pad`, everywhere; `copy`: the images of another channel, through this one's operations.
    copy_of : str or None
        Id of that other channel, which is never missing itself.
    prior : Prior or None
        The earlier study that it is read from; None: the study that is analysed.
    """

    id: str
    select: Select
    quantity: Quantity | None = None
    intensity: tuple[Intensity, ...] | None = None
    missing: Literal["refused", "pad", "copy"] = "refused"
    copy_of: str | None = None
    prior: Prior | None = None


@dataclass(frozen=True, kw_only=True)
class Input(Closed):
    """One ONNX input.

    Its channels follow each other along the second axis. The first channel of the first input is the reference: its
    grid is the source grid, on which boxes, segments and findings lie; the others are brought to it.

    The `intensity` operations run in their order: on the source grid, before scaling, for projections (NCHW); on the
    network's grid, after resampling, for volumes (NCDHW), pictures (NCHW, NHWC) and clips (NCTHW, NTCHW).

    Attributes
    ----------
    layout : str
        Its axes: batch (N), planes (C), frames (T), slices (D), rows (H), columns (W).
    quantity : str
        What the values are before the first operation: `as-stored`, in the modality's units, or `suv-body-weight`, of
        PET: g/ml, computed from Bq/ml, weight, dose and times (`suv-unknown` where that cannot be done).
    """

    name: str
    layout: Literal["NCHW", "NHWC", "NCDHW", "NCTHW", "NTCHW"]
    dtype: Literal["float32"]
    channels: tuple[Channel, ...]
    geometry: Geometry
    intensity: tuple[Intensity, ...]
    quantity: Quantity = "as-stored"

    def quantity_of(self, channel: Channel) -> Quantity:
        """What the values of one of its channels are."""
        return channel.quantity or self.quantity

    def intensity_of(self, channel: Channel) -> tuple[Intensity, ...]:
        """The operations on the values of one of its channels."""
        return self.intensity if channel.intensity is None else channel.intensity
