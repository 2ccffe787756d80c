"""Localisers and pictures are no slices; what was computed may be one."""

from __future__ import annotations

from typing import Any

import pytest

from radlane.domain.reason import ReasonCode
from radlane.imaging.image_type import leave_out
from support.headers import put_raw
from support.volumes import block, series, slices_of


@pytest.mark.parametrize(
    "image_type",
    [
        ["ORIGINAL", "PRIMARY", "AXIAL"],
        ["ORIGINAL", "PRIMARY", "AXIAL", "CT_SOM5 SPI"],
        ["ORIGINAL", "PRIMARY", "M", "ND", "NORM"],
        ["ORIGINAL", "SECONDARY", "AXIAL"],
        ["DERIVED", "PRIMARY", "AXIAL", "AVERAGE"],  # thicker slices, averaged
        ["DERIVED", "SECONDARY", "AXIAL"],
        ["DERIVED", "SECONDARY", "REFORMATTED", "AVERAGE"],
        ["DERIVED", "SECONDARY", "AXIAL", "CT_SOM5 MPR"],  # the scanner's own reconstruction
        ["DERIVED", "SECONDARY"],
        ["MPR", "LOCALIZER"],  # not where such values stand
        "ORIGINAL",
        None,
    ],
)
def test_what_may_be_a_slice_is_kept(image_type: Any) -> None:
    slices = slices_of(series(block(), ImageType=image_type))
    assert leave_out(slices) == (tuple(slices), ())


@pytest.mark.parametrize(
    "image_type",
    [
        ["ORIGINAL", "PRIMARY", "LOCALIZER"],
        ["ORIGINAL", "PRIMARY", "AXIAL", "LOCALIZER"],
        ["ORIGINAL", "PRIMARY", "SCOUT"],
        ["DERIVED", "SECONDARY", "MPR"],
        ["DERIVED", "SECONDARY", "OTHER", "CSA MPR"],
        ["DERIVED", "SECONDARY", "REFORMATTED", "MIP"],
        ["DERIVED", "SECONDARY", "REFORMATTED", "MinIP"],
        ["DERIVED", "PRIMARY", "PROJECTION IMAGE", "M"],
        ["DERIVED", "SECONDARY", "SCREEN SAVE"],
        ["DERIVED", "SECONDARY", "OTHER", "VOLUME_RENDERING"],
    ],
)
def test_what_is_none_is_left_out(image_type: list[str]) -> None:
    slices = slices_of(series(block()))
    slices[3].header.ImageType = image_type
    kept, ((left, reason),) = leave_out(slices)
    assert kept == (*slices[:3], slices[4])
    assert left is slices[3]
    assert reason.code is ReasonCode.NO_MATCHING_SERIES


def test_an_image_type_that_cannot_be_read_decides_nothing() -> None:
    slices = slices_of(series(block()))
    put_raw(slices[0].header, "ImageType", "XX", b"\xff\xfe")
    assert leave_out(slices) == (tuple(slices), ())
