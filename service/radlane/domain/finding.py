"""What was found, with its measurements and its region."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from radlane.domain.code import Code
from radlane.domain.reason import Reason


class Presence(StrEnum):
    """Whether the finding is there (qualitative evaluation of TID 1501 and TID 1410)."""

    PRESENT = "present"
    ABSENT = "absent"
    INDETERMINATE = "indeterminate"


class Laterality(StrEnum):
    """Side of the patient (PS3.16 CID 244); None stands for: not known."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """A number with its concept and unit.

    Attributes
    ----------
    concept : Code
        What was measured, for example (42798000, SCT, "Area").
    value : float
        The number, in `unit`.
    unit : Code
        UCUM unit.
    note : str or None
        What the reader must know of it, for example "detector plane, magnification uncorrected".
    """

    concept: Code
    value: float
    unit: Code
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Region:
    """A segment on the source grid.

    Attributes
    ----------
    segment : int
        Segment Number, from 1, in the order of the manifest.
    mask : bool [y, x]
        On the source's stored grid; all False where the finding is absent.
    contours : tuple of float64 [n, 2]
        Closed outer contours, (x, y) with the first pixel's outer corner at (0, 0) and its centre at (0.5, 0.5)
        (PS3.3 section C.18.6.1.2); first point equals last; the largest first.
    fractions : uint8 [y, x] or None
        How probable the segment is in each pixel, in 255ths, also outside the mask; None where nobody asks for it.
    """

    segment: int
    mask: NDArray[np.bool_]
    contours: tuple[NDArray[np.float64], ...]
    fractions: NDArray[np.uint8] | None = None


@dataclass(frozen=True, kw_only=True)
class VolumeRegion:
    """A segment of a volume; its voxels are those of `Conclusion.labels` that hold its number.

    Attributes
    ----------
    segment : int
        Segment Number, from 1, in the order of the manifest.
    voxels : int
        How many; 0 where the finding is absent.
    """

    segment: int
    voxels: int


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One coded finding of one run.

    Attributes
    ----------
    id : str
        The manifest's id of it, stable between runs (`lung-1`).
    concept : Code
        What it is.
    presence : Presence
        Whether it is there.
    laterality : Laterality or None
        Side of the patient; None where the model gives none or the orientation is unknown.
    probability : float or None
        0 to 1, where the model states one.
    measurements : tuple of Measurement
        In the manifest's order.
    region : Region, VolumeRegion or None
        Where it is, for segmentations.
    """

    id: str
    concept: Code
    presence: Presence
    laterality: Laterality | None = None
    probability: float | None = None
    measurements: tuple[Measurement, ...] = ()
    region: Region | VolumeRegion | None = None


@dataclass(frozen=True, kw_only=True)
class JointMeasurement:
    """A measurement computed from several findings, for example the ratio of two areas; `of` names their ids."""

    id: str
    measurement: Measurement
    of: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Conclusion:
    """All that one run says of its input.

    Attributes
    ----------
    reasons : tuple of Reason
        What the findings lack (a side, a unit), and why.
    labels : uint8 [z, y, x] or None
        Segment Number of each voxel of the source volume, 0 for none; None for images.
    """

    findings: tuple[Finding, ...]
    joint: tuple[JointMeasurement, ...] = ()
    reasons: tuple[Reason, ...] = ()
    labels: NDArray[np.uint8] | None = None
