"""What a SEG says of its segments: numbers, pixels, sides, tracking UIDs."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
from pydicom.dataset import Dataset
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian

from radlane.encode.reading import code, integer, items, text, value

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
    syntax = text(getattr(segmentation, "file_meta", Dataset()), "TransferSyntaxUID")
    parts = [integer(segmentation, keyword) for keyword in ("NumberOfFrames", "Rows", "Columns", "BitsAllocated")]
    known = [part for part in parts if part is not None and part >= 0]
    return math.prod(known) if len(known) == len(parts) and syntax in _NATIVE else None


def pixel_data(segmentation: Dataset) -> bytes:
    """Return the bytes of Pixel Data; empty where there are none."""
    data = value(segmentation, "PixelData")
    return data if isinstance(data, bytes) else b""


def pixel_counts(segmentation: Dataset) -> dict[int, int]:
    """Return how many pixels each described segment has; empty where the pixels cannot be counted.

    BINARY frames follow each other bit by bit, the lowest bit of a byte first (PS3.5 section 8.1.1 and annex D).
    """
    bits, segments = pixel_bits(segmentation), frame_segments(segmentation)
    data = np.frombuffer(pixel_data(segmentation), np.uint8)
    if text(segmentation, "SegmentationType") != "BINARY" or not bits or not segments:
        return {}
    if 8 * data.size < bits or bits % len(segments):
        return {}
    frames = np.unpackbits(data, count=bits, bitorder="little").reshape(len(segments), -1)
    counts = Counter({number: 0 for number in segment_numbers(segmentation) if number is not None})
    for number, pixels in zip(segments, frames, strict=True):
        if number is not None:
            counts[number] += int(pixels.sum())
    return dict(counts)


def side(segment: Dataset) -> tuple[str, str]:
    """Return the code of a segment's side; empty texts where it has none."""
    for kind in items(segment, "SegmentedPropertyTypeCodeSequence"):
        return code(kind, "SegmentedPropertyTypeModifierCodeSequence")
    return "", ""


def _identified(group: Dataset) -> int | None:
    for item in items(group, "SegmentIdentificationSequence"):
        return integer(item, "ReferencedSegmentNumber")
    return None
