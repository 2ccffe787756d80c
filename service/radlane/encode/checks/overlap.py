"""Segments Overlap says of a SEG what its pixels show (PS3.3 section C.8.20.2.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.attribute import integer
from radlane.encode.checks.frame_pixels import frame_values, is_readable
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


def check_stated_overlap(checked: ObjectSet) -> Iterator[Problem]:
    """NO where no pixel belongs to two segments, YES where one does; UNDEFINED says nothing.

    In a label map no pixel can; of probabilities each that is not zero is of its segment.
    """
    for segmentation in checked.of_modality("SEG"):
        stated = text(segmentation, "SegmentsOverlap")
        if stated == "YES" and text(segmentation, "SegmentationType") == "LABELMAP":
            yield problem("segments-overlap", segmentation, "Segments of a label map do not overlap")
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
    seen: NDArray[np.bool_] | None = None
    for indices in segments:
        shown = frame_values(segmentation, indices[0]) > 0
        for index in indices[1:]:
            shown = shown | (frame_values(segmentation, index) > 0)
        if seen is not None and (seen & shown).any():
            return True
        seen = shown if seen is None else seen | shown
    return False


def _is_readable(segmentation: Dataset) -> bool:
    return text(segmentation, "SegmentationType") != "LABELMAP" and is_readable(segmentation)
