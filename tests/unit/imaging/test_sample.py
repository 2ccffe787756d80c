"""What is taken of an image is regular, small, and knows its padding."""

from __future__ import annotations

import numpy as np

from radlane.imaging.sample import MOST, sample_of, seen_of
from support.shown import image, volume


def test_a_small_image_is_taken_whole() -> None:
    values = np.arange(12.0).reshape(3, 4)
    sample = sample_of(image(values))
    np.testing.assert_array_equal(sample.values, values)
    assert sample.seen.all()


def test_of_a_large_volume_a_grid_is_taken_without_a_copy() -> None:
    values = np.arange(64 * 128 * 128, dtype=np.int32).reshape(64, 128, 128)
    sample = sample_of(volume(values))
    np.testing.assert_array_equal(sample.values, values[::2, ::2, ::2])
    assert np.shares_memory(sample.values, values)
    assert sample.values.size <= MOST


def test_of_a_thin_stack_no_slice_is_left_out() -> None:
    assert sample_of(volume(np.zeros((3, 640, 640), np.int16)), most=1000).values.shape == (3, 59, 59)


def test_padding_is_not_seen() -> None:
    values = np.array([[[0, 1], [2, 3]]], np.int16)
    padded = volume(values, padding=(1.0, 2.0))
    np.testing.assert_array_equal(sample_of(padded).seen, [[[True, False], [False, True]]])
    np.testing.assert_array_equal(seen_of(values[0, 1], padded), [False, True])
    assert seen_of(values, volume(values)).all()
    mask = np.array([[True, False]])
    np.testing.assert_array_equal(sample_of(image(np.zeros((1, 2)), padding=mask)).seen, ~mask)
