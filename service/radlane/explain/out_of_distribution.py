"""Features of valid studies -> a Gaussian, and how far others lie from it.

In: features, float [n, k], one row a study. Out: `Gaussian`, distances, a threshold. Confidence is not looked at: a
network is often sure of what it never saw.
Reference: Lee et al. 2018 (Mahalanobis distance on features); Ledoit and Wolf 2004 (shrinkage of the covariance).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Context

import numpy as np
from numpy.typing import NDArray

from radlane.errors import InferenceFailed, UsageError

FEWEST_STUDIES = 3
FEWEST_GROUPS = 2  # one is held out, the other has to say how features vary
_LEAST_SCALE = 1e-3  # of the median standard deviation: a feature that never moved says something where it moves

Features = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Gaussian:
    """What features of valid studies look like.

    Attributes
    ----------
    mean : float64 [k]
        Of each feature.
    whitening : float64 [k, k]
        The distance of x is the length of `whitening @ (x - mean)`.
    """

    mean: Features
    whitening: Features

    def distances(self, features: NDArray[np.floating]) -> Features:
        """Return the Mahalanobis distance of each row.

        Parameters
        ----------
        features : float [n, k]
            Features of n studies.

        Returns
        -------
        float64 [n]
            Without a unit: about the square root of k for what the Gaussian was fitted on.

        Raises
        ------
        InferenceFailed
            If there are other than k features.
        """
        if features.ndim != 2 or features.shape[1] != len(self.mean):
            raise InferenceFailed(
                "The network's features are not those that were fitted", why="their number is another"
            )
        apart = np.asarray(features, np.float64) - self.mean
        return np.asarray(np.sqrt(np.square(apart @ self.whitening.T).sum(axis=1)))


def fit_gaussian(features: NDArray[np.floating]) -> Gaussian:
    """Fit mean and covariance.

    Each feature is divided by its standard deviation; the correlation matrix of all is then shrunk towards a multiple
    of the identity by Ledoit and Wolf's formula, so that it can be inverted however few studies there are.

    Parameters
    ----------
    features : float [n, k]
        Features of n valid studies.

    Raises
    ------
    UsageError
        If there are fewer than three studies, none of the features varies, or they are too large for float64.
    """
    rows = np.asarray(features, np.float64)
    if len(rows) < FEWEST_STUDIES:
        raise UsageError("There are too few studies to fit", why=f"fewer than {FEWEST_STUDIES}")
    mean, deviation = rows.mean(axis=0), rows.std(axis=0)
    moving = deviation[deviation > 0]
    if not len(moving):
        raise UsageError("The studies cannot be fitted", why="all have the same features")
    scale = np.maximum(deviation, _LEAST_SCALE * np.median(moving))
    try:
        lower = np.linalg.cholesky(shrunk_covariance((rows - mean) / scale))
    except np.linalg.LinAlgError as error:
        raise UsageError("The studies cannot be fitted", why="their features are too large") from error
    whitening = np.tril(np.linalg.solve(lower, np.diag(1 / scale)))  # the inverse of a lower triangle is one
    return Gaussian(mean=mean, whitening=np.asarray(whitening))


def shrunk_covariance(centred: Features) -> Features:
    """Return (1 - a) S + a m I: S the covariance of centred rows [n, k], m its mean variance, a by Ledoit and Wolf."""
    count, width = centred.shape
    sample = centred.T @ centred / count
    variance = np.trace(sample) / width
    spread = np.square(sample - variance * np.eye(width)).sum()
    squares = np.square(centred)
    error = (squares.T @ squares / count - np.square(sample)).sum() / count
    share = 1.0 if spread == 0 else min(1.0, error / spread)
    return np.asarray((1 - share) * sample + share * variance * np.eye(width))


def held_out_distances(features: NDArray[np.floating], groups: Sequence[str], folds: int = 10) -> Features:
    """Return the distance of each study from a Gaussian of studies of other groups.

    Parameters
    ----------
    features : float [n, k]
        Features of n valid studies.
    groups : sequence of str
        What belongs together, for example studies of one patient, or variations of one image: never parted.
    folds : int
        How many parts the groups are dealt into at most; with no more groups than that, one is left out at a time.

    Raises
    ------
    UsageError
        If there are fewer than two groups, or three studies without one of them.
    """
    names = sorted(set(groups))
    if len(names) < FEWEST_GROUPS:
        raise UsageError("There are too few studies to fit", why=f"fewer than {FEWEST_GROUPS} groups of studies")
    fold_of = {name: place % folds for place, name in enumerate(names)}
    fold = np.array([fold_of[name] for name in groups])
    found = np.empty(len(groups), np.float64)
    for held_out in np.unique(fold):
        is_out = fold == held_out
        found[is_out] = fit_gaussian(features[~is_out]).distances(features[is_out])
    return found


def choose_threshold(distances: Features, percentile: float) -> float:
    """Return a distance that `percentile` of a hundred held-out valid studies do not exceed.

    It is the next higher one, with the three digits that people read, rounded up: the study that it is of stays within.
    """
    found = float(np.percentile(distances, percentile, method="higher"))
    return float(Context(prec=3, rounding=ROUND_CEILING).create_decimal_from_float(found))
