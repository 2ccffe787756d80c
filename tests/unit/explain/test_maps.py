"""One map by each method, of a network that is linear behind an average over 2 x 2 pixels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from radlane.domain.explanation import Method
from radlane.errors import ExplanationRefused
from radlane.explain.maps import Explained, Options, make_map
from radlane.explain.method import TRAITS
from radlane.explain.network import Floats, Lattice, Layered
from support.attributions import UNLIMITED, lasting, linear, linear_gradient

IMAGE = np.zeros((1, 8, 12), np.float32)
IMAGE[0, 2:4, 8:10] = 1
WEIGHTS = np.ones_like(IMAGE)
OPTIONS = Options(fill=np.float32(0), masks=400, patches=4)
BARE = Explained(score=linear(WEIGHTS))


def halved(images: Floats) -> Layered:
    layer = images.reshape(len(images), 1, 4, 2, 6, 2).mean((3, 5))
    return Layered(activations=layer, gradients=np.full_like(layer, 4))


def attention(images: Floats) -> list[Floats]:
    """All 24 patches of 2 x 2 attend to the one where the image is bright."""
    where = halved(images).activations.reshape(len(images), 1, 1, -1)
    return [np.broadcast_to(where == where.max(), (len(images), 2, 24, 24)).astype(np.float32)]


WHOLE = Explained(score=linear(WEIGHTS), at_layer=halved, at_input=linear_gradient(WEIGHTS), attend=attention)


@pytest.mark.parametrize("method", list(Method))
def test_every_method_shows_where_the_answer_comes_from(method: Method) -> None:
    found = make_map(method, WHOLE, IMAGE, OPTIONS, UNLIMITED, np.random.default_rng(0))
    assert (found.values.shape, found.values.dtype) == ((8, 12), np.float32)
    y, x = np.unravel_index(found.values.argmax(), (8, 12))
    assert 1 <= y <= 4
    assert 7 <= x <= 10
    assert (found.samples > 1) == (TRAITS[method].unit is not None)


@pytest.mark.parametrize("method", list(Method))
def test_what_a_network_lacks_is_refused(method: Method) -> None:
    traits = TRAITS[method]
    if not (traits.gradients or traits.attention):
        make_map(method, BARE, IMAGE, OPTIONS, UNLIMITED, np.random.default_rng(0))
        return
    with pytest.raises(ExplanationRefused, match=f"no map by {traits.title}: the network has no"):
        make_map(method, BARE, IMAGE, OPTIONS, UNLIMITED, np.random.default_rng(0))


@pytest.mark.parametrize("method", [method for method in Method if TRAITS[method].unit is not None])
def test_what_needs_many_runs_needs_time(method: Method) -> None:
    with pytest.raises(ExplanationRefused, match="the time was up after 4 of"):
        make_map(method, WHOLE, IMAGE, OPTIONS, lasting(1), np.random.default_rng(0))


def test_the_cells_of_a_layer_lie_where_they_are_said_to() -> None:
    moved = replace(WHOLE, lattice=Lattice(first=(0.5, 2.5), step=(2, 2)))  # two columns to the right of even cells
    even, right = (
        make_map(Method.GRAD_CAM, network, IMAGE, OPTIONS, UNLIMITED, np.random.default_rng(0)).values
        for network in (WHOLE, moved)
    )
    np.testing.assert_allclose(right[:, 2:], even[:, :-2], atol=1e-6)


def test_a_volume_smaller_than_the_cells_of_a_mask() -> None:
    image = np.random.default_rng(0).random((1, 3, 16, 16), np.float32)
    network = Explained(score=linear(np.ones_like(image)))
    for method in (Method.OCCLUSION, Method.RISE):
        found = make_map(method, network, image, OPTIONS, UNLIMITED, np.random.default_rng(0))
        assert found.values.shape == (3, 16, 16)


def test_attention_within_windows_is_none_of_the_image() -> None:
    def windowed(images: Floats) -> list[Floats]:
        return [np.full((4, 2, 24, 24), 1 / 24, np.float32)]

    with pytest.raises(ExplanationRefused, match="within windows"):
        make_map(
            Method.ATTENTION_ROLLOUT,
            replace(WHOLE, attend=windowed),
            IMAGE,
            OPTIONS,
            UNLIMITED,
            np.random.default_rng(0),
        )


@pytest.mark.parametrize("method", [Method.CAM, Method.GRAD_CAM, Method.HIRES_CAM, Method.LAYER_CAM])
def test_a_layer_of_tokens_is_refused(method: Method) -> None:
    def tokens(images: Floats) -> Layered:
        layer = halved(images).activations.reshape(len(images), 1, -1)
        return Layered(activations=layer, gradients=np.ones_like(layer))

    with pytest.raises(ExplanationRefused, match="other axes than the image"):
        make_map(method, replace(WHOLE, at_layer=tokens), IMAGE, OPTIONS, UNLIMITED, np.random.default_rng(0))
