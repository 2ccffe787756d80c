"""The objects of a run against what it concluded: which there are, of which images, with which pixels.

In: the objects, the analysed images in the order of the labels, the conclusion. Out: where they differ. These rules
need what only the lane has; the other rules compare the objects with each other and with the images.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion, Region, SegmentRegion
from radlane.encode.checks.frames import Frame, frames_of
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.checks.references import listed_images, series_images
from radlane.encode.checks.runs import roots, runs
from radlane.encode.checks.segments import frame_mask, is_countable, segment_numbers
from radlane.encode.reading import numbers, text

_NEAR_MM = 1e-3  # positions are written with 16 characters


def check_object_set(checked: ObjectSet, conclusion: Conclusion) -> Iterator[Problem]:
    """A run has one root, one SR of outlines at most, and one SEG where a segment has pixels, with every segment."""
    segmentations, reports = checked.of_modality("SEG"), roots(checked)
    first = next(iter(checked.objects), Dataset())
    if len(checked.of_modality("SR")) - len(reports) > 1:
        yield problem("object-set", first, "there are several SRs of outlines")
    if len(reports) != 1 or len(segmentations) != bool(_pixels(conclusion)):
        yield problem("object-set", first, "there is not one report, or not one SEG just where a segment has pixels")
    for segmentation in segmentations:
        if set(segment_numbers(segmentation)) != _regions(conclusion).keys():
            yield problem("segment-set", segmentation, "the segments are not those that were concluded on")


def check_analysed(checked: ObjectSet, _: Conclusion) -> Iterator[Problem]:
    """SEG and SR list exactly the analysed images, also those that no segment reaches."""
    analysed = {text(source, "SOPInstanceUID") for source in checked.sources}
    for run in runs(checked):
        if listed_images(run) != analysed:
            yield problem("image-set", run.report, "the evidence of the SR does not list just the analysed images")
    for segmentation in checked.of_modality("SEG"):
        if series_images(segmentation) != analysed:
            yield problem("image-set", segmentation, "Referenced Series does not list just the analysed images")


def check_pixels(checked: ObjectSet, conclusion: Conclusion) -> Iterator[Problem]:
    """Each frame is what was concluded of its image, and each image that a segment reaches has a frame of it.

    One frame at a time is unpacked.
    """
    places = _places(checked.sources, in_space=conclusion.labels is not None)
    for segmentation in filter(is_countable, checked.of_modality("SEG")):
        yield from _check_pixels_of(segmentation, places, conclusion)


def check_overlap(checked: ObjectSet, conclusion: Conclusion) -> Iterator[Problem]:
    """Segments Overlap says whether a pixel belongs to several segments; voxels have one label."""
    masks = [region.mask for region in _regions(conclusion).values() if isinstance(region, Region)]
    expected = "YES" if masks and np.sum(masks, axis=0, dtype=np.int32).max() > 1 else "NO"
    for segmentation in checked.of_modality("SEG"):
        if text(segmentation, "SegmentsOverlap") != expected:
            yield problem("segments-overlap", segmentation, f"Segments Overlap is not {expected}")


@dataclass(frozen=True, kw_only=True)
class _Places:
    """Where images are: their index by SOP Instance UID, and float64 [z, 3] in mm, LPS, where they lie in space."""

    index: dict[str, int]
    positions: NDArray[np.float64] | None

    def find(self, frame: Frame) -> int | None:
        """Return the index of the image that a frame is of and, in space, lies on."""
        found = self.index.get(frame.images[0]) if len(frame.images) == 1 else None
        if found is None or self.positions is None:
            return found
        position = np.array(frame.position if len(frame.position) == 3 else np.nan)
        apart = np.abs(self.positions[found] - position).max()
        return found if apart <= _NEAR_MM else None


def _places(sources: Sequence[Dataset], *, in_space: bool) -> _Places:
    index = {text(source, "SOPInstanceUID"): place for place, source in enumerate(sources)}
    positions = [numbers(source, "ImagePositionPatient") for source in sources]
    placed = [position if len(position) == 3 else (np.nan,) * 3 for position in positions]
    return _Places(index=index, positions=np.array(placed).reshape(-1, 3) if in_space else None)


def _check_pixels_of(segmentation: Dataset, places: _Places, conclusion: Conclusion) -> Iterator[Problem]:
    seen, reached, differs, stray = set(), 0, False, False
    for index, frame in enumerate(frames_of(segmentation)):
        place = places.find(frame)
        expected = _mask(conclusion, place, frame.segment)
        if expected is None or (place, frame.segment) in seen:
            stray = True
            continue
        seen.add((place, frame.segment))
        pixels = int(np.count_nonzero(expected))
        reached, stray = reached + pixels, stray or not pixels
        differs = differs or not np.array_equal(frame_mask(segmentation, index), expected)
    if differs:
        yield problem("pixels-mismatch", segmentation, "the pixels of a frame are not what was concluded of its image")
    if stray or reached != _pixels(conclusion):
        yield problem("frame-set", segmentation, "there is not one frame for each image that a segment reaches")


def _mask(conclusion: Conclusion, place: int | None, number: int | None) -> NDArray[np.bool_] | None:
    """Return what was concluded of a segment on an image, bool [y, x]; None where nothing was."""
    region = _regions(conclusion).get(number)
    if place is None or region is None:
        return None
    if isinstance(region, Region):
        return region.mask
    assert conclusion.labels is not None  # a volume's conclusion has some
    return np.asarray(conclusion.labels[place] == number) if place < len(conclusion.labels) else None


def _regions(conclusion: Conclusion) -> dict[int | None, SegmentRegion]:
    regions = [finding.region for finding in conclusion.findings]
    return {region.segment: region for region in regions if isinstance(region, SegmentRegion)}


def _pixels(conclusion: Conclusion) -> int:
    """Return how many pixels or voxels all segments have together."""
    if conclusion.labels is not None:
        return int(np.count_nonzero(conclusion.labels))
    masks = [region.mask for region in _regions(conclusion).values() if isinstance(region, Region)]
    return sum(int(np.count_nonzero(mask)) for mask in masks)
