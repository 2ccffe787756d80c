"""A map against a mask."""

from __future__ import annotations

import numpy as np
import pytest

from radlane.explain.localisation import energy_in, points_at

MASK = np.array([[True, True], [False, False]])


@pytest.mark.parametrize(
    ("values", "hit", "energy"),
    [
        ([[3, 0], [1, 0]], True, 0.75),
        ([[1, 0], [3, 0]], False, 0.25),
        ([[3, 3], [3, 0]], True, 2 / 3),  # two of the three strongest places
        ([[3, 0], [3, 0]], False, 0.5),  # as many without
        ([[1, 0], [-9, 0]], True, 1.0),  # what is negative has no energy
        ([[-1, -2], [-3, -4]], True, 0.0),  # but a strongest place
        ([[2, 2], [2, 2]], False, 0.5),  # points nowhere
        ([[0, 0], [0, 0]], False, 0.0),
    ],
)
def test_maps(values: list[list[float]], hit: bool, energy: float) -> None:
    array = np.array(values, np.float32)
    assert points_at(array, MASK) is hit
    assert energy_in(array, MASK) == pytest.approx(energy)
