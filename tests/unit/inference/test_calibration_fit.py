"""Fits find what numbers are off by."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from radlane.domain.calibration import IsotonicFit, PlattFit, TemperatureFit
from radlane.errors import UsageError
from radlane.inference.calibration_fit import expected_calibration_error, fit_calibration, fit_isotonic, fit_platt
from support.calibrated import IDS, SET, overconfident


@pytest.mark.parametrize("activation", ["sigmoid", "softmax", "none"])
def test_a_temperature_is_found(activation: str) -> None:
    fit = fit_calibration("temperature", overconfident(4000, 3.0, 1, activation))
    assert isinstance(fit, TemperatureFit)
    assert fit.temperature == pytest.approx(3.0, rel=0.1)
    assert (fit.fitted_on, fit.n) == (SET, 4000)
    assert fit.ece.after < 0.03 < 0.08 < fit.ece.before


def test_a_line_is_found() -> None:
    data = overconfident(4000, 1.0, 2)
    slope, intercept = fit_platt(2 * data.raw[:, 0] + 1, data.truth[:, 0])
    assert (slope, intercept) == (pytest.approx(0.5, abs=0.05), pytest.approx(-0.5, abs=0.1))


def test_lines_and_knots_are_of_each_class() -> None:
    data = overconfident(4000, 3.0, 3)
    lines, knots = (fit_calibration(method, data) for method in ("platt", "isotonic"))
    assert isinstance(lines, PlattFit)
    assert isinstance(knots, IsotonicFit)
    assert [one.id for one in lines.classes] == [one.id for one in knots.classes] == list(IDS)
    assert max(lines.ece.after, knots.ece.after) < 0.03


def test_knots_inside_of_a_level_part_are_left_out() -> None:
    likely = np.float32([0.1, 0.2, 0.3, 0.4, 0.9])
    assert fit_isotonic(likely, np.array([False, False, False, False, True])) == (
        tuple(map(float, likely[[0, 3, 4]])),
        (0.0, 0.0, 1.0),
    )


def test_the_error_is_the_mean_gap_of_the_bins() -> None:
    likely = np.array([0.05, 0.05, 0.95, 1.0])
    truth = np.array([False, True, True, True])
    assert expected_calibration_error(likely, truth, bins=10) == pytest.approx((2 * 0.45 + 2 * 0.025) / 4)


@pytest.mark.parametrize(
    ("changes", "method", "named"),
    [
        ({"truth": np.ones((40, 2), bool)}, "platt", "in all of the data"),
        ({"truth": np.zeros((40, 2), bool)}, "temperature", "none of it"),
        ({"activation": "softmax"}, "platt", "share one probability"),
        ({"raw": np.zeros((40, 2), np.float32)}, "isotonic", "the same of everything"),
    ],
)
def test_what_cannot_be_fitted_is_said(changes: dict[str, Any], method: Any, named: str) -> None:
    with pytest.raises(UsageError, match=named):
        fit_calibration(method, replace(overconfident(40, 2.0, 4), **changes))


def test_a_slope_stays_within_its_bound() -> None:
    """Logits that tell all and are small ask for more than a manifest may say."""
    rng = np.random.default_rng(0)
    truth = rng.random(400) < 0.5
    slope, _ = fit_platt(np.where(truth, 0.02, -0.02) + rng.normal(size=400) * 0.001, truth)
    assert slope == 100
