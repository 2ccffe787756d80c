"""Whatever the fit: more stays more, nothing is changed by what changes nothing, and what is well stays well."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import isotonic_regression

from radlane.domain.calibration import CalibrationFit
from radlane.inference.calibration import calibrate
from radlane.inference.calibration_fit import expected_calibration_error, fit_isotonic
from radlane.inference.probabilities import activate
from support.calibrated import IDS, isotonic, platt, temperature

logits = st.lists(st.floats(-30, 30, width=32), min_size=2, max_size=20)
shares = st.floats(0, 1)


@st.composite
def fits(draw: st.DrawFn) -> CalibrationFit:
    x = sorted(draw(st.sets(shares, min_size=2, max_size=8)))
    y = sorted(draw(st.lists(shares, min_size=len(x), max_size=len(x))))
    return draw(
        st.sampled_from(
            (
                temperature(draw(st.floats(0.01, 100))),
                platt(draw(st.floats(0.001, 100)), draw(st.floats(-100, 100))),
                isotonic(tuple(x), tuple(y)),
            )
        )
    )


@given(fits(), logits, st.sampled_from(["sigmoid", "none"]))
def test_a_higher_number_is_never_a_lower_probability(
    fit: CalibrationFit, numbers: list[float], activation: str
) -> None:
    raw = np.sort(np.float32(numbers))
    given_ = activate(raw, "sigmoid") if activation == "none" else raw
    found = calibrate(given_[np.newaxis], activation, fit, IDS[:1])[0]  # type: ignore[arg-type]
    assert (np.diff(found) >= 0).all()
    assert ((found >= 0) & (found <= 1)).all()


@given(st.floats(0.01, 100), logits)
def test_a_temperature_keeps_the_order_of_a_softmax(value: float, numbers: list[float]) -> None:
    raw = np.float32(numbers)
    found = calibrate(raw, "softmax", temperature(value), [None] * len(raw))
    assert (np.diff(found[np.argsort(raw, kind="stable")]) >= 0).all()
    assert found.sum() <= 1 + 1e-5


@given(
    st.sampled_from([temperature(1.0), platt(1.0, 0.0), isotonic((0.0, 1.0), (0.0, 1.0))]),
    logits,
    st.sampled_from(["sigmoid", "none", "softmax"]),
)
def test_what_is_fitted_already_is_not_changed(fit: CalibrationFit, numbers: list[float], activation: str) -> None:
    raw = np.float32(numbers)
    if activation == "softmax":
        fit = temperature(1.0)
    if activation == "none":
        raw = activate(raw, "sigmoid")
    found = calibrate(raw, activation, fit, ["ptx"] * len(raw))  # type: ignore[arg-type]
    np.testing.assert_allclose(found, activate(raw, activation), atol=1e-6)  # type: ignore[arg-type]


@given(st.integers(0, 2**32 - 1))
def test_probabilities_that_are_right_have_a_small_error(seed: int) -> None:
    rng = np.random.default_rng(seed)
    likely = rng.random(20_000)
    assert expected_calibration_error(likely, rng.random(20_000) < likely) < 0.03
    assert expected_calibration_error(likely, rng.random(20_000) < likely**3) > 0.1


@given(st.lists(st.tuples(st.sampled_from([n / 16 for n in range(17)]), st.booleans()), min_size=2, max_size=60))
def test_knots_are_those_of_pool_adjacent_violators(pairs: list[tuple[float, bool]]) -> None:
    likely, truth = np.float32([p for p, _ in pairs]), np.array([t for _, t in pairs])
    if len(np.unique(likely)) < 2:
        return
    x, y = fit_isotonic(likely, truth)
    places, inverse, counts = np.unique(likely, return_inverse=True, return_counts=True)
    means = np.array([truth[inverse == place].mean() for place in range(len(places))])
    expected = isotonic_regression(means, weights=counts).x
    np.testing.assert_allclose(np.interp(places, x, y), expected, atol=1e-9)
