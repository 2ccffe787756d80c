"""Stored values in the modality's units."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydicom import Dataset

from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.modality import reaches_below_zero, to_modality

STORED = np.array([[-2, 0, 1, 5]], np.int16)


def header(**attributes: Any) -> Dataset:
    dataset = Dataset()
    for keyword, value in attributes.items():
        setattr(dataset, keyword, value)
    return dataset


def wrong(keyword: str, text: str) -> Dataset:
    dataset = Dataset()
    dataset.add_new(keyword, "LO", text)
    return dataset


def lut(descriptor: list[int], data: list[int]) -> Dataset:
    return header(LUTDescriptor=descriptor, LUTData=data)


@pytest.mark.parametrize(
    ("dataset", "values"),
    [
        (header(), [[-2, 0, 1, 5]]),
        (header(RescaleSlope=2, RescaleIntercept=-1), [[-5, -1, 1, 9]]),
        (header(RescaleIntercept=10), [[8, 10, 11, 15]]),
        (header(ModalityLUTSequence=[lut([3, 65535, 16], [7, 8, 9])]), [[7, 8, 9, 9]]),  # the first value is -1
    ],
)
def test_values(dataset: Dataset, values: list[list[float]]) -> None:
    result = to_modality(STORED, None, dataset, "1.2")
    assert result.dtype == np.float32
    assert result.tolist() == values


@pytest.mark.parametrize(
    "dataset",
    [
        header(RescaleSlope=0),
        header(ModalityLUTSequence=[lut([4, 0, 16], [7, 8, 9])]),  # an entry is missing
        header(RescaleSlope=[1, 2]),
        header(RescaleIntercept=float("inf")),
        header(RescaleSlope=1e300),  # beyond float32
        wrong("RescaleSlope", "x"),  # there, and no number: not the same as absent
        wrong("ModalityLUTSequence", "x"),  # there, and no sequence
    ],
)
def test_unusable_transformations_are_refused(dataset: Dataset) -> None:
    with pytest.raises(InputRefused) as refused:
        to_modality(STORED, None, dataset, "1.2")
    assert refused.value.code == ReasonCode.PIXEL_DESCRIPTION_INVALID


@pytest.mark.parametrize(
    ("stored", "attributes", "values"),
    [
        ([2**24 - 2, 2**24 - 1], {}, [2**24 - 2, 2**24 - 1]),  # 24 bits are the most that float32 holds
        ([2**24 - 1, 2**24], {}, None),
        ([2**31 - 2, 2**31 - 1], {}, None),
        ([0, 2**31 - 1], {"RescaleSlope": 1e-9}, None),  # small values of as many bits
        ([0, 1], {"RescaleIntercept": 1e9}, None),  # the intercept swallows the difference
        ([3, 4], {"RescaleSlope": 0.1, "RescaleIntercept": 0.7}, [1.0, 1.1]),  # rounded once, at the end
    ],
)
def test_different_values_stay_different(stored: list[int], attributes: Any, values: list[float] | None) -> None:
    pixels = np.array([stored], np.int32)
    if values is None:
        with pytest.raises(InputRefused) as refused:
            to_modality(pixels, None, header(**attributes), "1.2")
        assert refused.value.code == ReasonCode.PIXEL_DEPTH_UNSUPPORTED
    else:
        np.testing.assert_array_equal(
            to_modality(pixels, None, header(**attributes), "1.2"), np.array([values], np.float32)
        )


def test_padding_may_be_far_away() -> None:
    pixels = np.array([[-(2**31), 5, 6]], np.int32)
    assert to_modality(pixels, pixels < 0, header(), "1.2").tolist() == [[-(2.0**31), 5, 6]]


@pytest.mark.parametrize(
    ("attributes", "below"),
    [
        ({}, False),
        ({"PixelRepresentation": 1}, True),
        ({"RescaleIntercept": -1}, True),
        ({"RescaleSlope": -1}, True),
        ({"RescaleSlope": -1, "RescaleIntercept": 4095}, False),
        ({"PixelRepresentation": 1, "RescaleIntercept": 2048}, False),
        ({"PixelRepresentation": 1, "ModalityLUTSequence": [Dataset()]}, False),  # tables hold no negative values
    ],
)
def test_whether_values_reach_below_zero(attributes: dict[str, Any], below: bool) -> None:
    assert reaches_below_zero(header(BitsStored=12, **attributes), "1.2") == below
