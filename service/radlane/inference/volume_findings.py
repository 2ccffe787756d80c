"""Labels on the source volume -> Conclusion.

In: Segment Numbers of the voxels, and the manifest's output. Out: findings with their measurements. A structure that
the faces of the volume may cut off has those of its part, and a note.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from radlane.domain.finding import Conclusion, Finding, Measurement, Presence, VolumeRegion
from radlane.domain.output import IntensityMeasurement, SegmentationOutput
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.volume import Volume
from radlane.errors import InputRefused
from radlane.inference.cleanup import count_labels
from radlane.inference.volume_measurements import measure_segments

_BORDER_NOTE = "at the border of the volume, may be cut off"
_CUT = Reason(
    code=ReasonCode.SEGMENT_AT_BORDER,
    text="A structure at the border of the volume may be cut off: volumes are those of the part in it",
)
_UNITLESS = Reason(
    code=ReasonCode.VALUE_UNIT_UNKNOWN,
    text="The images do not say in which unit their values are: intensities are left out",
)


def conclude_volume(output: SegmentationOutput, labels: NDArray[np.uint8], volume: Volume) -> Conclusion:
    """Say of each segment whether it is there, and how large it is.

    Parameters
    ----------
    output : SegmentationOutput
        The manifest's.
    labels : uint8 [z, y, x]
        Segment Number of each voxel of the source volume, cleaned.
    volume : Volume
        The volume that was analysed.

    Raises
    ------
    InputRefused
        `output-implausible` where a segment is larger than the manifest believes.
    """
    counts = require_plausible(output, labels, volume)
    cut = _at_faces(labels)
    measured = measure_segments(output.measurements, volume, labels, counts)
    findings = tuple(
        _finding(output, number, int(counts[number]), measured[number - 1], cut=number in cut)
        for number in range(1, len(output.segments) + 1)
    )
    wanted = any(isinstance(measurement, IntensityMeasurement) for measurement in output.measurements)
    unitless = (_UNITLESS,) if wanted and volume.unit is None else ()
    return Conclusion(findings=findings, reasons=(*((_CUT,) if cut else ()), *unitless), labels=labels)


def require_plausible(output: SegmentationOutput, labels: NDArray[np.uint8], volume: Volume) -> NDArray[np.int64]:
    """Return how many voxels have each Segment Number; refuse a larger share than the manifest believes.

    Raises
    ------
    InputRefused
        `output-implausible`.
    """
    counts = count_labels(labels, len(output.segments))
    for segment, voxels in zip(output.segments, counts[1:], strict=True):
        if voxels > segment.implausible_above * labels.size:
            raise InputRefused(
                ReasonCode.OUTPUT_IMPLAUSIBLE,
                f"The segment {segment.id} is larger than can be",
                uid=volume.refs[0].series_instance_uid,
            )
    return counts


def _finding(
    output: SegmentationOutput, number: int, voxels: int, measured: tuple[Measurement, ...], *, cut: bool
) -> Finding:
    segment = output.segments[number - 1]
    return Finding(
        id=segment.id,
        concept=segment.type,
        presence=Presence.PRESENT if voxels else Presence.ABSENT,
        laterality=segment.laterality,
        measurements=tuple(replace(one, note=_BORDER_NOTE) for one in measured) if cut else measured,
        region=VolumeRegion(segment=number, voxels=voxels),
    )


def _at_faces(labels: NDArray[np.uint8]) -> set[int]:
    """Numbers of the segments that reach a face of the volume."""
    faces = [face for axis in range(3) for face in (labels.take(0, axis), labels.take(-1, axis))]
    return {int(number) for face in faces for number in np.unique(face)} - {0}
