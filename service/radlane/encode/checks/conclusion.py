"""The objects of a run against what it concluded: which there are, of which images.

In: the objects, the analysed images in the order of the labels, the conclusion. Out: where they differ. These rules
need what only the lane has; the other rules compare the objects with each other and with the images.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pydicom.dataset import Dataset

from radlane.domain.finding import Conclusion, Region, SegmentRegion
from radlane.encode.checks.problem import ObjectSet, Problem, problem
from radlane.encode.checks.references import listed_images, series_images
from radlane.encode.checks.runs import latest_roots, roots, runs
from radlane.encode.checks.segments import segment_numbers
from radlane.encode.reading import text
from radlane.encode.segment_frames import overlap


def check_object_set(checked: ObjectSet, conclusion: Conclusion) -> Iterator[Problem]:
    """A run has one root, one SR of outlines at most, and one SEG where a segment has pixels, with every segment."""
    segmentations, reports = checked.of_modality("SEG"), roots(checked)
    first = next(iter(checked.objects), Dataset())
    if len(checked.of_modality("SR")) - len(reports) > 1:
        yield problem("object-set", first, "there are several SRs of outlines")
    if len(latest_roots(checked)) != 1 or len(segmentations) != bool(count_pixels(conclusion)):
        yield problem("object-set", first, "there is not one report, or not one SEG just where a segment has pixels")
    for segmentation in segmentations:
        if set(segment_numbers(segmentation)) != regions_of(conclusion).keys():
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


def check_overlap(checked: ObjectSet, conclusion: Conclusion) -> Iterator[Problem]:
    """Segments Overlap says whether a pixel belongs to several segments; of several probabilities nobody says it.

    What FRACTIONAL segments hold are probabilities.
    """
    of_masks = "YES" if overlap(conclusion) else "NO"
    for segmentation in checked.of_modality("SEG"):
        fractional = text(segmentation, "SegmentationType") == "FRACTIONAL"
        expected = "UNDEFINED" if fractional and len(segment_numbers(segmentation)) > 1 else of_masks
        if fractional and text(segmentation, "SegmentationFractionalType") != "PROBABILITY":
            yield problem("fractional-type", segmentation, "the values of segments are not said to be probabilities")
        if text(segmentation, "SegmentsOverlap") != expected:
            yield problem("segments-overlap", segmentation, f"Segments Overlap is not {expected}")


def regions_of(conclusion: Conclusion) -> dict[int | None, SegmentRegion]:
    """Return the segments by their number."""
    regions = [finding.region for finding in conclusion.findings]
    return {region.segment: region for region in regions if isinstance(region, SegmentRegion)}


def count_pixels(conclusion: Conclusion) -> int:
    """Return how many pixels or voxels all segments have together."""
    if conclusion.labels is not None:
        return int(np.count_nonzero(conclusion.labels))
    masks = [region.mask for region in regions_of(conclusion).values() if isinstance(region, Region)]
    return sum(int(np.count_nonzero(mask)) for mask in masks)
