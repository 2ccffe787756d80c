from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.inference.intensities import Intensities, segment_intensities
from support.volume_sources import CT, volume

WHOLE = (slice(None),) * 3
BOX = (slice(1, 4), slice(2, 9), slice(3, 12))


def drawn(seed: int = 3) -> tuple[NDArray[np.int16], NDArray[np.uint8]]:
    rng = np.random.default_rng(seed)
    values = rng.integers(-1000, 3000, CT.shape).astype(np.int16)
    labels = np.zeros(CT.shape, np.uint8)
    labels[BOX] = rng.integers(0, 3, labels[BOX].shape)
    return values, labels


@pytest.mark.parametrize("box", [WHOLE, BOX], ids=["everywhere", "in its box"])
@pytest.mark.parametrize(("slope", "intercept"), [(1.0, 0.0), (0.5, -1024.0), (-2.0, 10.0)])
def test_they_are_those_of_the_values_in_the_modality_s_units(
    box: tuple[slice, ...], slope: float, intercept: float
) -> None:
    values, labels = drawn()
    found = segment_intensities(volume(CT, values, slope=slope, intercept=intercept), labels, 2, box)
    assert found is not None
    inside = values[labels == 2] * slope + intercept
    assert (found.minimum, found.maximum) == (inside.min(), inside.max())
    assert found.mean == pytest.approx(inside.mean(), rel=1e-12)
    assert found.deviation == pytest.approx(inside.std(), rel=1e-12)


def test_large_numbers_of_little_spread_keep_it() -> None:
    values, labels = drawn()
    large = (values.astype(np.int32) % 3) + 100_000_000
    found = segment_intensities(replace(volume(), values=large), labels, 1, WHOLE)
    assert found is not None
    assert found.deviation == pytest.approx(large[labels == 1].astype(np.float64).std(), rel=1e-6)


def test_padding_is_no_image() -> None:
    values, labels = drawn()
    values[labels == 1] = np.where(np.arange((labels == 1).sum()) % 2, -2000, 50)
    padded = volume(CT, values, padding=(-2000.0, -1500.0))
    assert segment_intensities(padded, labels, 1, WHOLE) == Intensities(
        mean=50.0, deviation=0.0, minimum=50.0, maximum=50.0
    )
    assert segment_intensities(volume(CT, values, padding=(-2000.0, 50.0)), labels, 1, WHOLE) is None


def test_a_segment_that_is_empty_holds_nothing() -> None:
    values, labels = drawn()
    assert segment_intensities(volume(CT, values), labels, 9, WHOLE) is None
