"""Fits of the classes of `support.said`, and numbers that are off in a known way."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import expit

from radlane.domain.calibration import ErrorOfFit, IsotonicFit, IsotonicKnots, PlattFit, PlattLine, TemperatureFit
from radlane.inference.calibration_fit import Labelled

IDS = ("ptx", "effusion")
ECE = ErrorOfFit(before=0.2, after=0.03)
SET = "400 radiographs of the developer"


def temperature(value: float = 2.0, **changes: Any) -> TemperatureFit:
    """Logits over two."""
    return TemperatureFit(**{"method": "temperature", "temperature": value, **_said(), **changes})


def platt(slope: float = 0.5, intercept: float = -1.0, ids: tuple[str, ...] = IDS, **changes: Any) -> PlattFit:
    """One line for all classes."""
    lines = tuple(PlattLine(id=name, slope=slope, intercept=intercept) for name in ids)
    return PlattFit(**{"method": "platt", "classes": lines, **_said(), **changes})


def isotonic(
    x: tuple[float, ...] = (0.1, 0.5, 0.9),
    y: tuple[float, ...] = (0.0, 0.25, 0.75),
    ids: tuple[str, ...] = IDS,
    **changes: Any,
) -> IsotonicFit:
    """The same knots for all classes."""
    knots = tuple(IsotonicKnots(id=name, x=x, y=y) for name in ids)
    return IsotonicFit(**{"method": "isotonic", "classes": knots, **_said(), **changes})


def overconfident(n: int, factor: float, seed: int, activation: Any = "sigmoid") -> Labelled:
    """Logits that are `factor` times too large, of two classes that are drawn by the right ones."""
    rng = np.random.default_rng(seed)
    right = rng.normal(0, 2, (n, 2))
    truth = rng.random((n, 2)) < expit(right)
    raw = np.float32(right * factor)
    if activation == "softmax":
        likely = np.exp(right) / np.exp(right).sum(axis=1, keepdims=True)
        first = rng.random(n) < likely[:, 0]
        truth = np.stack([first, ~first], axis=1)
    if activation == "none":
        raw = np.float32(expit(right * factor))
    return Labelled(raw=raw, truth=truth, activation=activation, ids=IDS, fitted_on=SET)


def _said() -> dict[str, Any]:
    return {"fitted_on": SET, "n": 400, "ece": ECE}
