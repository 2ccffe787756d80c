"""Raw numbers of classes -> calibrated probabilities, before they are compared with anything.

In: raw values and the manifest's fit. Out: probabilities. A higher number never becomes a lower probability.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit, softmax

from radlane.domain.calibration import CalibrationFit, IsotonicKnots, PlattFit, PlattLine, TemperatureFit
from radlane.inference.labels import Activation

_Own = TypeVar("_Own")


def calibrate(
    raw: NDArray[np.float32], activation: Activation, fit: CalibrationFit, ids: Sequence[str | None]
) -> NDArray[np.float32]:
    """Return calibrated probabilities.

    Parameters
    ----------
    raw : float32 [c, ...]
        What the network says; with activation `none` probabilities, whose logits are taken.
    activation : {'softmax', 'sigmoid', 'none'}
        What would make probabilities of it; softmax is over the first axis.
    fit : CalibrationFit
        The manifest's. With a softmax it is a temperature: what is fitted to each class by itself leaves no softmax.
    ids : sequence of str or None
        The class of each entry of the first axis; None for what is no class, which lines and knots leave as it is.

    Returns
    -------
    float32 [c, ...]
        Computed in double precision; 0 and 1 stay what they are, but by knots.
    """
    values = raw.astype(np.float64)
    if activation == "softmax":
        assert isinstance(fit, TemperatureFit)  # the manifest
        return np.asarray(softmax(values / fit.temperature, axis=0), np.float32)
    with np.errstate(divide="ignore"):
        logits = logit(values) if activation == "none" else values
    if isinstance(fit, TemperatureFit):
        return np.asarray(expit(logits / fit.temperature), np.float32)
    likely = expit(logits)
    if isinstance(fit, PlattFit):
        lines: dict[str | None, PlattLine] = {line.id: line for line in fit.classes}
        for place, line in _paired(ids, lines):
            likely[place] = expit(line.slope * logits[place] + line.intercept)
    else:
        knots: dict[str | None, IsotonicKnots] = {one.id: one for one in fit.classes}
        for place, one in _paired(ids, knots):
            likely[place] = np.interp(likely[place], one.x, one.y)
    return np.asarray(likely, np.float32)


def _paired(ids: Sequence[str | None], fitted: Mapping[str | None, _Own]) -> Iterator[tuple[int, _Own]]:
    """Yield the places of classes, and what was fitted to each."""
    return ((place, fitted[name]) for place, name in enumerate(ids) if name in fitted)
