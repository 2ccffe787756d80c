"""Sliding windows over small volumes."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.errors import InferenceFailed, ModelMismatch
from radlane.inference.tiling import Predict, read_from, slide
from radlane.inference.windows import Slices, lay_windows
from support.tiles import CHANNELS, GOLDEN, GOLDEN_FILE, Golden, by_place, stitched, volume_of

WINDOWS = lay_windows((10, 6, 5), (4, 4, 4), 0.5)


@pytest.mark.parametrize("batch", [1, 3, 500])
@pytest.mark.parametrize(("number", "case"), [*enumerate(GOLDEN)])
def test_results_are_those_of_monai(number: int, case: Golden, batch: int) -> None:
    windows = lay_windows(case.volume, case.roi, case.overlap)
    found = stitched(windows, volume_of(case.volume), batch=batch, pad=case.pad)
    with np.load(GOLDEN_FILE) as golden:
        np.testing.assert_allclose(found, golden[f"averaged{number}"], rtol=0, atol=2e-6)


def test_same_volume_same_bytes() -> None:
    volume = volume_of(WINDOWS.volume)
    assert stitched(WINDOWS, volume).tobytes() == stitched(WINDOWS, volume).tobytes()


def test_whole_numbers_and_several_channels_are_read() -> None:
    whole = np.arange(300, dtype=np.int16).reshape(WINDOWS.volume)
    two = np.stack([whole, -whole])
    found = np.empty_like(two, np.float32)
    for slab in slide(WINDOWS, read_from(two), np.copy, channels=(2, 2), batch=4):
        found[(slice(None), *slab.part)] = slab.values
    np.testing.assert_allclose(found, two, rtol=1e-6)


def test_slabs_come_as_soon_as_no_window_touches_them() -> None:
    seen: list[int] = []

    def predict(patches: NDArray[np.float32]) -> NDArray[np.float32]:
        seen.append(len(patches))
        return by_place(patches)

    slabs = slide(WINDOWS, read_from(volume_of(WINDOWS.volume)), predict, channels=(1, 2), batch=3)
    done = [(slab.z, slab.y, slab.values.shape[1:3], sum(seen)) for slab in slabs]
    # four layers (0, 2, 4, 6) of two rows (0, 2) of two windows; a slab comes when the next row's first window is there
    assert done == [
        *((0, 0, (2, 2), 3), (0, 2, (2, 4), 6)),
        *((2, 0, (2, 2), 9), (2, 2, (2, 4), 9)),
        *((4, 0, (2, 2), 12), (4, 2, (2, 4), 15)),
        *((6, 0, (4, 2), 15), (6, 2, (4, 4), 16)),
    ]
    assert seen == [3, 3, 3, 3, 3, 1]


def test_a_layer_of_windows_is_never_held_whole() -> None:
    windows = lay_windows((20, 64, 32), (8, 8, 8), 0.25)  # layers at 0, 6 and 12
    volume = volume_of(windows.volume)
    layer = 2 * 8 * 64 * 32 * volume.itemsize
    tracemalloc.start()
    for _ in slide(windows, read_from(volume), by_place, channels=(1, 2)):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 0.9 * layer


def test_each_window_is_read_once_into_one_buffer() -> None:
    parts: list[Slices] = []
    addresses = set()

    def read(part: Slices, out: NDArray[np.float32]) -> None:
        parts.append(part)
        out[...] = 1

    def predict(patches: NDArray[np.float32]) -> NDArray[np.float32]:
        addresses.add(patches.ctypes.data)
        return patches

    for slab in slide(WINDOWS, read, predict, channels=(1, 1), batch=3):
        np.testing.assert_allclose(slab.values, 1, rtol=1e-6)
    assert parts == [WINDOWS.source(start) for start in WINDOWS]
    assert len(addresses) == 1


def test_what_lies_around_a_small_volume() -> None:
    windows = lay_windows((2, 3, 9), (4, 4, 4), 0.5)
    volume = volume_of(windows.volume)
    seen: list[NDArray[np.float32]] = []

    def predict(patches: NDArray[np.float32]) -> NDArray[np.float32]:
        seen.extend(patches[:, 0].copy())
        return by_place(patches)

    for _ in slide(windows, read_from(volume), predict, channels=(1, 2), pad=-7.0):
        pass
    assert len(seen) == 4  # starts 0, 2, 4, 5
    for patch, start in zip(seen, windows, strict=True):
        expected = np.full((4, 4, 4), -7.0)
        expected[1:3, :3] = volume[..., start[2] : start[2] + 4]
        np.testing.assert_array_equal(patch, expected)


@pytest.mark.parametrize(
    "predict",
    [
        lambda patches: patches,  # a channel is missing
        lambda patches: by_place(patches)[..., 1:],  # another grid
        lambda patches: by_place(patches).astype(np.float64),
    ],
)
def test_output_that_does_not_fit(predict: Predict) -> None:
    with pytest.raises(InferenceFailed, match=r"it is not float32 \[1, 2, 4, 4, 4\]"):
        next(slide(WINDOWS, read_from(volume_of(WINDOWS.volume)), predict, channels=(1, 2)))


def test_values_that_overflow_in_the_sum() -> None:
    def predict(patches: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.full_like(patches, np.finfo(np.float32).max)

    with np.errstate(over="ignore"), pytest.raises(InferenceFailed, match="averaged output is not finite"):
        list(slide(WINDOWS, read_from(volume_of(WINDOWS.volume)), predict, channels=(1, 1)))


@pytest.mark.parametrize(("channels", "batch"), [((1, 2), 0), ((0, 2), 1), ((1, 0), 1)])
def test_nothing_to_run(channels: tuple[int, int], batch: int) -> None:
    with pytest.raises(ModelMismatch, match="cannot be tiled"):
        next(slide(WINDOWS, read_from(volume_of(WINDOWS.volume)), by_place, channels=channels, batch=batch))


def test_windows_that_count_alike_are_averaged() -> None:
    """MONAI's mode constant: a voxel has the mean of the windows that cover it."""
    windows = lay_windows((10, 6, 5), (4, 4, 4), 0.5, "constant")
    volume = volume_of(windows.volume)
    total, count = np.zeros((CHANNELS, *windows.padded)), np.zeros(windows.padded)
    for start in windows:
        part = tuple(slice(first, first + 4) for first in start)
        total[(slice(None), *part)] += by_place(volume[part][None, None])[0]
        count[part] += 1
    np.testing.assert_allclose(stitched(windows, volume), total / count, rtol=1e-5, atol=1e-6)
