"""Placements."""

from __future__ import annotations

from radlane.domain.tensor import VolumePlacement
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
