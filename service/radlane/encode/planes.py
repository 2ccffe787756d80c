"""Where the slices of a volume lie, as their headers say.

In: the slices in the order of the volume. Out: positions, orientation and distances of their planes.
Reference: PS3.3 section C.7.6.2.1.1 (Image Position and Image Orientation), section 10.7.1.3 (Pixel Spacing).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.encode.reading import numbers, text

_THICKNESS_MM = (0.01, 1000.0)  # what a slice can be; others are slips


@dataclass(frozen=True, kw_only=True)
class Planes:
    """Parallel planes in the patient's frame.

    Attributes
    ----------
    positions : float64 [z, 3]
        Centre of each slice's first pixel in mm, LPS.
    orientation : tuple of float
        Direction cosines of rows and columns (Image Orientation (Patient)), six numbers.
    spacing_mm : (float, float)
        Distance of pixel centres between rows, between columns.
    distance_mm : float
        From slice to slice along the normal, least squares over all, as the grid of a volume is fitted.
    thickness_mm : float
        Slice Thickness where all slices have the same one, from 0.01 to 1000 mm, else `distance_mm`.
    frame_of_reference_uid : str
        What all slices share.
    """

    positions: NDArray[np.float64]
    orientation: tuple[float, ...]
    spacing_mm: tuple[float, float]
    distance_mm: float
    thickness_mm: float
    frame_of_reference_uid: str

    @property
    def voxel_ml(self) -> float:
        """Volume of a voxel in mL; the shear of a tilted stack does not change it."""
        return self.spacing_mm[0] * self.spacing_mm[1] * self.distance_mm / 1000.0


def read_planes(sources: Sequence[Dataset]) -> Planes | None:
    """Return the planes of slices, None where they are no stack in the order of their positions."""
    positions = [numbers(source, "ImagePositionPatient") for source in sources]
    frames = {text(source, "FrameOfReferenceUID") for source in sources}
    orientation, spacing = (numbers(sources[0], keyword) for keyword in ("ImageOrientationPatient", "PixelSpacing"))
    usable = len(orientation) == 6 and len(spacing) == 2 and min(spacing) > 0 and all(len(p) == 3 for p in positions)
    if len(sources) < 2 or not usable or len(frames) > 1 or "" in frames:
        return None
    placed = np.array(positions, dtype=np.float64)
    along = placed @ normal(orientation)
    if not (np.diff(along) > 0).all():
        return None
    index = np.arange(len(sources)) - (len(sources) - 1) / 2
    distance = float(index @ (along - along.mean()) / (index @ index))
    return Planes(
        positions=placed,
        orientation=orientation,
        spacing_mm=(spacing[0], spacing[1]),
        distance_mm=distance,
        thickness_mm=_thickness_mm(sources) or distance,
        frame_of_reference_uid=frames.pop(),
    )


def _thickness_mm(sources: Sequence[Dataset]) -> float | None:
    """Return the Slice Thickness that all slices have, None where they have none that can be."""
    stated = {numbers(source, "SliceThickness") for source in sources}
    first = stated.pop()
    return first[0] if not stated and len(first) == 1 and _THICKNESS_MM[0] <= first[0] <= _THICKNESS_MM[1] else None


def normal(orientation: Sequence[float]) -> NDArray[np.float64]:
    """Return the unit normal of a plane: the cross product of the directions of its rows and columns."""
    across = np.cross(orientation[:3], orientation[3:])
    unit: NDArray[np.float64] = across / max(float(np.linalg.norm(across)), 1e-12)
    return unit
