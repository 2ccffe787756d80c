"""Findings of labels: presence, volumes, what the faces of the volume cut."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from radlane.domain.finding import Presence, VolumeRegion
from radlane.domain.output import IntensityMeasurement, SegmentationOutput
from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.inference.volume_findings import conclude_volume
from support.findings import ATTENUATION
from support.volume_models import geometry, segment, stage
from support.volumes import block, series, volume_of

SOURCE = volume_of(series(block()))
ML = 2.5 * 0.8 * 0.7 / 1000


def output(*changes: dict[str, object]) -> SegmentationOutput:
    (made,) = stage(geometry()).outputs
    assert isinstance(made, SegmentationOutput)
    segments = tuple(
        segment(id=f"part-{number}", channel=number, **change) for number, change in enumerate(changes, start=1)
    )
    return replace(made, segments=segments)


def test_each_segment_is_stated_with_its_volume() -> None:
    labels = np.zeros(SOURCE.values.shape, np.uint8)
    labels[1:3, 2:4, 2:4] = 2
    first, second = conclude_volume(output({}, {}), labels, SOURCE).findings
    assert (first.id, first.presence, first.measurements) == ("part-1", Presence.ABSENT, ())
    assert first.region == VolumeRegion(segment=1, voxels=0)
    assert (second.id, second.presence, second.region) == (
        "part-2",
        Presence.PRESENT,
        VolumeRegion(segment=2, voxels=8),
    )
    (measured,) = second.measurements
    assert (measured.value, measured.unit.value, measured.note) == (pytest.approx(8 * ML), "mL", None)


@pytest.mark.parametrize("axis", [0, 1, 2])
@pytest.mark.parametrize("end", [0, -1])
def test_what_reaches_a_face_may_be_cut(axis: int, end: int) -> None:
    labels = np.zeros(SOURCE.values.shape, np.uint8)
    place = [2, 3, 3]
    labels[tuple(place)] = 1
    place[axis] = end
    labels[tuple(place)] = 2
    conclusion = conclude_volume(output({}, {}), labels, SOURCE)
    assert [reason.code for reason in conclusion.reasons] == [ReasonCode.SEGMENT_AT_BORDER]
    inner, cut = (finding.measurements[0].note for finding in conclusion.findings)
    assert inner is None
    assert cut == "at the border of the volume, may be cut off"


def with_intensity(made: SegmentationOutput) -> SegmentationOutput:
    mean = IntensityMeasurement(kind="intensity", statistic="mean", concept=ATTENUATION)
    return replace(made, measurements=(*made.measurements, mean))


def test_what_a_segment_holds_is_stated_where_the_unit_is_known() -> None:
    labels = np.zeros(SOURCE.values.shape, np.uint8)
    labels[1:3, 2:4, 2:4] = 1
    conclusion = conclude_volume(with_intensity(output({})), labels, SOURCE)
    _, mean = conclusion.findings[0].measurements
    inside = SOURCE.values[labels == 1] * SOURCE.slope + SOURCE.intercept
    assert (mean.value, mean.unit.value) == (pytest.approx(inside.mean()), "[hnsf'U]")
    assert mean.derivation is not None
    assert conclusion.reasons == ()
    unknown = conclude_volume(with_intensity(output({})), labels, replace(SOURCE, unit=None))
    assert [reason.code for reason in unknown.reasons] == [ReasonCode.VALUE_UNIT_UNKNOWN]
    assert len(unknown.findings[0].measurements) == 1


def test_what_cannot_be_is_refused() -> None:
    labels = np.zeros(SOURCE.values.shape, np.uint8)
    labels[1:4] = 1
    with pytest.raises(InputRefused, match="part-1 is larger than can be") as refused:
        conclude_volume(output({"implausible_above": 0.5}), labels, SOURCE)
    assert refused.value.code == ReasonCode.OUTPUT_IMPLAUSIBLE


def test_the_labels_go_with_the_findings() -> None:
    labels = np.zeros(SOURCE.values.shape, np.uint8)
    assert conclude_volume(output({}), labels, SOURCE).labels is labels


def test_the_side_is_the_channel_s() -> None:
    labels = np.zeros(SOURCE.values.shape, np.uint8)
    (finding,) = conclude_volume(output({"laterality": "left"}), labels, SOURCE).findings
    assert finding.laterality == "left"
