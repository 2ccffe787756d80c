"""Components that are found slab by slab are those of the whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray
from scipy import ndimage

from radlane.inference import volume_components
from radlane.inference.volume_components import Components, find_components

VOLUMES = arrays(np.uint8, array_shapes(min_dims=3, max_dims=3, min_side=1, max_side=7), elements=st.integers(0, 1))


@pytest.fixture(autouse=True, params=[1, 60, 1 << 23], ids=lambda size: f"slabs of {size}")
def _slabs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(volume_components, "_SLAB", request.param)


def labelled(found: Components) -> NDArray[np.int32]:
    return np.concatenate([numbers for _, numbers in found.slabs()])


@pytest.mark.parametrize("corners", [True, False])
def test_they_are_those_of_scipy_in_the_same_order(corners: bool) -> None:
    @given(VOLUMES)
    def compare(volume: NDArray[np.uint8]) -> None:
        found = find_components(volume, lambda slab: slab == 1, corners=corners)
        whole, count = ndimage.label(volume == 1, ndimage.generate_binary_structure(3, 3 if corners else 1))
        np.testing.assert_array_equal(labelled(found), whole - 1)
        np.testing.assert_array_equal(found.sizes, np.bincount(whole.ravel(), minlength=count + 1)[1:])
        inside = np.zeros(volume.shape, np.bool_)
        inside[1:-1, 1:-1, 1:-1] = True
        at_faces = np.isin(np.arange(count), whole[~inside] - 1)
        np.testing.assert_array_equal(found.at_faces, at_faces)

    compare()


def test_a_spiral_through_all_slabs_is_one() -> None:
    volume = np.zeros((9, 5, 5), np.uint8)
    way = [(0, 0), (0, 2), (0, 4), (2, 4), (4, 4), (4, 2), (4, 0), (2, 0), (0, 0)]
    for z, (y, x) in enumerate(way):
        volume[z, y, x] = 1
        if z:
            volume[
                z, min(y, way[z - 1][0]) : max(y, way[z - 1][0]) + 1, min(x, way[z - 1][1]) : max(x, way[z - 1][1]) + 1
            ] = 1
    found = find_components(volume, lambda slab: slab == 1, corners=False)
    assert found.sizes.tolist() == [int(volume.sum())]
    assert labelled(found).max() == 0


def test_nothing_has_no_components() -> None:
    volume = np.zeros((3, 4, 5), np.uint8)
    found = find_components(volume, lambda slab: slab == 1, corners=True)
    assert (found.sizes.size, found.at_faces.size) == (0, 0)
    assert labelled(found).max() == -1
