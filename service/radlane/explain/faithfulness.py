"""Whether an answer rests on what a map shows: the image is emptied, or filled, from the map's strongest place on.

In: the score as a function, an image, its map. Out: the curve and its area. Deletion: the lower the area, the better
the map; insertion: the higher.
Reference: Petsiuk et al. 2018.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt
from scipy.special import expit

from radlane.explain.budget import Budget, in_batches, require_enough
from radlane.explain.network import Floats, Score

STEPS = 24


@dataclass(frozen=True, kw_only=True)
class Curve:
    """A score over the share of places that were taken away or put in.

    Attributes
    ----------
    shares : float32 [steps + 1]
        0 to 1.
    scores : float32 [steps + 1]
        In the unit of `Score`.
    """

    shares: Floats
    scores: Floats

    @property
    def area(self) -> float:
        """Mean score over the shares (trapezoids)."""
        return float(np.trapezoid(self.scores.astype(np.float64), self.shares))


def delete(
    score: Score, image: Floats, ranks: NDArray[np.intp], fill: Floats, budget: Budget, *, steps: int = STEPS
) -> Curve:
    """Cover an image, first where the map is strongest.

    Parameters
    ----------
    score : Score
        A probability or logit; `as_probability` makes the former of the latter.
    image : float32 [c, ...]
        What the network saw.
    ranks : integers [...]
        From `rank_places`.
    fill : float32, broadcast to [c, ...]
        What covers.
    budget : Budget
        All steps have to fit.
    steps : int
        After how many equal parts of the places the score is taken.

    Raises
    ------
    ExplanationRefused
        If the time is up before the last step.
    """
    return _change(score, image, np.broadcast_to(fill, image.shape), ranks, budget, steps)


def insert(
    score: Score, image: Floats, ranks: NDArray[np.intp], fill: Floats, budget: Budget, *, steps: int = STEPS
) -> Curve:
    """Uncover an image, first where the map is strongest; otherwise as `delete`."""
    return _change(score, np.broadcast_to(fill, image.shape), image, ranks, budget, steps)


def rank_places(values: Floats, rng: np.random.Generator) -> NDArray[np.intp]:
    """Return the rank of each place, 0 where the map is strongest.

    Of places that the map says nothing of (its least value, the zeros of Grad-CAM) the nearest to the others come
    first: in any order an image would dissolve into noise, and its score would say more of that than of the map. Of
    other equal places chance decides.
    """
    silent = values == values.min()
    away = np.zeros(values.shape) if silent.all() else distance_transform_edt(silent)
    order = np.lexsort((rng.random(values.size), away.ravel(), -values.ravel()))
    ranks = np.empty(values.size, np.intp)
    ranks[order] = np.arange(values.size)
    return ranks.reshape(values.shape)


def as_probability(score: Score) -> Score:
    """Return the logistic function of a score: the probability where the activation is a sigmoid."""

    def probability(images: Floats) -> Floats:
        values: Floats = expit(score(images))
        return values

    return probability


def _change(score: Score, before: Floats, after: Floats, ranks: NDArray[np.intp], budget: Budget, steps: int) -> Curve:
    limits = np.round(np.linspace(0, ranks.size, steps + 1)).astype(np.intp)
    scores = [
        score(np.stack([np.where(ranks < limit, after, before) for limit in some]))
        for some in in_batches(limits, budget)
    ]
    values = np.concatenate(scores) if scores else np.zeros(0, np.float32)
    require_enough("deletion and insertion", len(values), steps + 1, "steps")
    return Curve(shares=(limits / ranks.size).astype(np.float32), scores=values)
