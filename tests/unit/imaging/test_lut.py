"""LUT Descriptor and LUT Data."""

from __future__ import annotations

from typing import Any

import pytest
from pydicom import Dataset
from pydicom.dataset import FileMetaDataset

from radlane.imaging.lut import read_lut, transfer_syntax_of

IMPLICIT, EXPLICIT, BIG = "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2"


def image(transfer_syntax: str = EXPLICIT) -> Dataset:
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = transfer_syntax
    return dataset


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
    lut = read_lut(item(descriptor, data), image(), signed=signed)
    assert lut is not None
    assert (lut.first, lut.table.tolist()) == (first, table)


def test_zero_entries_stand_for_65536() -> None:
    lut = read_lut(item([0, 0, 16], bytes(2 * 65536)), image(), signed=False)
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
        ([2, 0, 16], [1, 70000]),  # no 16 bit word
        ([2, 0, 16], [-1, 2]),
    ],
)
def test_unusable_tables(descriptor: Any, data: Any) -> None:
    assert read_lut(item(descriptor, data), image(), signed=False) is None


@pytest.mark.parametrize(
    ("transfer_syntax", "first", "signed", "expected"),
    [
        (IMPLICIT, 64512, True, -1024),  # read as unsigned, as the pixels are; the values are not
        (IMPLICIT, -25536, False, 40000),  # read as signed, as the pixels are; the values are not
        (EXPLICIT, -5, False, -5),  # a table that begins below the values: its VR says so
    ],
)
def test_the_sign_of_the_first_mapped_value(transfer_syntax: str, first: int, signed: bool, expected: int) -> None:
    lut = read_lut(item([2, first, 16], [1, 2]), image(transfer_syntax), signed=signed)
    assert lut is not None
    assert lut.first == expected


@pytest.mark.parametrize(
    ("descriptor", "data", "table"),
    [
        ([2, 0, 16], b"\x01\x00\x02\x03", [256, 515]),
        ([4, 0, 8], b"\x02\x01\x04\x03", [1, 2, 3, 4]),  # bytes packed two to a word, the first in the lower one
    ],
)
def test_words_in_big_endian(descriptor: list[int], data: bytes, table: list[int]) -> None:
    lut = read_lut(item(descriptor, data), image(BIG), signed=False)
    assert lut is not None
    assert lut.table.tolist() == table


def test_the_transfer_syntax_of_a_data_set() -> None:
    assert transfer_syntax_of(image()) == EXPLICIT
    assert transfer_syntax_of(Dataset()) == ""
