"""A stack of parallel slices as one regular grid in the patient's frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radlane.domain.code import Code
from radlane.domain.finding import Laterality
from radlane.domain.refs import InstanceRef

Shape3 = tuple[int, int, int]
"""Sizes along the array's axes [z, y, x]."""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Where the voxels of an array [z, y, x] lie.

    Attributes
    ----------
    shape : (int, int, int)
        Slices, rows, columns.
    affine : float64 [4, 4]
        Index (z, y, x, 1) -> centre of the voxel (x, y, z, 1) in mm, LPS, in the Frame of Reference of the source
        (PS3.3 section C.7.6.2.1.1). Its columns need not be orthogonal: a stack whose gantry was tilted is sheared.
    """

    shape: Shape3
    affine: NDArray[np.float64]

    @property
    def spacing_mm(self) -> tuple[float, float, float]:
        """Distance of neighbours along z, y and x in mm, along the axes themselves."""
        z, y, x = (float(length) for length in np.linalg.norm(self.affine[:3, :3], axis=0))
        return z, y, x

    @property
    def voxel_ml(self) -> float:
        """Volume of a voxel in mL: of the parallelepiped that the axes span."""
        return float(abs(np.linalg.det(self.affine[:3, :3]))) / 1000.0


@dataclass(frozen=True, kw_only=True)
class Box:
    """A part of a grid [z, y, x]: from the voxel `start` to before the voxel `stop`."""

    start: Shape3
    stop: Shape3

    @property
    def shape(self) -> Shape3:
        """Voxels along each axis."""
        z, y, x = (stop - start for start, stop in zip(self.start, self.stop, strict=True))
        return z, y, x

    @property
    def voxels(self) -> int:
        """How many voxels there are."""
        z, y, x = self.shape
        return z * y * x

    @property
    def slices(self) -> tuple[slice, slice, slice]:
        """What an array is indexed with to get this part."""
        z, y, x = (slice(start, stop) for start, stop in zip(self.start, self.stop, strict=True))
        return z, y, x


@dataclass(frozen=True, kw_only=True)
class Volume:
    """One stack of slices, stored values as they came, in the order of their positions.

    Attributes
    ----------
    refs : tuple of InstanceRef
        The instance of each slice: `refs[z]` holds `values[z]`; the same for all frames of a multi-frame image.
    frame_of_reference_uid : str
        Frame of Reference UID (0020,0052) that all slices share.
    values : int16, uint16, int32, uint32 or float32 [z, y, x]
        z grows along the normal of the slices (the cross product of the directions of rows and columns), y down the
        columns, x along the rows, as stored. The narrowest type that holds every value.
    slope, intercept : float
        `values * slope + intercept` is in the modality's units (HU for CT).
    padding : (float, float) or None
        Values in this closed range are no image (Pixel Padding Value and Range Limit); None where nothing is padded.
    grid : Grid
        Where the voxels are.
    tilt_degrees : float
        Angle between the direction in which the slices follow each other and their normal; 0 for a straight stack.
    unit : Code or None
        UCUM unit of the values in the modality's units; None where nobody knows.
    laterality : Laterality or None
        The side that all slices say that they are of as a whole, where the manifest asks for it; None where they say
        none.
    """

    refs: tuple[InstanceRef, ...]
    frame_of_reference_uid: str
    values: NDArray[np.integer] | NDArray[np.float32]
    slope: float
    intercept: float
    padding: tuple[float, float] | None
    grid: Grid
    tilt_degrees: float
    unit: Code | None = None
    laterality: Laterality | None = None
