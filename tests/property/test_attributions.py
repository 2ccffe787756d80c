"""What holds of maps whatever the image: shares of linear networks, completeness, symmetry, and the worth of a map."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from radlane.explain.cam import cam, grad_cam, hires_cam, layer_cam
from radlane.explain.faithfulness import delete, insert, rank_places
from radlane.explain.integrated_gradients import integrate_gradients
from radlane.explain.localisation import energy_in, points_at
from radlane.explain.network import Floats, Layered
from radlane.explain.occlusion import lay_patches, occlude
from radlane.explain.rise import draw_masks, rise
from radlane.explain.rollout import roll_out
from radlane.explain.sanity import rank_correlation
from radlane.explain.upsampling import upsample
from support.attributions import UNLIMITED, linear, linear_gradient, noise

BLACK = np.float32(0)
seeds = st.integers(0, 2**32 - 1)
floats = st.floats(-4, 4, width=32)
shapes = array_shapes(min_dims=3, max_dims=4, min_side=2, max_side=6)  # [c, y, x] or [c, z, y, x]
maps = arrays(np.float32, array_shapes(min_dims=2, max_dims=3, min_side=1, max_side=6), elements=floats)


def pair(shape: tuple[int, ...], seed: int) -> tuple[Floats, Floats]:
    """An image and weights."""
    return noise(shape, seed), noise(shape, seed + 1)


def flipped(values: Floats, axes: tuple[int, ...]) -> Floats:
    return np.flip(values, axes).copy()


@given(shapes, seeds, floats)
def test_gradients_add_up_to_the_difference_of_the_logits(shape: tuple[int, ...], seed: int, fill: float) -> None:
    """Completeness, of a logit that is quadratic: the midpoint rule is exact up to there."""
    image, weights = pair(shape, seed)

    def logit(images: Floats) -> Floats:
        return (weights * images**2 + images).reshape(len(images), -1).sum(axis=1)

    found = integrate_gradients(
        lambda images: Layered(activations=images, gradients=2 * weights * images + 1),
        image,
        np.float32(fill),
        UNLIMITED,
        steps=5,
    )
    difference = logit(image[None])[0] - logit(np.full_like(image, fill)[None])[0]
    np.testing.assert_allclose(found.values.sum(), difference, rtol=1e-3, atol=0.05)


@given(seeds, st.integers(8, 256))
def test_more_steps_are_nearer_to_completeness(seed: int, steps: int) -> None:
    """Of a sigmoid: the error of the midpoint rule falls with the square of the steps."""
    image, weights = pair((1, 3, 3), seed)

    def sigmoid(images: Floats) -> Floats:
        return 1 / (1 + np.exp(-(weights * images).reshape(len(images), -1).sum(axis=1)))

    def differentiate(images: Floats) -> Layered:
        value = sigmoid(images)[:, None, None, None]
        return Layered(activations=images, gradients=value * (1 - value) * weights)

    found = integrate_gradients(differentiate, image, BLACK, UNLIMITED, steps=steps)
    logit = float((weights * image).sum())
    bound = 0.125 * abs(logit) ** 3 / 24 / steps**2  # 0.125 bounds the third derivative of the sigmoid
    error = abs(float(found.values.sum()) - (float(sigmoid(image[None])[0]) - 0.5))
    assert error <= bound + 1e-5 * (1 + abs(logit))


@given(shapes, seeds, floats)
def test_patches_beside_each_other_share_the_logit(shape: tuple[int, ...], seed: int, fill: float) -> None:
    """Of a linear network, patches that do not overlap have what the image is more than the fill."""
    image, weights = pair(shape, seed)
    found = occlude(linear(weights), image, np.float32(fill), UNLIMITED, patch=shape[1:], stride=shape[1:])
    whole = ((image - np.float32(fill)) * weights).sum()
    np.testing.assert_allclose(found.values, whole, rtol=1e-3, atol=1e-3)
    pixel = [1] * (len(shape) - 1)
    one = occlude(linear(weights), image, np.float32(fill), UNLIMITED, patch=pixel, stride=pixel)
    np.testing.assert_allclose(one.values, ((image - np.float32(fill)) * weights).sum(axis=0), atol=2e-3)


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(1, 20), st.integers(1, 20)), min_size=1, max_size=3))
def test_patches_cover_every_place(axes: list[tuple[int, int, int]]) -> None:
    size, patch, stride = zip(*axes, strict=True)
    covered = np.zeros(size, int)
    for part in lay_patches(size, patch, stride):
        covered[part] += 1
        assert covered[part].shape == tuple(min(pair) for pair in zip(size, patch, strict=True))
    assert covered.min() >= 1


@given(st.integers(1, 4), st.integers(1, 3), st.integers(0, 3), seeds)
def test_what_is_flipped_has_a_flipped_map(patch: int, stride: int, more: int, seed: int) -> None:
    """Where the patches lie symmetrically; flips along each axis and both."""
    size = patch + more * min(stride, patch)
    image, weights = pair((2, size, size + patch * min(stride, patch)), seed)
    for axes in ((1,), (2,), (1, 2)):
        options = {"patch": (patch, patch), "stride": (stride, stride)}
        straight = occlude(linear(weights), image, BLACK, UNLIMITED, **options).values
        turned = occlude(linear(flipped(weights, axes)), flipped(image, axes), BLACK, UNLIMITED, **options).values
        np.testing.assert_allclose(np.flip(turned, [axis - 1 for axis in axes]), straight, atol=1e-4)


@given(shapes, seeds)
def test_gradients_of_what_is_flipped(shape: tuple[int, ...], seed: int) -> None:
    image, weights = pair(shape, seed)
    axes = tuple(range(1, len(shape)))
    straight = integrate_gradients(linear_gradient(weights), image, BLACK, UNLIMITED, steps=2).values
    turned = integrate_gradients(
        linear_gradient(flipped(weights, axes)), flipped(image, axes), BLACK, UNLIMITED, steps=2
    ).values
    np.testing.assert_allclose(np.flip(turned), straight, atol=1e-5)


@settings(max_examples=10, deadline=None)
@given(seeds)
def test_rise_comes_to_the_weights_of_a_linear_network(seed: int) -> None:
    """Masks of single pixels: half of weight times pixel, as half is what a place adds when it is kept for certain.

    The error of the mean of n masks is that of the other pixels' chance, sum of their squares / n.
    """
    image, weights = pair((1, 4, 5), seed)
    share = (image * weights)[0]
    masks = draw_masks((4, 5), (4, 5), np.random.default_rng(seed))
    found = rise(linear(weights), image, BLACK, masks, UNLIMITED, count=4000)
    spread = float(np.sqrt((share**2).sum() / 4000))
    assert np.abs(found.values - share / 2).max() < 6 * spread


@given(shapes, seeds)
def test_behind_an_average_and_a_linear_layer_the_cams_agree(shape: tuple[int, ...], seed: int) -> None:
    """CAM is the mean's share, exactly; Grad-CAM and HiResCAM are it over the number of places."""
    activations = noise((2, *shape), seed)
    weights = noise((shape[0],), seed + 1)
    axes = tuple(range(2, activations.ndim))
    places = np.float32(np.prod(shape[1:]))
    gradients = np.broadcast_to(weights.reshape(-1, *[1] * len(axes)) / places, activations.shape)
    layered = Layered(activations=activations, gradients=gradients)
    exact = cam(layered)
    np.testing.assert_allclose(
        exact.mean(axis=tuple(range(1, exact.ndim))), activations.mean(axis=axes) @ weights, rtol=1e-3, atol=1e-4
    )
    np.testing.assert_allclose(hires_cam(layered) * places, exact, rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(grad_cam(layered) * places, np.maximum(exact, 0), rtol=1e-3, atol=1e-4)


@given(shapes, seeds)
def test_cams_of_what_is_flipped(shape: tuple[int, ...], seed: int) -> None:
    activations, gradients = noise((1, *shape), seed), noise((1, *shape), seed + 1)
    axes = tuple(range(2, activations.ndim))
    for method in (grad_cam, hires_cam, layer_cam):
        straight = method(Layered(activations=activations, gradients=gradients))
        turned = method(Layered(activations=np.flip(activations, axes), gradients=np.flip(gradients, axes)))
        np.testing.assert_allclose(np.flip(turned, [axis - 1 for axis in axes]), straight, atol=1e-5)


@given(maps, st.lists(st.integers(1, 9), min_size=3, max_size=3))
def test_maps_that_grow(values: Floats, size: list[int]) -> None:
    """They stay within their values, and a flipped map grows flipped."""
    wanted = size[: values.ndim]
    grown = upsample(values[None], wanted)[0]
    assert values.min() - 1e-5 <= grown.min()
    assert grown.max() <= values.max() + 1e-5
    np.testing.assert_allclose(upsample(np.flip(values)[None], wanted)[0], np.flip(grown), atol=1e-5)


@given(maps, st.integers(1, 4))
def test_maps_keep_their_mean_where_each_cell_becomes_as_many(values: Floats, times: int) -> None:
    grown = upsample(values[None], [length * times for length in values.shape])[0]
    np.testing.assert_allclose(grown.mean(dtype=np.float64), values.mean(dtype=np.float64), atol=1e-4)


@given(shapes, seeds, st.integers(1, 12))
def test_the_order_of_the_shares_is_the_best_for_a_linear_network(
    shape: tuple[int, ...], seed: int, steps: int
) -> None:
    """Deletion by it falls fastest and insertion rises fastest; the opposite order is the worst."""
    image, weights = pair(shape, seed)
    share, rng = (image * weights).sum(axis=0), np.random.default_rng(seed)
    score = linear(weights)
    orders = [rank_places(values, rng) for values in (share, noise(shape[1:], seed + 2), -share)]
    deleted = [delete(score, image, ranks, BLACK, UNLIMITED, steps=steps).area for ranks in orders]
    inserted = [insert(score, image, ranks, BLACK, UNLIMITED, steps=steps).area for ranks in orders]
    assert deleted[0] <= deleted[1] + 1e-3 <= deleted[2] + 2e-3
    assert inserted[0] >= inserted[1] - 1e-3 >= inserted[2] - 2e-3


@given(shapes, seeds)
def test_of_a_monotone_network_deletion_only_falls(shape: tuple[int, ...], seed: int) -> None:
    image, weights = (np.abs(values) for values in pair(shape, seed))
    ranks = rank_places(noise(shape[1:], seed), np.random.default_rng(seed))
    deleted = delete(linear(weights), image, ranks, BLACK, UNLIMITED)
    inserted = insert(linear(weights), image, ranks, BLACK, UNLIMITED)
    assert (np.diff(deleted.scores) <= 1e-4).all()
    assert (np.diff(inserted.scores) >= -1e-4).all()
    np.testing.assert_allclose(deleted.scores[[0, -1]], inserted.scores[[-1, 0]], atol=1e-4)


@given(maps, seeds)
def test_energy_is_shared(values: Floats, seed: int) -> None:
    """A mask and the rest have all of it; where all lies in the mask, the map points there."""
    mask = np.random.default_rng(seed).random(values.shape) < 0.5
    inside, outside = energy_in(values, mask), energy_in(values, ~mask)
    assert np.isclose(inside + outside, float((values > 0).any()))
    if inside == 1:
        assert points_at(values, mask) or np.unique(values).size == 1


@given(maps)
def test_rank_correlation_sees_the_order_only(values: Floats) -> None:
    whole = np.round(values * 8)
    cubed = whole**3 + 7
    assert np.isclose(rank_correlation(whole, whole), 1)
    assert np.isclose(rank_correlation(whole, cubed), 1)
    assert np.isclose(rank_correlation(whole, -cubed), 1)


@given(st.integers(1, 4), st.integers(1, 5), seeds)
def test_attention_is_shared_out(layers: int, tokens: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    attention = [rng.dirichlet(np.ones(tokens), (2, 3, tokens)).astype(np.float32) for _ in range(layers)]
    rolled = roll_out(attention)
    np.testing.assert_allclose(rolled.sum(axis=-1), 1, rtol=1e-5)
    assert (rolled >= 0).all()


def test_flips_of_masks() -> None:
    """Masks favour no side: the mean of many is the same from all four."""
    masks = draw_masks((10, 10), (3, 3), np.random.default_rng(0))
    mean = np.mean([mask for _, mask in zip(range(3000), masks, strict=False)], axis=0)
    for axes in product((False, True), repeat=2):
        turned = np.flip(mean, [axis for axis, wanted in enumerate(axes) if wanted])
        assert np.abs(turned - mean).max() < 0.06
