"""Segments Overlap says of a SEG what its pixels show (PS3.3 section C.8.20.2.3)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.attribute import integer
from radlane.encode.checks.frames import frames_of
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.checks.segments import frame_mask, is_countable, pixel_data
from radlane.encode.reading import text


def check_stated_overlap(checked: ObjectSet) -> Iterator[Problem]:
    """NO where no pixel belongs to two segments, YES where one does; UNDEFINED says nothing."""
    for segmentation in checked.of_modality("SEG"):
        stated = text(segmentation, "SegmentsOverlap")
        if stated in ("YES", "NO") and is_countable(segmentation):
            if overlaps(segmentation) != (stated == "YES"):
                yield problem("segments-overlap", segmentation, "Segments Overlap is not what the pixels show")


def overlaps(segmentation: Dataset) -> bool:
    """Whether a pixel of a SEG that can be counted belongs to two segments: to frames of one image or one place."""
    together: defaultdict[object, list[int]] = defaultdict(list)
    for index, frame in enumerate(frames_of(segmentation)):
        together[frame.images or frame.position].append(index)
    return any(_intersect(segmentation, indices) for indices in together.values() if len(indices) > 1)


def _intersect(segmentation: Dataset, indices: list[int]) -> bool:
    seen = _bits(segmentation, indices[0])
    for index in indices[1:]:
        bits = _bits(segmentation, index)
        if (seen & bits).any():
            return True
        seen = seen | bits
    return False


def _bits(segmentation: Dataset, index: int) -> NDArray[np.uint8]:
    """Return the bits of a frame, eight a byte where frames begin with a byte, else one."""
    size = math.prod(integer(segmentation, keyword) or 0 for keyword in ("Rows", "Columns"))
    if size % 8:
        return frame_mask(segmentation, index)
    return np.frombuffer(pixel_data(segmentation), np.uint8)[index * size // 8 : (index + 1) * size // 8]
