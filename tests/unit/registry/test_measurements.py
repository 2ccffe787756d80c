from dataclasses import replace

import pytest

from radlane.domain.code import Code
from radlane.domain.output import (
    AreaMeasurement,
    AreaRatio,
    IntensityMeasurement,
    LengthMeasurement,
    SegmentationOutput,
    SegmentMeasurement,
    VolumeMeasurement,
)
from radlane.registry.measurements import complain_of_measurements
from support.encoding import manifest


def code(value: str) -> Code:
    return Code(scheme="SCT", value=value, meaning=value)


AREA = AreaMeasurement(kind="area", concept=code("1"))
RATIO = AreaRatio(kind="area-ratio", id="r", concept=code("2"), numerator="lung-1", denominator="lung-2")
VOLUME = VolumeMeasurement(kind="volume", concept=code("3"))
LONG = LengthMeasurement(kind="long-axis", concept=code("4"))
SHORT = LengthMeasurement(kind="short-axis", concept=code("5"))
DEEP = LengthMeasurement(kind="maximum-3d-diameter", concept=code("6"))
MEAN = IntensityMeasurement(kind="intensity", statistic="mean", concept=code("7"))
SPREAD = IntensityMeasurement(kind="intensity", statistic="standard-deviation", concept=code("7"))


def complaints(*measurements: SegmentMeasurement, of_volume: bool) -> list[str]:
    (output,) = manifest().outputs
    assert isinstance(output, SegmentationOutput)
    return complain_of_measurements(replace(output, measurements=measurements), of_volume=of_volume)


@pytest.mark.parametrize("measurement", [AREA, RATIO])
def test_areas_are_of_projections(measurement: SegmentMeasurement) -> None:
    assert complaints(measurement, of_volume=False) == []
    assert "areas of projections" in complaints(measurement, of_volume=True)[0]


@pytest.mark.parametrize("measurement", [VOLUME, DEEP, MEAN])
def test_volumes_3d_diameters_and_intensities_are_of_volumes(measurement: SegmentMeasurement) -> None:
    assert complaints(measurement, of_volume=True) == []
    assert "of volumes" in complaints(measurement, of_volume=False)[0]


@pytest.mark.parametrize("of_volume", [True, False])
def test_axes_are_of_both(of_volume: bool) -> None:
    assert complaints(LONG, SHORT, of_volume=of_volume) == []


def test_one_concept_may_have_several_statistics_and_each_once() -> None:
    assert complaints(MEAN, SPREAD, of_volume=True) == []
    assert "once" in complaints(MEAN, replace(MEAN, concept=code("9")), of_volume=True)[0]
    assert "once" in complaints(LONG, replace(SHORT, concept=LONG.concept), of_volume=True)[0]
    other = replace(RATIO, id="s", concept=code("8"))
    assert complaints(AREA, RATIO, other, of_volume=False) == []  # ratios differ by what they are of


def test_a_ratio_is_of_segments_that_are_there() -> None:
    assert "not there" in complaints(replace(RATIO, numerator="liver"), of_volume=False)[0]
