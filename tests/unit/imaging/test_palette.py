"""Palettes: whole, in segments, of 8 and of 16 bits, and such that contradict themselves."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydicom import Dataset, dcmread
from pydicom.dataset import FileMetaDataset

from radlane.imaging.palette import Palette, read_palette
from support.radiographs import real

LITTLE, BIG = "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2"
STORED = np.array([[0, 1, 2, 3, 9]], np.uint8)


def header(
    descriptor: Any, data: bytes | None, *, segments: bytes | None = None, transfer_syntax: str = LITTLE
) -> Dataset:
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = transfer_syntax
    for colour in ("Red", "Green", "Blue"):
        if descriptor is not None:
            setattr(dataset, f"{colour}PaletteColorLookupTableDescriptor", descriptor)
        if data is not None:
            setattr(dataset, f"{colour}PaletteColorLookupTableData", data)
        if segments is not None:
            setattr(dataset, f"Segmented{colour}PaletteColorLookupTableData", segments)
    return dataset


def reds(palette: Palette | None, stored: Any = STORED, most: int = 255) -> list[int]:
    assert palette is not None
    found = palette.look_up(stored)
    assert found.dtype == np.float32
    assert found.shape == (*stored.shape, 3)
    np.testing.assert_array_equal(found[..., 0], found[..., 2])
    return [int(number) for number in np.rint(found[..., 0] * most).ravel()]


def words(*numbers: int, order: str = "<") -> bytes:
    return np.array(numbers, f"{order}u2").tobytes()


def test_what_is_below_or_above_a_table_has_its_first_or_last_entry() -> None:
    palette = read_palette(header([3, 1, 8], bytes([10, 20, 30, 0])))
    assert reds(palette) == [10, 10, 20, 30, 30]


@pytest.mark.parametrize(
    ("descriptor", "data", "most"),
    [
        ([4, 0, 8], bytes([10, 20, 30, 40]), 255),
        ([4, 0, 8], words(10, 20, 30, 40), 255),  # a word each
        ([4, 0, 8], words(2560, 5120, 7680, 10240), 65535),  # 8 bits in the upper halves of words
        ([4, 0, 16], words(10, 20, 30, 4000), 65535),
    ],
)
def test_entries_of_8_and_of_16_bits(descriptor: Any, data: bytes, most: int) -> None:
    entries = np.frombuffer(data, np.uint8) if len(data) == 4 else np.frombuffer(data, "<u2")
    assert reds(read_palette(header(descriptor, data)), most=most) == [*entries.tolist(), int(entries[-1])]


def test_indices_of_16_bits_into_entries_of_8() -> None:
    data = np.arange(1000).astype(np.uint8).tobytes()
    stored = np.array([[0, 300, 999]], np.uint16)
    assert reds(read_palette(header([1000, 0, 8], data)), stored) == [0, 300 % 256, 999 % 256]


@pytest.mark.parametrize("data", [bytes([20, 10, 40, 30]), words(10, 20, 30, 40, order=">")])
def test_words_may_have_their_highest_byte_first(data: bytes) -> None:
    assert reds(read_palette(header([4, 0, 8], data, transfer_syntax=BIG))) == [10, 20, 30, 40, 40]


def test_a_real_palette_in_both_orders_of_bytes() -> None:
    little, big = (read_palette(dcmread(real(name))) for name in ("OBXXXX1A.dcm", "OBXXXX1A_expb.dcm"))
    assert little is not None
    assert big is not None
    stored = np.arange(256, dtype=np.uint8)[np.newaxis]
    np.testing.assert_array_equal(little.look_up(stored), big.look_up(stored))


@pytest.mark.parametrize(
    ("bits", "segments"),
    [
        (8, bytes([0, 2, 10, 20, 1, 2, 40, 0])),  # two entries, then two on a line to 40
        (16, words(0, 2, 10, 20, 1, 2, 40)),
        (8, bytes([0, 1, 10, 0, 1, 20, 1, 2, 40, 0])),
        (16, words(0, 1, 10, 0, 1, 20, 1, 2, 40)),
    ],
)
def test_segments(bits: int, segments: bytes) -> None:
    palette = read_palette(header([4, 0, bits], None, segments=segments))
    assert reds(palette, most=2**bits - 1) == [10, 20, 30, 40, 40]


def test_segments_may_have_their_highest_byte_first() -> None:
    swapped = np.frombuffer(bytes([0, 2, 10, 20, 1, 2, 40, 0]), np.uint16).byteswap().tobytes()
    assert reds(read_palette(header([4, 0, 8], None, segments=swapped, transfer_syntax=BIG))) == [10, 20, 30, 40, 40]


@pytest.mark.parametrize(
    ("bits", "segments"),
    [
        (8, bytes([0, 2, 10, 20, 2, 1, 0, 0, 0, 0])),  # the first segment once more
        (16, words(0, 2, 10, 20, 2, 1, 0, 0)),
    ],
)
def test_a_segment_may_stand_for_earlier_ones(bits: int, segments: bytes) -> None:
    assert reds(read_palette(header([4, 0, bits], None, segments=segments)), most=2**bits - 1) == [10, 20, 10, 20, 20]


@pytest.mark.parametrize(
    ("descriptor", "data", "segments"),
    [
        (None, bytes(4), None),
        ([4, 0], bytes(4), None),
        ([4, 0, 12], bytes(4), None),
        ([4, 0, 8], None, None),
        ([4, 0, 8], bytes(2), None),
        ([4, 0, 16], bytes(6), None),
        ([4, 0, 8], bytes(300000), None),
        ([4, 0, 8], None, bytes([0, 5, 1, 2])),  # cut off
        ([4, 0, 8], None, bytes([0, 5, 1, 2, 3, 4, 5, 0])),  # more than there should be
        ([4, 0, 8], None, bytes([1, 2, 40, 0])),  # a line from nowhere
        ([4, 0, 8], None, bytes([3, 2, 40, 0])),  # no kind of segment
        ([4, 0, 8], None, bytes([0, 0, 0, 0])),  # a segment of nothing
        ([4, 0, 8], None, bytes([2, 1, 0, 0, 0, 0])),  # one that stands for itself
        ([4, 0, 8], None, bytes([0, 1, 7, 2, 255, 0, 0, 0, 0, 0])),  # too many
        ([4, 0, 8], None, bytes([0, 1, 7, 2, 1, 99, 0, 0, 0, 0])),  # one that is not there
    ],
)
def test_what_contradicts_itself_is_no_palette(descriptor: Any, data: bytes | None, segments: bytes | None) -> None:
    assert read_palette(header(descriptor, data, segments=segments)) is None
