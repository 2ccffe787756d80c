"""The manifest's intensity operations."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from radlane.domain.image import Image, LinearWindow
from radlane.domain.input import ApplyVoi, ClipPercentile, InvertMonochrome1, MinMax, ZScore
from radlane.domain.refs import InstanceRef
from radlane.imaging.intensity import apply_intensity

REF = InstanceRef(study_instance_uid="1.1", series_instance_uid="1.2", sop_instance_uid="1.3", sop_class_uid="1.4")


def image(values: list[float], **changes: Any) -> Image:
    facts: dict[str, Any] = {
        "ref": REF,
        "values": np.array([values], np.float32),
        "padding": None,
        "monochrome1": False,
        "voi": None,
        "orientation": None,
        "spacing": None,
    }
    return Image(**(facts | changes))


WINDOW = LinearWindow(center=2, width=4, function="LINEAR_EXACT")


@pytest.mark.parametrize(
    ("changes", "operation", "expected"),
    [
        ({}, MinMax(op="minmax"), [0, 0.25, 0.5, 1]),
        ({}, ClipPercentile(op="clip_percentile", lower=0, upper=50), [0, 1, 1.5, 1.5]),
        ({}, ZScore(op="zscore"), [-1.18322, -0.50709, 0.16903, 1.52128]),
        ({}, ApplyVoi(op="voi"), [0, 1, 2, 4]),  # no window in the header
        ({"voi": WINDOW}, ApplyVoi(op="voi"), [0, 0.25, 0.5, 1]),
        ({}, InvertMonochrome1(op="invert_monochrome1"), [0, 1, 2, 4]),
        ({"monochrome1": True}, InvertMonochrome1(op="invert_monochrome1"), [0, -1, -2, -4]),
        # padding is left out of the statistics and becomes the pad value
        ({"padding": np.array([[False, False, False, True]])}, MinMax(op="minmax"), [0, 0.5, 1, -9]),
    ],
)
def test_operations(changes: dict[str, Any], operation: Any, expected: list[float]) -> None:
    result = apply_intensity(image([0, 1, 2, 4], **changes), [operation], -9.0)
    assert result.dtype == np.float32
    np.testing.assert_allclose(result, [expected], atol=1e-5)


def test_no_spread_becomes_zero() -> None:
    assert apply_intensity(image([3, 3]), [MinMax(op="minmax")], 0).tolist() == [[0, 0]]
