"""Pixel Spacing, Imager Pixel Spacing, and what they mean."""

from __future__ import annotations

from typing import Any

import pytest

from radlane.domain.image import SpacingPlane
from radlane.domain.reason import ReasonCode
from radlane.imaging.spacing import read_spacing
from support.radiographs import radiograph

PATIENT, DETECTOR = SpacingPlane.PATIENT, SpacingPlane.DETECTOR


@pytest.mark.parametrize(
    ("pixel", "imager", "calibration", "expected", "code"),
    [
        ([0.2, 0.1], None, None, (0.2, 0.1, PATIENT), None),
        ([0.2, 0.2], [0.25, 0.25], None, (0.2, 0.2, PATIENT), None),  # corrected for magnification
        ([0.2, 0.2], [0.2, 0.2], None, (0.2, 0.2, DETECTOR), ReasonCode.SPACING_DETECTOR),  # only repeats it
        ([0.2, 0.2], [0.2, 0.2], "GEOMETRY", (0.2, 0.2, PATIENT), None),
        (None, [0.2, 0.2], None, (0.2, 0.2, DETECTOR), ReasonCode.SPACING_DETECTOR),
        ([0, 0], [0.2, 0.2], None, (0.2, 0.2, DETECTOR), ReasonCode.SPACING_DETECTOR),
        ([0, 0], None, None, None, ReasonCode.SPACING_UNKNOWN),  # RG1
        ([-0.2, 0.2], None, None, None, ReasonCode.SPACING_UNKNOWN),
        ([float("inf"), 0.2], None, None, None, ReasonCode.SPACING_UNKNOWN),
        (["x", "y"], None, None, None, ReasonCode.SPACING_UNKNOWN),
        (0.2, None, None, None, ReasonCode.SPACING_UNKNOWN),
        (None, None, None, None, ReasonCode.SPACING_UNKNOWN),
    ],
)
def test_rules(pixel: Any, imager: Any, calibration: Any, expected: Any, code: Any) -> None:
    dataset = radiograph()
    if pixel is not None:
        dataset.add_new("PixelSpacing", "LO" if "x" in str(pixel) else "DS", pixel)
    if imager is not None:
        dataset.ImagerPixelSpacing = imager
    if calibration is not None:
        dataset.PixelSpacingCalibrationType = calibration
    spacing, reason = read_spacing(dataset)
    assert (spacing if spacing is None else (spacing.row_mm, spacing.column_mm, spacing.plane)) == expected
    assert (reason if reason is None else reason.code) == code
