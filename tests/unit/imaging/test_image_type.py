"""Localisers and pictures are no slices; what was computed may be one."""

from __future__ import annotations

from typing import Any

import pytest

from radlane.domain.reason import ReasonCode
from radlane.imaging.image_type import is_picture, leave_out, lie_among
from radlane.imaging.slices import Slice
from support.headers import header, put_raw
from support.volumes import block, ref_of, series, slices_of

REF = ref_of(series(block())[0])


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
        ["ORIGINAL", "PRIMARY", "M", "ND", "MOSAIC"],
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


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ({}, True),
        ({"ImageOrientationPatient": [1, 0, 0.04999, 0, 1, 0]}, True),  # rounded to a decimal another one
        ({"ImageOrientationPatient": [0, 1, 0, 0, 0, -1]}, False),
        ({"ImageOrientationPatient": None}, False),
        ({"Rows": 8}, False),
        ({"Columns": 8}, False),
    ],
)
def test_what_may_lie_among_the_slices_of_a_stack(beside: dict[str, Any], expected: bool) -> None:
    said = {"Rows": 7, "Columns": 6, "ImageOrientationPatient": [1, 0, 0.05001, 0, 1, 0]}
    stack = [Slice(ref=REF, header=header(**said)) for _ in range(3)]
    assert lie_among([Slice(ref=REF, header=header(**{**said, **beside}))], stack) is expected
    assert not lie_among([], stack)


@pytest.mark.parametrize(
    ("image_type", "expected"),
    [
        (["DERIVED", "SECONDARY", "SCREEN SAVE"], True),
        (["ORIGINAL", "SECONDARY", "OTHER", "DOSE_INFO"], True),
        (["SCREEN SAVE", "PRIMARY"], False),  # not where such values stand
        (["ORIGINAL", "PRIMARY", "LOCALIZER"], False),  # of a patient
        (None, False),
    ],
)
def test_pictures_of_screens(image_type: Any, expected: bool) -> None:
    assert is_picture(header(ImageType=image_type)) is expected
