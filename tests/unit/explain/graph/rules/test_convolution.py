"""Convolutions against central differences: strides, dilations, groups, pads, one to three axes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from radlane.errors import ExplanationRefused
from radlane.explain.graph.gradient import append_gradient
from support.gradients import DOUBLE_BOUND, SINGLE_BOUND, gradient_error, network, require_gradient

RNG = np.random.default_rng(0)


def weights(*shape: int) -> dict[str, np.ndarray]:
    return {"w": RNG.standard_normal(shape)}


X = {"x": RNG.standard_normal((2, 4, 8, 7))}
CASES = {
    "plain": network("Conv", X, {**weights(6, 4, 3, 2), "b": RNG.standard_normal(6)}),
    "strided, the last rows unseen": network("Conv", X, weights(6, 4, 3, 2), strides=[3, 2]),
    "strided, with pads": network("Conv", X, weights(6, 4, 3, 3), strides=[2, 2], pads=[1, 1, 1, 1]),
    "asymmetric pads": network("Conv", X, weights(6, 4, 3, 2), pads=[2, 0, 1, 3], strides=[2, 1]),
    "dilated": network("Conv", X, weights(6, 4, 3, 2), dilations=[2, 3]),
    "groups": network("Conv", {"x": X["x"][:1]}, weights(6, 2, 3, 2), group=2, strides=[2, 1]),
    "each channel by itself": network("Conv", {"x": X["x"][:1]}, weights(4, 1, 3, 3), group=4, pads=[1, 1, 1, 1]),
    "one axis": network("Conv", {"x": X["x"][:, :, 0]}, weights(3, 4, 3), strides=[2]),
    "three axes": network(
        "Conv", {"x": RNG.standard_normal((1, 2, 5, 4, 6))}, weights(3, 2, 3, 3, 3), strides=[2, 2, 2], pads=[1] * 6
    ),
    "as large as before": network("Conv", X, weights(3, 4, 3, 4), auto_pad="SAME_UPPER"),
    "as large, the rest before": network("Conv", X, weights(3, 4, 3, 4), auto_pad="SAME_LOWER"),
    "no pads": network("Conv", X, weights(3, 4, 3, 4), auto_pad="VALID", strides=[2, 2]),
    "transposed": network("ConvTranspose", X, {**weights(4, 3, 3, 2), "b": RNG.standard_normal(3)}),
    "transposed, strided": network("ConvTranspose", X, weights(4, 3, 2, 2), strides=[2, 2]),
    "transposed, larger": network(
        "ConvTranspose", X, weights(4, 3, 3, 3), strides=[2, 2], pads=[1, 1, 1, 1], output_padding=[1, 1]
    ),
    "transposed, dilated": network("ConvTranspose", X, weights(4, 3, 3, 3), dilations=[2, 1], strides=[1, 2]),
    "transposed, groups": network("ConvTranspose", X, weights(4, 3, 3, 2), group=2, strides=[2, 1], pads=[1, 0, 0, 1]),
    "transposed, three axes": network(
        "ConvTranspose", {"x": RNG.standard_normal((1, 2, 3, 4, 3))}, weights(2, 3, 2, 2, 2), strides=[2, 2, 2]
    ),
}
AUTOMATIC = {
    "strided": network("Conv", X, weights(3, 4, 3, 4), auto_pad="SAME_UPPER", strides=[2, 3]),
    "strided, lower": network("Conv", X, weights(3, 4, 3, 4), auto_pad="SAME_LOWER", strides=[2, 3]),
    "transposed, upper": network("ConvTranspose", X, weights(4, 3, 3, 4), auto_pad="SAME_UPPER", strides=[2, 2]),
    "transposed, lower": network("ConvTranspose", X, weights(4, 3, 3, 4), auto_pad="SAME_LOWER", strides=[2, 2]),
    "transposed, of a size": network("ConvTranspose", X, weights(4, 3, 3, 4), output_shape=[15, 14], strides=[2, 2]),
}


@pytest.mark.parametrize("case", CASES)
def test_convolutions(case: str) -> None:
    require_gradient(CASES[case], np.random.default_rng(1))


@pytest.mark.parametrize("case", AUTOMATIC)
def test_pads_that_follow_from_sizes(case: str) -> None:
    known = AUTOMATIC[case]
    assert gradient_error(known, np.float64, np.random.default_rng(1)) <= DOUBLE_BOUND
    assert gradient_error(known, np.float32, np.random.default_rng(1)) <= SINGLE_BOUND
    with pytest.raises(ExplanationRefused, match="pads follow from sizes"):
        append_gradient(replace(known, dynamic=True).model(np.float32), of="y", at=["x"])


def test_weights_of_the_network_itself_are_refused() -> None:
    case = network("Conv", {"x": X["x"], "w": RNG.standard_normal((3, 4, 2, 2))})
    with pytest.raises(ExplanationRefused, match="input 1 is no constant"):
        append_gradient(case.model(np.float32), of="y", at=["x", "w"])


def test_a_kernel_of_unknown_size_is_refused() -> None:
    case = replace(network("Conv", {"x": X["x"], "w": RNG.standard_normal((3, 4, 2, 2))}), dynamic=True)
    with pytest.raises(ExplanationRefused, match="kernel"):
        append_gradient(case.model(np.float32), of="y", at=["x"])
