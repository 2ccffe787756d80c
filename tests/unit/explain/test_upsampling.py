"""Between the centres of cells, linearly."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.explain.network import Lattice
from radlane.explain.upsampling import upsample


def test_between_centres() -> None:
    """Centres of two cells lie at 1/4 and 3/4 of the field, of four at 1/8, 3/8 ...; outside, the edge goes on."""
    np.testing.assert_allclose(upsample(np.array([[0, 1]], np.float32), [4]), [[0, 0.25, 0.75, 1]])


def test_a_slope_stays_a_slope() -> None:
    coarse = (np.arange(6, dtype=np.float32) + 0.5) * 4  # the place of each centre on the fine grid
    fine = upsample(coarse[None], [24])[0]
    np.testing.assert_allclose(fine[2:-2], np.arange(24)[2:-2] + 0.5)


@pytest.mark.parametrize(
    ("grid", "size"),
    [
        ((3, 5), (7, 20)),  # neither is a multiple
        ((2, 3, 4), (8, 9, 4)),  # a volume; one axis stays
        ((1, 1), (5, 6)),  # one cell
        ((8, 8), (4, 4)),  # a coarser grid
    ],
)
def test_grids(grid: tuple[int, ...], size: tuple[int, ...]) -> None:
    maps = np.full((2, *grid), 3, np.float32)
    grown = upsample(maps, size)
    assert (grown.shape, grown.dtype) == ((2, *size), np.float32)
    np.testing.assert_allclose(grown, 3)


def test_the_same_grid() -> None:
    maps = np.random.default_rng(0).random((2, 4, 5), np.float32)
    np.testing.assert_array_equal(upsample(maps, (4, 5)), maps)


def test_cells_that_lie_elsewhere() -> None:
    """Those of a convolution 3 wide with stride 2 lie on pixels 0, 2, 4."""
    lattice = Lattice(first=(0,), step=(2,))
    np.testing.assert_allclose(upsample(np.array([[0, 4, 8]], np.float32), [6], lattice), [[0, 2, 4, 6, 8, 8]])


def test_a_lattice_that_covers_the_same_field() -> None:
    maps = np.random.default_rng(0).random((2, 3, 4), np.float32)
    even = Lattice(first=(1.5, 0.5), step=(4, 2))
    np.testing.assert_allclose(upsample(maps, (12, 8), even), upsample(maps, (12, 8)))
