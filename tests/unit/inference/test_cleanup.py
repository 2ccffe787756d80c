"""Label maps are cleaned as the manifest says."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray
from scipy import ndimage

from radlane.inference.cleanup import clean_labels, count_labels
from support.volume_models import segment

Labels = NDArray[np.uint8]


def empty() -> Labels:
    return np.zeros((6, 8, 8), np.uint8)


def test_the_largest_component_is_kept() -> None:
    labels = empty()
    labels[0:2, 0:2, 0:2] = 1
    labels[4, 4:6, 4:6] = 1
    labels[5, 7, 7] = 2
    clean_labels(labels, [segment(keep_largest=True), segment()], 1.0)
    assert count_labels(labels, 2).tolist() == [labels.size - 9, 8, 1]
    assert labels[0:2, 0:2, 0:2].all()


def test_voxels_that_share_a_corner_are_one_component() -> None:
    labels = empty()
    for place in range(4):
        labels[place, place, place] = 1
    clean_labels(labels, [segment(keep_largest=True)], 1.0)
    assert count_labels(labels, 1)[1] == 4


def test_of_equal_components_the_first_stays() -> None:
    labels = empty()
    labels[0, 0, 0] = labels[5, 7, 7] = 1
    clean_labels(labels, [segment(keep_largest=True)], 1.0)
    assert (labels[0, 0, 0], labels[5, 7, 7]) == (1, 0)


def test_small_components_go_by_their_volume() -> None:
    labels = empty()
    labels[0, 0, 0:3] = 1
    labels[4, 4, 0:4] = 1
    clean_labels(labels, [segment(minimum_ml=2.0)], 0.5)
    assert (labels[0].any(), labels[4].any()) == (False, True)
    clean_labels(labels, [segment(minimum_ml=2.0, keep_largest=True)], 0.4)
    assert not labels.any(), "also the largest may be too small"


def test_components_of_other_segments_stay() -> None:
    labels = empty()
    labels[:, :, 0:4] = 2
    labels[2, 2, 2] = 1
    clean_labels(labels, [segment(minimum_ml=2.0), segment()], 1.0)
    assert labels[2, 2, 2] == 0
    assert count_labels(labels, 2)[2] == 6 * 8 * 4 - 1


def test_holes_are_filled_and_bays_are_not() -> None:
    labels = empty()
    labels[1:6, 1:6, 1:6] = 1
    labels[3, 3, 3] = 0  # a hole
    labels[1, 3, 2] = 0  # a bay: it is open to the side of the first slice
    clean_labels(labels, [segment(fill_holes=True)], 1.0)
    assert (labels[3, 3, 3], labels[1, 3, 2]) == (1, 0)


def test_a_cavity_that_reaches_the_volume_s_face_is_open() -> None:
    labels = np.ones((3, 3, 3), np.uint8)
    labels[0, 1, 1] = 0
    clean_labels(labels, [segment(fill_holes=True)], 1.0)
    assert labels[0, 1, 1] == 0


def test_what_fills_its_box_has_no_holes() -> None:
    labels = empty()
    labels[1:4, 2:5, 2:5] = 1
    before = labels.copy()
    clean_labels(labels, [segment(fill_holes=True)], 1.0)
    np.testing.assert_array_equal(labels, before)


@given(arrays(np.uint8, array_shapes(min_dims=3, max_dims=3, max_side=7), elements=st.integers(0, 1)))
def test_holes_are_those_of_scipy(labels: Labels) -> None:
    filled = ndimage.binary_fill_holes(labels == 1)
    clean_labels(labels, [segment(fill_holes=True)], 1.0)
    np.testing.assert_array_equal(labels == 1, filled)


@given(arrays(np.uint8, array_shapes(min_dims=3, max_dims=3, max_side=7), elements=st.integers(0, 3)))
def test_several_segments_are_cleaned_one_after_the_other(labels: Labels) -> None:
    expected = labels.copy()
    for number in range(1, 4):
        components, count = ndimage.label(expected == number, np.ones((3, 3, 3)))
        sizes = np.bincount(components.ravel(), minlength=count + 1)[1:]
        if count:
            expected[(components > 0) & (components != 1 + sizes.argmax())] = 0
    for number in range(1, 4):
        expected[ndimage.binary_fill_holes(expected == number) & (expected == 0)] = number
    clean_labels(labels, [segment(keep_largest=True, fill_holes=True) for _ in range(3)], 1.0)
    np.testing.assert_array_equal(labels, expected)


def test_what_another_segment_has_in_a_hole_stays_its_own() -> None:
    labels = empty()
    labels[1:6, 1:6, 1:6] = 1
    labels[3, 3, 2:5] = (2, 0, 2)
    clean_labels(labels, [segment(fill_holes=True), segment()], 1.0)
    assert labels[3, 3, 2:5].tolist() == [2, 1, 2]


def test_a_segment_that_is_too_small_to_count_is_not_there() -> None:
    labels = empty()
    labels[0, 0, 0:3] = 1
    clean_labels(labels, [segment(absent_below=3 / labels.size)], 1.0)
    assert labels.any()
    clean_labels(labels, [segment(absent_below=4 / labels.size)], 1.0)
    assert not labels.any()


def test_nothing_stays_nothing() -> None:
    labels = empty()
    clean_labels(labels, [segment(keep_largest=True, fill_holes=True, minimum_ml=1.0, absent_below=0.1)], 1.0)
    assert not labels.any()
