from __future__ import annotations

import numpy as np
import pytest

from radlane.domain.input import Clip, ClipPercentile, MinMax, Normalise, Scale, ZScore
from radlane.imaging.plane_intensity import apply_to_planes

PLANES = np.linspace(0, 1, 3 * 2 * 4 * 5, dtype=np.float32).reshape(3, 2, 4, 5)
ALL = np.ones((4, 5), bool)
PART = ALL.copy()
PART[:, 0] = False


def test_each_plane_is_normalised_by_its_own_numbers() -> None:
    operation = Normalise(op="normalise", mean=(0.1, 0.2, 0.3), std=(1.0, 0.5, 0.25))
    found = apply_to_planes(PLANES, [operation], ALL, 0.0)
    for plane, (mean, std) in enumerate([(0.1, 1.0), (0.2, 0.5), (0.3, 0.25)]):
        np.testing.assert_allclose(found[plane], (PLANES[plane] - mean) / std, rtol=1e-5, atol=1e-6)


def test_values_are_scaled_and_clipped() -> None:
    operations = [Scale(op="scale", factor=255.0, offset=-5.0), Clip(op="clip", lower=0.0, upper=100.0)]
    found = apply_to_planes(PLANES, operations, ALL, 0.0)
    np.testing.assert_allclose(found, np.clip(PLANES * 255 - 5, 0, 100), rtol=1e-5, atol=1e-4)


def test_statistics_are_those_of_the_picture_and_padding_is_padding() -> None:
    inside = PLANES[..., PART]
    found = apply_to_planes(PLANES, [MinMax(op="minmax")], PART, -1.0)
    expected = (PLANES - inside.min()) / (inside.max() - inside.min())
    np.testing.assert_allclose(found[..., PART], expected[..., PART], rtol=1e-5)
    assert (found[..., ~PART] == -1).all()
    scored = apply_to_planes(PLANES, [ZScore(op="zscore")], PART, 0.0)
    assert scored[..., PART].mean() == pytest.approx(0, abs=1e-5)
    assert scored[..., PART].std() == pytest.approx(1, abs=1e-5)
    low, high = np.percentile(inside, [10, 60])
    clipped = apply_to_planes(PLANES, [ClipPercentile(op="clip_percentile", lower=10.0, upper=60.0)], PART, 0.0)
    np.testing.assert_allclose(clipped[..., PART], np.clip(PLANES, low, high)[..., PART], rtol=1e-5)


def test_what_has_no_spread_becomes_nothing() -> None:
    flat = np.full((1, 1, 4, 5), 0.5, np.float32)
    assert not apply_to_planes(flat, [ZScore(op="zscore")], ALL, 0.0).any()
