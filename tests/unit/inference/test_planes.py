"""Planes out of slabs."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.errors import InferenceFailed, UsageError
from radlane.inference.labels import Activation
from radlane.inference.planes import Planes
from radlane.inference.probabilities import Probabilities, Stored
from radlane.inference.tiling import Slab

SHAPE = (7, 5, 6)
RAW = np.random.default_rng(2).normal(0, 3, (3, *SHAPE)).astype(np.float32)
LAYERS = (slice(0, 3), slice(3, 5), slice(5, 7))
ROWS = (slice(0, 2), slice(2, 5))


def slabs(raw: NDArray[np.float32] = RAW, seen: list[int] | None = None) -> Iterator[Slab]:
    """Three layers of two slabs; each overwrites the one before, as those of a sliding window do."""
    block = np.empty((len(raw), 3, 3, SHAPE[2]), np.float32)
    for planes in LAYERS:
        for rows in ROWS:
            block[...] = np.nan
            values = block[:, : planes.stop - planes.start, : rows.stop - rows.start]
            values[...] = raw[:, planes, rows]
            if seen is not None:
                seen.append(planes.start)
            yield Slab(z=planes.start, y=rows.start, values=values)


@pytest.mark.parametrize("activation", ["softmax", "sigmoid", "none"])
@pytest.mark.parametrize("dtype", [np.float16, np.float32])
@pytest.mark.parametrize("asked", [range(7), (0, 1, 0, 1, 2, 1, 2, 3, 2, 6, 5), (2, 4, 3), (6,), (5, 6, 5)])
def test_planes_are_those_of_the_whole_maps(
    activation: Activation, dtype: type[Stored], asked: tuple[int, ...]
) -> None:
    maps = Probabilities(3, SHAPE, activation, dtype)
    for slab in slabs():
        maps.add(slab)
    planes = Planes(slabs(), SHAPE[1], activation, dtype)
    for z in asked:
        plane = planes.plane(z)
        assert plane.dtype == dtype
        np.testing.assert_array_equal(plane, maps.values[:, z])


def test_slabs_are_pulled_when_a_plane_needs_them() -> None:
    seen: list[int] = []
    planes = Planes(slabs(seen=seen), SHAPE[1], "none")
    assert seen == []
    planes.plane(2)
    assert seen == [0, 0]
    planes.plane(3)
    assert seen == [0, 0, 3, 3]
    planes.finish()
    assert seen == [0, 0, 3, 3, 5, 5]


@pytest.mark.parametrize(("asked", "gone"), [((3,), 1), ((6,), 4), ((6,), 7), ((), -1)])
def test_what_is_behind_or_outside_is_not_there(asked: tuple[int, ...], gone: int) -> None:
    planes = Planes(slabs(), SHAPE[1], "none")
    for z in asked:
        planes.plane(z)
    with pytest.raises(UsageError, match="forgotten, or not in the volume"):
        planes.plane(gone)


def test_after_the_end_nothing_is_there() -> None:
    planes = Planes(slabs(), SHAPE[1], "none")
    planes.plane(0)
    planes.finish()
    with pytest.raises(UsageError):
        planes.plane(0)


def test_what_float16_cannot_hold() -> None:
    with pytest.raises(InferenceFailed, match="does not fit in float16"):
        Planes(slabs(RAW + np.float32(7e4)), SHAPE[1], "none", np.float16).plane(0)


def test_one_layer_is_kept_and_the_plane_before_it() -> None:
    block = np.random.default_rng(2).random((5, 4, 32, 64), np.float32)
    layers = (Slab(z=4 * layer, y=y, values=block) for layer in range(50) for y in (0, 32))
    plane = 5 * 64 * 64 * 2
    planes = Planes(layers, 64, "none", np.float16)
    tracemalloc.start()
    for z in range(200):
        planes.plane(max(0, z - 1))
        planes.plane(z)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert 5 * plane < peak < 7 * plane  # five, and what a plane of one slab needs to be put there
