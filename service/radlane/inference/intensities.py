"""What a volume holds inside a segment.

In: stored values, Segment Numbers, the line to the modality's units. Out: mean, spread and extremes in these units.
Slice by slice, so that no copy of the volume is made; padding is no image and is left out.
Reference: PS3.16 CID 7464 (General Region of Interest Measurement Modifiers); Chan, Golub and LeVeque 1983 for the sum
of variances.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radlane.domain.volume import Volume


@dataclass(frozen=True, kw_only=True)
class Intensities:
    """Of the voxels of a segment, in the modality's units; `deviation` is that of the voxels themselves, not of a
    sample (the sum of squares is divided by their number).
    """

    mean: float
    deviation: float
    minimum: float
    maximum: float


def segment_intensities(
    volume: Volume, labels: NDArray[np.uint8], number: int, box: tuple[slice, ...]
) -> Intensities | None:
    """Measure what a segment holds.

    Parameters
    ----------
    volume : Volume
        Stored values, before any clipping or scaling for a network.
    labels : uint8 [z, y, x]
        Segment Numbers on its grid.
    number : int
        Of the segment.
    box : tuple of slice
        What of the grid is looked at: the segment is inside it.

    Returns
    -------
    Intensities or None
        None where the segment has no voxel that is image.
    """
    count, mean, squares = 0, 0.0, 0.0
    lowest, highest = math.inf, -math.inf
    for values in _values(volume, labels[box] == number, box):
        own, size = float(values.mean()), len(values)
        apart, together = own - mean, count + size
        squares += float(((values - own) ** 2).sum()) + apart**2 * count * size / together
        mean += apart * size / together
        count = together
        lowest, highest = min(lowest, float(values.min())), max(highest, float(values.max()))
    if not count:
        return None
    ends = sorted(value * volume.slope + volume.intercept for value in (lowest, highest))
    return Intensities(
        mean=mean * volume.slope + volume.intercept,
        deviation=math.sqrt(squares / count) * abs(volume.slope),
        minimum=ends[0],
        maximum=ends[1],
    )


def _values(volume: Volume, segment: NDArray[np.bool_], box: tuple[slice, ...]) -> Iterator[NDArray[np.float64]]:
    """Yield the stored values of a segment in each slice that it reaches, without padding."""
    for plane, there in zip(volume.values[box], segment, strict=True):
        values = plane[there]
        if volume.padding is not None:
            low, high = volume.padding
            values = values[(values < low) | (values > high)]
        if values.size:
            yield values.astype(np.float64)
