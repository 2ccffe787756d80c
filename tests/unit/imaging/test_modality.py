"""Stored values in the modality's units."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydicom import Dataset

from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.modality import to_modality

STORED = np.array([[-2, 0, 1, 5]], np.int16)


def header(**attributes: Any) -> Dataset:
    dataset = Dataset()
    for keyword, value in attributes.items():
        setattr(dataset, keyword, value)
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
    result = to_modality(STORED, dataset, "1.2")
    assert result.dtype == np.float32
    assert result.tolist() == values


@pytest.mark.parametrize(
    "dataset",
    [
        header(RescaleSlope=0),
        header(ModalityLUTSequence=[lut([4, 0, 16], [7, 8, 9])]),  # an entry is missing
        header(RescaleSlope=[1, 2]),
        header(RescaleIntercept=float("inf")),
    ],
)
def test_unusable_transformations_are_refused(dataset: Dataset) -> None:
    with pytest.raises(InputRefused) as refused:
        to_modality(STORED, dataset, "1.2")
    assert refused.value.code == ReasonCode.PIXEL_DESCRIPTION_INVALID
