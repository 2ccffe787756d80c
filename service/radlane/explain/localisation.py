"""Whether a map lies where the finding is, where that is known.

In: a map and a mask on its grid. Out: a hit or miss, a share.
Reference: Zhang et al. 2018 (pointing game, here without a margin), Wang et al. 2020 (energy).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from radlane.explain.network import Floats


def points_at(values: Floats, mask: NDArray[np.bool_]) -> bool:
    """Whether the map's strongest place lies in the mask; of several, most of them. A flat map points nowhere."""
    strongest = values == values.max()
    return bool(values.max() > values.min() and mask[strongest].mean() > 0.5)


def energy_in(values: Floats, mask: NDArray[np.bool_]) -> float:
    """Return the share of the map's positive part that lies in the mask; 0 where there is none."""
    positive = np.maximum(values, 0).astype(np.float64)
    total = float(positive.sum())
    return float(positive[mask].sum()) / total if total > 0 else 0.0
