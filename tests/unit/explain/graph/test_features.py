"""Features are means of maps, and nothing that a network said before is another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
import onnxruntime
import pytest

from radlane.errors import ImportRefused
from radlane.explain.graph.features import FEATURES, expose_features
from support.novelty import convolved_network


def model() -> onnx.ModelProto:
    return onnx.load_model_from_string(convolved_network())


def run(one: onnx.ModelProto, volume: np.ndarray) -> dict[str, np.ndarray]:
    session = onnxruntime.InferenceSession(one.SerializeToString(), providers=["CPUExecutionProvider"])
    names = [value.name for value in session.get_outputs()]
    return dict(zip(names, session.run(names, {"volume": volume}), strict=True))


@pytest.mark.parametrize(("layers", "count"), [((), 2), (("map", "map"), 0), (("map",), 2)])
def test_features_are_the_means_of_maps(layers: Sequence[str], count: int) -> None:
    if not count:
        with pytest.raises(ImportRefused, match="named twice"):
            expose_features(model(), layers)
        return
    volume = np.random.default_rng(0).random((3, 1, 4, 5, 6), np.float32)
    made, pooled = expose_features(model(), layers)
    onnx.checker.check_model(made, full_check=True)
    before, after = run(model(), volume), run(made, volume)
    assert pooled == ("map",)
    np.testing.assert_array_equal(after["seen"], before["seen"])
    np.testing.assert_allclose(after[FEATURES], before["seen"].mean(axis=(2, 3, 4)), rtol=1e-5)
    assert after[FEATURES].shape == (3, count)
    assert [value.name for value in made.graph.output] == ["seen", FEATURES]


def test_the_network_that_was_given_stays_as_it_was() -> None:
    given = model()
    expose_features(given)
    assert given == model()


@pytest.mark.parametrize("layers", [("nothing",), ("volume",), tuple("abcdefghijklmnopq")])
def test_what_cannot_be_pooled_is_named(layers: Sequence[str]) -> None:
    with pytest.raises(ImportRefused):
        expose_features(model(), layers)


def test_a_network_is_exposed_once() -> None:
    made, _ = expose_features(model())
    with pytest.raises(ImportRefused, match="already"):
        expose_features(made)


def test_a_network_without_a_convolution_has_no_features() -> None:
    given = model()
    given.graph.node[0].op_type = "Flatten"
    with pytest.raises(ImportRefused, match="no layer"):
        expose_features(given)
