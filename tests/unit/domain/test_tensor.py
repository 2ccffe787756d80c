"""Placements."""

from __future__ import annotations

import numpy as np

from radlane.domain.tensor import Placement, RawTensor, VolumePlacement
from radlane.domain.volume import Box


def test_the_turned_box() -> None:
    placement = VolumePlacement(
        source=(9, 9, 9),
        box=Box(start=(1, 2, 3), stop=(2, 5, 9)),
        axes=(2, 0, 1),
        flips=(True, False, False),
        shape=(64, 64, 64),
        interpolation="nearest",
    )
    assert placement.turned == (6, 1, 3)


def test_what_is_stored_is_fed_with_a_batch_axis() -> None:
    placement = Placement(
        source=(3, 2), transpose=True, flip_rows=False, flip_columns=True, scaled=(4, 6), offset=(1, 0)
    )
    codes, table = np.zeros((2, 3), np.uint8), np.zeros(256, np.float32)
    feeds = RawTensor(name="image", codes=codes, table=table, placement=placement).feeds
    assert {name: values.shape for name, values in feeds.items()} == {
        "image/codes": (1, 2, 3),
        "image/table": (1, 256),
        "image/places": (1, 2, 3),
    }
    assert feeds["image/places"].tolist() == [[[4, 1, 0], [6, 0, 1]]]
