"""Data sets of a few attributes, also of such as pydicom would not write."""

from __future__ import annotations

from typing import Any

from pydicom import Dataset
from pydicom.dataelem import RawDataElement
from pydicom.tag import Tag


def header(**attributes: Any) -> Dataset:
    """A data set of attributes by keyword."""
    dataset = Dataset()
    for keyword, found in attributes.items():
        setattr(dataset, keyword, found)
    return dataset


def raw(keyword: str, vr: str, data: bytes) -> Dataset:
    """A data set whose one attribute has not been converted from its bytes yet."""
    dataset = Dataset()
    put_raw(dataset, keyword, vr, data)
    return dataset


def put_raw(dataset: Dataset, keyword: str, vr: str | None, data: bytes) -> None:
    """Set an attribute as a file holds it: any VR, or none as in Implicit VR, over any bytes."""
    tag = Tag(keyword)
    dataset[tag] = RawDataElement(tag, vr, len(data), data, 0, vr is None, True)
