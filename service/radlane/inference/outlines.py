"""Conclusion -> outlines of its segments, for viewers that draw lines and show no segments.

In: masks of an image, or the labels of a volume. Out: of each segment the largest connected parts; in a volume those in
the slice where the segment is largest.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from radlane.domain.finding import Conclusion, Region, VolumeRegion
from radlane.domain.outline import Outline, Outlines
from radlane.inference.components import box_of
from radlane.inference.contours import outer_contours

MOST_PARTS = 5  # of one segment: more labels hide each other and the image


def trace_outlines(conclusion: Conclusion) -> Outlines:
    """Trace what is there of each segment.

    Parameters
    ----------
    conclusion : Conclusion
        Masks on the source's stored grid, labels on that of the volume.
    """
    drawn: list[Outline] = []
    omitted = 0
    slices = {} if conclusion.labels is None else _largest_slices(conclusion.labels)
    for finding in conclusion.findings:
        region = finding.region
        if isinstance(region, Region):
            frame, mask = 0, region.mask
        elif isinstance(region, VolumeRegion) and region.segment in slices:
            assert conclusion.labels is not None  # the slices are theirs
            frame = slices[region.segment]
            mask = np.asarray(conclusion.labels[frame] == region.segment)
        else:
            continue
        parts, count = _largest_parts(mask)
        drawn += [
            Outline(segment=region.segment, frame=frame, polygon=outer_contours(part)[0], pixels=int(part.sum()))
            for part in parts
        ]
        omitted += count - len(parts)
    return Outlines(drawn=tuple(drawn), omitted=omitted)


def _largest_slices(labels: NDArray[np.uint8]) -> dict[int, int]:
    """Return the slice in which each Segment Number that is there has most voxels, of equal ones the first."""
    counts = np.array([np.bincount(plane.ravel(), minlength=256) for plane in labels])
    largest = counts.argmax(axis=0)
    return {number: int(largest[number]) for number in range(1, 256) if counts[largest[number], number]}


def _largest_parts(mask: NDArray[np.bool_]) -> tuple[list[NDArray[np.bool_]], int]:
    """Return the largest 4-connected parts, bool [y, x] each, of equal ones in row order, and how many there are."""
    box = box_of(mask)
    labels, count = ndimage.label(mask[box])
    sizes = np.bincount(labels.ravel(), minlength=count + 1)[1:]
    parts = []
    for number in np.argsort(-sizes, kind="stable")[:MOST_PARTS] + 1:
        part = np.zeros_like(mask)
        part[box] = labels == number
        parts.append(part)
    return parts, count
