"""What moves elements, against central differences."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.errors import ExplanationRefused
from radlane.explain.graph.gradient import append_gradient
from support.gradients import Network, network, node, require_gradient

RNG = np.random.default_rng(0)
X = {"x": RNG.standard_normal((4, 5, 6))}


def ints(*values: int) -> np.ndarray:
    return np.asarray(values, np.int64)


CASES = {
    "Reshape": network("Reshape", X, {"shape": ints(0, -1)}),
    "Reshape, to what a shape says": Network(
        nodes=(
            node("Shape", ["x"], ["s"]),
            node("Gather", ["s", "first"], ["n"], axis=0),
            node("Concat", ["n", "rest"], ["to"], axis=0),
            node("Reshape", ["x", "to"]),
        ),
        inputs=X,
        constants={"first": ints(0), "rest": ints(-1)},
    ),
    "Flatten": network("Flatten", X, axis=2),
    "Squeeze": network("Squeeze", {"x": RNG.standard_normal((4, 1, 6))}, {"axes": ints(1)}),
    "Unsqueeze": network("Unsqueeze", X, {"axes": ints(1)}),
    "Identity": network("Identity", X),
    "Dropout": network("Dropout", X),
    "Dropout, told that it does not train": network("Dropout", X, {"r": np.asarray(0.5), "t": np.asarray(False)}),
    "Transpose": network("Transpose", X, perm=[2, 0, 1]),
    "Transpose, reversed": network("Transpose", X),
    "Expand": network("Expand", {"x": RNG.standard_normal((4, 1, 1))}, {"shape": ints(2, 4, 3, 1)}),
    "Tile": network("Tile", {"x": RNG.standard_normal((4, 2))}, {"repeats": ints(2, 3)}),
    "Trilu": network("Trilu", X),
    "Trilu, lower": network("Trilu", X, {"k": np.asarray(1, np.int64)}, upper=0),
    "SpaceToDepth": network("SpaceToDepth", {"x": RNG.standard_normal((1, 2, 4, 6))}, blocksize=2),
    "DepthToSpace": network("DepthToSpace", {"x": RNG.standard_normal((1, 8, 4, 6))}, blocksize=2),
    "DepthToSpace, pixel shuffle": network(
        "DepthToSpace", {"x": RNG.standard_normal((1, 8, 4, 6))}, blocksize=2, mode="CRD"
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_layout(case: str) -> None:
    require_gradient(CASES[case], np.random.default_rng(1))


def test_a_cast_there_and_back() -> None:
    nodes = (node("Cast", ["x"], ["d"], to=11), node("Mul", ["d", "d"], ["e"]), node("Cast", ["e"], to=1))
    model = Network(nodes=nodes, inputs=X).model(np.float32)
    made = append_gradient(model, of="y", at=["x"])
    from support.gradients import onnxruntime_session

    feeds = {"x": X["x"].astype(np.float32), "radlane.seed": np.ones((4, 5, 6), np.float32)}
    (found,) = onnxruntime_session(made).run(["radlane.gradient/x"], feeds)
    np.testing.assert_array_equal(found, 2 * feeds["x"])


def test_what_drops_at_random_is_refused() -> None:
    case = network("Dropout", X, {"r": np.asarray(0.5), "t": np.asarray(True)})
    with pytest.raises(ExplanationRefused, match="at random"):
        append_gradient(case.model(np.float32), of="y", at=["x"])
