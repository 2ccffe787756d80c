"""Whether a map depends on what the network learned: it has to change when the weights are randomised.

In: the maps before and after. Out: how alike they are.
Reference: Adebayo et al. 2018.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from radlane.explain.network import Floats


def rank_correlation(one: Floats, other: Floats) -> float:
    """Return the absolute rank correlation of two maps (Spearman), 0 to 1.

    A map that is flat is unlike any that is not (0), and like one that is flat too (1).
    """
    ranks = [mean_ranks(values) for values in (one, other)]
    first, second = (of - of.mean() for of in ranks)
    spread = float(np.sqrt((first @ first) * (second @ second)))
    if spread == 0:
        return float(not first.any() and not second.any())
    return min(abs(float(first @ second)) / spread, 1.0)


def mean_ranks(values: Floats) -> NDArray[np.float64]:
    """Return the rank of each of n finite values, 1 to n, float64 [n] in their order; equal ones share their mean.

    `scipy.stats.rankdata` says the same, and to import it takes longer than a worker may take to start.
    """
    _, places, counts = np.unique(values.ravel(), return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: NDArray[np.float64] = (last - (counts - 1) / 2)[places]
    return ranks
