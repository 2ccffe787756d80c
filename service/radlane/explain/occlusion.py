"""Occlusion: by how much the logit falls when a part of the image is covered.

In: the logit as a function. Out: for each place the mean fall over the patches that cover it.
Reference: Zeiler & Fergus 2014.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from radlane.explain.budget import Budget, in_batches, require_enough
from radlane.explain.network import Attribution, Floats, Score

Part = tuple[slice, ...]


def occlude(
    score: Score, image: Floats, fill: Floats, budget: Budget, *, patch: Sequence[int], stride: Sequence[int]
) -> Attribution:
    """Explain one image.

    Parameters
    ----------
    score : Score
        The explained logit.
    image : float32 [c, ...]
        What the network saw.
    fill : float32, broadcast to [c, ...]
        What covers: the padding's value, or a mean.
    budget : Budget
        All patches have to fit.
    patch, stride : sequence of int
        Size of a patch, and how far it moves, along each axis; the last patch ends with the image.

    Returns
    -------
    Attribution
        In logits.

    Raises
    ------
    ExplanationRefused
        If the time is up before the last patch.
    """
    parts = lay_patches(image.shape[1:], patch, stride)
    cover = np.broadcast_to(fill, image.shape)
    whole = float(score(image[None])[0])
    falls, covered, done = np.zeros(image.shape[1:]), np.zeros(image.shape[1:]), 0
    for some in in_batches(parts, budget):
        images = np.repeat(image[None], len(some), axis=0)
        for one, part in zip(images, some, strict=True):
            one[(slice(None), *part)] = cover[(slice(None), *part)]
        for part, value in zip(some, score(images), strict=True):
            falls[part] += whole - float(value)
            covered[part] += 1
        done += len(some)
    require_enough("occlusion", done, len(parts), "patches")
    return Attribution(values=(falls / covered).astype(np.float32), samples=done)


def lay_patches(size: Sequence[int], patch: Sequence[int], stride: Sequence[int]) -> list[Part]:
    """Return patches that cover a grid; a patch larger than the grid, and a stride larger than the patch, are cut."""
    axes = []
    for cells, wanted, moved in zip(size, patch, stride, strict=True):
        width = min(wanted, cells)
        starts = [*range(0, cells - width, min(moved, width)), cells - width]
        axes.append([slice(start, start + width) for start in starts])
    return list(product(*axes))
