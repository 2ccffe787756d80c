"""Largest component and holes."""

from __future__ import annotations

import numpy as np

from radlane.inference.components import fill_holes, largest_component


def mask(*rows: str) -> np.ndarray:
    return np.array([[cell == "#" for cell in row] for row in rows])


def test_the_largest_stays_and_diagonal_neighbours_are_apart() -> None:
    kept = largest_component(mask("##..", "..#.", "#..."))
    np.testing.assert_array_equal(kept, mask("##..", "....", "...."))


def test_of_equal_ones_the_first() -> None:
    np.testing.assert_array_equal(largest_component(mask("#.#")), mask("#.."))


def test_nothing_stays_nothing() -> None:
    assert not largest_component(mask("...")).any()


def test_holes_are_filled_and_bays_are_not() -> None:
    np.testing.assert_array_equal(fill_holes(mask("###", "#.#", "###")), mask("###", "###", "###"))
    np.testing.assert_array_equal(fill_holes(mask("###", "#..", "###")), mask("###", "#..", "###"))
