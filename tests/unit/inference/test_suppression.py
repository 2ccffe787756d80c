"""Of boxes that overlap the strongest is kept."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.inference.suppression import keep_strongest, overlap


def boxes(*edges: tuple[float, ...]) -> NDArray[np.float64]:
    return np.array(edges, np.float64).reshape(len(edges), 2, -1)


def scores(*values: float) -> NDArray[np.float32]:
    return np.array(values, np.float32)


ROW = boxes((0, 0, 4, 4), (0, 2, 4, 6), (0, 4, 4, 8))  # each shares a third of the union with its neighbour


@pytest.mark.parametrize(
    ("limit", "kept"),
    [
        (0.3, [1]),  # the middle one takes both
        (1 / 3, [1, 2, 0]),  # as much as may be
        (None, [1, 2, 0]),
    ],
)
def test_the_strongest_takes_what_overlaps_it(limit: float | None, kept: list[int]) -> None:
    assert keep_strongest(ROW, scores(0.5, 0.9, 0.6), limit, 10).tolist() == kept


def test_what_was_dropped_drops_nothing() -> None:
    assert keep_strongest(ROW, scores(0.9, 0.8, 0.7), 0.3, 10).tolist() == [0, 2]


def test_of_equal_scores_the_first_goes_first() -> None:
    assert keep_strongest(ROW, scores(0.5, 0.5, 0.5), 0.3, 10).tolist() == [0, 2]
    assert keep_strongest(ROW[::-1], scores(0.5, 0.5, 0.5), 0.3, 10).tolist() == [0, 2]


def test_so_many_are_kept() -> None:
    for limit in (None, 0.5):
        assert keep_strongest(ROW, scores(0.5, 0.9, 0.6), limit, 2).tolist() == [1, 2]


def test_no_box_is_none() -> None:
    assert keep_strongest(np.zeros((0, 2, 3)), scores(), 0.5, 5).tolist() == []


def test_overlap_in_space() -> None:
    box = boxes((0, 0, 0, 2, 2, 2))
    others = boxes((0, 0, 0, 2, 2, 2), (1, 1, 1, 3, 3, 3), (2, 0, 0, 4, 2, 2), (0, 0, 0, 1, 2, 2))
    np.testing.assert_allclose(overlap(box[0], others), [1, 1 / 15, 0, 0.5])
