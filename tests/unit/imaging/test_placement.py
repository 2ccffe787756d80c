"""Which turn, which grid."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from radlane.domain.reason import ReasonCode
from radlane.domain.volume import Box, Grid
from radlane.errors import InputRefused, UsageError
from radlane.imaging.placement import network_grid, place_volume
from support.grids import ORIENTATIONS, affine, geometry, point

SHAPE = (3, 4, 5)
GRID = Grid(shape=SHAPE, affine=affine("HPL", (4.0, 2.0, 1.0)))


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_every_orientation_is_found(orientation: str) -> None:
    placement = place_volume(GRID, 0, geometry(orientation))
    assert "".join("HPL"[axis] for axis in placement.axes) == orientation.translate(str.maketrans("RAF", "LPH"))
    assert placement.flips == tuple(letter in "RAF" for letter in orientation)
    assert placement.shape == placement.turned == tuple(SHAPE[axis] for axis in placement.axes)
    laid = network_grid(GRID, placement)
    assert laid.shape == placement.shape
    np.testing.assert_allclose(np.sign(laid.affine[:3, :3]), np.sign(affine(orientation)[:3, :3]))


@pytest.mark.parametrize(
    ("changes", "shape"),
    [
        ({"size": (7, 1, 128)}, (7, 1, 128)),
        ({"spacing_mm": (2.0, 2.0, 2.0)}, (2, 4, 6)),  # 5, 8 and 12 mm; a half is rounded to even
        ({"spacing_mm": (50.0, 50.0, 0.5)}, (1, 1, 24)),
        ({}, (5, 4, 3)),
    ],
)
def test_the_networks_grid(changes: dict[str, Any], shape: tuple[int, int, int]) -> None:
    assert place_volume(GRID, 0, geometry("LPH", **changes)).shape == shape


def test_edges_of_the_box_lie_on_edges_of_the_grid() -> None:
    box = Box(start=(1, 0, 2), stop=(3, 3, 5))
    placement = place_volume(GRID, 0, geometry("RHA", size=(6, 4, 9)), box)
    laid = network_grid(GRID, placement)
    assert placement.turned == (3, 2, 3)
    np.testing.assert_allclose(point(laid, (-0.5, -0.5, -0.5)), point(GRID, (0.5, 2.5, 4.5)))
    np.testing.assert_allclose(point(laid, (5.5, 3.5, 8.5)), point(GRID, (2.5, -0.5, 1.5)))
    np.testing.assert_allclose(laid.voxel_ml * 6 * 4 * 9, GRID.voxel_ml * 2 * 3 * 3)


@pytest.mark.parametrize("tilt", [10.11, float("nan")])
def test_more_tilt_than_the_model_accepts(tilt: float) -> None:
    place_volume(GRID, 10.0, geometry(tilt_degrees=10.0))
    with pytest.raises(InputRefused) as refused:
        place_volume(GRID, tilt, geometry(tilt_degrees=10.0))
    assert refused.value.code == ReasonCode.GANTRY_TILTED


def rotated(degrees: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Turned about the head's axis."""
    angle = np.radians(degrees)
    turn = np.eye(4)
    turn[:2, :2] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    return turn @ affine("HPL")


@pytest.mark.parametrize(("degrees", "axes"), [(44.9, (0, 1, 2)), (45.1, (0, 2, 1)), (-44.9, (0, 1, 2))])
def test_an_oblique_stack_is_turned_to_the_nearest_axes(degrees: float, axes: tuple[int, int, int]) -> None:
    assert place_volume(Grid(shape=SHAPE, affine=rotated(degrees)), 0, geometry()).axes == axes


FLAT = affine("HPL")
FLAT[:3, 0] = FLAT[:3, 1]
NO_SIZE = affine("HPL", (0.0, 1.0, 1.0))
NOT_FINITE = affine("HPL", (float("nan"), 1.0, 1.0))


@pytest.mark.parametrize("matrix", [rotated(45), rotated(-135), FLAT, NO_SIZE, NOT_FINITE])
def test_what_has_no_orientation_is_refused(matrix: Any) -> None:
    with pytest.raises(InputRefused) as refused:
        place_volume(Grid(shape=SHAPE, affine=matrix), 0, geometry())
    assert refused.value.code == ReasonCode.GEOMETRY_INVALID


@pytest.mark.parametrize(
    ("start", "stop"), [((0, 0, 0), (0, 4, 5)), ((-1, 0, 0), (3, 4, 5)), ((0, 0, 0), (3, 4, 6)), ((2, 2, 2), (1, 3, 3))]
)
def test_a_box_outside_the_volume(start: tuple[int, int, int], stop: tuple[int, int, int]) -> None:
    with pytest.raises(UsageError):
        place_volume(GRID, 0, geometry(), Box(start=start, stop=stop))
