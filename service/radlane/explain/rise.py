"""RISE: the logit under many random masks, each place by the masks that keep it.

In: the logit as a function, a stream of masks. Out: for each place the mean logit of the masks that keep it, less that
of all masks. It takes any network and needs many runs; it may be stopped at any mask.
Reference: Petsiuk et al. 2018; the mean of all masks is taken off, so that a place that means nothing has zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from radlane.explain.budget import Budget, in_batches, require_enough
from radlane.explain.network import Attribution, Floats, Score
from radlane.explain.upsampling import upsample

MASKS = 2000
FEWEST = 200
"""Masks below which a map is mostly chance."""


def draw_masks(
    size: Sequence[int], cells: Sequence[int], rng: np.random.Generator, *, kept: float = 0.5
) -> Iterator[Floats]:
    """Draw masks without end: cells that are kept or not, grown smoothly, and shifted by less than a cell.

    Parameters
    ----------
    size : sequence of int
        The image's grid.
    cells : sequence of int
        Cells of a mask along each axis, up to the image's.
    rng : numpy.random.Generator
        The only source of chance.
    kept : float
        Share of the cells that are kept.

    Yields
    ------
    float32 [*size]
        0 (covered) to 1 (kept).
    """
    steps = [-(-length // count) for length, count in zip(size, cells, strict=True)]
    grown = [(count + 1) * step for count, step in zip(cells, steps, strict=True)]
    while True:
        coarse = (rng.random([count + 1 for count in cells]) < kept).astype(np.float32)
        starts = [int(rng.integers(step)) for step in steps]
        inside = tuple(slice(start, start + length) for start, length in zip(starts, size, strict=True))
        yield upsample(coarse[None], grown)[0][inside]


def rise(
    score: Score, image: Floats, fill: Floats, masks: Iterable[Floats], budget: Budget, *, count: int = MASKS
) -> Attribution:
    """Explain one image.

    Parameters
    ----------
    score : Score
        The explained logit.
    image : float32 [c, ...]
        What the network saw.
    fill : float32, broadcast to [c, ...]
        What is seen where a mask covers.
    masks : iterable of float32 [...]
        From `draw_masks`.
    budget : Budget
        When the time is up, the map is made of the masks that were run.
    count : int
        The most masks.

    Returns
    -------
    Attribution
        In logits.

    Raises
    ------
    ExplanationRefused
        If the time is up before `FEWEST` masks, or `count` where that is less.
    """
    weighted, kept = np.zeros(image.shape[1:]), np.zeros(image.shape[1:])
    total, done = 0.0, 0
    for some in in_batches(islice(masks, count), budget):
        drawn = np.stack(some)
        values = score((fill + (image - fill) * drawn[:, None]).astype(np.float32, copy=False))
        weighted += np.tensordot(values.astype(np.float64), drawn, axes=1)
        kept += drawn.sum(axis=0)
        total += float(values.sum(dtype=np.float64))
        done += len(some)
    require_enough("RISE", done, min(FEWEST, count), "masks")
    seen = np.maximum(kept, np.finfo(np.float32).tiny)
    values = np.where(kept > 0, weighted / seen - total / done, 0)
    return Attribution(values=values.astype(np.float32), samples=done)
