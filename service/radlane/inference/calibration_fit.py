"""Numbers of a network on labelled data -> a fit for its manifest.

In: raw values, and what was there. Out: `CalibrationFit` with how far off the numbers were, and are. The data must not
be those that the network was trained on, and the error after the fit is that on the data of the fit.
Reference: Guo et al. 2017 (temperature, expected calibration error); Platt 1999, with its targets for few examples;
Zadrozny and Elkan 2002 (isotonic regression: pool adjacent violators, `scipy.optimize.isotonic_regression`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression, minimize, minimize_scalar
from scipy.special import log_softmax, logit

from radlane.domain.calibration import (
    CalibrationFit,
    ErrorOfFit,
    IsotonicFit,
    IsotonicKnots,
    PlattFit,
    PlattLine,
    TemperatureFit,
)
from radlane.errors import UsageError
from radlane.inference.calibration import calibrate
from radlane.inference.labels import Activation
from radlane.inference.probabilities import activate

Method = Literal["temperature", "platt", "isotonic"]
BINS = 15
_COOLEST, _HOTTEST = 0.01, 100.0
_LEAST = 1e-7  # of a probability whose logit is taken


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """Numbers of a network, and what was there.

    Attributes
    ----------
    raw : float32 [n, c]
        What the network said, before its activation.
    truth : bool [n, c]
        What was there; with a softmax one channel of each.
    activation : {'softmax', 'sigmoid', 'none'}
        What makes probabilities of it.
    ids : tuple of str or None
        The class of each channel; None for what is no class.
    fitted_on : str
        The data, as people name them.
    """

    raw: NDArray[np.float32]
    truth: NDArray[np.bool_]
    activation: Activation
    ids: tuple[str | None, ...]
    fitted_on: str


def fit_calibration(method: Method, data: Labelled) -> CalibrationFit:
    """Fit numbers to how often they are right.

    Raises
    ------
    UsageError
        If a class is in all of the data or in none of it, or the method does not fit the activation.
    """
    if not all(0 < found < len(data.truth) for found in data.truth.sum(axis=0)[_classes(data)]):
        raise UsageError("A class is in all of the data, or in none of it", why="nothing can be fitted to that")
    if data.activation == "softmax" and method != "temperature":
        raise UsageError("Classes of a softmax share one probability", remedy="Fit a temperature")
    fitted = _fit(method, data)
    before = activate(data.raw.T, data.activation)
    after = calibrate(data.raw.T, data.activation, fitted, data.ids)
    return replace(fitted, ece=ErrorOfFit(before=_error(before, data), after=_error(after, data)))


def expected_calibration_error(likely: NDArray[np.floating], truth: NDArray[np.bool_], bins: int = BINS) -> float:
    """Return how far probabilities [n] are from how often they are right, truth [n], weighted by how many they are.

    Bins have equal widths from 0 to 1.
    """
    places = np.minimum((np.asarray(likely, np.float64) * bins).astype(np.int64), bins - 1)
    gaps = np.bincount(places, np.asarray(likely, np.float64) - truth, bins)
    return float(np.abs(gaps).sum() / len(truth))


def fit_temperature(logits: NDArray[np.floating], truth: NDArray[np.bool_], *, shared: bool) -> float:
    """Return the temperature of the least negative log-likelihood, from 0.01 to 100.

    Parameters
    ----------
    logits : float [n, c]
        Finite.
    truth : bool [n, c]
        What was there.
    shared : bool
        Whether the channels share one probability (softmax), or each has its own (sigmoid).
    """
    values = np.asarray(logits, np.float64)
    sign = np.where(truth, 1.0, -1.0)

    def loss(log_temperature: float) -> float:
        scaled = values / math.exp(log_temperature)
        said = log_softmax(scaled, axis=1)[truth] if shared else -np.logaddexp(0, -sign * scaled)
        return -float(said.mean())

    found = minimize_scalar(
        loss, bounds=(math.log(_COOLEST), math.log(_HOTTEST)), method="bounded", options={"xatol": 1e-6}
    )
    return math.exp(float(found.x))


def fit_platt(logits: NDArray[np.floating], truth: NDArray[np.bool_]) -> tuple[float, float]:
    """Return slope, above 0, and intercept of the least negative log-likelihood of logits [n]."""
    values = np.asarray(logits, np.float64)
    there = int(truth.sum())
    target = np.where(truth, (there + 1) / (there + 2), 1 / (len(truth) - there + 2))

    def loss(line: NDArray[np.float64]) -> float:
        scaled = np.exp(line[0]) * values + line[1]
        return float(np.mean(np.logaddexp(0, scaled) - target * scaled))

    found = minimize(loss, np.zeros(2), method="L-BFGS-B", bounds=[(math.log(1e-3), math.log(_HOTTEST)), (-100, 100)])
    return min(math.exp(float(found.x[0])), _HOTTEST), float(found.x[1])  # what is rounded stays within its bound


def fit_isotonic(likely: NDArray[np.floating], truth: NDArray[np.bool_]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the knots x and y of the rising function that is nearest to the truth, of probabilities [n].

    Knots inside of a level part are left out.

    Raises
    ------
    UsageError
        If all probabilities are one and the same.
    """
    x, places, counts = np.unique(np.asarray(likely, np.float64), return_inverse=True, return_counts=True)
    if len(x) < 2:
        raise UsageError("The network says the same of everything", why="nothing can be fitted to one number")
    y = isotonic_regression(np.bincount(places, truth) / counts, weights=counts).x
    level = np.concatenate([[False], (y[1:-1] == y[:-2]) & (y[1:-1] == y[2:]), [False]])
    return tuple(map(float, x[~level])), tuple(map(float, np.clip(y[~level], 0, 1)))


def _fit(method: Method, data: Labelled) -> CalibrationFit:
    """Fit; the error is not known yet."""
    count, name, ece = len(data.raw), data.fitted_on, ErrorOfFit(before=0.0, after=0.0)
    logits = _logits(data)
    if method == "temperature":
        columns = slice(None) if data.activation == "softmax" else _classes(data)
        found = fit_temperature(logits[:, columns], data.truth[:, columns], shared=data.activation == "softmax")
        return TemperatureFit(method="temperature", temperature=found, fitted_on=name, n=count, ece=ece)
    named = [(place, class_id) for place, class_id in enumerate(data.ids) if class_id is not None]
    if method == "platt":
        lines = {class_id: fit_platt(logits[:, place], data.truth[:, place]) for place, class_id in named}
        own = tuple(PlattLine(id=class_id, slope=slope, intercept=shift) for class_id, (slope, shift) in lines.items())
        return PlattFit(method="platt", classes=own, fitted_on=name, n=count, ece=ece)
    likely = activate(data.raw.T, data.activation)
    knots = {class_id: fit_isotonic(likely[place], data.truth[:, place]) for place, class_id in named}
    steps = tuple(IsotonicKnots(id=class_id, x=x, y=y) for class_id, (x, y) in knots.items())
    return IsotonicFit(method="isotonic", classes=steps, fitted_on=name, n=count, ece=ece)


def _logits(data: Labelled) -> NDArray[np.float64]:
    values = data.raw.astype(np.float64)
    return np.asarray(logit(np.clip(values, _LEAST, 1 - _LEAST)) if data.activation == "none" else values, np.float64)


def _classes(data: Labelled) -> list[int]:
    return [place for place, class_id in enumerate(data.ids) if class_id is not None]


def _error(likely: NDArray[np.float32], data: Labelled) -> float:
    """The mean over the classes."""
    return float(np.mean([expected_calibration_error(likely[one], data.truth[:, one]) for one in _classes(data)]))
