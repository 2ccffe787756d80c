"""Whether a frontal chest radiograph shows what its header's polarity says.

In: `Image`. Out: a number that changes its sign, and nothing else, where the polarity is wrong. Air is dark on a
radiograph (MONOCHROME2), so lungs are darker than the spine and heart between them and what lies below. Compared are
ranks, which no window, exposure or look-up curve changes, over places and sizes that a chest may have in its image.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.domain.image import Direction, Image

_SIDE = 96  # pixels: lungs are large
# In halves of the picture, from its middle: x to the right, y down.
_LUNGS = ((0.45, 0.25), (-0.15, 0.5))  # middle and half axis along x, of each lung, and along y
_SPINE = (0.12, -0.7)  # half width, and where it begins
_BELOW = (0.8, 0.6)  # half width, and where it begins
_PLACES = tuple(product((-0.15, 0.0, 0.15), (-0.12, 0.0, 0.12), (0.8, 1.0)))  # y, x and size


def chest_contrast(image: Image) -> float:
    """Return how much darker lungs are than what lies between and below them.

    Parameters
    ----------
    image : Image
        A frontal chest radiograph; turned upright where its orientation is known.

    Returns
    -------
    float
        Difference of mean ranks, -1 to 1, where it is largest. Above zero where lungs are dark. 0 where nothing can be
        compared.
    """
    bright = -image.values if image.monochrome1 else image.values
    seen = np.ones(bright.shape, bool) if image.padding is None else ~image.padding
    if not seen.any():
        return 0.0
    ranks = _ranks(_small(*_within(_upright(bright, image), _upright(seen, image))))
    return max(_differences(ranks), key=abs, default=0.0)


def _upright(values: NDArray[Any], image: Image) -> NDArray[Any]:
    if image.orientation is None:
        return values
    row, column = image.orientation.row, image.orientation.column
    if row in (Direction.H, Direction.F):
        values, column = values.T, row
    return values[::-1] if column is Direction.H else values


def _within(values: NDArray[Any], seen: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The rows and columns that are not all padding."""
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    box = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    return values[box], seen[box]


def _small(values: NDArray[Any], seen: NDArray[Any]) -> NDArray[np.float64]:
    """Means of blocks, at most about twice `_SIDE` of them along an axis; NaN where all is padding."""
    step = max(1, max(values.shape) // _SIDE)
    sides = [max(1, size // step) for size in values.shape]
    steps = [min(step, size) for size in values.shape]
    whole = tuple(slice(side * part) for side, part in zip(sides, steps, strict=True))
    blocks = (sides[0], steps[0], sides[1], steps[1])
    counts = seen[whole].reshape(blocks).sum(axis=(1, 3))
    sums = np.where(seen[whole], values[whole], 0).reshape(blocks).sum(axis=(1, 3), dtype=np.float64)
    means: NDArray[np.float64] = np.divide(sums, counts, out=np.full(counts.shape, np.nan), where=counts > 0)
    return means


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks from 0 to 1, equal ones in their middle; NaN stays."""
    ranks = np.full(values.shape, np.nan)
    seen = ~np.isnan(values)
    _, places, counts = np.unique(values[seen], return_inverse=True, return_counts=True)
    middles = np.cumsum(counts) - (counts + 1) / 2
    ranks[seen] = middles[places] / max(1, int(seen.sum()) - 1)
    return ranks


def _differences(ranks: NDArray[np.float64]) -> Iterator[float]:
    """Mean rank between and below the lungs, less that of the lungs, at each place where both are seen."""
    seen = ~np.isnan(ranks)
    y, x = np.meshgrid(*(np.linspace(-1, 1, size) for size in ranks.shape), indexing="ij")
    for down, aside, size in _PLACES:
        lungs, others = _parts((y - down) / size, np.abs(x - aside) / size)
        if (lungs & seen).any() and (others & seen).any():
            yield float(ranks[others & seen].mean() - ranks[lungs & seen].mean())


def _parts(y: NDArray[np.float64], x: NDArray[np.float64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    (middle_x, half_x), (middle_y, half_y) = _LUNGS
    lungs = ((x - middle_x) / half_x) ** 2 + ((y - middle_y) / half_y) ** 2 < 1
    spine = (x < _SPINE[0]) & (y > _SPINE[1]) & (y < 1)
    return lungs, spine | ((x < _BELOW[0]) & (y > _BELOW[1]) & (y < 1))
