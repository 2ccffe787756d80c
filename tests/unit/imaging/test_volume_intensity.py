"""The manifest's operations, made pointwise."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from radlane.domain.input import ApplyVoi, Clip, ClipPercentile, InvertMonochrome1, MinMax, Scale, ZScore
from radlane.errors import UsageError
from radlane.imaging.volume_intensity import step_of

SEEN = (0.0, 1.0, 2.0, 4.0)


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        (Clip(op="clip", lower=1, upper=3), [1, 1, 2, 3]),
        (Scale(op="scale", factor=2, offset=-1), [-1, 1, 3, 7]),
        (ClipPercentile(op="clip_percentile", lower=0, upper=50), [0, 1, 1.5, 1.5]),
        (MinMax(op="minmax"), [0, 0.25, 0.5, 1]),
        (ZScore(op="zscore"), [-1.18322, -0.50709, 0.16903, 1.52128]),
    ],
)
def test_operations(operation: Any, expected: list[float]) -> None:
    values = np.array([*SEEN, np.nan], np.float32)
    step_of(operation, lambda: [values])(values)
    np.testing.assert_allclose(values, [*expected, np.nan], atol=1e-5)


@pytest.mark.parametrize("operation", [MinMax(op="minmax"), ZScore(op="zscore")])
def test_no_spread_becomes_zero(operation: Any) -> None:
    values = np.array([3, 3, np.nan], np.float32)
    step_of(operation, lambda: [values])(values)
    np.testing.assert_array_equal(values, [0, 0, np.nan])


@pytest.mark.parametrize("operation", [ApplyVoi(op="voi"), InvertMonochrome1(op="invert_monochrome1")])
def test_operations_of_projections(operation: Any) -> None:
    with pytest.raises(UsageError):
        step_of(operation, list)
