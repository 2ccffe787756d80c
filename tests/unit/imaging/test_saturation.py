"""How much of an image is at an end of its values."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from radlane.imaging.saturation import saturated_share
from support.shown import image, real_image, volume
from support.volumes import ch2, cranium, series, volume_of


def ramp() -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.arange(10000, dtype=np.float32).reshape(100, 100)


def test_what_reaches_the_border_is_no_fault() -> None:
    values = ramp()
    values[:40] = 20000  # a shutter
    assert saturated_share(image(values)) < 0.002
    values[60:80, 30:50] = 20000
    assert saturated_share(image(values)) == pytest.approx(0.04, abs=0.002)


def test_both_ends_of_a_radiograph_count() -> None:
    values = ramp()
    values[60:80, 30:50], values[20:40, 30:40] = -1, 20000
    assert saturated_share(image(values)) == pytest.approx(0.06, abs=0.002)


def test_a_letter_beyond_it_hides_no_plateau() -> None:
    values = ramp()
    values[60:80, 30:50], values[10, 10:13] = 20000, 30000
    assert saturated_share(image(values)) == pytest.approx(0.04, abs=0.002)


def test_padding_is_a_border_and_does_not_count() -> None:
    values = ramp()
    values[20:80, 20:80] = 20000
    hole = np.zeros(values.shape, bool)
    hole[20:30, 20:80] = True
    assert saturated_share(image(values)) == pytest.approx(0.36, abs=0.002)
    beside = np.zeros(values.shape, bool)
    beside[:20] = True
    assert saturated_share(image(values, padding=beside)) < 0.002
    assert saturated_share(image(values, padding=~np.zeros_like(hole))) == 0.0
    assert saturated_share(image(values, padding=hole)) == pytest.approx(3000 / 9400, abs=0.002)


def test_of_volumes_the_end_where_it_is_densest_counts() -> None:
    values = np.arange(3 * 10000, dtype=np.int32).reshape(3, 100, 100)
    values[:, 60:80, 30:50] = -1
    assert saturated_share(volume(values)) < 0.002
    assert saturated_share(volume(values, slope=-1.0)) == pytest.approx(0.04, abs=0.002)
    assert saturated_share(volume(-values)) == pytest.approx(0.04, abs=0.002)


def test_real_images_are_not_saturated_and_clipped_ones_are() -> None:
    chest = real_image("RG1_UNCR.dcm")
    assert saturated_share(chest) < 0.002
    assert saturated_share(real_image("RG3_UNCR.dcm")) < 0.005
    low, high = np.percentile(chest.values, (5, 95))
    assert saturated_share(replace(chest, values=np.clip(chest.values, low, high))) == pytest.approx(0.07, abs=0.01)
    for taken, modality in ((cranium(), "CT"), (ch2(), "MR")):
        whole = volume_of(series(taken, modality=modality))
        assert saturated_share(whole) < 0.002
        top = int(np.percentile(whole.values, 98))
        assert saturated_share(replace(whole, values=np.minimum(whole.values, top))) > 0.014
