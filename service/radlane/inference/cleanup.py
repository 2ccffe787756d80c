"""Cleaning of label maps: small components, all but the largest, holes.

In and out: uint8 [z, y, x], Segment Numbers from 1, 0 for none. Components are 26-connected, holes are what no path of
6-neighbours leads out of. Everything happens in the box around a segment.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from radlane.domain.output import Segment
from radlane.inference.volume_components import find_components


def clean_labels(labels: NDArray[np.uint8], segments: Sequence[Segment], voxel_ml: float) -> None:
    """Clean each segment as the manifest says, in place.

    First components go, then holes are filled, as far as no other segment has them, then a segment that is smaller than
    the manifest counts as there is emptied.

    Parameters
    ----------
    labels : uint8 [z, y, x]
        Segment Number of each voxel.
    segments : sequence of Segment
        In the manifest's order: the first has the number 1.
    voxel_ml : float
        Volume of a voxel in mL.
    """
    boxes = ndimage.find_objects(labels, max_label=len(segments))
    for number, (segment, box) in enumerate(zip(segments, boxes, strict=True), start=1):
        if box is not None:
            _remove_components(labels[box], number, segment, voxel_ml)
    boxes = ndimage.find_objects(labels, max_label=len(segments))  # filling changes no box: holes lie in their own
    for number, (segment, box) in enumerate(zip(segments, boxes, strict=True), start=1):
        if segment.fill_holes and box is not None:
            _fill(labels[box], number)
    counts = count_labels(labels, len(segments))
    for number, segment in enumerate(segments, start=1):
        if counts[number] < segment.absent_below * labels.size:
            for plane in labels:
                plane[plane == number] = 0


def count_labels(labels: NDArray[np.integer], highest: int) -> NDArray[np.int64]:
    """Return how many voxels have each label, int64 [highest + 1]; plane by plane: numpy would make int64 of all."""
    counts = np.zeros(highest + 1, np.int64)
    for plane in labels:
        counts += np.bincount(plane.ravel(), minlength=highest + 1)
    return counts


def _remove_components(part: NDArray[np.uint8], number: int, segment: Segment, voxel_ml: float) -> None:
    """Remove what is not the largest component, or is too small."""
    if not segment.keep_largest and segment.minimum_ml <= 0:
        return
    found = find_components(part, lambda slab: slab == number, corners=True)
    removed = found.sizes * voxel_ml < segment.minimum_ml
    if segment.keep_largest:
        removed |= np.arange(len(found.sizes)) != found.sizes.argmax()  # of equal ones the first
    for slab, numbers in found.slabs():
        slab[(numbers >= 0) & removed[numbers]] = 0


def _fill(part: NDArray[np.uint8], number: int) -> None:
    """Fill what a segment encloses in its box; the holes' voxels of other segments stay theirs."""
    around = find_components(part, lambda slab: slab != number, corners=False)
    if not len(around.sizes):
        return
    for slab, numbers in around.slabs():
        slab[(numbers >= 0) & ~around.at_faces[numbers] & (slab == 0)] = number
