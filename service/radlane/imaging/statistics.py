"""Statistics of a volume that is seen slab by slab.

In: a function that begins a pass over float32 slabs of any shape, in which NaN is no image. Out: what the manifest's
intensity operations need. Exact, as if all values were there at once; nothing is held but a slab.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused

Pass = Callable[[], Iterable[NDArray[np.float32]]]
"""Begin at the first slab again."""

_SIGN = np.uint32(1 << 31)
_LOW_BITS = 16


def percentiles(slabs: Pass, shares: tuple[float, ...]) -> tuple[float, ...]:
    """Percentiles, between two values by numpy's rule `linear`.

    The values' ranks are found by counting: their bits, read as whole numbers, are in the order of the values, so one
    pass counts the upper half of the bits and a second one the lower half where a rank was found.

    Parameters
    ----------
    slabs : Pass
        Two passes are made.
    shares : tuple of float
        0 to 100.

    Raises
    ------
    InputRefused
        `pixels-blank` where there is no value.
    """
    upper = np.zeros(1 << _LOW_BITS, np.int64)
    for keys in _keys(slabs):
        upper += np.bincount(keys >> _LOW_BITS, minlength=len(upper))
    places = [(int(_some(upper.sum())) - 1) * share / 100 for share in shares]
    ranks = sorted({rank for place in places for rank in (int(place), int(np.ceil(place)))})
    values = dict(zip(ranks, _values_at(slabs, upper, ranks), strict=True))
    return tuple(
        values[int(place)] + (values[int(np.ceil(place))] - values[int(place)]) * (place % 1) for place in places
    )


def extremes(slabs: Pass) -> tuple[float, float]:
    """Lowest and highest value; raises `InputRefused` as `percentiles` does."""
    ends = [(float(values.min()), float(values.max())) for values in _seen(slabs) if values.size]
    _some(len(ends))
    return min(low for low, _ in ends), max(high for _, high in ends)


def moments(slabs: Pass) -> tuple[float, float]:
    """Mean and standard deviation (of the population); raises `InputRefused` as `percentiles` does.

    Slabs are joined as by Chan, Golub and LeVeque, 1983 (The American Statistician 37, 242-247).
    """
    count, mean, squares = 0, 0.0, 0.0
    for values in _seen(slabs):
        if values.size:
            own = float(values.mean(dtype=np.float64))
            total = count + values.size
            squares += float(values.var(dtype=np.float64, mean=np.float64(own))) * values.size
            squares += (own - mean) ** 2 * count * values.size / total
            mean += (own - mean) * values.size / total
            count = total
    return mean, float(np.sqrt(squares / _some(count)))


def _seen(slabs: Pass) -> Iterator[NDArray[np.float32]]:
    for slab in slabs():
        yield slab[~np.isnan(slab)]


def _some(count: int) -> int:
    if count == 0:
        raise InputRefused(ReasonCode.PIXELS_BLANK, "The part that the network is given shows nothing but padding")
    return count


def _keys(slabs: Pass) -> Iterator[NDArray[np.uint32]]:
    """Whole numbers in the order of the values (IEEE 754: sign and magnitude)."""
    for values in _seen(slabs):
        bits = values.view(np.uint32)
        yield np.where(bits & _SIGN, ~bits, bits | _SIGN)


def _values_at(slabs: Pass, upper: NDArray[np.int64], ranks: list[int]) -> list[float]:
    """Values of these ranks, given the counts of the upper halves."""
    before = np.cumsum(upper) - upper
    halves = [int(np.searchsorted(before, rank, side="right")) - 1 for rank in ranks]
    lower = {half: np.zeros(1 << _LOW_BITS, np.int64) for half in halves}
    for keys in _keys(slabs):
        for half, counts in lower.items():
            inside = keys[keys >> _LOW_BITS == half] & np.uint32((1 << _LOW_BITS) - 1)
            counts += np.bincount(inside, minlength=len(counts))
    found = []
    for rank, half in zip(ranks, halves, strict=True):
        rest = int(np.searchsorted(np.cumsum(lower[half]), rank - before[half], side="right"))
        key = np.uint32((half << _LOW_BITS) | rest)
        bits = key & ~_SIGN if key & _SIGN else ~key
        found.append(float(np.array(bits, np.uint32).view(np.float32)))
    return found
