"""Grids and their parts."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.domain.volume import Box, Grid


def test_spacing_and_volume_of_a_grid() -> None:
    affine = np.eye(4)
    affine[:3, :3] = np.array([[0, 0, 0.5], [0, 2.0, 0], [-3.0, 0, 0]])
    grid = Grid(shape=(4, 5, 6), affine=affine)
    assert grid.spacing_mm == (3.0, 2.0, 0.5)
    assert grid.voxel_ml == pytest.approx(0.003)


def test_a_sheared_grid_has_the_voxels_of_the_straight_one() -> None:
    affine = np.diag([1.0, 1.0, 1.0, 1.0])[:, [2, 1, 0, 3]]
    affine[1, 0] = 0.75  # each slice lies 0.75 mm further back than the last
    grid = Grid(shape=(4, 5, 6), affine=affine)
    assert grid.spacing_mm == (1.25, 1.0, 1.0)
    assert grid.voxel_ml == pytest.approx(0.001)


def test_a_box() -> None:
    box = Box(start=(1, 0, 2), stop=(3, 3, 5))
    values = np.arange(4 * 5 * 6).reshape(4, 5, 6)
    assert box.shape == (2, 3, 3)
    np.testing.assert_array_equal(values[box.slices], values[1:3, 0:3, 2:5])
