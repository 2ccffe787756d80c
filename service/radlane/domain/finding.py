"""What was found, with its measurements and its region."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from radlane.domain.code import Code
from radlane.domain.operating_point import OperatingPoint
from radlane.domain.out_of_distribution import Distance
from radlane.domain.reason import Reason
from radlane.domain.saliency import Heatmap


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
    derivation : Code or None
        What of several values it is (PS3.16 CID 7464): mean, standard deviation, minimum, maximum.
    note : str or None
        What the reader must know of it, for example "detector plane, magnification uncorrected".
    """

    concept: Code
    value: float
    unit: Code
    derivation: Code | None = None
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


SegmentRegion = Region | VolumeRegion
"""A region that is a segment of the SEG."""


@dataclass(frozen=True, kw_only=True)
class BoxRegion:
    """A rectangle in one frame.

    Attributes
    ----------
    frame : int
        Place of the frame among the analysed ones, from 0.
    left, top, right, bottom : float
        Edges along x (columns) and y (rows), with the first pixel's outer corner at (0, 0) and its centre at (0.5, 0.5)
        (PS3.3 section C.18.6.1.2); left < right, top < bottom.
    """

    frame: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class VolumeBoxRegion:
    """A box in the patient's frame.

    Attributes
    ----------
    affine : float64 [4, 4]
        The unit cube (z, y, x, 1), each 0 to 1, -> (x, y, z, 1) in mm, LPS, in the Frame of Reference of the source.
    """

    affine: NDArray[np.float64]

    @property
    def corners(self) -> NDArray[np.float64]:
        """The corners in mm, LPS, float64 [8, 3]: the four of one face (z 0) one after the other, then the other's."""
        face = np.array([(0, 0), (0, 1), (1, 1), (1, 0)], dtype=np.float64)  # (y, x)
        unit = np.array([(z, *point, 1) for z in (0.0, 1.0) for point in face])
        return np.asarray((unit @ self.affine.T)[:, :3], dtype=np.float64)


@dataclass(frozen=True, kw_only=True)
class FrameRegion:
    """A frame of a clip, whole: `frame` is its place among the analysed ones, from 0."""

    frame: int


AnyRegion = SegmentRegion | BoxRegion | VolumeBoxRegion | FrameRegion
"""Where a finding is."""


@dataclass(frozen=True, kw_only=True)
class Probability:
    """How sure a model is of a finding.

    Attributes
    ----------
    value : float
        0 to 1.
    threshold : float
        From here on the finding is present.
    indeterminate_from : float or None
        From here to `threshold` it is indeterminate; None: below the threshold it is absent.
    calibration : str or None
        The data that the values were fitted to, as people name it; None: the network's raw output, which is no
        probability of anything, and is said to be none.
    calibrated_by : str or None
        The method by which radlane fitted them (`domain.calibration`); None: they came as they are.
    operating_point : OperatingPoint or None
        What was measured at this threshold; None where the manifest names nothing.
    """

    value: float
    threshold: float
    indeterminate_from: float | None = None
    calibration: str | None = None
    calibrated_by: str | None = None
    operating_point: OperatingPoint | None = None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One coded finding of one run.

    Attributes
    ----------
    id : str
        The manifest's id of it, stable between runs (`lung-1`); of a box that of its class, with its place by falling
        score (`nodule-2`).
    concept : Code
        What it is.
    presence : Presence
        Whether it is there.
    site : Code or None
        Where in the body it is; None for a segmented structure, which is its own site, and where nobody says.
    laterality : Laterality or None
        Side of the patient; None where the model gives none or the orientation is unknown.
    probability : Probability or None
        Where the model states one.
    measurements : tuple of Measurement
        In the manifest's order.
    uncertainty : tuple of Measurement
        How sure the model is of what it says here (`domain.uncertainty`): no measurement of the patient.
    region : AnyRegion or None
        Where it is, for segmentations and detections; when it is, for a choice of frames.
    """

    id: str
    concept: Code
    presence: Presence
    site: Code | None = None
    laterality: Laterality | None = None
    probability: Probability | None = None
    measurements: tuple[Measurement, ...] = ()
    uncertainty: tuple[Measurement, ...] = ()
    region: AnyRegion | None = None

    @property
    def located(self) -> Code | None:
        """Where it is: a segmented structure is its own site, and so is what has a side and no site."""
        own = isinstance(self.region, SegmentRegion) or self.laterality is not None
        return self.site or (self.concept if own else None)


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
        Segment Number of each voxel of the source volume, 0 for none; None for images, and where nothing is segmented.
    heatmaps : tuple of Heatmap
        What explains findings; no finding itself.
    distance : Distance or None
        How far the input lies from valid ones; None where the model has no measure of it.
    """

    findings: tuple[Finding, ...]
    joint: tuple[JointMeasurement, ...] = ()
    reasons: tuple[Reason, ...] = ()
    labels: NDArray[np.uint8] | None = None
    heatmaps: tuple[Heatmap, ...] = ()
    distance: Distance | None = None

    def shown_frame(self, frames: int) -> int:
        """Which of the analysed frames of a clip stands for all: the first choice that is present, else the middle."""
        chosen = [finding for finding in self.findings if isinstance(finding.region, FrameRegion)]
        chosen.sort(key=lambda finding: finding.presence is not Presence.PRESENT)
        places = [finding.region.frame for finding in chosen if isinstance(finding.region, FrameRegion)]
        return places[0] if places else frames // 2

    @property
    def boxes(self) -> dict[str, VolumeBoxRegion]:
        """The boxes in space by the ids of their findings: what is present first, of that the surest.

        Classes have thresholds of their own: a higher probability of another class may mean less.
        """
        boxed = [finding for finding in self.findings if isinstance(finding.region, VolumeBoxRegion)]
        boxed.sort(key=lambda finding: 0.0 if finding.probability is None else -finding.probability.value)
        boxed.sort(key=lambda finding: finding.presence is not Presence.PRESENT)
        return {finding.id: finding.region for finding in boxed if isinstance(finding.region, VolumeBoxRegion)}
