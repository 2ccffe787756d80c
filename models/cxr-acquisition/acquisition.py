"""How a radiograph comes to be shown wrongly: mirrored, turned, inverted.

In: an upright picture, 0 to 1, and an `Acquisition`. Out: the picture as it is shown, and its labels. The order is
fixed (mirrored, then turned, then inverted), so each of the 16 ways to show a picture has exactly one name.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.float32]
CLASSES = ("inverted", "turned-90", "turned-180", "turned-270", "mirrored", "collimated")
"""Channels of the network's output. Turns are clockwise, in degrees."""


@dataclass(frozen=True, kw_only=True)
class Acquisition:
    """What was done to a picture.

    Attributes
    ----------
    mirrored : bool
        Left and right changed places: the heart's apex lies at the image's left when the patient stands upright.
    quarters : int
        Quarter turns clockwise, 0 to 3, after that.
    inverted : bool
        Dense parts are dark.
    collimated : bool
        A border that the collimator left unexposed, or a shutter over it, is in the picture on at least one side.
    """

    mirrored: bool
    quarters: int
    inverted: bool
    collimated: bool

    def labels(self) -> NDArray[np.float32]:
        """0 or 1 for each of `CLASSES`, float32 [6]."""
        turned = [self.quarters == number for number in (1, 2, 3)]
        return np.array([self.inverted, *turned, self.mirrored, self.collimated], np.float32)


def draw_acquisition(rng: np.random.Generator, *, collimated: bool) -> Acquisition:
    """Draw one; half are mirrored, 4 of 10 inverted, 6 of 10 turned. Whether it is collimated the picture says."""
    return Acquisition(
        mirrored=bool(rng.random() < 0.5),
        quarters=int(rng.choice(4, p=(0.4, 0.2, 0.2, 0.2))),
        inverted=bool(rng.random() < 0.4),
        collimated=collimated,
    )


def show(picture: Picture, acquisition: Acquisition) -> Picture:
    """Mirror, turn and invert a picture, float32 [y, x], whose values lie in 0 ... 1."""
    shown = picture[:, ::-1] if acquisition.mirrored else picture
    shown = np.rot90(shown, -acquisition.quarters)
    return np.ascontiguousarray(1 - shown if acquisition.inverted else shown, dtype=np.float32)
