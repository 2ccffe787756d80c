"""What a SEG says of its segments: numbers, pixels, sides, tracking UIDs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian

from radlane.attribute import integer, value
from radlane.encode.checks.frames import frames_of, is_placed, shared
from radlane.encode.reading import code, items, numbers, text

_NATIVE = ("", str(ImplicitVRLittleEndian), str(ExplicitVRLittleEndian))


def segment_numbers(segmentation: Dataset) -> list[int | None]:
    """Return the Segment Numbers in the order of the Segment Sequence."""
    return [integer(segment, "SegmentNumber") for segment in items(segmentation, "SegmentSequence")]


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
        Their centroid: (x, y) in pixels, the first pixel's outer corner at (0, 0), in a SEG that has no place in space,
        where it has a meaning only with `mask`; else (x, y, z) in mm, LPS. Empty where there is none.
    mask : uint8 [y, x] or None
        The one frame; None for a segment of several frames or of none, and in space.
    """

    count: int
    centre: tuple[float, ...]
    mask: NDArray[np.uint8] | None


def segment_pixels(segmentation: Dataset) -> dict[int, SegmentPixels]:
    """Return the pixels of each described segment; empty where they cannot be counted."""
    if not is_countable(segmentation):
        return {}
    frames = frames_of(segmentation)
    numbered = [number for number in segment_numbers(segmentation) if number is not None]
    placed = is_placed(segmentation)
    found = {}
    for number in numbered:
        own = [index for index, frame in enumerate(frames) if frame.segment == number]
        masks = (frame_mask(segmentation, index) for index in own)
        places = [frames[index].position for index in own]
        found[number] = _placed_pixels(segmentation, places, masks) if placed else pixels_of(list(masks))
    return found


def is_countable(segmentation: Dataset) -> bool:
    """Whether the pixels are native and BINARY, one bit each, and as many as the frames have at least."""
    bits, frames = pixel_bits(segmentation), items(segmentation, "PerFrameFunctionalGroupsSequence")
    if text(segmentation, "SegmentationType") != "BINARY" or not bits or bits > 8 * len(pixel_data(segmentation)):
        return False
    return bits == len(frames) * math.prod(_size(segmentation))


def frame_mask(segmentation: Dataset, index: int) -> NDArray[np.uint8]:
    """Unpack one frame of pixels that can be counted, uint8 [y, x].

    BINARY frames follow each other bit by bit, the lowest bit of a byte first (PS3.5 section 8.1.1 and annex D): a
    frame need not begin with a byte.
    """
    size = _size(segmentation)
    first, length = index * math.prod(size), math.prod(size)
    data = np.frombuffer(pixel_data(segmentation), np.uint8)
    whole = np.unpackbits(data[first // 8 : (first + length + 7) // 8], bitorder="little")
    return whole[first % 8 : first % 8 + length].reshape(size)


def pixels_of(frames: list[NDArray[np.uint8]]) -> SegmentPixels:
    """Return the pixels of the frames of one segment that has no place in space."""
    if len(frames) != 1:
        return SegmentPixels(count=sum(int(np.count_nonzero(frame)) for frame in frames), centre=(), mask=None)
    count, x, y = _moments(frames[0])
    return SegmentPixels(count=count, centre=(x / max(1, count), y / max(1, count)), mask=frames[0])


def _placed_pixels(
    segmentation: Dataset, places: Sequence[tuple[float, ...]], masks: Iterator[NDArray[np.uint8]]
) -> SegmentPixels:
    """Return the pixels of the frames of one segment, its centroid in mm."""
    spacing = numbers(shared(segmentation, "PixelMeasuresSequence"), "PixelSpacing")
    orientation = numbers(shared(segmentation, "PlaneOrientationSequence"), "ImageOrientationPatient")
    usable = len(spacing) == 2 and len(orientation) == 6 and all(len(place) == 3 for place in places)
    count, moment = 0, np.zeros(3)
    for place, mask in zip(places, masks, strict=True):
        pixels, x, y = _moments(mask)
        count += pixels
        if usable:  # the place is that of the first pixel's centre
            across = np.array(orientation[:3]) * spacing[1] * (x - 0.5 * pixels)
            down = np.array(orientation[3:]) * spacing[0] * (y - 0.5 * pixels)
            moment += pixels * np.array(place) + across + down
    centre = tuple(float(number) for number in moment / count) if usable and count else ()
    return SegmentPixels(count=count, centre=centre, mask=None)


def _size(segmentation: Dataset) -> tuple[int, int]:
    return integer(segmentation, "Rows") or 0, integer(segmentation, "Columns") or 0


def _moments(mask: NDArray[np.uint8]) -> tuple[int, float, float]:
    """Return how many pixels there are, and the sums of their x and y, the first one's outer corner at (0, 0)."""
    down, across = (mask.sum(axis=axis, dtype=np.int64) for axis in (1, 0))
    x, y = (float(line @ (np.arange(len(line)) + 0.5)) for line in (across, down))
    return int(down.sum()), x, y


def side(segment: Dataset) -> tuple[str, str]:
    """Return the code of a segment's side; empty texts where it has none."""
    for kind in items(segment, "SegmentedPropertyTypeCodeSequence"):
        return code(kind, "SegmentedPropertyTypeModifierCodeSequence")
    return "", ""
