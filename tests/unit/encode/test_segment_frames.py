"""Which frames a SEG has, and their pixels."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.finding import Conclusion, VolumeRegion
from radlane.domain.output import SegmentationType
from radlane.encode.segment_frames import SegmentFrame, find_frames, has_pixels, label_map, overlap, planes
from support.encoding import conclusion, lungs
from support.shapes import concluded
from support.variants_of_regions import overlapping, with_fractions

BINARY, FRACTIONAL, LABELMAP = SegmentationType.BINARY, SegmentationType.FRACTIONAL, SegmentationType.LABELMAP
LABELS = np.array([[[0, 2], [0, 0]], [[0, 0], [0, 0]], [[1, 2], [2, 3]]], np.uint8)


def shown(said: Conclusion, kind: SegmentationType) -> list[NDArray[np.uint8]]:
    return [plane.astype(np.uint8) for plane in planes(said, kind, find_frames(said, kind))]


def test_a_frame_for_each_segment_and_source_that_it_reaches() -> None:
    said = concluded(LABELS)
    expected = [SegmentFrame(segment=segment, source=source) for segment, source in ((2, 0), (1, 2), (2, 2), (3, 2))]
    assert find_frames(said, BINARY) == expected
    for frame, plane in zip(expected, shown(said, BINARY), strict=True):
        np.testing.assert_array_equal(plane, LABELS[frame.source] == frame.segment)


def test_a_frame_of_a_label_map_for_each_source_that_any_reaches() -> None:
    said = concluded(LABELS)
    assert find_frames(said, LABELMAP) == [SegmentFrame(segment=0, source=source) for source in (0, 2)]
    np.testing.assert_array_equal(shown(said, LABELMAP), LABELS[[0, 2]])


def test_an_image_has_a_frame_for_each_segment_that_is_there() -> None:
    said = conclusion(48, 40, present=(False, True))
    assert find_frames(said, BINARY) == [SegmentFrame(segment=2, source=0)]
    np.testing.assert_array_equal(shown(said, BINARY), [lungs(48, 40)[1]])


def test_an_image_as_a_label_map() -> None:
    said = conclusion(48, 40)
    one, other = lungs(48, 40)
    np.testing.assert_array_equal(shown(said, LABELMAP), [one + 2 * other])
    assert label_map([]).sum() == 0
    empty = conclusion(48, 40, present=(False, False))
    assert find_frames(empty, LABELMAP) == []


def test_probabilities_are_shown_as_they_were_kept() -> None:
    said = with_fractions(conclusion(48, 40, present=(True, False)))
    (plane,) = shown(said, FRACTIONAL)
    region = said.findings[0].region
    assert region is not None
    np.testing.assert_array_equal(plane, region.fractions)  # type: ignore[union-attr]


@pytest.mark.parametrize("said", [conclusion(48, 40), concluded(LABELS)])
def test_a_probability_that_nobody_kept_is_not_made_up(said: Conclusion) -> None:
    with pytest.raises(ValueError, match="no fractions"):
        shown(said, FRACTIONAL)


def test_masks_may_overlap_and_labels_cannot() -> None:
    assert not overlap(conclusion(48, 40))
    assert overlap(overlapping(48, 40))
    assert not overlap(replace(conclusion(48, 40), findings=conclusion(48, 40).findings[:1]))
    assert not overlap(concluded(LABELS))


def test_what_has_pixels() -> None:
    assert [has_pixels(VolumeRegion(segment=1, voxels=voxels)) for voxels in (0, 1)] == [False, True]
    regions = [finding.region for finding in conclusion(48, 40, present=(True, False)).findings]
    assert [has_pixels(region) for region in regions if region] == [True, False]
