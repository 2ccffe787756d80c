"""Where voxels look, and what they see."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from radlane.imaging.resample import Sampling, sample_axis, sample_planes, shrink, take_planes


def torch_nearest_exact(count: int, size: int) -> list[int]:
    """`aten/src/ATen/native/UpSample.h`, nearest_neighbor_exact_compute_source_index, float."""
    scale = np.float32(count) / np.float32(size)
    return [min(int(np.floor((np.float32(i) + np.float32(0.5)) * scale)), count - 1) for i in range(size)]


@pytest.mark.parametrize(("count", "size"), [(1, 1), (1, 4), (4, 1), (181, 128), (128, 181), (217, 256), (90, 91)])
def test_nearest_is_torchs_nearest_exact(count: int, size: int) -> None:
    assert sample_axis(count, size, "nearest").nearest.tolist() == torch_nearest_exact(count, size)


@pytest.mark.parametrize(
    ("count", "size", "positions"),
    [
        (4, 2, [0.5, 2.5]),
        (2, 4, [0, 0.25, 0.75, 1]),  # beyond the first and the last centre: their values
        (3, 3, [0, 1, 2]),
        (1, 3, [0, 0, 0]),
        (3, 1, [1]),
    ],
)
def test_linear_positions(count: int, size: int, positions: list[float]) -> None:
    sampling = sample_axis(count, size, "linear")
    np.testing.assert_allclose(sampling.lower * (1 - sampling.weight) + sampling.upper * sampling.weight, positions)
    assert sampling.blends == (count != size)
    assert sampling.upper.max() < count


def test_an_axis_counted_from_its_end_and_from_elsewhere() -> None:
    plain, other = sample_axis(5, 3, "linear"), sample_axis(5, 3, "linear", first=10, flip=True)
    for name in ("nearest", "lower", "upper"):
        np.testing.assert_array_equal(getattr(other, name), 14 - getattr(plain, name))
    np.testing.assert_array_equal(other.weight, plain.weight)
    assert other.span == slice(10, 15)
    assert other.shifted(-10).part(slice(0, 1)).span == slice(3, 5)


def dense(sampling: Sampling, count: int) -> Any:
    """The sampling as a matrix."""
    matrix = np.zeros((len(sampling.nearest), count))
    each = np.arange(len(matrix))
    if sampling.blends:
        np.add.at(matrix, (each, sampling.lower), 1 - sampling.weight)
        np.add.at(matrix, (each, sampling.upper), sampling.weight)
    else:
        matrix[each, sampling.nearest] = 1
    return matrix


@pytest.mark.parametrize("kind", ["int16", "uint16", "int32", "float16", "float32", "uint8"])
@pytest.mark.parametrize("interpolation", ["linear", "nearest"])
@pytest.mark.parametrize(
    ("shape", "sizes"),
    [((4, 5, 6), (4, 5, 6)), ((4, 5, 6), (7, 3, 6)), ((4, 5, 6), (2, 5, 11)), ((1, 2, 1), (3, 2, 1))],
)
def test_planes_are_what_matrices_give(kind: str, interpolation: Any, shape: Any, sizes: Any) -> None:
    values = (np.random.default_rng(1).random(shape) * 200).astype(kind)
    flips = (True, False, True)
    a, b, c = (
        sample_axis(count, size, interpolation, flip=flip)
        for count, size, flip in zip(shape, sizes, flips, strict=True)
    )
    planes = np.stack(list(sample_planes(values.__getitem__, (a, b, c))))
    matrices = [dense(sampling, count) for sampling, count in zip((a, b, c), shape, strict=True)]
    assert planes.dtype == np.float32
    np.testing.assert_allclose(planes, np.einsum("abc,ia,jb,kc->ijk", values.astype(float), *matrices), rtol=1e-5)
    nearest = np.stack(list(take_planes(values.__getitem__, (a, b, c))))
    assert nearest.dtype == values.dtype
    np.testing.assert_array_equal(nearest, values[np.ix_(a.nearest, b.nearest, c.nearest)])


def test_no_plane_is_read_twice_in_a_row_nor_more_than_two_are_held() -> None:
    read: list[int] = []

    def plane(index: int) -> Any:
        read.append(index)
        return np.zeros((2, 2), np.int16)

    a, b = sample_axis(3, 9, "linear"), sample_axis(2, 2, "linear")
    assert len(list(sample_planes(plane, (a, b, b)))) == 9
    assert read == [0, 1, 2]


def test_only_what_is_looked_at_is_kept() -> None:
    values = np.arange(60).reshape(3, 4, 5)
    samplings = (
        sample_axis(3, 3, "linear").part(slice(1, 2)),
        sample_axis(4, 8, "linear").part(slice(3, 5)),
        sample_axis(5, 5, "nearest", flip=True).part(slice(0, 2)),
    )
    part, moved = shrink(values, samplings)
    assert part.shape == (1, 2, 2)
    for whole, small in zip(
        sample_planes(values.__getitem__, samplings), sample_planes(part.__getitem__, moved), strict=True
    ):
        np.testing.assert_array_equal(whole, small)
