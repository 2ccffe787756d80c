"""Attention rollout: how much of each token of the input reaches the answer, through all layers of attention.

In: the attention of each layer. Out: a map on the network's grid. It knows no class: every finding has the same.
Reference: Abnar & Zuidema 2020; heads are averaged, the residual connection counts as much as the attention.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from radlane.errors import ExplanationRefused
from radlane.explain.network import Attribution, Floats
from radlane.explain.upsampling import upsample

_OF_HEADS = 4  # axes of attention
_BEFORE = (0, 1, 2, 5)
"""Tokens before those of the image: none, a class token, one of distillation, four registers."""


def roll_out(attention: Sequence[Floats]) -> Floats:
    """Multiply the layers.

    Parameters
    ----------
    attention : sequence of float32 [n, heads, tokens, tokens]
        Softmaxed, from the first layer to the last.

    Returns
    -------
    float32 [n, tokens, tokens]
        Row i: how much of each input token is in token i of the last layer; rows sum to 1.

    Raises
    ------
    ExplanationRefused
        If there is no attention, it has other axes, or the layers have different tokens (windows, or merging between
        layers).
    """
    if any(layer.ndim != _OF_HEADS for layer in attention):
        raise _refused("the graph has attention that is not by image and head")
    shapes = {(len(layer), *layer.shape[2:]) for layer in attention}
    if len(shapes) != 1 or any(queries != keys for _, queries, keys in shapes):
        why = "the layers have different tokens" if attention else "the graph has no attention"
        raise _refused(why)
    first, *later = (_with_residual(layer) for layer in attention)
    rolled = first
    for layer in later:
        rolled = layer @ rolled
    return rolled.astype(np.float32)


def map_tokens(rolled: Floats, size: Sequence[int]) -> list[Attribution]:
    """Lay what reaches the answer on the network's grid.

    Parameters
    ----------
    rolled : float32 [n, tokens, tokens]
        From `roll_out`.
    size : sequence of int
        The network's grid.

    Returns
    -------
    list of Attribution
        One an image: what is in the class token where there is one, else in the mean of all tokens.

    Raises
    ------
    ExplanationRefused
        If the tokens are no grid of equal patches.
    """
    before, grid = lay_tokens(rolled.shape[-1], size)
    answer = rolled[:, 0] if before else rolled.mean(axis=1)
    maps = upsample(answer[:, before:].reshape(-1, *grid), size)
    return [Attribution(values=values, samples=1) for values in maps]


def lay_tokens(count: int, size: Sequence[int]) -> tuple[int, tuple[int, ...]]:
    """Return how many tokens come before those of the image, and on which grid these lie: patches as wide as high.

    Raises
    ------
    ExplanationRefused
        If the tokens are no grid of equal patches.
    """
    for before in _BEFORE:
        for patch in range(1, min(size) + 1):
            grid = tuple(length // patch for length in size)
            if not any(length % patch for length in size) and np.prod(grid) == count - before:
                return before, grid
    raise _refused(f"{count} tokens are no grid of equal patches on this image")


def _with_residual(attention: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    mean = attention.mean(axis=1, dtype=np.float64)
    both = mean + np.eye(mean.shape[-1])
    rows: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = both / both.sum(axis=-1, keepdims=True)
    return rows


def _refused(why: str) -> ExplanationRefused:
    return ExplanationRefused("There is no map by attention rollout", why=why, remedy="Ask for occlusion or rise")
