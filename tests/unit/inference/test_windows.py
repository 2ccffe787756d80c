"""Where windows lie."""

from __future__ import annotations

import math

import numpy as np
import pytest

from radlane.errors import ModelMismatch
from radlane.inference.windows import Triple, lay_windows
from support.tiles import GOLDEN, GOLDEN_FILE, Golden


@pytest.mark.parametrize(("number", "case"), [*enumerate(GOLDEN)])
def test_starts_and_order_are_those_of_monai(number: int, case: Golden) -> None:
    windows = lay_windows(case.volume, case.roi, case.overlap)
    with np.load(GOLDEN_FILE) as golden:
        assert [list(start) for start in windows] == golden[f"starts{number}"].tolist()
    assert len(windows) == len(list(windows))


@pytest.mark.parametrize(
    ("size", "side", "overlap", "starts"),
    [
        (10, 4, 0.5, (0, 2, 4, 6)),  # fits exactly
        (11, 4, 0.5, (0, 2, 4, 6, 7)),  # the last one is moved back
        (10, 4, 0.25, (0, 3, 6)),
        (5, 4, 0.0, (0, 1)),
        (4, 4, 0.5, (0,)),  # as long as a window
        (3, 4, 0.5, (0,)),  # shorter
        (6, 3, 0.99, (0, 1, 2, 3)),  # a step of less than a voxel counts as one
        (7, 5, 0.3, (0, 2)),  # 3.5 voxels are 3
    ],
)
def test_starts(size: int, side: int, overlap: float, starts: tuple[int, ...]) -> None:
    windows = lay_windows((size, size, 1), (side, 1, side), overlap)
    assert windows.starts == (starts, tuple(range(size)), (0,))


def test_padding_of_small_volumes() -> None:
    windows = lay_windows((5, 8, 20), (8, 8, 8), 0.5)
    assert windows.before == (1, 0, 0)  # 1 before, 2 behind
    assert windows.padded == (8, 8, 20)
    assert windows.inside == (slice(1, 6), slice(0, 8), slice(0, 8))
    assert windows.source((0, 0, 4)) == (slice(0, 5), slice(0, 8), slice(4, 12))
    assert windows.kept == (slice(1, 6), slice(0, 8), slice(0, 20))


@pytest.mark.parametrize(
    ("volume", "roi", "overlap"),
    [
        ((0, 4, 4), (2, 2, 2), 0.5),
        ((4, 4, 4), (2, 2, 0), 0.5),
        ((4, 4, 4), (2, 2, 2), 1.0),
        ((4, 4, 4), (2, 2, 2), -0.1),
        ((4, 4, 4), (2, 2, 2), math.nan),
    ],
)
def test_windows_that_cannot_be_laid(volume: Triple, roi: Triple, overlap: float) -> None:
    with pytest.raises(ModelMismatch, match="The windows cannot be laid"):
        lay_windows(volume, roi, overlap)
