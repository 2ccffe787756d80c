"""Back to the source grid."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.tensor import VolumePlacement
from radlane.domain.volume import Box
from radlane.imaging.placement import place_volume
from radlane.imaging.restore import labels_to_source, map_to_source, maps_to_source_labels, planes_to_source_labels
from support.grids import ORIENTATIONS, geometry, turned, upwards, volume

SHAPE = (6, 7, 8)
BOX = Box(start=(1, 0, 2), stop=(6, 5, 8))
GRID = volume(np.zeros(SHAPE, np.int16)).grid
RNG = np.random.default_rng(2)


def outside() -> NDArray[np.bool_]:
    mask = np.ones(SHAPE, np.bool_)
    mask[BOX.slices] = False
    return mask


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("interpolation", ["linear", "nearest"])
@pytest.mark.parametrize("kind", [np.float16, np.float32])
def test_its_own_grid_comes_back_bit_by_bit(orientation: str, interpolation: str, kind: Any) -> None:
    placement = place_volume(GRID, 0, geometry(orientation, interpolation=interpolation), BOX)
    labels = RNG.integers(1, 9, placement.shape, np.uint8)
    back = labels_to_source(labels, placement)
    np.testing.assert_array_equal(turned(back, placement), labels)
    assert not back[outside()].any()
    maps = RNG.random((3, *placement.shape)).astype(kind)
    seen: list[NDArray[np.float32]] = []

    def decide(values: NDArray[np.float32]) -> NDArray[np.uint8]:
        seen.append(values)
        return values.argmax(axis=0).astype(np.uint8)

    decided = maps_to_source_labels(maps, placement, decide)
    np.testing.assert_array_equal(turned(decided, placement), maps.argmax(axis=0))
    assert decided.dtype == np.uint8
    assert not decided[outside()].any()
    for channel, values in enumerate(maps):
        whole = np.zeros(SHAPE, np.float32)
        whole[BOX.slices] = np.concatenate([slab[channel] for slab in upwards(seen, placement)])
        np.testing.assert_array_equal(turned(whole, placement), values)


@pytest.mark.parametrize("orientation", ["HPL", "LPH", "AFR"])
@pytest.mark.parametrize("size", [(3, 4, 4), (12, 13, 11), (5, 20, 2)])
def test_maps_are_interpolated_before_they_are_decided(orientation: str, size: tuple[int, int, int]) -> None:
    """A ramp, in float64 by numpy: each source voxel looks where its centre lies on the network's grid."""
    placement = place_volume(GRID, 0, geometry(orientation, size=size), BOX)
    ramps = [np.arange(side) * (k + 1.0) for k, side in enumerate(size)]
    maps = np.stack([ramps[0][:, None, None] + ramps[1][:, None] + ramps[2], np.full(size, 9.0)]).astype(np.float32)
    seen: list[NDArray[np.float32]] = []

    def decide(values: NDArray[np.float32]) -> NDArray[np.uint8]:
        seen.append(values.copy())
        return (values[0] > values[1]).astype(np.uint8)

    decided = maps_to_source_labels(maps, placement, decide)
    whole = np.zeros(SHAPE)
    whole[BOX.slices] = np.concatenate([slab[0] for slab in upwards(seen, placement)])
    positions = [
        np.clip((np.arange(count) + 0.5) * side / count - 0.5, 0, side - 1) * (k + 1.0)
        for k, (count, side) in enumerate(zip(placement.turned, size, strict=True))
    ]
    expected = positions[0][:, None, None] + positions[1][:, None] + positions[2]
    np.testing.assert_allclose(turned(whole, placement), expected, atol=1e-4)
    np.testing.assert_array_equal(decided, whole.astype(np.float32) > 9)


def test_nearest_maps_are_as_nearest_labels() -> None:
    placement = place_volume(GRID, 0, geometry("LPH", size=(4, 9, 3), interpolation="nearest"), BOX)
    maps = RNG.random((4, *placement.shape), np.float32)
    labels = maps.argmax(axis=0).astype(np.uint8)
    decided = maps_to_source_labels(maps, placement, lambda values: values.argmax(axis=0).astype(np.uint8))
    np.testing.assert_array_equal(decided, labels_to_source(labels, placement))


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("size", [(3, 4, 5), (12, 13, 11)])
def test_planes_are_asked_for_in_their_order(orientation: str, size: tuple[int, int, int]) -> None:
    """Never one before the last but one, whichever way the source's slices run."""
    placement = place_volume(GRID, 0, geometry(orientation, size=size), BOX)
    maps = RNG.random((3, *size), np.float32)
    planes = np.moveaxis(maps, 1 + placement.axes.index(0), 0)
    asked = [0]

    def read(index: int) -> NDArray[np.float32]:
        assert index >= max(asked) - 1
        asked.append(index)
        return planes[index]

    def decide(values: NDArray[np.float32]) -> NDArray[np.uint8]:
        return values.argmax(axis=0).astype(np.uint8)

    decided = planes_to_source_labels(read, 3, placement, decide)
    np.testing.assert_array_equal(decided, maps_to_source_labels(maps, placement, decide))
    turned_maps = np.stack([values.transpose([placement.axes.index(axis) for axis in range(3)]) for values in maps])
    np.testing.assert_array_equal(decided[BOX.slices], interpolated(turned_maps, placement).argmax(axis=0))


def interpolated(maps: NDArray[np.float32], placement: VolumePlacement) -> NDArray[np.float64]:
    """[C, z, y, x] of the source's box, in float64 by numpy, axis after axis."""
    values = maps.astype(np.float64)
    for axis, count in enumerate(placement.box.shape):
        k = placement.axes.index(axis)
        side = placement.shape[k]
        at = np.clip((np.arange(count) + 0.5) * side / count - 0.5, 0, side - 1)
        at = at[::-1] if placement.flips[k] else at
        lower = at.astype(int)
        share = (at - lower).reshape([-1 if other == axis + 1 else 1 for other in range(4)])
        upper = np.minimum(lower + 1, side - 1)
        values = values.take(lower, axis + 1) * (1 - share) + values.take(upper, axis + 1) * share
    return values


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("interpolation", ["linear", "nearest"])
def test_one_number_of_each_voxel_comes_back_bit_by_bit(orientation: str, interpolation: str) -> None:
    placement = place_volume(GRID, 0, geometry(orientation, interpolation=interpolation), BOX)
    values = RNG.random(placement.shape, np.float32)
    back = map_to_source(values, placement)
    np.testing.assert_array_equal(turned(back, placement), values)
    assert (back.dtype, back[outside()].any()) == (np.float32, False)
