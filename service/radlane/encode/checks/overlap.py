"""Segments Overlap says of a BINARY SEG what its pixels show (PS3.3 section C.8.20.2.3)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.attribute import integer, value
from radlane.encode.checks.frame_pixels import is_native
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.reading import items, text

_PLACES = {
    "PlanePositionSequence": ("ImagePositionPatient",),
    "PlanePositionSlideSequence": (
        *("ColumnPositionInTotalImagePixelMatrix", "RowPositionInTotalImagePixelMatrix"),
        "ZOffsetInSlideCoordinateSystem",
    ),
    "FrameContentSequence": ("TemporalPositionIndex",),
}
_BYTE = 8


def check_stated_overlap(checked: ObjectSet) -> Iterator[Problem]:
    """NO where no pixel belongs to two segments, YES where one does; UNDEFINED says nothing."""
    for segmentation in checked.of_modality("SEG"):
        stated = text(segmentation, "SegmentsOverlap")
        told = stated in ("YES", "NO") and _is_readable(segmentation)
        if told and overlaps(segmentation) != (stated == "YES"):
            yield problem("segments-overlap", segmentation, "Segments Overlap is not what the pixels show")


def overlaps(segmentation: Dataset) -> bool:
    """Whether a pixel belongs to two segments: to frames of two that are of one image, or lie at one place."""
    together: defaultdict[tuple[str, ...], dict[int | None, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, frame in enumerate(items(segmentation, "PerFrameFunctionalGroupsSequence")):
        together[_place(frame)][_segment(frame)].append(index)
    return any(_intersect(segmentation, list(segments.values())) for segments in together.values())


def _place(frame: Dataset) -> tuple[str, ...]:
    """Return what frames of one place have in common: the images or frames that they are of, and where they lie."""
    sources = [
        f"{text(source, 'ReferencedSOPInstanceUID')}/{text(source, 'ReferencedFrameNumber')}"
        for derivation in items(frame, "DerivationImageSequence")
        for source in items(derivation, "SourceImageSequence")
    ]
    stated = [
        text(macro, keyword)
        for sequence, keywords in _PLACES.items()
        for macro in items(frame, sequence)
        for keyword in keywords
    ]
    return (*sources, *stated)


def _segment(frame: Dataset) -> int | None:
    """Return the segment of a frame; None where it is that of all frames."""
    return next(
        (integer(macro, "ReferencedSegmentNumber") for macro in items(frame, "SegmentIdentificationSequence")), None
    )


def _intersect(segmentation: Dataset, segments: list[list[int]]) -> bool:
    """Whether the frames of one segment have a pixel in common with those of another."""
    seen: NDArray[np.uint8] | None = None
    for indices in segments:
        bits = _bits(segmentation, indices[0])
        for index in indices[1:]:
            bits = bits | _bits(segmentation, index)
        if seen is not None and (seen & bits).any():
            return True
        seen = bits if seen is None else seen | bits
    return False


def _is_readable(segmentation: Dataset) -> bool:
    """Whether pixels are native, one bit each, and as many as there are frames with groups of their own."""
    data = value(segmentation, "PixelData")
    frames = len(items(segmentation, "PerFrameFunctionalGroupsSequence"))
    if text(segmentation, "SegmentationType") != "BINARY" or not is_native(segmentation) or not isinstance(data, bytes):
        return False
    return 0 < frames * _size(segmentation) <= _BYTE * len(data)


def _bits(segmentation: Dataset, index: int) -> NDArray[np.uint8]:
    """Return the bits of a frame, eight a byte where frames begin with a byte, else one."""
    size, data = _size(segmentation), np.frombuffer(value(segmentation, "PixelData"), np.uint8)
    first = index * size
    if size % _BYTE == 0:
        return data[first // _BYTE : (first + size) // _BYTE]
    whole = np.unpackbits(data[first // _BYTE : (first + size + _BYTE - 1) // _BYTE], bitorder="little")
    return whole[first % _BYTE : first % _BYTE + size]


def _size(segmentation: Dataset) -> int:
    return math.prod(integer(segmentation, keyword) or 0 for keyword in ("Rows", "Columns"))
