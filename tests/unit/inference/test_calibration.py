"""What a fit makes of raw numbers."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit, softmax

from radlane.inference.calibration import calibrate
from support.calibrated import IDS, isotonic, platt, temperature

RAW = np.float32([-40.0, -1.5, 0.0, 2.0, 40.0])


def test_a_temperature_divides_logits() -> None:
    np.testing.assert_allclose(calibrate(RAW, "sigmoid", temperature(2.0), [None] * 5), expit(RAW / 2), rtol=1e-6)
    np.testing.assert_allclose(calibrate(RAW, "softmax", temperature(8.0), [None] * 5), softmax(RAW / 8), rtol=1e-6)


def test_a_line_is_that_of_its_class() -> None:
    fit = platt(0.5, -1.0, ids=("effusion",))
    found = calibrate(np.float32([[2.0, -2.0], [2.0, -2.0]]), "sigmoid", fit, IDS)
    np.testing.assert_allclose(found, [expit([2.0, -2.0]), expit([0.0, -2.0])], rtol=1e-6)


def test_knots_are_followed_and_hold_at_both_ends() -> None:
    likely = np.float32([0.0, 0.1, 0.3, 0.7, 0.9, 1.0])
    found = calibrate(likely, "none", isotonic(), ["ptx"] * 6)
    np.testing.assert_allclose(found, [0.0, 0.0, 0.125, 0.5, 0.75, 0.75], atol=1e-6)


def test_of_probabilities_the_logit_is_taken() -> None:
    likely = np.float32([0.0, 0.2, 0.5, 0.9, 1.0])
    found = calibrate(likely, "none", temperature(2.0), ["ptx"] * 5)
    odds = np.sqrt(likely[1:-1] / (1 - likely[1:-1]))
    np.testing.assert_allclose(found, [0, *(odds / (1 + odds)), 1], rtol=1e-6)


@pytest.mark.parametrize("fit", [temperature(), platt(), isotonic()])
def test_the_shape_stays_and_numbers_are_float32(fit: object) -> None:
    found = calibrate(np.zeros((2, 7), np.float32), "sigmoid", fit, IDS)  # type: ignore[arg-type]
    assert (found.shape, found.dtype) == ((2, 7), np.float32)
