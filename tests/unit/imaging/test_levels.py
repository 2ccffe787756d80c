"""The different values of an image."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from radlane.domain.image import Image
from radlane.domain.refs import InstanceRef
from radlane.imaging.levels import find_levels, levels_of, moments, percentiles

REF = InstanceRef(study_instance_uid="1.1", series_instance_uid="1.2", sop_instance_uid="1.3", sop_class_uid="1.4")


@pytest.mark.parametrize("dtype", ["u1", "i1", "<u2", ">u2", "<i2", ">i2", "i4", "f4"])
def test_every_pixel_has_its_level(dtype: str) -> None:
    values = np.array([[5, 120, 5], [0, 7, 7]], dtype)
    levels = find_levels(values)
    np.testing.assert_array_equal(levels.spread(levels.values), values)
    assert dict(zip(levels.values.tolist(), levels.counts.tolist(), strict=True)) == {0: 1, 5: 2, 7: 2, 120: 1}
    assert not levels.padding.any()


@pytest.mark.parametrize("dtype", ["i1", "i2"])
def test_values_below_zero_have_codes(dtype: str) -> None:
    values = np.array([[-3, 4], [-128, -3]], dtype)
    levels = find_levels(values)
    assert levels.codes.dtype.kind == "u"
    np.testing.assert_array_equal(levels.spread(levels.values), values)


def test_more_pixels_than_are_counted_at_once() -> None:
    values = np.random.default_rng(1).integers(0, 4096, (700, 900)).astype(np.uint16)
    levels = find_levels(values)
    present, counts = np.unique(values, return_counts=True)
    np.testing.assert_array_equal(levels.present, present)
    np.testing.assert_array_equal(levels.counts, counts)


def test_padding_of_an_image_is_a_level_of_its_own() -> None:
    facts: dict[str, Any] = {"ref": REF, "monochrome1": False, "voi": None, "orientation": None, "spacing": None}
    padding = np.array([[True, False, False]])
    levels = levels_of(Image(values=np.array([[7, 7, 9]], np.float32), padding=padding, **facts))
    np.testing.assert_array_equal(levels.spread(levels.padding), padding)
    assert levels.spread(levels.values)[0, 1:].tolist() == [7, 9]
    assert levels_of(Image(values=np.zeros((1, 1), np.float32), padding=None, levels=levels, **facts)) is levels


def test_statistics_are_those_of_the_pixels() -> None:
    values = np.random.default_rng(2).integers(-50, 50, 3001).astype(np.float32) / np.float32(7)
    found, counts = np.unique(values, return_counts=True)
    order = np.random.default_rng(3).permutation(len(found))
    shares = (0.0, 1.0, 12.5, 50.0, 99.0, 100.0)
    assert percentiles(found[order], counts[order], shares) == np.percentile(values, shares).tolist()
    expected = values.mean(dtype=np.float64), values.std(dtype=np.float64)
    assert moments(found[order], counts[order]) == pytest.approx(expected, rel=1e-12)
