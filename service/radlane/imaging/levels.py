"""The different values of an image, and which one each pixel has.

In: values [y, x]. Out: `Levels`, and the statistics of an image by its levels.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.domain.image import Image, Levels

_AT_ONCE = 1 << 18  # pixels that are counted at once: they stay in the processor's cache
_SHORT = 2  # bytes: of values that are no longer there are few, and their own bits say which one it is


def find_levels(values: NDArray[Any]) -> Levels:
    """Find the different values, none of which is padding."""
    if values.dtype.kind not in "iu" or values.itemsize > _SHORT:
        found, ranks, counts = np.unique(values, return_inverse=True, return_counts=True)
        codes: NDArray[Any] = ranks.reshape(values.shape).astype(np.int32)
        present = np.arange(len(found), dtype=np.int64)
    else:
        native = values.astype(values.dtype.newbyteorder("="), copy=False)
        codes = native.view(f"u{native.itemsize}")
        every = _count(codes)
        present = np.flatnonzero(every)
        counts, found = every[present], present.astype(codes.dtype).view(native.dtype)
    return Levels(codes=codes, present=present, counts=counts, values=found, padding=np.zeros(len(found), bool))


def levels_of(image: Image) -> Levels:
    """Return the levels of an image; they are looked for where nobody has."""
    if image.levels is not None:
        return image.levels
    if image.padding is None:
        return find_levels(image.values)
    found = find_levels(np.where(image.padding, np.float32(np.inf), image.values))  # a level of its own
    padding = np.isinf(found.values)
    return replace(found, values=np.where(padding, np.float32(0), found.values), padding=padding)


def percentiles(values: NDArray[np.float32], counts: NDArray[np.int64], shares: tuple[float, ...]) -> list[float]:
    """Percentiles (0 to 100) of values that occur so many times: the very numbers of `numpy.percentile`."""
    order = values.argsort(kind="stable")
    ordered, until = values[order], counts[order].cumsum()
    return [_between(ordered, until, share) for share in shares]


def moments(values: NDArray[np.float32], counts: NDArray[np.int64]) -> tuple[float, float]:
    """Mean and standard deviation (of the population) of values that occur so many times."""
    total = counts.sum()
    mean = (values * counts.astype(np.float64)).sum() / total
    return float(mean), float(np.sqrt(((values - mean) ** 2 * counts).sum() / total))


def _between(ordered: NDArray[np.float32], until: NDArray[np.int64], share: float) -> float:
    last = int(until[-1]) - 1
    place = last * (share / 100)
    rank = min(int(place), last)
    low, high = ordered[np.searchsorted(until, [rank, min(rank + 1, last)], side="right")]
    part, step = place - rank, float(high - low)  # the step is float32 and what it is multiplied by is not, as in numpy
    return float(high) - step * (1 - part) if part >= 0.5 else float(low) + step * part


def _count(codes: NDArray[Any]) -> NDArray[np.int64]:
    """How many pixels have each code."""
    flat = codes.reshape(-1)
    counts = np.zeros(1 << 8 * codes.itemsize, np.int64)
    for first in range(0, flat.size, _AT_ONCE):
        counts += np.bincount(flat[first : first + _AT_ONCE], minlength=len(counts))
    return counts
