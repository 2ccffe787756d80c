"""Class activation maps, on two channels of which one speaks for the class and one against."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.errors import ExplanationRefused
from radlane.explain.cam import cam, grad_cam, hires_cam, layer_cam
from radlane.explain.network import Layered

ACTIVATIONS = np.array([[[[4, 0], [0, 2]], [[0, 3], [0, 5]]]], np.float32)  # [1, 2, 2, 2]
HEAD = np.array([2, -1], np.float32)[:, None, None]
POOLED = Layered(activations=ACTIVATIONS, gradients=np.broadcast_to(HEAD / 4, ACTIVATIONS.shape))
VARIED = Layered(activations=ACTIVATIONS, gradients=np.array([[[[1, 9], [9, -1]], [[0, 1], [0, -1]]]], np.float32))


def test_cam_is_the_share_in_the_logit() -> None:
    np.testing.assert_allclose(cam(POOLED), [[[8, -3], [0, -1]]])
    logit = (ACTIVATIONS.mean((2, 3)) * HEAD[:, 0, 0]).sum()
    np.testing.assert_allclose(cam(POOLED).mean(), logit)


def test_behind_an_average_all_three_are_one() -> None:
    np.testing.assert_allclose(hires_cam(POOLED), cam(POOLED) / 4)
    np.testing.assert_allclose(grad_cam(POOLED), np.maximum(cam(POOLED), 0) / 4)


def test_cam_is_refused_where_it_is_not_exact() -> None:
    with pytest.raises(ExplanationRefused, match="more than a global average"):
        cam(VARIED)


def test_gradients_that_vary() -> None:
    np.testing.assert_allclose(grad_cam(VARIED), [[[18, 0], [0, 9]]])  # their means: 4.5 and 0
    np.testing.assert_allclose(hires_cam(VARIED), [[[4, 3], [0, -7]]])  # at each place its own
    np.testing.assert_allclose(layer_cam(VARIED), [[[4, 3], [0, 0]]])  # the positive ones


def test_volumes() -> None:
    activations = np.random.default_rng(0).random((2, 3, 4, 5, 6), np.float32)
    layered = Layered(activations=activations, gradients=np.ones_like(activations))
    for method in (cam, grad_cam, hires_cam, layer_cam):
        values = method(layered)
        assert (values.shape, values.dtype) == ((2, 4, 5, 6), np.float32)


def test_a_logit_that_the_layer_does_not_move() -> None:
    nothing = Layered(activations=ACTIVATIONS, gradients=np.zeros_like(ACTIVATIONS))
    for method in (cam, grad_cam, hires_cam, layer_cam):
        np.testing.assert_array_equal(method(nothing), np.zeros((1, 2, 2)))
