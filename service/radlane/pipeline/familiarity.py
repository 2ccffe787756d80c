"""Is what a network was given like what it was fitted on?

In: a loaded model, the features that a network gave beside its outputs. Out: a `Distance`, or the refusal of the study.
Metadata and gates are looked at before: what they refuse keeps their reason.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from radlane.domain.model import Network
from radlane.domain.out_of_distribution import Distance
from radlane.domain.reason import ReasonCode
from radlane.domain.tensor import Outputs
from radlane.errors import InputRefused
from radlane.explain.out_of_distribution import Gaussian
from radlane.inference.class_doubt import Answer
from radlane.inference.whole import pass_gates
from radlane.pipeline.models import LoadedModel


def require_familiar(
    model: LoadedModel, network: Network, features: Sequence[NDArray[np.float32]], uid: str
) -> Distance | None:
    """Say how far a study lies from valid ones.

    Parameters
    ----------
    model : LoadedModel
        Its manifest says how far that may be; without a fitted Gaussian nobody looks.
    network : Network
        Which of its networks ran.
    features : sequence of float32 [n, k]
        What it gave in each of its runs. Of a network that sees a part at a time the mean of all windows counts, as if
        the features had been pooled over the whole: the farthest window would lie the farther, the more of them a
        volume has, and most windows of a valid volume look unlike each other.
    uid : str
        Of the image or series, for the refusal.

    Returns
    -------
    Distance or None
        None where this network gives no features.

    Raises
    ------
    InputRefused
        `out-of-distribution`, with the distance and the one that is allowed.
    """
    fitted = model.manifest.out_of_distribution
    if model.fitted is None or fitted is None or network.features is None:
        return None
    distance = Distance(distance=distance_of(model.fitted, features), threshold=fitted.threshold)
    if distance.is_beyond:
        raise InputRefused(
            ReasonCode.OUT_OF_DISTRIBUTION,
            "This does not look like the images that the model was fitted on: its features lie at a distance of "
            f"{distance.distance:.1f}, and up to {distance.threshold:.1f} is accepted",
            uid=uid,
        )
    return distance


def judge_whole(model: LoadedModel, answer: Answer, uid: str) -> Distance | None:
    """Judge the main network's own run (`require_familiar`), the first of an answer, after its gates.

    Raises
    ------
    InputRefused
        `input-not-acceptable` where a gate refuses the pixels, `out-of-distribution` where they are unlike valid ones.
    """
    pass_gates(model.manifest.outputs, answer.pooled, uid)
    network = model.manifest.networks[-1]
    return require_familiar(model, network, features_in(network, answer.runs[0]), uid)


def features_in(network: Network, outputs: Outputs) -> tuple[NDArray[np.float32], ...]:
    """Return the features among the outputs of one run; none where the network gives none."""
    return () if network.features is None else (outputs[network.features],)


def distance_of(fitted: Gaussian, features: Sequence[NDArray[np.float32]]) -> float:
    """Return the distance of the mean of all rows."""
    return float(fitted.distances(mean_features(features)[np.newaxis])[0])


def mean_features(features: Sequence[NDArray[np.float32]]) -> NDArray[np.float64]:
    """Return the mean of the rows [n, k] of all runs, float64 [k]."""
    return np.asarray(np.concatenate(features).astype(np.float64).mean(axis=0))
