"""Probabilities -> how little they say: entropy in bits.

In: raw values and their activation. Out: float32, 0 where the answer is one, and at most the logarithm of how many
answers there are.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import entr

from radlane.inference.labels import Activation
from radlane.inference.probabilities import activate

_NATURAL = np.float32(np.log(2))


def entropy_of(likely: NDArray[np.float32], *, shared: bool) -> NDArray[np.float32]:
    """Return the entropy of probabilities [c, ...].

    Parameters
    ----------
    likely : float32 [c, ...]
        0 to 1.
    shared : bool
        Whether the channels are answers to one question (softmax), or each to its own.

    Returns
    -------
    float32 [...] or [c, ...]
        In bits: of the one question, or of each.
    """
    if shared:
        return np.asarray(entr(likely).sum(axis=0) / _NATURAL, np.float32)
    return np.asarray((entr(likely) + entr(1 - likely)) / _NATURAL, np.float32)


def entropy_map(raw: NDArray[np.float32], activation: Activation) -> NDArray[np.float32]:
    """Return the entropy of each place, float32 [...], of raw values [c, ...].

    After a sigmoid each channel has one of its own: the place has the highest of them.
    """
    values = entropy_of(activate(raw, activation), shared=activation == "softmax")
    return values if activation == "softmax" else np.asarray(values.max(axis=0))
