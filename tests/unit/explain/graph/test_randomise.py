"""Which weights are shuffled, and what stays."""

from __future__ import annotations

import numpy as np
import pytest
from onnx import ModelProto, TensorProto, numpy_helper

from radlane.errors import ExplanationRefused
from radlane.explain.graph.randomise import randomise_weights
from support.gradients import Network, node, onnxruntime_session

RNG = np.random.default_rng(0)
NODES = (
    node("Conv", ["x", "w1"], ["a"]),
    node("Relu", ["a"], ["b"]),
    node("Conv", ["b", "w2"], ["c"]),
    node("GlobalAveragePool", ["c"], ["p"]),
    node("Flatten", ["p"], ["v"]),
    node("Transpose", ["w3"], ["t"], perm=[1, 0]),
    node("MatMul", ["v", "t"], ["m"]),
    node("Mul", ["m", "half"]),
    node("Conv", ["a", "aside"], ["elsewhere"]),
)
WEIGHTS = {
    "w1": RNG.standard_normal((4, 1, 3, 3)),
    "w2": RNG.standard_normal((4, 4, 3, 3)),
    "w3": RNG.standard_normal((2, 4)),
    "half": np.asarray(0.5),
    "aside": RNG.standard_normal((1, 4, 1, 1)),
}


@pytest.fixture(name="model")
def _model() -> ModelProto:
    return Network(nodes=NODES, inputs={"x": np.zeros((1, 1, 8, 8))}, constants=WEIGHTS).model(np.float32)


def changed(before: ModelProto, after: ModelProto) -> set[str]:
    return {
        one.name for one, other in zip(before.graph.initializer, after.graph.initializer, strict=True) if one != other
    }


@pytest.mark.parametrize(
    ("fraction", "names"),
    [(0.01, {"w3"}), (1 / 3, {"w3"}), (0.5, {"w3", "w2"}), (1.0, {"w3", "w2", "w1"})],
)
def test_layers_are_counted_from_the_end(model: ModelProto, fraction: float, names: set[str]) -> None:
    made = randomise_weights(model, of="y", fraction=fraction, rng=np.random.default_rng(1))
    assert changed(model, made) == names
    assert list(made.graph.node) == list(model.graph.node)


def test_values_are_shuffled_within_a_weight(model: ModelProto) -> None:
    made = randomise_weights(model, of="y", fraction=1, rng=np.random.default_rng(1))
    for before, after in zip(model.graph.initializer, made.graph.initializer, strict=True):
        assert (before.dims, before.data_type) == (after.dims, after.data_type)
        values = [np.sort(numpy_helper.to_array(tensor), axis=None) for tensor in (before, after)]
        np.testing.assert_array_equal(*values)


def test_the_outcome_is_another_and_repeats_with_its_seed(model: ModelProto) -> None:
    image = {"x": np.random.default_rng(2).standard_normal((1, 1, 8, 8)).astype(np.float32)}
    made = [randomise_weights(model, of="y", fraction=0.5, rng=np.random.default_rng(1)) for _ in range(2)]
    before, after, again = (onnxruntime_session(one).run(None, image)[0] for one in (model, *made))
    assert not np.allclose(before, after)
    np.testing.assert_array_equal(after, again)


def test_what_cannot_be_randomised_is_refused(model: ModelProto) -> None:
    rng = np.random.default_rng(1)
    with pytest.raises(ValueError, match="fraction"):
        randomise_weights(model, of="y", fraction=0, rng=rng)
    with pytest.raises(ExplanationRefused, match="no layer with weights leads to 'x'"):
        randomise_weights(model, of="x", fraction=1, rng=rng)
    model.graph.initializer[2].data_location = TensorProto.EXTERNAL
    with pytest.raises(ExplanationRefused, match="other files"):
        randomise_weights(model, of="y", fraction=0.1, rng=rng)
