"""What the numbers of a network are about: the image or volume under its grid.

In: an image or a volume, and the way back to it. Out: `Ground`, on which classes, measured values and boxes are stated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radlane.domain.cine import Cine
from radlane.domain.finding import BoxRegion, VolumeBoxRegion
from radlane.domain.image import Image, Picture
from radlane.domain.volume import Volume

Boxes = NDArray[np.float64]
"""float64 [k, 2, axes]: the lower edges, the upper edges; along each axis the first pixel goes from 0 to 1."""
BoxesToSource = Callable[[Boxes], Boxes]
"""Boxes on the network's grid -> boxes on the source grid, cut at its edges."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What is analysed.

    Attributes
    ----------
    uid : str
        Of the image, or of the series of a volume: for messages.
    model : str
        `name:version`, for messages.
    has_sides : bool
        Whether it is known where left and right are.
    sides : tuple of int
        The network's grid.
    to_source : BoxesToSource
        The way back from there.
    region : callable
        Edges of a box on the source grid, float64 [2, axes] -> where that is.
    """

    uid: str
    model: str
    has_sides: bool
    sides: tuple[int, ...]
    to_source: BoxesToSource
    region: Callable[[Boxes], BoxRegion | VolumeBoxRegion]


def ground_of_image(image: Image | Picture, model: str, sides: tuple[int, int], to_source: BoxesToSource) -> Ground:
    """Return the ground of a radiograph or picture, whose one frame is frame 0."""
    return Ground(
        uid=image.ref.sop_instance_uid,
        model=model,
        has_sides=knows_sides(image),
        sides=sides,
        to_source=to_source,
        region=_in_frame,
    )


def ground_of_volume(volume: Volume, model: str, sides: tuple[int, int, int], to_source: BoxesToSource) -> Ground:
    """Return the ground of a volume, whose sides its affine says."""
    return Ground(
        uid=volume.refs[0].series_instance_uid,
        model=model,
        has_sides=True,
        sides=sides,
        to_source=to_source,
        region=lambda box: _in_space(box, volume.grid.affine),
    )


def ground_of_clip(clip: Cine, model: str, sides: tuple[int, int, int]) -> Ground:
    """Return the ground of a clip, in which nothing is drawn: there is no way back from its grid."""
    return Ground(
        uid=clip.ref.sop_instance_uid,
        model=model,
        has_sides=False,
        sides=sides,
        to_source=lambda boxes: boxes,
        region=_in_frame,
    )


def knows_sides(image: Image | Picture) -> bool:
    """Whether it is known where left and right are; a picture is not turned, and what it shows may lie anyhow."""
    return isinstance(image, Image) and image.orientation is not None


def _in_frame(box: Boxes) -> BoxRegion:
    (top, left), (bottom, right) = box.tolist()
    return BoxRegion(frame=0, left=left, top=top, right=right, bottom=bottom)


def _in_space(box: Boxes, affine: NDArray[np.float64]) -> VolumeBoxRegion:
    """Return where a box [2, (z, y, x)] lies in the patient; `affine` says where the centres of voxels do."""
    unit = np.diag([*(box[1] - box[0]), 1.0])
    unit[:3, 3] = box[0] - 0.5
    return VolumeBoxRegion(affine=affine @ unit)
