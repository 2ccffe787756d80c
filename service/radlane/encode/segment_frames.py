"""Which frames a SEG has, and their pixels.

In: a conclusion and a Segmentation Type. Out: a frame for each segment and analysed frame that it reaches (of a label
map, for each analysed frame that any reaches), and the pixels of each.
Reference: PS3.3 section C.8.20.2.3 (BINARY, FRACTIONAL, LABELMAP).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.domain.finding import Conclusion, Region, SegmentRegion, VolumeRegion
from radlane.domain.output import SegmentationType


@dataclass(frozen=True, kw_only=True)
class SegmentFrame:
    """One frame of a SEG.

    Attributes
    ----------
    segment : int
        Segment Number; 0 in a label map, whose frames show all segments.
    source : int
        Place of its source among the analysed frames, from 0.
    """

    segment: int
    source: int


def has_pixels(region: SegmentRegion) -> bool:
    """Whether a segment is not empty."""
    return region.voxels > 0 if isinstance(region, VolumeRegion) else bool(region.mask.any())


def overlap(conclusion: Conclusion) -> bool:
    """Whether a pixel belongs to several segments; voxels of labels have one."""
    masks = [region.mask for region in _regions(conclusion).values()]
    return len(masks) > 1 and bool(np.sum(masks, axis=0, dtype=np.int32).max() > 1)


def find_frames(conclusion: Conclusion, kind: SegmentationType) -> list[SegmentFrame]:
    """Return the frames, by analysed frame and Segment Number."""
    if conclusion.labels is None:
        reached = [sorted(number for number, region in _regions(conclusion).items() if has_pixels(region))]
    else:
        reached = list(map(_segments_in, conclusion.labels))
    if kind is SegmentationType.LABELMAP:
        return [SegmentFrame(segment=0, source=source) for source, segments in enumerate(reached) if len(segments)]
    return [
        SegmentFrame(segment=segment, source=source) for source, segments in enumerate(reached) for segment in segments
    ]


def planes(conclusion: Conclusion, kind: SegmentationType, frames: Sequence[SegmentFrame]) -> Iterator[NDArray[Any]]:
    """Yield the pixels of frames: bool [y, x], or uint8 [y, x] of FRACTIONAL (in 255ths) and LABELMAP.

    What is yielded may be written over when the next one is asked for.

    Raises
    ------
    ValueError
        If a FRACTIONAL segment has no fractions.
    """
    labels, regions = conclusion.labels, _regions(conclusion)
    if kind is SegmentationType.LABELMAP:
        maps = label_map(regions.values())[np.newaxis] if labels is None else labels
        yield from (maps[frame.source] for frame in frames)
    elif kind is SegmentationType.FRACTIONAL:
        yield from (_fractions(regions.get(frame.segment)) for frame in frames)
    elif labels is None:
        yield from (regions[frame.segment].mask for frame in frames)
    else:
        mask = np.empty(labels.shape[1:], np.bool_)
        for frame in frames:
            # the type of the scalar matters: compared with a Python integer, it takes several times as long
            yield np.equal(labels[frame.source], np.uint8(frame.segment), out=mask)


def label_map(regions: Iterable[Region]) -> NDArray[np.uint8]:
    """Return masks that do not overlap as one map of Segment Numbers, uint8 [y, x]."""
    numbers = [region.mask * np.uint8(region.segment) for region in regions]
    found: NDArray[np.uint8] = np.sum(numbers, axis=0, dtype=np.uint8)
    return found


def _segments_in(plane: NDArray[np.uint8]) -> list[int]:
    """Return the labels that a plane shows; its empty rows, which are most of them, are not counted."""
    found: list[int] = (np.flatnonzero(np.bincount(plane[plane.any(axis=1)].reshape(-1))[1:]) + 1).tolist()
    return found


def _fractions(region: Region | None) -> NDArray[np.uint8]:
    if region is None or region.fractions is None:
        raise ValueError("a FRACTIONAL segment has no fractions")
    return region.fractions


def _regions(conclusion: Conclusion) -> dict[int, Region]:
    """Return the segments of an image by their number."""
    regions = [finding.region for finding in conclusion.findings]
    return {region.segment: region for region in regions if isinstance(region, Region)}
