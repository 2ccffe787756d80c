"""The manifest's measurements of the segments of a volume.

In: Segment Numbers on the source grid, the volume as it was read. Out: numbers with concept and unit, not rounded.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from radlane.domain.code import Code
from radlane.domain.finding import Measurement
from radlane.domain.output import IntensityMeasurement, SegmentMeasurement, VolumeMeasurement
from radlane.domain.units import MILLILITRE, MILLIMETRE
from radlane.domain.volume import Volume
from radlane.inference.diameters import largest_plane, maximum_diameter
from radlane.inference.intensities import segment_intensities

DERIVATIONS = {  # PS3.16 CID 7464
    "mean": Code(scheme="SCT", value="373098007", meaning="Mean"),
    "standard-deviation": Code(scheme="SCT", value="386136009", meaning="Standard Deviation"),
    "minimum": Code(scheme="SCT", value="255605001", meaning="Minimum"),
    "maximum": Code(scheme="SCT", value="56851009", meaning="Maximum"),
}


def measure_segments(
    wanted: Sequence[SegmentMeasurement], volume: Volume, labels: NDArray[np.uint8], counts: NDArray[np.int64]
) -> tuple[tuple[Measurement, ...], ...]:
    """Measure each segment.

    Parameters
    ----------
    wanted : sequence of SegmentMeasurement
        The manifest's.
    volume : Volume
        The volume that was analysed.
    labels : uint8 [z, y, x]
        Segment Number of each of its voxels, cleaned.
    counts : int64 [n]
        How many voxels have each number, 0 among them.

    Returns
    -------
    tuple of tuple of Measurement
        Of each segment, in their order; none of one that is empty.
    """
    boxes = _boxes(wanted, labels, len(counts) - 1)
    return tuple(
        _measure(wanted, volume, labels, number, boxes[number - 1], int(counts[number])) if counts[number] else ()
        for number in range(1, len(counts))
    )


def _boxes(wanted: Sequence[SegmentMeasurement], labels: NDArray[np.uint8], most: int) -> list[tuple[slice, ...]]:
    """Return the box around each segment, where something is measured inside it."""
    everywhere = (slice(None),) * labels.ndim
    if all(isinstance(measurement, VolumeMeasurement) for measurement in wanted):
        return [everywhere] * most
    return [everywhere if box is None else box for box in ndimage.find_objects(labels, most)]


def _measure(
    wanted: Sequence[SegmentMeasurement],
    volume: Volume,
    labels: NDArray[np.uint8],
    number: int,
    box: tuple[slice, ...],
    voxels: int,
) -> tuple[Measurement, ...]:
    values = {"volume": voxels * volume.grid.voxel_ml}
    kinds = {measurement.kind for measurement in wanted}
    if kinds & {"long-axis", "short-axis"}:
        values |= _in_plane(volume, labels[box] == number)
    if "maximum-3d-diameter" in kinds:
        values |= _in_space(volume, labels[box] == number)
    if "intensity" in kinds and volume.unit is not None:
        values |= _intensities(volume, labels, number, box)
    stated = [_state(measurement, values, volume) for measurement in wanted]
    return tuple(measurement for measurement in stated if measurement is not None)


def _in_plane(volume: Volume, mask: NDArray[np.bool_]) -> dict[str, float]:
    affine = volume.grid.affine
    plane = largest_plane(mask, affine[:3, 1], affine[:3, 2])
    assert plane is not None  # there are voxels
    return {"long-axis": plane.long_mm, "short-axis": plane.short_mm}


def _in_space(volume: Volume, mask: NDArray[np.bool_]) -> dict[str, float]:
    longest = maximum_diameter(mask, volume.grid.affine)
    assert longest is not None  # there are voxels
    return {"maximum-3d-diameter": longest}


def _intensities(volume: Volume, labels: NDArray[np.uint8], number: int, box: tuple[slice, ...]) -> dict[str, float]:
    """Return statistics by their names; none where a segment has nothing but padding."""
    found = segment_intensities(volume, labels, number, box)
    if found is None:
        return {}
    return {
        "mean": found.mean,
        "standard-deviation": found.deviation,
        "minimum": found.minimum,
        "maximum": found.maximum,
    }


def _state(wanted: SegmentMeasurement, values: dict[str, float], volume: Volume) -> Measurement | None:
    """Return a measurement with its unit; None where there is no value of it."""
    if isinstance(wanted, IntensityMeasurement):
        value, unit = values.get(wanted.statistic), volume.unit
        derivation = DERIVATIONS[wanted.statistic]
    else:
        value, unit, derivation = values.get(wanted.kind), MILLIMETRE, None
        unit = MILLILITRE if isinstance(wanted, VolumeMeasurement) else unit
    if value is None or unit is None:
        return None
    return Measurement(concept=wanted.concept, value=value, unit=unit, derivation=derivation)
