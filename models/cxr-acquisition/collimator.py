"""The collimator: the field that it leaves open, what lies outside of it, and whether that can be seen.

In: the size of a picture and a random generator. Out: `Collimator`, its field bool [y, x], and pictures that show it.
The blades absorb: outside the field the detector gets scatter only, so the border is as bright as metal. Vendors often
lay a shutter over it, black or white.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from exposure import Picture
from numpy.typing import NDArray
from scipy import ndimage

_BLADES = 5.0  # attenuation, dimensionless: less than 1 % comes through
_RIM = 3  # pixels on each side of the field's edge that are compared
_VISIBLE = 0.08  # difference of their means, of a picture from 0 to 1


class Shutter(Enum):
    """What a vendor lays over the border."""

    NONE = "none"
    BLACK = "black"
    WHITE = "white"


@dataclass(frozen=True, kw_only=True)
class Collimator:
    """Four straight blades.

    Attributes
    ----------
    borders : tuple of float
        Width of the border at the top, right, bottom, left, as a share of that length of the picture; 0: no border.
    tilt : float
        Turn of the blades against the picture, radians.
    penumbra : float
        Blur of the edge, in shares of the picture's length.
    shutter : Shutter
        What lies over the border.
    """

    borders: tuple[float, float, float, float]
    tilt: float
    penumbra: float
    shutter: Shutter


def draw_collimator(rng: np.random.Generator, least: float) -> Collimator:
    """Draw one with a border on one to four sides, each at least so wide, as a share of that length of the picture."""
    sides = rng.permutation(4)[: int(rng.choice([1, 2, 3, 4], p=(0.25, 0.3, 0.15, 0.3)))]
    widest = rng.choice([0.06, 0.17])
    borders = [float(rng.uniform(least, widest)) if side in sides else 0.0 for side in range(4)]
    return Collimator(
        borders=(borders[0], borders[1], borders[2], borders[3]),
        tilt=float(rng.normal(0, 0.012)),
        penumbra=float(rng.uniform(0.001, 0.012)),
        shutter=Shutter(rng.choice(["none", "black", "white"], p=(0.55, 0.3, 0.15))),
    )


def field(collimator: Collimator, shape: tuple[int, int]) -> NDArray[np.bool_]:
    """The part of the picture that is exposed, bool [y, x]; the blades turn round its middle."""
    rows, columns = shape
    y, x = np.mgrid[0 : 1 : rows * 1j, 0 : 1 : columns * 1j]
    down = y + collimator.tilt * (x - 0.5)
    right = x - collimator.tilt * (y - 0.5)
    top, at_right, bottom, at_left = collimator.borders
    inside = np.ones(shape, bool)
    for wide, far in ((top, down), (at_right, 1 - right), (bottom, 1 - down), (at_left, right)):
        if wide:
            inside &= far >= wide
    return inside


def absorb(attenuation: Picture, collimator: Collimator, open_field: NDArray[np.bool_]) -> Picture:
    """Add the blades to the attenuation of a patient, float32 [y, x]."""
    blades = ndimage.gaussian_filter((~open_field).astype(np.float32), collimator.penumbra * len(attenuation))
    return (attenuation + _BLADES * blades).astype(np.float32)


def cover(picture: Picture, collimator: Collimator, open_field: NDArray[np.bool_], rng: np.random.Generator) -> Picture:
    """Lay the shutter over what is not exposed: at the end of the picture's values, or some way beyond it."""
    if collimator.shutter is Shutter.NONE:
        return picture
    beyond = rng.uniform(0, 0.3)
    value = picture.min() - beyond if collimator.shutter is Shutter.BLACK else picture.max() + beyond
    return np.where(open_field, picture, np.float32(value)).astype(np.float32)


def is_visible(picture: Picture, open_field: NDArray[np.bool_]) -> bool:
    """Whether the border differs from what lies beside it: black over air, for example, does not."""
    outside = ndimage.binary_dilation(open_field, iterations=_RIM) & ~open_field
    inside = open_field & ~ndimage.binary_erosion(open_field, iterations=_RIM, border_value=1)
    if not (outside.any() and inside.any()):
        return False
    return bool(abs(picture[outside].mean() - picture[inside].mean()) > _VISIBLE)
