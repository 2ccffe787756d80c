"""The outline of one part of a segment: what viewers draw that show no segment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class Outline:
    """One connected part of a segment in one analysed frame.

    Attributes
    ----------
    segment : int
        Segment Number, from 1.
    frame : int
        Index of the analysed frame it lies on: 0 for an image, z for a slice of a volume.
    polygon : float64 [n, 2]
        Closed, (x, y) with the first pixel's outer corner at (0, 0) (PS3.3 section C.18.6.1.2); the first point equals
        the last. It encloses the part's holes too.
    pixels : int
        Pixels of the part; its holes are none of them.
    """

    segment: int
    frame: int
    polygon: NDArray[np.float64]
    pixels: int


@dataclass(frozen=True, kw_only=True)
class Outlines:
    """The outlines of a run, by segment, the largest first; `omitted` counts further parts in the same frames."""

    drawn: tuple[Outline, ...] = ()
    omitted: int = 0
