"""Statistics over slabs are those of all values at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.statistics import Pass, extremes, moments, percentiles

RNG = np.random.default_rng(4)
SAMPLES = {
    "normal": RNG.normal(0, 300, 5000),
    "whole numbers with ties": RNG.integers(-5, 6, 777).astype(float),
    "far from zero": RNG.normal(30000, 0.5, 999),
    "signs and zeros": np.array([-0.0, 0.0, -1e-40, 1e-40, -3e38, 3e38]),
    "one": np.array([-2.5]),
}


def slabs(values: Any) -> Pass:
    """Uneven slabs, with voxels between them that are no image, and a slab of nothing else."""
    marked = np.insert(values.astype(np.float32), [0, len(values) // 2, len(values)], np.nan)
    parts = [*np.array_split(marked, 7), np.full(3, np.nan, np.float32)]
    return lambda: iter(parts)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("shares", [(0.5, 99.5), (0.0, 100.0), (50.0, 33.3)])
def test_percentiles(name: str, shares: tuple[float, float]) -> None:
    values = SAMPLES[name].astype(np.float32)
    expected = np.percentile(values.astype(np.float64), shares)
    np.testing.assert_allclose(percentiles(slabs(values), shares), expected, rtol=1e-12, atol=0)


@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "signs and zeros"])
def test_moments_and_extremes(name: str) -> None:
    values = SAMPLES[name].astype(np.float32)
    wide = values.astype(np.float64)
    np.testing.assert_allclose(moments(slabs(values)), (wide.mean(), wide.std()), rtol=1e-9)
    assert extremes(slabs(values)) == (wide.min(), wide.max())


@pytest.mark.parametrize("statistic", [lambda none: percentiles(none, (1.0, 99.0)), extremes, moments])
def test_nothing_but_padding(statistic: Callable[[Pass], Any]) -> None:
    with pytest.raises(InputRefused) as refused:
        statistic(slabs(np.array([])))
    assert refused.value.code == ReasonCode.PIXELS_BLANK
