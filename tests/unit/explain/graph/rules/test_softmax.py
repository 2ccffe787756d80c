"""Softmax and LogSoftmax against central differences."""

from __future__ import annotations

import numpy as np
import pytest

from support.gradients import network, require_gradient

X = {"x": np.random.default_rng(0).standard_normal((2, 3, 4))}


@pytest.mark.parametrize("kind", ["Softmax", "LogSoftmax"])
@pytest.mark.parametrize("axis", [None, 1, 0])
def test_softmax(kind: str, axis: int | None) -> None:
    require_gradient(network(kind, X, axis=axis), np.random.default_rng(1))
