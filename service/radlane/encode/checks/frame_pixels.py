"""Pixels of the frames of a SEG, one frame at a time.

In: a SEG. Out: whether its pixels can be read, and those of a frame.
Reference: PS3.3 section C.8.20.2 (bits of each Segmentation Type); PS3.5 section 8.1.1 and annex D (packed bits).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from radlane.attribute import integer, value
from radlane.encode.reading import items, text

_NATIVE = frozenset({"", ImplicitVRLittleEndian, ExplicitVRLittleEndian, DeflatedExplicitVRLittleEndian})
_BITS = {"BINARY": 1, "FRACTIONAL": 8, "LABELMAP": 8}
_BYTE = 8


def is_native(dataset: Dataset) -> bool:
    """Whether Pixel Data is stored as it is; so is what has no file meta information."""
    return text(getattr(dataset, "file_meta", Dataset()), "TransferSyntaxUID") in _NATIVE


def pixel_data(segmentation: Dataset) -> bytes:
    """Return the bytes of the pixels, of a Parametric Map of its floats; empty where there are none."""
    keyword = "FloatPixelData" if "FloatPixelData" in segmentation else "PixelData"
    data = value(segmentation, keyword)
    return data if isinstance(data, bytes) else b""


def pixel_bits(segmentation: Dataset) -> int | None:
    """Return how many bits native Pixel Data has to have; None where it is encapsulated or not described."""
    parts = [integer(segmentation, keyword) for keyword in ("NumberOfFrames", "Rows", "Columns", "BitsAllocated")]
    known = [part for part in parts if part is not None and part >= 0]
    return math.prod(known) if len(known) == len(parts) and is_native(segmentation) else None


def is_readable(segmentation: Dataset) -> bool:
    """Whether the pixels are native, with the bits of their type, and as many as the frames have at least."""
    bits, frames = pixel_bits(segmentation), items(segmentation, "PerFrameFunctionalGroupsSequence")
    each = _BITS.get(text(segmentation, "SegmentationType"))
    if each is None or not bits or bits > _BYTE * len(pixel_data(segmentation)):
        return False
    return bits == len(frames) * math.prod(_size(segmentation)) * each


def is_countable(segmentation: Dataset) -> bool:
    """Whether the pixels can be read, and each says of which segment it is: not where they are probabilities."""
    return text(segmentation, "SegmentationType") != "FRACTIONAL" and is_readable(segmentation)


def frame_values(segmentation: Dataset, index: int) -> NDArray[np.uint8]:
    """Return a frame of pixels that can be read, uint8 [y, x]; those of BINARY are 0 and 1.

    BINARY frames follow each other bit by bit, the lowest bit of a byte first: a frame need not begin with a byte.
    """
    size, data = _size(segmentation), np.frombuffer(pixel_data(segmentation), np.uint8)
    first, length = index * math.prod(size), math.prod(size)
    if text(segmentation, "SegmentationType") != "BINARY":
        return data[first : first + length].reshape(size)
    whole = np.unpackbits(data[first // _BYTE : (first + length + _BYTE - 1) // _BYTE], bitorder="little")
    return whole[first % _BYTE : first % _BYTE + length].reshape(size)


def inked_rows(segmentation: Dataset, index: int) -> tuple[int, NDArray[np.uint8]]:
    """Return a frame of pixels that can be read from its first row to its last that is not empty.

    Returns
    -------
    (int, uint8 [y, x])
        The first of the rows, and the rows; none of an empty frame.
    """
    packed = _packed(segmentation, index)
    stored = frame_values(segmentation, index) if packed is None else packed
    rows = np.flatnonzero(stored.any(axis=1))
    if not rows.size:
        return 0, stored[:0]
    part = stored[rows[0] : rows[-1] + 1]
    return int(rows[0]), part if packed is None else np.unpackbits(part, axis=1, bitorder="little")


def shows(segmentation: Dataset, index: int, expected: NDArray[np.bool_] | NDArray[np.uint8]) -> bool:
    """Whether a frame of pixels that can be read is what is expected, bool or uint8 [y, x]."""
    packed = _packed(segmentation, index)
    if packed is not None and expected.dtype == np.bool_ and expected.shape == _size(segmentation):
        return np.array_equal(packed, np.packbits(expected, axis=1, bitorder="little"))
    return np.array_equal(frame_values(segmentation, index), expected)


def _packed(segmentation: Dataset, index: int) -> NDArray[np.uint8] | None:
    """Return a BINARY frame as it is packed, uint8 [y, x / 8]; None where its rows do not begin with a byte."""
    rows, columns = _size(segmentation)
    if text(segmentation, "SegmentationType") != "BINARY" or columns % _BYTE:
        return None
    length = rows * columns // _BYTE
    data = np.frombuffer(pixel_data(segmentation), np.uint8)
    return data[index * length : (index + 1) * length].reshape(rows, columns // _BYTE)


def _size(segmentation: Dataset) -> tuple[int, int]:
    return integer(segmentation, "Rows") or 0, integer(segmentation, "Columns") or 0
