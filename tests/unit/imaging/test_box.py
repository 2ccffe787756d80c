"""The box around a segment."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from radlane.domain.input import Crop
from radlane.domain.tensor import VolumePlacement
from radlane.domain.volume import Box
from radlane.imaging.box import box_of, nonzero_box
from radlane.imaging.placement import place_volume
from support.grids import geometry, volume

SHAPE = (181, 217, 160)
GRID = volume(np.zeros(SHAPE, np.uint8)).grid


def crop(margin: float = 0.0, slice_share: float = 0.0) -> Crop:
    return Crop(stage="box", segment="brain", margin=margin, slice_share=slice_share)


def place(orientation: str = "HPL", box: Box | None = None, size: Any = (128, 128, 128)) -> VolumePlacement:
    return place_volume(GRID, 0, geometry(orientation, size=size, interpolation="nearest"), box)


def deepbet(mask: Any, shape: tuple[int, int, int]) -> list[tuple[int, int]]:
    """The arithmetic of deepbet 1.0.2 for one axis after the other, on a volume without a turn."""
    ends = []
    for axis, side in enumerate(shape):
        share = mask.mean(axis=tuple(other for other in range(3) if other != axis))
        slices = np.flatnonzero(share > 0.02)
        first, stop = slices[0], slices[-1] + 1
        factor = np.float32(side) / np.float32(mask.shape[axis])  # it computes with torch, in float32
        centre = float(np.round(factor * np.float32((first + stop) / 2)))
        size = float(np.round((1 + 2 * np.float32(0.1)) * (factor * np.float32(stop - first))))
        ends.append((max(0, int(centre - size / 2)), min(side, int(centre + size / 2))))
    return ends


@pytest.mark.parametrize("seed", range(20))
def test_it_is_deepbets(seed: int) -> None:
    rng = np.random.default_rng(seed)
    low, high = rng.integers(0, 50, 3), rng.integers(75, 128, 3)
    labels = np.zeros((128, 128, 128), np.uint8)
    labels[tuple(slice(start, stop) for start, stop in zip(low, high, strict=True))] = 3
    labels[2, 2, 2] = 3  # a stray voxel: too small a share of its slices
    found = box_of(labels, 3, place(), crop(0.1, 0.02))
    assert found is not None
    assert list(zip(found.start, found.stop, strict=True)) == deepbet(labels == 3, SHAPE)


def one(at: tuple[int, int, int], size: tuple[int, int, int] = (128, 128, 128)) -> Any:
    labels = np.zeros(size, np.uint8)
    labels[at] = 1
    return labels


@pytest.mark.parametrize("count", [24, 42, 160, 240])
def test_a_tie_is_decided_as_deepbet_does(count: int) -> None:
    """1.2 * 160 / 128 * an odd number of slices is half-way between two voxels; in float32 it is a little more."""
    shape = (count, count, count)
    placement = place_volume(
        volume(np.zeros(shape, np.uint8)).grid, 0, geometry("HPL", size=(128, 128, 128), interpolation="nearest"), None
    )
    for stop in range(60, 121):
        labels = np.zeros((128, 128, 128), np.uint8)
        labels[9:stop, 9:stop, 9:stop] = 1
        found = box_of(labels, 1, placement, crop(0.1, 0.02))
        assert found is not None
        assert list(zip(found.start, found.stop, strict=True)) == deepbet(labels == 1, shape), stop


def test_a_single_voxel() -> None:
    # 128 slices over 181: slice 64 reaches from 90.5 to 91.914; over 217: from 108.5 to 110.195; over 160: 80 to 81.25
    assert box_of(one((64, 64, 64)), 1, place(), crop()) == Box(start=(90, 108, 80), stop=(91, 110, 81))


def test_a_segment_thinner_than_a_voxel_has_one() -> None:
    coarse = place_volume(volume(np.zeros((4, 4, 4), np.uint8)).grid, 0, geometry("HPL", size=(64, 64, 64)), None)
    for place_of_it in ((0, 31, 63), (63, 0, 31)):
        found = box_of(one(place_of_it, (64, 64, 64)), 1, coarse, crop())
        assert found is not None
        assert found.shape == (1, 1, 1)


def test_it_ends_at_the_volume() -> None:
    labels = np.ones((128, 128, 128), np.uint8)
    assert box_of(labels, 1, place(), crop(0.5)) == Box(start=(0, 0, 0), stop=SHAPE)


def test_a_margin_may_reach_beyond_the_box_that_the_stage_was_given() -> None:
    inner = Box(start=(20, 30, 40), stop=(60, 70, 80))
    placement = place(box=inner, size=(40, 40, 40))
    labels = np.zeros((40, 40, 40), np.uint8)
    labels[0:20, 10:30, 20:40] = 1
    assert box_of(labels, 1, placement, crop(0.5)) == Box(start=(10, 30, 50), stop=(50, 70, 90))


def test_turned_axes() -> None:
    inner = Box(start=(20, 30, 40), stop=(60, 70, 80))
    placement = place("RFP", inner, (40, 40, 40))  # against x, against z, along y
    labels = np.zeros((40, 40, 40), np.uint8)
    labels[0:4, 10:20, 5:6] = 1
    assert box_of(labels, 1, placement, crop()) == Box(start=(40, 35, 76), stop=(50, 36, 80))


@pytest.mark.parametrize(("number", "slice_share"), [(2, 0.0), (1, 0.5)])
def test_no_box(number: int, slice_share: float) -> None:
    assert box_of(one((1, 2, 3)), number, place(), crop(0, slice_share)) is None


def test_what_is_not_zero_in_the_modalitys_units_has_a_box() -> None:
    values = np.full((5, 6, 7), 10, np.int16)  # slope 2, intercept -20: zero
    values[1, 2, 3], values[3, 4, 3], values[4, 5, 6] = 11, 9, -1  # the last is padding
    found = replace(volume(values), slope=2.0, intercept=-20.0, padding=(-1.0, -1.0))
    assert nonzero_box(found) == Box(start=(1, 2, 3), stop=(4, 5, 4))
    assert nonzero_box(replace(found, padding=None)) == Box(start=(1, 2, 3), stop=(5, 6, 7))


def test_a_volume_of_zeros_is_taken_whole() -> None:
    assert nonzero_box(volume(np.zeros((2, 3, 4), np.int16))) == Box(start=(0, 0, 0), stop=(2, 3, 4))
