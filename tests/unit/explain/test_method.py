"""Every method has its traits, and says how its map was made."""

from __future__ import annotations

import pytest

from radlane.domain.explanation import Method
from radlane.domain.saliency import SaliencyQuantity
from radlane.explain.method import TRAITS, describe


def test_every_method_has_traits() -> None:
    assert set(TRAITS) == set(Method)
    assert {TRAITS[method].quantity for method in Method} == set(SaliencyQuantity) - {SaliencyQuantity.ENTROPY}


@pytest.mark.parametrize(
    ("method", "said"),
    [
        (Method.GRAD_CAM, "Grad-CAM, layer features.29"),
        (Method.RISE, "RISE, 1200 masks"),  # no layer is needed
        (Method.INTEGRATED_GRADIENTS, "Integrated gradients, 1200 steps"),
        (Method.ATTENTION_ROLLOUT, "Attention rollout, the same for every class"),
    ],
)
def test_how_a_map_was_made(method: Method, said: str) -> None:
    assert describe(method, samples=1200, layer="features.29") == said


def test_a_long_name_of_a_layer_leaves_room_for_what_it_means() -> None:
    """Any text may stand in a graph, and what people have to be told stands behind it."""
    said = describe(Method.GRAD_CAM, samples=1, layer=f"{'a' * 3000}.relu")
    assert said == f"Grad-CAM, layer ...{'a' * 59}.relu"


def test_a_layer_without_a_name() -> None:
    assert describe(Method.CAM, samples=1) == "CAM"
