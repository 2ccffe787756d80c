"""Geometry of a SEG or a Parametric Map: its grid, its frames and segments (PS3.3 sections A.51, C.8.20)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pydicom.dataset import Dataset

from radlane.attribute import integer
from radlane.encode.checks.frame_pixels import frame_values, is_countable, is_readable, pixel_bits, pixel_data
from radlane.encode.checks.frames import frame_segments
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.checks.references import part_references
from radlane.encode.checks.segments import segment_numbers
from radlane.encode.checks.space import images_in_series
from radlane.encode.reading import items, text


def check_grid(checked: ObjectSet) -> Iterator[Problem]:
    """A SEG or a Parametric Map has the grid of the images it refers to."""
    for segmentation in checked.multi_frame:
        for source in images_in_series(segmentation, checked):
            for keyword in ("Rows", "Columns"):
                if integer(segmentation, keyword) != integer(source, keyword):
                    words = f"{keyword} differs from the analysed image"
                    yield problem("seg-grid", segmentation, words, attribute=keyword)


def check_frames(checked: ObjectSet) -> Iterator[Problem]:
    """Number of Frames, the functional groups and the length of Pixel Data say the same."""
    for segmentation in checked.multi_frame:
        frames = integer(segmentation, "NumberOfFrames")
        groups = len(items(segmentation, "PerFrameFunctionalGroupsSequence"))
        if frames != groups:
            yield problem("frame-count", segmentation, "Number of Frames is not the number of functional groups")
        elif not _is_native_length(segmentation):
            yield problem("pixel-data-length", segmentation, "Pixel Data is not as long as its frames need")


def check_countable(checked: ObjectSet) -> Iterator[Problem]:
    """The pixels of a SEG can be counted, or are probabilities up to 1; of others nothing that is compared is known."""
    for segmentation in checked.of_modality("SEG"):
        if not is_readable(segmentation):
            yield problem("segment-uncountable", segmentation, "the pixels of the segments cannot be counted")
        elif text(segmentation, "SegmentationType") == "FRACTIONAL":
            most = integer(segmentation, "MaximumFractionalValue") or 0
            if not most > 0 or np.frombuffer(pixel_data(segmentation), np.uint8).max(initial=0) > most:
                yield problem("fractional-value", segmentation, "a value is above Maximum Fractional Value")


def check_segment_numbers(checked: ObjectSet) -> Iterator[Problem]:
    """Segments count up from 1, and every frame refers to one that is there; those of a label map only differ.

    Every value of a label map is described, also that of the background (PS3.3 section C.8.20.2.3.3).
    """
    for segmentation in checked.of_modality("SEG"):
        described, is_map = segment_numbers(segmentation), text(segmentation, "SegmentationType") == "LABELMAP"
        counted = len(set(described)) == len(described) if is_map else described == [*range(1, len(described) + 1)]
        if not counted:
            yield problem("segment-numbers", segmentation, "Segment Numbers do not count up from 1, or one comes twice")
        shown = _labels(segmentation) if is_map else set(frame_segments(segmentation))
        if not shown <= ({integer(item, "SegmentNumber") for item in items(segmentation, "SegmentSequence")}):
            yield problem("segment-unknown", segmentation, "a frame refers to a segment that is not described")


def check_report_parts(checked: ObjectSet) -> Iterator[Problem]:
    """Every segment and frame that an SR refers to is there."""
    for report in checked.of_modality("SR"):
        for sop_instance_uid, number in part_references(report, "ReferencedSegmentNumber"):
            found = checked.find(sop_instance_uid)
            if found is not None and number not in segment_numbers(found):
                yield problem("segment-unknown", report, "the content refers to a segment that is not described")
        for sop_instance_uid, number in part_references(report, "ReferencedFrameNumber"):
            found = checked.find(sop_instance_uid)
            if found is not None and not 1 <= number <= (integer(found, "NumberOfFrames") or 1):
                yield problem("frame-unknown", report, "the content refers to a frame that is not there")


def _labels(segmentation: Dataset) -> set[int | None]:
    """Return the values of a label map; none where its pixels cannot be read."""
    frames = items(segmentation, "PerFrameFunctionalGroupsSequence") if is_countable(segmentation) else ()
    return {int(value) for index in range(len(frames)) for value in np.unique(frame_values(segmentation, index))}


def _is_native_length(segmentation: Dataset) -> bool:
    """Whether native Pixel Data has the bytes of its frames, padded to an even number; encapsulated: not asked."""
    needed = pixel_bits(segmentation)
    if needed is None:
        return True
    size = (needed + 7) // 8
    return len(pixel_data(segmentation)) == size + size % 2
