"""Values of slabs."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special

from radlane.errors import InferenceFailed
from radlane.inference.probabilities import Probabilities, Stored, activate
from radlane.inference.tiling import Slab

RAW = np.random.default_rng(2).normal(0, 3, (3, 4, 5, 6)).astype(np.float32)


def test_activations() -> None:
    np.testing.assert_allclose(activate(RAW, "softmax"), special.softmax(RAW, axis=0), atol=1e-6)
    np.testing.assert_allclose(activate(RAW, "sigmoid"), special.expit(RAW), atol=1e-6)
    assert activate(RAW, "none") is RAW
    extreme = np.array([[1e6], [-1e6]], np.float32)
    assert activate(extreme, "softmax").tolist() == activate(extreme, "sigmoid").tolist() == [[1], [0]]
    assert {activate(RAW, activation).dtype for activation in ("softmax", "sigmoid", "none")} == {np.dtype(np.float32)}


@pytest.mark.parametrize(("dtype", "error"), [(np.float32, 1e-6), (np.float16, 2.5e-4)])
def test_slabs_are_put_side_by_side(dtype: type[Stored], error: float) -> None:
    kept = Probabilities(3, (4, 5, 6), "softmax", dtype)
    for z, planes in ((0, RAW[:, :3]), (3, RAW[:, 3:])):
        kept.add(Slab(z=z, values=planes))
    assert kept.values.dtype == dtype
    np.testing.assert_allclose(kept.values, special.softmax(RAW, axis=0), rtol=0, atol=error)


def test_what_float16_cannot_hold() -> None:
    slab = Slab(z=0, values=np.full((1, 1, 1, 1), -7e4, np.float32))
    with pytest.raises(InferenceFailed, match="does not fit in float16"):
        Probabilities(1, (1, 1, 1), "none", np.float16).add(slab)
    kept = Probabilities(1, (1, 1, 1), "none")
    kept.add(slab)
    assert kept.values.item() == -7e4
