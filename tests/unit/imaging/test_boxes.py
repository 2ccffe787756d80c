"""Boxes that were drawn on a network's grid come to lie on the source."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.tensor import Placement, VolumePlacement
from radlane.domain.volume import Box
from radlane.imaging.boxes import boxes_to_source, boxes_to_volume

# 10 rows and 20 columns on a grid of 8 x 8: half as large, two rows above and one below
PLAIN = Placement(source=(10, 20), transpose=False, flip_rows=False, flip_columns=False, scaled=(4, 8), offset=(2, 0))


def boxes(*edges: tuple[float, ...]) -> NDArray[np.float64]:
    """From lower edges, upper edges along all axes."""
    return np.array(edges, np.float64).reshape(len(edges), 2, -1)


def test_a_box_is_scaled_and_moved() -> None:
    found = boxes_to_source(boxes((2, 0, 6, 8), (3, 1, 4, 3)), PLAIN)
    np.testing.assert_allclose(found, boxes((0, 0, 10, 20), (2.5, 2.5, 5, 7.5)))


@pytest.mark.parametrize(
    ("transpose", "flip_rows", "flip_columns", "expected"),
    [
        (False, True, False, (7, 1, 9, 4)),  # from row 1 to 3 of ten, counted from below
        (False, False, True, (1, 16, 3, 19)),
        (True, False, False, (1, 1, 4, 3)),
        (True, True, False, (1, 17, 4, 19)),  # the reversed rows are the source's columns
        (True, False, True, (6, 1, 9, 3)),
    ],
)
def test_a_turn_is_undone(transpose: bool, flip_rows: bool, flip_columns: bool, expected: tuple[float, ...]) -> None:
    turned = (20, 10) if transpose else (10, 20)
    placement = Placement(
        source=(10, 20),
        transpose=transpose,
        flip_rows=flip_rows,
        flip_columns=flip_columns,
        scaled=turned,
        offset=(0, 0),
    )
    np.testing.assert_allclose(boxes_to_source(boxes((1, 1, 3, 4)), placement), boxes(expected))


def test_a_box_is_cut_where_the_image_ends_and_one_beside_it_is_empty() -> None:
    found = boxes_to_source(boxes((0, 6, 3, 99), (0, 0, 2, 8), (-9, -9, -1, -1)), PLAIN)
    np.testing.assert_allclose(found[0], boxes((0, 15, 2.5, 20))[0])
    assert ((found[1:, 1] - found[1:, 0]).min(axis=1) == 0).all()


def test_no_box_is_none() -> None:
    assert boxes_to_source(np.zeros((0, 2, 2)), PLAIN).shape == (0, 2, 2)


def test_a_box_of_a_volume_is_turned_back_and_lies_in_the_part_that_the_network_was_given() -> None:
    """Source [z, y, x] of 6 x 8 x 10, of which 4 x 6 x 8 were laid on a grid [x, z, y] of 16 x 4 x 3, y reversed."""
    placement = VolumePlacement(
        source=(6, 8, 10),
        box=Box(start=(1, 2, 1), stop=(5, 8, 9)),
        axes=(2, 0, 1),
        flips=(False, False, True),
        shape=(16, 4, 3),
        interpolation="linear",
    )
    found = boxes_to_volume(boxes((2, 1, 0, 6, 3, 1), (-5, 0, 0, 99, 4, 3)), placement)
    # x: 1 to 3 of the part; z as it is; y: 0 to 2 from its other end
    np.testing.assert_allclose(found, boxes((2, 6, 2, 4, 8, 4), (1, 2, 1, 5, 8, 9)))
