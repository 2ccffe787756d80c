"""The mean of several runs, as raw values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from radlane.domain.output import GateOutput
from radlane.inference.pooling import pool, pool_values
from radlane.inference.probabilities import activate
from support.doubtful import maps
from support.said import classification, regression

RUNS = [np.float32([[-3.0, 0.5], [2.0, 0.0], [40.0, -1.0]]), np.float32([[1.0, 9.0], [2.0, -60.0], [3.0, 0.0]])]


@pytest.mark.parametrize("activation", ["softmax", "sigmoid", "none"])
def test_the_activation_of_the_mean_is_the_mean_of_the_activations(activation: Any) -> None:
    expected = np.mean([activate(run, activation) for run in RUNS], axis=0)
    np.testing.assert_allclose(activate(pool_values(RUNS, activation), activation), expected, atol=1e-6)


def test_every_output_has_its_own_activation() -> None:
    gate = GateOutput(name="gate", kind="gate", activation="sigmoid", threshold=0.5, refusal="no")
    outputs = (maps(), classification(), regression(), gate)
    runs = [
        {
            "maps": np.float32([[[[shift]], [[-shift]]]]),
            "labels": np.float32([[shift, 0.0]]),
            "share": np.float32([[shift]]),
            "gate": np.float32([[shift]]),
        }
        for shift in (-1.0, 4.0)
    ]
    found = pool(runs, outputs)
    one, other = (1 / (1 + np.exp(-shift)) for shift in (-1.0, 4.0))
    assert found["share"][0, 0] == pytest.approx(1.5)
    assert activate(found["labels"], "sigmoid")[0, 0] == pytest.approx((one + other) / 2, abs=1e-6)
    assert activate(found["gate"], "sigmoid")[0, 0] == pytest.approx((one + other) / 2, abs=1e-6)
    shared = activate(found["maps"][0], "softmax")[0, 0, 0]
    assert shared == pytest.approx((1 / (1 + np.exp(2.0)) + 1 / (1 + np.exp(-8.0))) / 2, abs=1e-6)
    assert found["maps"].shape == (1, 2, 1, 1)


def test_one_run_is_what_it_said() -> None:
    run = {"labels": RUNS[0]}
    assert pool([run], (classification(),)) is run


def test_a_mean_of_0_or_1_stays_finite() -> None:
    for activation in ("softmax", "sigmoid"):
        sure = np.float32([[-500.0], [500.0]])
        raw = pool_values([sure, sure], activation)  # type: ignore[arg-type]
        assert np.isfinite(raw).all()
        np.testing.assert_allclose(activate(raw, activation), [[0], [1]], atol=1e-6)  # type: ignore[arg-type]


@pytest.mark.parametrize("logit", [-60.0, -20.0, -12.0, 0.5, 12.0, 18.0, 60.0])
def test_equal_runs_are_calibrated_as_one(logit: float) -> None:
    """A probability near 0 or 1 is far from it once its logit is divided."""
    once = np.float32([[logit]])
    np.testing.assert_allclose(pool_values([once, once, once], "sigmoid"), once, rtol=1e-5)
