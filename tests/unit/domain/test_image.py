"""The levels of an image."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from radlane.domain.image import Levels


def levels(codes: list[list[int]], dtype: Any, present: list[int]) -> Levels:
    counts = np.ones(len(present), np.int64)
    values, padding = np.zeros(len(present), np.float32), np.zeros(len(present), bool)
    return Levels(
        codes=np.array(codes, dtype), present=np.array(present), counts=counts, values=values, padding=padding
    )


@pytest.mark.parametrize(("dtype", "size"), [(np.uint8, 256), (np.uint16, 65536), (np.int32, 3)])
def test_a_table_is_looked_up_by_code(dtype: Any, size: int) -> None:
    found = levels([[2, 0], [0, 1]], dtype, [0, 1, 2])
    table = found.table(np.array([5, 6, 7], np.float32))
    assert table.dtype == np.float32
    assert table.shape == (size,)
    np.testing.assert_array_equal(found.spread(np.array([5, 6, 7])), [[7, 5], [5, 6]])


def test_codes_that_do_not_occur_mean_nothing() -> None:
    table = levels([[3, 250]], np.uint8, [3, 250]).table(np.array([1.5, -2.0]))
    assert (table[3], table[250]) == (1.5, -2.0)
    assert np.count_nonzero(table) == 2
