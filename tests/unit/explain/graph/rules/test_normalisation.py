"""Normalisations against central differences."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.errors import ExplanationRefused
from radlane.explain.graph.gradient import append_gradient
from support.gradients import network, require_gradient

RNG = np.random.default_rng(0)
X = {"x": RNG.standard_normal((2, 4, 3, 5))}
DOUBLE = 11  # statistics in double precision, as differences need them


def scales(*shape: int) -> dict[str, np.ndarray]:
    return {"s": RNG.uniform(0.5, 1.5, shape), "b": RNG.standard_normal(shape)}


STATISTICS = {"m": RNG.standard_normal(4), "v": RNG.uniform(0.5, 1.5, 4)}
CASES = {
    "batch": network("BatchNormalization", X, {**scales(4), **STATISTICS}, opset=15, epsilon=1e-3),
    "batch, three axes": network(
        "BatchNormalization", {"x": RNG.standard_normal((1, 4, 2, 3, 2))}, {**scales(4), **STATISTICS}
    ),
    "instance": network("InstanceNormalization", X, scales(4)),
    "instance, three axes": network("InstanceNormalization", {"x": RNG.standard_normal((2, 4, 2, 3, 2))}, scales(4)),
    "group, scales of groups": network("GroupNormalization", X, scales(2), num_groups=2),
    "group, scales of channels": network("GroupNormalization", X, scales(4), opset=21, num_groups=2, stash_type=DOUBLE),
    "layer": network("LayerNormalization", X, scales(5), opset=17),
    "layer, two axes": network("LayerNormalization", X, scales(3, 5), opset=17, axis=-2, epsilon=1e-3),
    "root mean square": network("RMSNormalization", X, {"s": RNG.uniform(0.5, 1.5, 5)}, opset=23),
}


@pytest.mark.parametrize("case", CASES)
def test_normalisation(case: str) -> None:
    require_gradient(CASES[case], np.random.default_rng(1))


def test_statistics_of_a_batch_are_refused() -> None:
    case = network("BatchNormalization", X, {**scales(4), **STATISTICS}, training_mode=1)
    with pytest.raises(ExplanationRefused, match="trains"):
        append_gradient(case.model(np.float32), of="y", at=["x"])
