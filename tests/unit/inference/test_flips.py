"""Flips of inputs and outputs."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.domain.uncertainty import Flip
from radlane.inference.flips import flip_input, flip_maps, flip_outputs
from support.doubtful import maps
from support.said import classification

VALUES = np.arange(2 * 3 * 4 * 5, dtype=np.float32).reshape(1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("layout", "flip", "axis"),
    [
        ("NCDHW", "flip-x", 4),
        ("NCDHW", "flip-y", 3),
        ("NCDHW", "flip-z", 2),
        ("NTCHW", "flip-y", 3),
        ("NCTHW", "flip-x", 4),
    ],
)
def test_an_axis_is_found_by_its_letter(layout: str, flip: Flip, axis: int) -> None:
    np.testing.assert_array_equal(flip_input(VALUES, layout, flip), np.flip(VALUES, axis))


def test_colours_may_come_last() -> None:
    picture = VALUES[0]  # [n, y, x, c]
    np.testing.assert_array_equal(flip_input(picture, "NHWC", "flip-x"), np.flip(picture, 2))
    np.testing.assert_array_equal(flip_input(picture, "NHWC", "flip-y"), np.flip(picture, 1))


def test_maps_are_flipped_back_and_numbers_stay() -> None:
    raws = {"maps": VALUES, "labels": np.float32([[1.0, 2.0]])}
    back = flip_outputs(raws, (maps(), classification()), "flip-z")
    np.testing.assert_array_equal(back["maps"], VALUES[:, :, ::-1])
    assert back["labels"] is raws["labels"]
    assert flip_maps(VALUES, "flip-y").flags.c_contiguous
