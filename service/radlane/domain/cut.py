"""A plane through a volume as it is shown to people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class CutBox:
    """Where a box in space is cut.

    Attributes
    ----------
    finding : str
        `Finding.id`.
    left, top, right, bottom : float
        Edges in pixels of the cut, whose upper left corner is (0, 0).
    """

    finding: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class Cut:
    """A plane along the voxels of a volume, in radiological convention.

    Attributes
    ----------
    name : str
        `axial`, `coronal` or `sagittal`: the nearest one.
    picture : uint8 [row, column]
        High is bright.
    labels : uint8 [row, column]
        Segment Number of each pixel, 0 for none.
    row_mm, column_mm : float
        Distance of pixel centres down the rows, across the columns.
    edges : (str, str, str, str)
        Where the left, right, upper and lower edge lie: a letter or two of PS3.3 section C.7.6.1.1.1.
    heat : float32 [row, column] or None
        Numbers of a heat map, where one is shown.
    boxes : tuple of CutBox
        Boxes in space that the plane cuts.
    """

    name: str
    picture: NDArray[np.uint8]
    labels: NDArray[np.uint8]
    row_mm: float
    column_mm: float
    edges: tuple[str, str, str, str]
    heat: NDArray[np.float32] | None = None
    boxes: tuple[CutBox, ...] = ()
