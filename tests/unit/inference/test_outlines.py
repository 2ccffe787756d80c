"""Outlines of what was concluded."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from radlane.domain.finding import Conclusion, Finding, Presence
from radlane.inference.outlines import MOST_PARTS, trace_outlines
from support import encoding, volume_encoding


def image_of(mask: NDArray[np.bool_]) -> Conclusion:
    return Conclusion(findings=(encoding.finding(0, mask),))


def volume_of(labels: NDArray[np.uint8]) -> Conclusion:
    counts = np.bincount(labels.ravel(), minlength=4)
    return Conclusion(
        findings=tuple(volume_encoding.finding(index, int(counts[index + 1]), 1.0) for index in range(3)), labels=labels
    )


def test_each_segment_of_an_image_has_the_outline_of_its_mask() -> None:
    found = encoding.conclusion(48, 40)
    outlines = trace_outlines(found)
    assert [(outline.segment, outline.frame) for outline in outlines.drawn] == [(1, 0), (2, 0)]
    for outline, finding in zip(outlines.drawn, found.findings, strict=True):
        assert finding.region is not None
        assert outline.pixels == finding.region.mask.sum()  # type: ignore[union-attr]
        np.testing.assert_array_equal(outline.polygon, finding.region.contours[0])  # type: ignore[union-attr]
    assert outlines.omitted == 0


def test_parts_come_by_size_and_pixels_that_touch_by_a_corner_are_two() -> None:
    mask = np.zeros((12, 12), bool)
    mask[1:3, 1:3] = True
    mask[5:9, 5:10] = True
    mask[9, 10] = True
    assert [outline.pixels for outline in trace_outlines(image_of(mask)).drawn] == [20, 4, 1]


def test_a_hole_is_enclosed_and_not_counted() -> None:
    mask = np.zeros((12, 12), bool)
    mask[2:9, 2:9] = True
    mask[4:7, 4:7] = False
    (outline,) = trace_outlines(image_of(mask)).drawn
    assert outline.pixels == 40
    assert (outline.polygon.min(), outline.polygon.max()) == (2.0, 9.0)


def test_of_many_parts_the_largest_are_drawn_and_the_others_counted() -> None:
    mask = np.zeros((4, 40), bool)
    mask[1, 1::3] = True
    mask[2, 30:33] = True
    outlines = trace_outlines(image_of(mask))
    assert len(outlines.drawn) == MOST_PARTS
    assert outlines.drawn[0].pixels == 4
    assert len(outlines.drawn) + outlines.omitted == 13


def test_a_segment_of_a_volume_is_drawn_where_it_is_largest() -> None:
    labels = np.zeros((5, 10, 10), np.uint8)
    labels[1, 2:5, 2:5] = 1
    labels[3, 2:6, 2:5] = 1
    labels[4, 2:6, 2:5] = 1  # as large, but later
    labels[2, 7, 7] = 3
    drawn = trace_outlines(volume_of(labels)).drawn
    assert [(outline.segment, outline.frame, outline.pixels) for outline in drawn] == [(1, 3, 12), (3, 2, 1)]
    np.testing.assert_allclose(drawn[1].polygon[:-1].mean(axis=0), [7.5, 7.5], atol=0.26)


def test_what_has_no_region_or_no_pixels_has_no_outline() -> None:
    absent = Finding(id="heart", concept=encoding.LUNG, presence=Presence.ABSENT)
    empty = encoding.finding(0, np.zeros((5, 5), bool))
    assert trace_outlines(Conclusion(findings=(absent, empty))).drawn == ()
    assert trace_outlines(volume_of(np.zeros((3, 4, 4), np.uint8))).drawn == ()
