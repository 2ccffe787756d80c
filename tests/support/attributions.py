"""Networks whose maps are known: linear ones, with weights, and a budget that counts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from radlane.explain.budget import Budget
from radlane.explain.network import Differentiate, Floats, Layered, Score

UNLIMITED = Budget(remaining=lambda: 1.0, batch=7)


def linear(weights: Floats, bias: float = 0.0) -> Score:
    """The logit is the sum of weights times pixels; weights float32 [c, ...]."""
    return lambda images: (images * weights).reshape(len(images), -1).sum(axis=1, dtype=np.float32) + np.float32(bias)


def linear_gradient(weights: Floats) -> Differentiate:
    """Of `linear`, with respect to the image."""
    return lambda images: Layered(activations=images, gradients=np.broadcast_to(weights, images.shape))


def noting(score: Score, sizes: list[int]) -> Score:
    """Write down how many images each run has."""

    def noted(images: Floats) -> Floats:
        sizes.append(len(images))
        return score(images)

    return noted


def lasting(batches: int, batch: int = 4) -> Budget:
    """Time for so many batches."""
    left = iter(range(batches, -1, -1))
    remaining: Callable[[], float] = lambda: float(next(left, 0))  # noqa: E731
    return Budget(remaining=remaining, batch=batch)


def noise(shape: tuple[int, ...], seed: int = 0) -> Floats:
    """Numbers of both signs."""
    return np.random.default_rng(seed).standard_normal(shape, np.float32)
