"""A regular sample of an image or a volume: enough for shares and peaks, without a copy of the whole.

In: `Image` or `Volume`. Out: every n-th value along each axis, and which of them are image.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.domain.image import Image
from radlane.domain.volume import Volume

MOST = 1 << 18
"""About so many values are taken: a share is then known to a thousandth, and a volume of any size takes no time."""

_FEWEST = 16  # planes along an axis


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Part of an image, on a regular grid that begins at its first pixel.

    Attributes
    ----------
    values : any type [y, x] or [z, y, x]
        As they are in the image or the volume.
    seen : bool, same shape
        False where they are padding.
    """

    values: NDArray[Any]
    seen: NDArray[np.bool_]


def sample_of(subject: Image | Volume, most: int = MOST) -> Sample:
    """Take about `most` values, all where there are not more; of a thin stack more, since each axis keeps 16 planes."""
    sides = subject.values.shape
    step = max(1, math.ceil((subject.values.size / most) ** (1 / len(sides))))
    every = tuple(slice(None, None, max(1, min(step, side // _FEWEST))) for side in sides)
    values = subject.values[every]
    if isinstance(subject, Volume):
        return Sample(values=values, seen=seen_of(values, subject))
    return Sample(
        values=values, seen=np.ones(values.shape, bool) if subject.padding is None else ~subject.padding[every]
    )


def seen_of(values: NDArray[Any], volume: Volume) -> NDArray[np.bool_]:
    """Mark which values of a volume, of any shape, are no padding."""
    if volume.padding is None:
        return np.ones(values.shape, bool)
    seen: NDArray[np.bool_] = (values < volume.padding[0]) | (values > volume.padding[1])
    return seen
