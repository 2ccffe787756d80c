import numpy as np
import pytest

from radlane.domain.code import Code
from radlane.domain.output import IntensityMeasurement, LengthMeasurement, SegmentMeasurement, VolumeMeasurement
from radlane.domain.units import HOUNSFIELD
from radlane.inference.cleanup import count_labels
from radlane.inference.volume_measurements import DERIVATIONS, measure_segments
from support.findings import ATTENUATION
from support.volume_encoding import VOLUME, values
from support.volume_sources import CT, volume

LONG = Code(scheme="SCT", value="103339001", meaning="Long axis")
SHORT = Code(scheme="SCT", value="103340004", meaning="Short axis")
MAXIMUM = Code(scheme="IBSI", value="L0JK", meaning="Maximum 3D Diameter of a Mesh")
EVERYTHING: tuple[SegmentMeasurement, ...] = (
    VolumeMeasurement(kind="volume", concept=VOLUME),
    LengthMeasurement(kind="long-axis", concept=LONG),
    LengthMeasurement(kind="short-axis", concept=SHORT),
    LengthMeasurement(kind="maximum-3d-diameter", concept=MAXIMUM),
    IntensityMeasurement(kind="intensity", statistic="mean", concept=ATTENUATION),
    IntensityMeasurement(kind="intensity", statistic="standard-deviation", concept=ATTENUATION),
    IntensityMeasurement(kind="intensity", statistic="minimum", concept=ATTENUATION),
    IntensityMeasurement(kind="intensity", statistic="maximum", concept=ATTENUATION),
)
MADE = volume(CT, values(), unit=HOUNSFIELD)


def test_each_segment_has_what_is_wanted_in_its_order() -> None:
    labels = np.zeros(CT.shape, np.uint8)
    labels[2, 4:7, 5:15], labels[1, 10, 3] = 1, 3
    one, none, single = measure_segments(EVERYTHING, MADE, labels, count_labels(labels, 3))
    assert none == ()
    assert [item.concept for item in one] == [wanted.concept for wanted in EVERYTHING]
    assert [item.unit.value for item in one] == ["mL", "mm", "mm", "mm", *["[hnsf'U]"] * 4]
    assert [item.derivation for item in one] == [None] * 4 + list(DERIVATIONS.values())
    inside = values()[labels == 1]
    assert [item.value for item in one] == pytest.approx(
        [
            30 * MADE.grid.voxel_ml,
            np.hypot(10 * CT.spacing[1], 2 * CT.spacing[0]),
            one[2].value,
            one[3].value,
            *(inside.mean(), inside.std(), inside.min(), inside.max()),
        ]
    )
    assert one[2].value < one[1].value <= one[3].value
    widest = max(MADE.grid.spacing_mm)
    assert [item.value for item in single[1:4]] == pytest.approx([max(CT.spacing), min(CT.spacing), widest])
    assert single[5].value == 0.0


def test_where_nobody_knows_the_unit_nothing_is_said_of_what_a_segment_holds() -> None:
    labels = np.ones(CT.shape, np.uint8)
    (found,) = measure_segments(EVERYTHING, volume(CT, values()), labels, count_labels(labels, 1))
    assert [item.concept for item in found] == [VOLUME, LONG, SHORT, MAXIMUM]


def test_a_segment_of_padding_alone_has_a_size_and_no_intensity() -> None:
    labels = np.ones(CT.shape, np.uint8)
    padded = volume(CT, values(), unit=HOUNSFIELD, padding=(-1e6, 1e6))
    (found,) = measure_segments(EVERYTHING[4:] + EVERYTHING[:1], padded, labels, count_labels(labels, 1))
    assert [item.concept for item in found] == [VOLUME]
