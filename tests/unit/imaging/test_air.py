"""The value of air in a CT volume."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from radlane.imaging.air import air_hu
from support.shown import volume
from support.volumes import cranium, series, volume_of


def test_air_is_the_peak_and_not_the_padding() -> None:
    values = np.full((10, 20, 20), 40, np.int16)
    values[:, :4] = -996
    values[:, -8:] = -2000
    assert air_hu(volume(values)) == -996
    assert air_hu(volume(values + 1000, intercept=-1000.0)) == -996
    assert air_hu(volume(values // 2, slope=2.0)) == -996
    assert air_hu(volume(values, padding=(-2000.0, -2000.0))) == -996


def test_where_there_is_little_air_it_is_not_known() -> None:
    values = np.full((10, 20, 20), 40, np.int16)
    assert air_hu(volume(values)) is None
    values[:, 0] = -1000
    assert air_hu(volume(values)) == -1000
    values[5:, 0] = 40
    assert air_hu(volume(values)) is None
    assert air_hu(volume(values, padding=(-2000.0, 2000.0))) is None


def test_a_real_head_and_what_is_wrong_with_it() -> None:
    head = volume_of(series(cranium()))
    assert air_hu(head) == pytest.approx(-1000, abs=10)
    assert air_hu(replace(head, intercept=1024.0)) is None
    assert air_hu(replace(head, slope=-1.0)) is None
    assert air_hu(replace(head, slope=-1.0, intercept=1962.0)) is None  # all its values the other way round
    doubled = air_hu(replace(head, slope=2.0))
    assert doubled is None or doubled < -1100
