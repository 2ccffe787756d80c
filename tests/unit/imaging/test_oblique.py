"""A volume at the voxels of a grid that is not parallel to it; whatever the grids: tests/property/test_channels.py."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.volume import Grid
from radlane.imaging.oblique import is_same_grid, sample_volume
from support.grids import affine, volume

VALUES = np.arange(3 * 4 * 5, dtype=np.int16).reshape(3, 4, 5)


def shifted(by: tuple[float, float, float]) -> NDArray[np.float64]:
    """The grid of VALUES, moved by voxels along z, y and x."""
    matrix = affine("HPL", (2.0, 1.0, 1.0))
    matrix[:3, 3] += matrix[:3, :3] @ np.array(by)
    return matrix


def sampled(by: tuple[float, float, float], interpolation: str = "linear", **changes: object) -> NDArray[np.float32]:
    source = volume(changes.pop("values", VALUES), affine("HPL", (2.0, 1.0, 1.0)), **changes)
    planes = sample_volume(source, Grid(shape=(3, 4, 5), affine=shifted(by)), interpolation)  # type: ignore[arg-type]
    return np.stack([plane.values for plane in planes])


def test_values_lie_between_voxels() -> None:
    found = sampled((0, 0, 0.25), slope=2.0, intercept=1.0)
    np.testing.assert_allclose(found[..., :-1], 2 * (VALUES[..., :-1] + 0.25) + 1)
    np.testing.assert_allclose(found[..., -1], 2 * VALUES[..., -1] + 1)  # within half a voxel of the last centre


@pytest.mark.parametrize(("by", "beyond"), [(0.5, False), (0.51, True), (-0.5, False), (-0.51, True)])
def test_beyond_half_a_voxel_there_is_none(by: float, beyond: bool) -> None:
    found = sampled((0, by, 0))
    rim = found[:, -1 if by > 0 else 0]
    assert np.isnan(rim).all() == beyond
    assert np.isnan(rim).any() == beyond
    source = volume(VALUES, affine("HPL", (2.0, 1.0, 1.0)))
    counted = [
        plane.covered for plane in sample_volume(source, Grid(shape=(3, 4, 5), affine=shifted((0, by, 0))), "linear")
    ]
    assert counted == [15 if beyond else 20] * 3


def test_a_plane_beside_the_volume_is_empty() -> None:
    found = sampled((1.0, 0, 0))
    assert np.isnan(found[2]).all()
    np.testing.assert_array_equal(found[:2], VALUES[1:])


def test_the_nearest_voxel() -> None:
    found = sampled((0, 0, 0.4), "nearest", slope=0.5)
    np.testing.assert_array_equal(found, VALUES * 0.5)
    np.testing.assert_array_equal(sampled((0, 0, 0.6), "nearest")[..., :-1], VALUES[..., 1:])


@pytest.mark.parametrize("interpolation", ["linear", "nearest"])
def test_what_lies_nearest_to_padding_is_no_image(interpolation: str) -> None:
    values = VALUES + 100
    values[1, 2, 3] = -2000
    found = sampled((0, 0, 0.25), interpolation, values=values, padding=(-2000.0, -1999.0))
    gone = np.argwhere(np.isnan(found))
    assert gone.tolist() == [[1, 2, 3]]
    if interpolation == "linear":  # beside it padding counts as the lowest value of the image
        np.testing.assert_allclose(found[1, 2, 2], 0.75 * values[1, 2, 2] + 0.25 * 100)


def test_values_of_any_type_and_layout() -> None:
    for kind in ("uint16", "int32", "uint32", "float32"):
        turned = VALUES.astype(kind).transpose(2, 1, 0).copy().transpose(2, 1, 0)
        np.testing.assert_allclose(sampled((0.5, 0, 0), values=turned)[0], (VALUES[0] + VALUES[1]) / 2)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Grid(shape=(3, 4, 5), affine=shifted((0, 0, 0))), True),
        (Grid(shape=(3, 4, 5), affine=shifted((5e-5, 0, 0))), True),
        (Grid(shape=(3, 4, 5), affine=shifted((2e-4, 0, 0))), False),
        (Grid(shape=(3, 5, 4), affine=shifted((0, 0, 0))), False),
        (Grid(shape=(3, 4, 5), affine=shifted((0, 0, 0)) @ np.diag([1, 1.0001, 1, 1])), False),  # apart at the far end
    ],
)
def test_the_same_grid(other: Grid, same: bool) -> None:
    assert is_same_grid(Grid(shape=(3, 4, 5), affine=shifted((0, 0, 0))), other) is same
