"""What a SEG says of its segments: numbers, pixels, sides, tracking UIDs."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian

from radlane.attribute import integer, value
from radlane.encode.reading import code, items, text

_NATIVE = ("", str(ImplicitVRLittleEndian), str(ExplicitVRLittleEndian))


def segment_numbers(segmentation: Dataset) -> list[int | None]:
    """Return the Segment Numbers in the order of the Segment Sequence."""
    return [integer(segment, "SegmentNumber") for segment in items(segmentation, "SegmentSequence")]


def frame_segments(segmentation: Dataset) -> list[int | None]:
    """Return the segment of each frame; from the shared groups where there is one segment only."""
    shared = [_identified(group) for group in items(segmentation, "SharedFunctionalGroupsSequence")]
    common = next((number for number in shared if number is not None), None)
    frames = items(segmentation, "PerFrameFunctionalGroupsSequence")
    return [common if (number := _identified(frame)) is None else number for frame in frames]


def pixel_bits(segmentation: Dataset) -> int | None:
    """Return how many bits native Pixel Data has to have; None where it is encapsulated or not described."""
    parts = [integer(segmentation, keyword) for keyword in ("NumberOfFrames", "Rows", "Columns", "BitsAllocated")]
    known = [part for part in parts if part is not None and part >= 0]
    return math.prod(known) if len(known) == len(parts) and is_native(segmentation) else None


def is_native(dataset: Dataset) -> bool:
    """Whether Pixel Data is stored as it is; so is what has no file meta information."""
    return text(getattr(dataset, "file_meta", Dataset()), "TransferSyntaxUID") in _NATIVE


def pixel_data(segmentation: Dataset) -> bytes:
    """Return the bytes of Pixel Data; empty where there are none."""
    data = value(segmentation, "PixelData")
    return data if isinstance(data, bytes) else b""


@dataclass(frozen=True, kw_only=True)
class SegmentPixels:
    """The pixels of one segment.

    Attributes
    ----------
    count : int
        How many there are.
    centre : tuple of float
        Their centroid (x, y), the first pixel's outer corner at (0, 0); of no meaning without `mask`.
    mask : uint8 [y, x] or None
        The one frame; None for a segment of several frames or of none.
    """

    count: int
    centre: tuple[float, float]
    mask: NDArray[np.uint8] | None


def segment_pixels(segmentation: Dataset) -> dict[int, SegmentPixels]:
    """Return the pixels of each described segment; empty where they cannot be counted.

    BINARY frames follow each other bit by bit, the lowest bit of a byte first (PS3.5 section 8.1.1 and annex D).
    """
    bits, segments = pixel_bits(segmentation), frame_segments(segmentation)
    data = np.frombuffer(pixel_data(segmentation), np.uint8)
    size = integer(segmentation, "Rows") or 0, integer(segmentation, "Columns") or 0
    if text(segmentation, "SegmentationType") != "BINARY" or not bits or bits > 8 * data.size:
        return {}
    if bits != len(segments) * math.prod(size):
        return {}
    frames = np.unpackbits(data, count=bits, bitorder="little").reshape(len(segments), *size)
    numbers = {number for number in segment_numbers(segmentation) if number is not None}
    return {
        number: pixels_of([frame for of, frame in zip(segments, frames, strict=True) if of == number])
        for number in numbers
    }


def pixels_of(frames: list[NDArray[np.uint8]]) -> SegmentPixels:
    """Return the pixels of the frames of one segment."""
    if len(frames) != 1:
        return SegmentPixels(count=sum(int(np.count_nonzero(frame)) for frame in frames), centre=(0.0, 0.0), mask=None)
    down, across = (frames[0].sum(axis=axis, dtype=np.int64) for axis in (1, 0))
    count = int(down.sum())
    x, y = (float(line @ (np.arange(len(line)) + 0.5)) / max(1, count) for line in (across, down))
    return SegmentPixels(count=count, centre=(x, y), mask=frames[0])


def side(segment: Dataset) -> tuple[str, str]:
    """Return the code of a segment's side; empty texts where it has none."""
    for kind in items(segment, "SegmentedPropertyTypeCodeSequence"):
        return code(kind, "SegmentedPropertyTypeModifierCodeSequence")
    return "", ""


def _identified(group: Dataset) -> int | None:
    for item in items(group, "SegmentIdentificationSequence"):
        return integer(item, "ReferencedSegmentNumber")
    return None
