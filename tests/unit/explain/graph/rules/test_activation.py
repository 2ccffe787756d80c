"""Activations: their slopes against central differences, and what they are at kinks."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.explain.graph.gradient import GRADIENT, SEED, append_gradient
from support.gradients import Network, distinct, network, onnxruntime_session, require_gradient

RNG = np.random.default_rng(0)
X = {"x": distinct(RNG, 2, 3, 4, 5)}
CASES = {
    **{kind: network(kind, X) for kind in ("Relu", "LeakyRelu", "Elu", "Selu", "Celu", "Sigmoid", "HardSigmoid")},
    **{kind: network(kind, X) for kind in ("HardSwish", "Tanh", "Softplus", "Softsign", "Mish", "ThresholdedRelu")},
    "LeakyRelu, steeper": network("LeakyRelu", X, alpha=0.3),
    "Elu, scaled": network("Elu", X, alpha=0.7),
    "Celu, scaled": network("Celu", X, alpha=0.7),
    "Selu, scaled": network("Selu", X, alpha=1.5, gamma=0.8),
    "HardSigmoid, flatter": network("HardSigmoid", X, alpha=0.1, beta=0.4),
    "PRelu, of channels": network("PRelu", X, {"slope": RNG.uniform(0.1, 0.9, (3, 1, 1))}),
    "PRelu, slopes of the network": network("PRelu", {**X, "slope": RNG.uniform(0.1, 0.9, (3, 1, 1))}),
    "Gelu": network("Gelu", X, opset=20),
    "Gelu by tanh": network("Gelu", X, opset=20, approximate="tanh"),
    "Clip, both ends": network("Clip", X, {"low": np.asarray(-0.5), "high": np.asarray(0.7)}),
    "Clip, no end": network("Clip", X),
}


@pytest.mark.parametrize("case", CASES)
def test_slopes(case: str) -> None:
    require_gradient(CASES[case], np.random.default_rng(1))


@pytest.mark.parametrize(
    ("case", "at", "slope"),
    [
        (network("Relu", {"x": np.zeros(1)}), 0.0, 0.0),  # torch: the flat side
        (network("LeakyRelu", {"x": np.zeros(1)}, alpha=0.25), 0.0, 0.25),  # torch: the side below
        (network("Clip", {"x": np.zeros(1)}, {"low": np.asarray(-1.0), "high": np.asarray(2.0)}), 2.0, 0.0),  # flat
    ],
)
def test_at_a_kink_it_is_the_flatter_side(case: Network, at: float, slope: float) -> None:
    model = append_gradient(case.model(np.float32), of="y", at=["x"])
    feeds = {"x": np.asarray([at], np.float32), SEED: np.ones(1, np.float32)}
    (found,) = onnxruntime_session(model).run([f"{GRADIENT}x"], feeds)
    assert found[0] == np.float32(slope)


def test_swish_of_opset_24() -> None:
    """Not yet in onnxruntime: the reference implementation runs it."""
    from support.gradients import DOUBLE_BOUND, gradient_error

    case = network("Swish", X, opset=24, alpha=1.5)
    assert gradient_error(case, np.float64, np.random.default_rng(1)) <= DOUBLE_BOUND
