"""What a SEG says of its segments: numbers, pixels, sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.attribute import integer
from radlane.encode.checks.frame_pixels import frame_values, inked_rows, is_countable
from radlane.encode.checks.frames import Frame, frames_of, is_placed, voxel_ml
from radlane.encode.reading import code, items, text


def segments_of(segmentation: Dataset) -> tuple[Dataset, ...]:
    """Return the items of Segment Sequence, but for the background of a label map (PS3.3 section C.8.20.2.3.3)."""
    everything = items(segmentation, "SegmentSequence")
    if text(segmentation, "SegmentationType") != "LABELMAP":
        return everything
    padding = integer(segmentation, "PixelPaddingValue")
    return tuple(one for one in everything if padding is None or integer(one, "SegmentNumber") != padding)


def segment_numbers(segmentation: Dataset) -> list[int | None]:
    """Return the Segment Numbers in the order of the Segment Sequence, but for the background's."""
    return [integer(segment, "SegmentNumber") for segment in segments_of(segmentation)]


def side(segment: Dataset) -> tuple[str, str]:
    """Return the code of a segment's side; empty texts where it has none."""
    for kind in items(segment, "SegmentedPropertyTypeCodeSequence"):
        return code(kind, "SegmentedPropertyTypeModifierCodeSequence")
    return "", ""


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
    volume_ml : float or None
        Volume of its voxels by the Pixel Measures of their frames; None where they do not say it.
    """

    count: int
    centre: tuple[float, ...]
    mask: NDArray[np.uint8] | None
    volume_ml: float | None = None


@dataclass(frozen=True, kw_only=True)
class _Share:
    """What one frame shows of a segment: how many pixels, and the sums of their x and y in pixels."""

    index: int
    frame: Frame
    count: int
    x: float
    y: float


def segment_pixels(segmentation: Dataset) -> dict[int, SegmentPixels]:
    """Return the pixels of each described segment; empty where they cannot be counted."""
    if not is_countable(segmentation):
        return {}
    shares: dict[int | None, list[_Share]] = {number: [] for number in segment_numbers(segmentation)}
    for index, frame in enumerate(frames_of(segmentation)):
        for number, share in _shares(segmentation, index, frame):
            if number in shares:
                shares[number].append(share)
    summed = _in_space if is_placed(segmentation) else partial(_in_pixels, segmentation)
    return {number: summed(number, own) for number, own in shares.items() if number is not None}


def planar_pixels(segmentation: Dataset, number: int) -> SegmentPixels:
    """Return the pixels of a segment as those of its image, also where that lies in space."""
    shares = [
        share
        for index, frame in enumerate(frames_of(segmentation))
        for own, share in _shares(segmentation, index, frame)
        if own == number
    ]
    return _in_pixels(segmentation, number, shares)


def pixels_of(frames: Sequence[NDArray[np.uint8]]) -> SegmentPixels:
    """Return the pixels of the frames of one segment that has no place in space, uint8 [y, x] each, 0 or 1."""
    if len(frames) != 1:
        return SegmentPixels(count=sum(int(np.count_nonzero(frame)) for frame in frames), centre=(), mask=None)
    count, x, y = _moments(0, frames[0])
    return SegmentPixels(count=count, centre=(x / max(1, count), y / max(1, count)), mask=frames[0])


def _shares(segmentation: Dataset, index: int, frame: Frame) -> Iterator[tuple[int | None, _Share]]:
    """Yield what a frame shows of its segment; of a label map, of each segment that is there."""
    top, rows = inked_rows(segmentation, index)
    if text(segmentation, "SegmentationType") == "LABELMAP":
        parts: list[tuple[int | None, NDArray[np.uint8]]] = [
            (int(number), (rows == number).astype(np.uint8)) for number in np.unique(rows)
        ]
    else:
        parts = [(frame.segment, rows)]
    for number, part in parts:
        count, x, y = _moments(top, part)
        yield number, _Share(index=index, frame=frame, count=count, x=x, y=y)


def _in_pixels(segmentation: Dataset, number: int, shares: Sequence[_Share]) -> SegmentPixels:
    """Return the pixels of a segment that has no place in space."""
    if len(shares) != 1:
        return SegmentPixels(count=sum(share.count for share in shares), centre=(), mask=None)
    values = frame_values(segmentation, shares[0].index)
    is_map = text(segmentation, "SegmentationType") == "LABELMAP"
    return pixels_of([(values == number).astype(np.uint8) if is_map else values])


def _in_space(_: int, shares: Sequence[_Share]) -> SegmentPixels:
    """Return the pixels of a segment whose frames lie in the patient: their centroid in mm, their volume."""
    count, moments, volumes = 0, [], []
    for share in shares:
        count += share.count
        voxel = voxel_ml(share.frame)
        volumes.append(None if voxel is None else share.count * voxel)
        moments.append(_moment_mm(share))
    placed = [moment for moment in moments if moment is not None]
    known = [volume for volume in volumes if volume is not None]
    centre = np.sum(placed, axis=0) / count if count and len(placed) == len(moments) else ()
    return SegmentPixels(
        count=count,
        centre=tuple(float(number) for number in centre),
        mask=None,
        volume_ml=sum(known) if len(known) == len(volumes) else None,
    )


def _moment_mm(share: _Share) -> NDArray[np.float64] | None:
    """Return the sum of the pixels' places, float64 [3]; the frame's is that of its first pixel's centre."""
    frame = share.frame
    if len(frame.position) != 3 or len(frame.orientation) != 6 or len(frame.measures.spacing) != 2:
        return None
    across = np.array(frame.orientation[:3]) * frame.measures.spacing[1] * (share.x - 0.5 * share.count)
    down = np.array(frame.orientation[3:]) * frame.measures.spacing[0] * (share.y - 0.5 * share.count)
    moment: NDArray[np.float64] = share.count * np.array(frame.position) + across + down
    return moment


def _moments(top: int, mask: NDArray[np.uint8]) -> tuple[int, float, float]:
    """Return how many pixels rows from `top` on show, and the sums of their x and y.

    The first one's outer corner is at (0, 0).
    """
    down, across = (mask.sum(axis=axis, dtype=np.int64) for axis in (1, 0))
    x, y = (float(line @ (np.arange(len(line)) + 0.5)) for line in (across, down))
    count = int(down.sum())
    return count, x, y + top * count
