"""How a picture or a clip is laid on a network's grid.

Part of the manifest (`domain.model`): plain frozen dataclasses that `registry.manifest` validates `model.yaml` against.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from radlane.domain.code import Closed

Fit = Literal["pad", "crop", "stretch"]
Colour = Literal["rgb", "grey"]
FrameOfClip = Literal["only", "first", "middle"]
Grey = Literal["stored", "windowed"]


@dataclass(frozen=True, kw_only=True)
class PlanarGeometry(Closed):
    """What pictures and the frames of clips have in common.

    Attributes
    ----------
    size : (int, int)
        Rows and columns of the network's grid.
    fit : str
        `pad`: the aspect ratio is kept, the picture is centred, and the rest padded; `crop`: the aspect ratio is kept,
        and the centre of the picture fills the grid; `stretch`: the whole picture fills the grid.
    shorter : int or None
        Of `crop`: pixels that the shorter side has when the grid is cut out of the centre; None: as few as fill it.
    colour : str
        `rgb`: three planes, red, green and blue; `grey`: one, the luma of a picture in colour (ITU-R BT.601).
    grey_as_rgb : str
        What becomes of a grey picture where the network reads three planes: `refused` (`colour-missing`), or `repeated`
        in each of them.
    laterality : str
        Whether findings have the side that Image Laterality or Laterality says, where it says one: `of-image`.
    pad : float
        Value of what the picture does not fill, after the intensity operations.
    """

    size: tuple[int, int]
    fit: Fit
    shorter: int | None = None
    colour: Colour
    grey_as_rgb: Literal["refused", "repeated"] = "refused"
    laterality: Literal["unstated", "of-image"] = "unstated"
    pad: float = 0.0

    @property
    def planes(self) -> int:
        """Planes of the network's grid."""
        return 3 if self.colour == "rgb" else 1


@dataclass(frozen=True, kw_only=True)
class PictureGeometry(PlanarGeometry):
    """How a picture is laid on the network's grid: as it is stored, never turned.

    Attributes
    ----------
    frame : str
        Which frame of a clip is the picture: `only`: the image has one (`multi-frame-unsupported` else); `first`;
        `middle`: of an even number of frames the later one of the two.
    grey : str
        What a grey picture's values are: `stored`: shares of what Bits Stored can hold; `windowed`: what a viewer
        shows, by the header's first VOI transformation, else between two percentiles, padding black.
    """

    kind: Literal["picture"]
    frame: FrameOfClip = "only"
    grey: Grey = "stored"


@dataclass(frozen=True, kw_only=True)
class EvenSampling(Closed):
    """The clip is parted into as many parts as there are frames wanted; the frame in the middle of each is taken."""

    by: Literal["evenly"]


@dataclass(frozen=True, kw_only=True)
class TimedSampling(Closed):
    """A frame each `step` seconds, the nearest in time (of two the earlier); `frame-times-unknown` without times.

    Attributes
    ----------
    begin : str
        `first`: from the first frame on; `middle`: as long before the middle of the clip as after it.
    """

    by: Literal["seconds"]
    step: float
    begin: Literal["first", "middle"] = "first"


@dataclass(frozen=True, kw_only=True)
class CountedSampling(Closed):
    """Each `step`-th frame, whatever time lies between them; `begin` as of `TimedSampling`."""

    by: Literal["frames"]
    step: int
    begin: Literal["first", "middle"] = "first"


Sampling = EvenSampling | TimedSampling | CountedSampling


@dataclass(frozen=True, kw_only=True)
class CineGeometry(PlanarGeometry):
    """How a clip is laid on the network's grid: each frame as a picture.

    Attributes
    ----------
    frames : int
        How many the network is given.
    sampling : Sampling
        Which.
    short : str
        What becomes of a clip that is shorter than that: `refused` (`clip-too-short`); `repeated`: frames are given
        several times, one after the other, of `seconds` and `frames` the last one; `looped`: it begins anew.
    """

    kind: Literal["cine"]
    frames: int
    sampling: Sampling
    short: Literal["refused", "repeated", "looped"] = "refused"
