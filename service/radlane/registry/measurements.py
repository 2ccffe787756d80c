"""What a manifest may measure.

In: an output. Out: what is wrong with its measurements, each as `key: what is wrong`.
"""

from __future__ import annotations

from radlane.domain.output import (
    AreaMeasurement,
    AreaRatio,
    IntensityMeasurement,
    LengthMeasurement,
    SegmentationOutput,
    SegmentMeasurement,
)

_KEY = "outputs.measurements"


def complain_of_measurements(output: SegmentationOutput, *, of_volume: bool) -> list[str]:
    """Return what is wrong with the measurements of an output on volumes, or on projections."""
    wrong = []
    ids = {segment.id for segment in output.segments}
    ratios = [measurement for measurement in output.measurements if isinstance(measurement, AreaRatio)]
    if any({ratio.numerator, ratio.denominator} - ids for ratio in ratios):
        wrong.append(f"{_KEY}: a ratio names segments that are not there")
    if any(of_volume not in _measured_on(measurement) for measurement in output.measurements):
        wrong.append(f"{_KEY}: volumes, 3D diameters and intensities of volumes, areas of projections")
    kinds = [_kind(measurement) for measurement in output.measurements if not isinstance(measurement, AreaRatio)]
    concepts = [_concept(measurement) for measurement in output.measurements]
    if len(set(kinds)) != len(kinds) or len(set(concepts)) != len(concepts):
        wrong.append(f"{_KEY}: each is stated once, under a concept of its own")
    return wrong


def _measured_on(measurement: SegmentMeasurement) -> tuple[bool, ...]:
    """On what a measurement is made: volumes (true), projections (false), or both."""
    if isinstance(measurement, (AreaMeasurement, AreaRatio)):
        return (False,)
    in_plane = isinstance(measurement, LengthMeasurement) and measurement.kind != "maximum-3d-diameter"
    return (True, False) if in_plane else (True,)


def _kind(measurement: SegmentMeasurement) -> tuple[str, str]:
    return measurement.kind, _statistic(measurement)


def _concept(measurement: SegmentMeasurement) -> tuple[str, str, str]:
    """Return what tells numbers of a report apart: one concept may have several statistics."""
    return measurement.concept.scheme, measurement.concept.value, _statistic(measurement)


def _statistic(measurement: SegmentMeasurement) -> str:
    return measurement.statistic if isinstance(measurement, IntensityMeasurement) else ""
