"""Phantoms with two findings: the same state gives the same picture, and findings lie where the masks say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from support.model_code import code_beside
from support.sources import ROOT

seeds = st.integers(0, 2**32 - 1)


@pytest.fixture(scope="module")
def phantom() -> Iterator[ModuleType]:
    with code_beside(ROOT / "models" / "two-findings") as load:
        yield load("phantom")


@pytest.mark.parametrize("present", list(product((False, True), repeat=2)))
def test_equal_states_give_equal_pictures(phantom: ModuleType, present: tuple[bool, bool]) -> None:
    first, again, other = (phantom.radiograph(present, np.random.default_rng(seed)) for seed in (3, 3, 4))
    np.testing.assert_array_equal(first[0], again[0])
    np.testing.assert_array_equal(first[1], again[1])
    assert np.abs(first[0] - other[0]).max() > 0.1
    assert tuple(first[1].any((1, 2))) == present


@settings(deadline=None, max_examples=30)
@given(seed=seeds)
def test_findings_lie_apart_and_inside(phantom: ModuleType, seed: int) -> None:
    _, (ring, blob) = phantom.radiograph((True, True), np.random.default_rng(seed))
    away = ndimage.distance_transform_edt(~ring)
    assert away[blob].min() >= phantom.APART - 1.5  # edges lie between the centres of pixels
    inside = np.zeros_like(ring)
    inside[2:-2, 2:-2] = True
    assert not (ring & ~inside).any()
    assert not (blob & ~inside).any()
    assert 60 <= blob.sum() < ring.sum() + 120 <= 510


def test_a_ring_is_dense_at_its_rim_and_a_blob_in_its_middle(phantom: ModuleType) -> None:
    """In the mean of many, where what else is there averages out."""
    profiles = np.zeros((2, 2))
    for seed in range(60):
        picture, masks = phantom.radiograph((True, True), np.random.default_rng(seed))
        for kind, mask in enumerate(masks):
            depth = ndimage.distance_transform_edt(mask)
            rim, middle = (depth > 0.5) & (depth < 3), depth > depth.max() - 3
            around = picture[~masks.any(axis=0)].mean()
            profiles[kind] += picture[rim].mean() - around, picture[middle].mean() - picture[rim].mean()
    over, towards_the_middle = (profiles / 60).T
    assert (over > 0.03).all()
    assert towards_the_middle[phantom.RING] < -0.03
    assert towards_the_middle[phantom.BLOB] > 0.03


def test_what_the_network_gets_is_from_0_to_1(phantom: ModuleType) -> None:
    picture, _ = phantom.radiograph((True, False), np.random.default_rng(0))
    prepared = phantom.prepare(picture)
    assert (prepared.min(), prepared.max(), prepared.dtype) == (0, 1, np.float32)
