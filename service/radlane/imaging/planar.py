"""Picture or clip -> the network's grid.

In: `Picture` or `Cine`, and the manifest's `Input`. Out: `Tensor` with the way back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from radlane.domain.cine import Cine
from radlane.domain.image import Picture
from radlane.domain.input import Input
from radlane.domain.planar import CineGeometry, PictureGeometry, PlanarGeometry
from radlane.domain.reason import ReasonCode
from radlane.domain.tensor import Placement, Tensor
from radlane.errors import InputRefused
from radlane.imaging.brightness import brightness, is_dark
from radlane.imaging.fit import filled, lay, place_picture
from radlane.imaging.plane_intensity import apply_to_planes

# of red, green and blue: ITU-R BT.601, what Pillow and OpenCV call grey
LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def to_picture_tensor(picture: Picture, wanted: Input) -> Tensor:
    """Lay a picture on the network's grid.

    Parameters
    ----------
    picture : Picture
        In stored orientation.
    wanted : Input
        The manifest's input, whose geometry is a `PictureGeometry`.

    Returns
    -------
    Tensor
        float32, one picture in the manifest's layout.

    Raises
    ------
    InputRefused
        `colour-missing`.
    """
    geometry = wanted.geometry
    assert isinstance(geometry, PictureGeometry)  # the manifest reads pictures
    require_colour(geometry, coloured=picture.values.shape[-1] > 1, uid=picture.ref.sop_instance_uid)
    placement = place_picture((picture.values.shape[0], picture.values.shape[1]), geometry)
    return _tensor([picture.values], placement, wanted, geometry)


def to_cine_tensor(cine: Cine, taken: Sequence[int], wanted: Input) -> Tensor:
    """Lay frames of a clip on the network's grid.

    Parameters
    ----------
    cine : Cine
        In stored orientation.
    taken : sequence of int
        Which of the frames that it holds are given to the network, in this order; places in `cine.values`, from 0.
    wanted : Input
        The manifest's input, whose geometry is a `CineGeometry`.

    Returns
    -------
    Tensor
        float32, one clip in the manifest's layout.

    Raises
    ------
    InputRefused
        `colour-missing`.
    """
    geometry = wanted.geometry
    assert isinstance(geometry, CineGeometry)  # the manifest reads clips
    require_colour(geometry, coloured=cine.values.ndim > 3, uid=cine.ref.sop_instance_uid)
    placement = place_picture((cine.values.shape[1], cine.values.shape[2]), geometry)
    return _tensor((_shown(cine, place) for place in taken), placement, wanted, geometry)


def require_colour(geometry: PlanarGeometry, *, coloured: bool, uid: str) -> None:
    """Refuse a grey picture where the network reads colours.

    Raises
    ------
    InputRefused
        `colour-missing`.
    """
    if geometry.colour == "rgb" and not coloured and geometry.grey_as_rgb == "refused":
        raise InputRefused(ReasonCode.COLOUR_MISSING, "The model reads colours, and the image is grey", uid=uid)


def _shown(cine: Cine, place: int) -> NDArray[np.float32]:
    """One frame as a picture, float32 [y, x, plane], 0 to 1."""
    frame = cine.values[place]
    if frame.ndim > 2:
        return np.asarray(frame / np.float32(255), np.float32)
    return brightness(frame, cine.bits, dark=is_dark(cine.slope, monochrome1=cine.monochrome1))[..., None]


def _tensor(
    pictures: Iterable[NDArray[np.float32]], placement: Placement, wanted: Input, geometry: PlanarGeometry
) -> Tensor:
    """Lay pictures, float32 [y, x, plane] each, one after the other: no two of them are held in their own size."""
    laid = [
        np.stack([lay(plane, placement, geometry.size) for plane in _planes(picture, geometry)]) for picture in pictures
    ]
    planes = np.stack(laid, axis=1)  # [plane, frame, y, x]
    prepared = apply_to_planes(planes, wanted.intensity, filled(placement, geometry.size), geometry.pad)
    return Tensor(name=wanted.name, values=_arranged(prepared, wanted.layout), placement=placement)


def _planes(picture: NDArray[np.float32], geometry: PlanarGeometry) -> list[NDArray[np.float32]]:
    """The planes that the network reads, float32 [y, x] each."""
    own = [picture[..., plane] for plane in range(picture.shape[-1])]
    if len(own) == geometry.planes:
        return own
    return own * geometry.planes if len(own) == 1 else [np.asarray(picture @ LUMA, np.float32)]


def _arranged(planes: NDArray[np.float32], layout: str) -> NDArray[np.float32]:
    """One picture or clip with its axes in the layout's order; the batch is the first."""
    axes = ["CTHW".index(axis) for axis in layout[1:]]
    shown = planes if "T" in layout else planes[:, :1]
    turned = shown.transpose([*axes, *({1} - set(axes))])
    return np.ascontiguousarray(turned.reshape(1, *turned.shape[: len(axes)]))
