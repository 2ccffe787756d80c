"""Pixel Padding Value and its range."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydicom import Dataset

from radlane.imaging.padding import as_wanted, padding_mask, padding_range
from support.grids import geometry, volume

UNSIGNED = np.array([[0, 1, 2, 65535]], np.uint16)
SIGNED = np.array([[-2, -1, 0, 1]], np.int16)


@pytest.mark.parametrize(
    ("stored", "value", "limit", "mask"),
    [
        (UNSIGNED, None, None, None),
        (UNSIGNED, 7, None, None),  # no pixel has it
        (UNSIGNED, 0, None, [[1, 0, 0, 0]]),
        (UNSIGNED, 2, 1, [[0, 1, 1, 0]]),  # the range may be given either way round
        (UNSIGNED, -1, None, [[0, 0, 0, 1]]),  # read as signed although the pixels are not
        (SIGNED, 65534, None, [[1, 0, 0, 0]]),  # read as unsigned although the pixels are signed
        (SIGNED, -2, -1, [[1, 1, 0, 0]]),
        (SIGNED, "x", None, None),
    ],
)
def test_masks(stored: Any, value: Any, limit: Any, mask: Any) -> None:
    dataset = Dataset()
    if value is not None:
        dataset.add_new("PixelPaddingValue", "SS" if isinstance(value, int) else "LO", value)
    if limit is not None:
        dataset.add_new("PixelPaddingRangeLimit", "SS", limit)
    found = padding_mask(stored, dataset)
    assert (found if found is None else found.astype(int).tolist()) == mask


@pytest.mark.parametrize(
    ("value", "limit", "dtype", "expected"),
    [
        (None, 3, "int16", None),  # a limit alone says nothing
        (7, None, "int16", (7, 7)),
        (7, 3, "uint16", (3, 7)),
        (-2000, None, "uint16", (63536, 63536)),
    ],
)
def test_ranges(value: int | None, limit: int | None, dtype: str, expected: Any) -> None:
    dataset = Dataset()
    for keyword, number in (("PixelPaddingValue", value), ("PixelPaddingRangeLimit", limit)):
        if number is not None:
            dataset.add_new(keyword, "SS", number)
    assert padding_range(dataset, np.dtype(dtype)) == expected


def test_a_manifest_may_want_what_is_stored() -> None:
    source = volume(np.zeros((2, 2, 2), np.int16), padding=(-2000.0, -2000.0))
    assert as_wanted(source, geometry()).padding == (-2000.0, -2000.0)
    assert as_wanted(source, geometry(padding="as-stored")).padding is None
