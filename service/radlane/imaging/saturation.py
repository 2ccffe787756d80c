"""How much of an image is at an end of its values, where nothing could be told apart any more.

In: `Image` or `Volume`. Out: a share. Air around a body and what a collimator hides are at an end too, and are no
fault: what reaches the border along a row or a column without a break is not counted.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from radlane.domain.image import Image
from radlane.domain.volume import Volume
from radlane.imaging.sample import sample_of

_TAIL = 0.1  # percent: a letter or a hot pixel beyond the plateau does not hide it


def saturated_share(subject: Image | Volume) -> float:
    """Return the share of the pixels that are at an end of the image's values and no border, 0 to 1.

    An end is the value at 0.1 % and at 99.9 % of the pixels, so that an image that is not saturated has about 0.002. Of
    volumes only the end where the modality's values are highest counts: air and background are at the other one, with
    noise, and no harm.
    """
    sample = sample_of(subject)
    values = sample.values[sample.seen]
    if not values.size:
        return 0.0
    low, high = np.percentile(values, _TAIL, method="lower"), np.percentile(values, 100 - _TAIL, method="higher")
    ends = [sample.values >= high, sample.values <= low]
    if isinstance(subject, Volume):
        ends = ends[:1] if subject.slope > 0 else ends[1:]
    within = [end & ~_reaches_border(end | ~sample.seen) for end in ends]
    return float((np.logical_or.reduce(within) & sample.seen).sum()) / values.size


def _reaches_border(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether all between a pixel and one end of its row or column is in the mask, [..., y, x]."""
    found = np.zeros_like(mask)
    for view, result in _four_ways(mask, found):
        result |= np.logical_and.accumulate(view, axis=-1)
    return found


def _four_ways(*arrays: NDArray[np.bool_]) -> Iterator[tuple[NDArray[np.bool_], ...]]:
    """The arrays with each of the four borders as the beginning of the last axis."""
    for turned in (arrays, tuple(array.swapaxes(-1, -2) for array in arrays)):
        yield turned
        yield tuple(array[..., ::-1] for array in turned)
