"""Pixels of frames, of each type."""

from dataclasses import replace

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import DeflatedExplicitVRLittleEndian, RLELossless

from radlane.domain.output import SegmentationType
from radlane.encode.checks.frame_pixels import (
    frame_values,
    inked_rows,
    is_countable,
    is_native,
    is_readable,
    pixel_bits,
    pixel_data,
    shows,
)
from radlane.encode.segmentation import build_segmentation
from support.encoding import conclusion, context, encoded, lungs
from support.radiographs import pattern, radiograph
from support.variants_of_regions import fractions, with_fractions

SHAPES = ((48, 40), (47, 39), (6, 7))  # rows that begin with a byte, and others


def made(kind: SegmentationType, shape: tuple[int, int] = (48, 40)) -> Dataset:
    said = with_fractions(conclusion(*shape))
    found = build_segmentation(replace(context(radiograph(pattern(*shape))), chosen_type=kind), said)
    assert found is not None
    return found


@pytest.mark.parametrize("shape", SHAPES)
def test_a_frame_is_unpacked_where_it_begins(shape: tuple[int, int]) -> None:
    found = made(SegmentationType.BINARY, shape)
    assert is_countable(found)
    assert pixel_bits(found) == 2 * shape[0] * shape[1]
    for index, mask in enumerate(lungs(*shape)):
        np.testing.assert_array_equal(frame_values(found, index), mask)


@pytest.mark.parametrize("shape", SHAPES)
def test_rows_that_show_something(shape: tuple[int, int]) -> None:
    found = made(SegmentationType.BINARY, shape)
    for index, mask in enumerate(lungs(*shape)):
        top, rows = inked_rows(found, index)
        inked = np.flatnonzero(mask.any(axis=1))
        assert (top, len(rows)) == (inked[0], inked[-1] - inked[0] + 1)
        np.testing.assert_array_equal(rows, mask[top : top + len(rows)])
    found.PixelData = bytes(len(found.PixelData))
    assert inked_rows(found, 1)[1].shape[0] == 0


def test_values_of_the_other_types() -> None:
    one, other = lungs(48, 40)
    probable, mapped = made(SegmentationType.FRACTIONAL), made(SegmentationType.LABELMAP)
    np.testing.assert_array_equal(frame_values(probable, 1), fractions(other))
    np.testing.assert_array_equal(frame_values(mapped, 0), one + 2 * other)
    assert (is_readable(probable), is_countable(probable)) == (True, False)
    assert (is_readable(mapped), is_countable(mapped)) == (True, True)
    top, rows = inked_rows(mapped, 0)
    np.testing.assert_array_equal(rows, (one + 2 * other)[top : top + len(rows)])


@pytest.mark.parametrize("shape", SHAPES)
def test_a_frame_shows_what_is_expected_or_something_else(shape: tuple[int, int]) -> None:
    found = made(SegmentationType.BINARY, shape)
    one, other = lungs(*shape)
    changed = one.copy()
    changed[-1, -1] ^= True
    assert shows(found, 0, one)
    assert shows(found, 1, other)
    for wrong in (other, changed, one[:-1], one.T):
        assert not shows(found, 0, wrong)
    assert shows(made(SegmentationType.FRACTIONAL, shape), 0, fractions(one))
    assert not shows(made(SegmentationType.FRACTIONAL, shape), 1, fractions(one))


@pytest.mark.parametrize(
    ("keyword", "value"),
    [
        ("SegmentationType", "FRACTIONAL"),  # not one bit a pixel
        ("SegmentationType", "SOMETHING"),
        ("PixelData", b"\x00\x00"),  # too short
        ("NumberOfFrames", 0),  # nothing to count
        ("BitsAllocated", 3),  # still too short
        ("PerFrameFunctionalGroupsSequence", [Dataset()] * 7),  # bits that do not divide
    ],
)
def test_pixels_that_cannot_be_read(keyword: str, value: object) -> None:
    found = encoded(radiograph())[0]
    setattr(found, keyword, value)
    assert not is_readable(found)
    assert not is_countable(found)


def test_encapsulated_pixels_are_not_read() -> None:
    found = encoded(radiograph())[0]
    found.file_meta.TransferSyntaxUID = RLELossless
    assert pixel_bits(found) is None
    assert not is_native(found)
    assert not is_readable(found)


def test_pixels_of_what_was_deflated_are_native() -> None:
    found = encoded(radiograph())[0]
    bits = pixel_bits(found)
    found.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian
    assert bits == pixel_bits(found) is not None
    assert is_readable(found)


def test_an_empty_object_has_no_pixels() -> None:
    assert pixel_bits(Dataset()) is None
    assert pixel_data(Dataset()) == b""
    assert is_native(Dataset())
