"""LUT Descriptor and LUT Data."""

from __future__ import annotations

from typing import Any

import pytest
from pydicom import Dataset

from radlane.imaging.lut import read_lut


def item(descriptor: Any, data: Any) -> Dataset:
    dataset = Dataset()
    if descriptor is not None:
        dataset.LUTDescriptor = descriptor
    if data is not None:
        dataset.add_new("LUTData", "OW" if isinstance(data, bytes) else "US", data)
    return dataset


@pytest.mark.parametrize(
    ("descriptor", "data", "signed", "first", "table"),
    [
        ([2, 5, 16], b"\x01\x00\x02\x00", False, 5, [1, 2]),
        ([3, 0, 8], b"\x01\x02\x03\x00", False, 0, [1, 2, 3]),  # bytes packed two to a word
        ([2, 0, 8], b"\x01\x00\x02\x00", False, 0, [1, 2]),  # 8 bits, a word each
        ([2, 65535, 12], [1, 2], True, -1, [1, 2]),
        ([2, 65535, 12], [1, 2], False, 65535, [1, 2]),
    ],
)
def test_tables(descriptor: Any, data: Any, signed: bool, first: float, table: list[int]) -> None:
    lut = read_lut(item(descriptor, data), signed=signed)
    assert lut is not None
    assert (lut.first, lut.table.tolist()) == (first, table)


def test_zero_entries_stand_for_65536() -> None:
    lut = read_lut(item([0, 0, 16], bytes(2 * 65536)), signed=False)
    assert lut is not None
    assert len(lut.table) == 65536


@pytest.mark.parametrize(
    ("descriptor", "data"),
    [
        (None, b"\x00\x00"),
        ([2, 0, 16], None),
        (7, b"\x00\x00"),
        ([2, 0], [1, 2]),
        ([3, 0, 16], [1, 2]),
        ([2, 0, 7], [1, 2]),
    ],
)
def test_unusable_tables(descriptor: Any, data: Any) -> None:
    assert read_lut(item(descriptor, data), signed=False) is None
