"""Pixel Spacing, Imager Pixel Spacing, and what they mean."""

from __future__ import annotations

from typing import Any

import pytest
from pydicom import Dataset

from radlane.domain.image import SpacingPlane
from radlane.domain.reason import ReasonCode
from radlane.imaging.spacing import read_spacing
from support.radiographs import radiograph

PATIENT, DETECTOR, UNSTATED = SpacingPlane.PATIENT, SpacingPlane.DETECTOR, SpacingPlane.UNSTATED


@pytest.mark.parametrize(
    ("pixel", "imager", "calibration", "expected", "code"),
    [
        ([0.2, 0.1], None, None, (0.2, 0.1, UNSTATED), ReasonCode.SPACING_UNCALIBRATED),  # alone it says neither
        ([0.2, 0.1], None, "FIDUCIAL", (0.2, 0.1, PATIENT), None),
        ([0.2, 0.1], None, "MAYBE", (0.2, 0.1, UNSTATED), ReasonCode.SPACING_UNCALIBRATED),
        ([0.1, 0.1], [0.1000001, 0.1], None, (0.1000001, 0.1, DETECTOR), ReasonCode.SPACING_DETECTOR),  # rounding
        ([0.1, 0.1], [0.101, 0.101], None, (0.1, 0.1, PATIENT), None),
        ([1e-8, 1e-8], None, None, None, ReasonCode.SPACING_UNKNOWN),  # no radiograph has such pixels
        ([1e6, 0.2], None, None, None, ReasonCode.SPACING_UNKNOWN),
        ([5.1, 5.1], [0.2, 0.2], None, (0.2, 0.2, DETECTOR), ReasonCode.SPACING_DETECTOR),
        ([0.01, 5], None, "GEOMETRY", (0.01, 5, PATIENT), None),
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


@pytest.mark.parametrize(
    ("scanned", "plane"),
    [
        ([0.2, 0.2], UNSTATED),  # repeats the film scanner's
        ([0.25, 0.25], PATIENT),  # corrected
    ],
)
def test_a_film_scanner_counts_as_a_detector_does(scanned: list[float], plane: SpacingPlane) -> None:
    spacing, _ = read_spacing(radiograph(PixelSpacing=[0.2, 0.2], NominalScannedPixelSpacing=scanned))
    assert spacing is not None
    assert spacing.plane is plane


def test_pixels_of_ultrasound_regions_have_no_one_spacing() -> None:
    image = radiograph(PixelSpacing=[0.2, 0.2], SequenceOfUltrasoundRegions=[Dataset()])
    spacing, reason = read_spacing(image)
    assert spacing is None
    assert reason is not None
    assert reason.code == ReasonCode.SPACING_UNKNOWN
