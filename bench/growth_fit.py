"""How something grows with a size: the exponent of a power law. The standard library only.

In: sizes and what was measured at each. Out: the slope of the logarithms by least squares, over all sizes and at the
largest ones. A fixed cost hides growth at small sizes, so both are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from statistics import linear_regression

LAST = 3


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """Return e of value = c * size ** e, fitted by least squares of the logarithms."""
    if len(sizes) < 2:
        raise ValueError("growth needs two sizes")
    return linear_regression([log(size) for size in sizes], [log(value) for value in values]).slope


def at_the_end(sizes: Sequence[float], values: Sequence[float]) -> float:
    """Return the exponent of the largest sizes; the sizes grow."""
    return exponent(sizes[-LAST:], values[-LAST:])
