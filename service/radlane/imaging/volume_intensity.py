"""The manifest's intensity operations on a volume's network grid.

In: an operation, and a pass over the volume as the operations before it left it. Out: a `Step`, which changes each
voxel on its own. NaN stands for what is no image: no statistic counts it, no step changes it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from radlane.domain.input import Clip, ClipPercentile, Intensity, MinMax, Scale, ZScore
from radlane.errors import UsageError
from radlane.imaging.statistics import Pass, extremes, moments, percentiles

Step = Callable[[NDArray[np.float32]], None]
"""Change float32 values in place."""


def step_of(operation: Intensity, slabs: Pass) -> Step:
    """Make an operation pointwise.

    Parameters
    ----------
    operation : Intensity
        From the manifest.
    slabs : Pass
        What its statistics are taken from; not begun where it needs none.

    Raises
    ------
    InputRefused
        `pixels-blank` where a statistic is needed and nothing is there but padding.
    UsageError
        If it is an operation of projections.
    """
    if isinstance(operation, Clip):
        return _clip(operation.lower, operation.upper)
    if isinstance(operation, Scale):
        return _scale(operation.factor, operation.offset)
    if isinstance(operation, ClipPercentile):
        low, high = percentiles(slabs, (operation.lower, operation.upper))
        return _clip(low, high)
    if isinstance(operation, MinMax):
        low, high = extremes(slabs)
        return _standardise(low, high - low)
    if isinstance(operation, ZScore):
        return _standardise(*moments(slabs))
    raise UsageError("A volume has neither voi nor invert_monochrome1")


def _clip(low: float, high: float) -> Step:
    def step(values: NDArray[np.float32]) -> None:
        np.clip(values, np.float32(low), np.float32(high), out=values)

    return step


def _scale(factor: float, offset: float) -> Step:
    def step(values: NDArray[np.float32]) -> None:
        values *= np.float32(factor)
        values += np.float32(offset)

    return step


def _standardise(origin: float, scale: float) -> Step:
    """Subtract and divide; what has no spread becomes 0 instead of a division by zero."""
    if scale == 0:
        return _scale(0, 0)

    def step(values: NDArray[np.float32]) -> None:
        values -= np.float32(origin)
        values /= np.float32(scale)

    return step
