"""Planes of slices: what is read, what is forgiven and what is not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydicom.datadict import tag_for_keyword

from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.slices import HEADER, Plane, Slice, read_plane
from support.headers import put_raw
from support.volumes import block, ref_of, series


def plane(**attributes: Any) -> Plane:
    dataset = series(block((1, 7, 6)), **attributes)[0]
    return read_plane(Slice(ref=ref_of(dataset), header=dataset))


def test_a_plane() -> None:
    found = plane(ImagePositionPatient=[1, 2, -3.5], ImageOrientationPatient=[0, 1, 0, 0, 0, -1], PixelSpacing=[0.5, 2])
    assert found.position.tolist() == [1, 2, -3.5]
    assert found.row.tolist() == [0, 1, 0]
    assert found.column.tolist() == [0, 0, -1]
    assert found.spacing.tolist() == [0.5, 2]


def test_directions_whose_decimals_were_cut_get_unit_length() -> None:
    found = plane(ImageOrientationPatient=[0.707, 0.707, 0, -0.707, 0.707, 0])
    assert np.linalg.norm(found.row) == pytest.approx(1, abs=1e-12)
    assert np.linalg.norm(found.column) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    "attributes",
    [
        {"ImagePositionPatient": None},
        {"ImagePositionPatient": [1, 2]},
        {"ImagePositionPatient": [1, 2, 1e6]},  # a hundred metres are enough
        {"ImageOrientationPatient": None},
        {"ImageOrientationPatient": [1, 0, 0]},
        {"ImageOrientationPatient": [1, 0, 0, 1, 0, 0]},  # one direction twice
        {"ImageOrientationPatient": [0, 0, 0, 0, 0, 0]},
        {"ImageOrientationPatient": [1, 0, 0, 0, 0.99, 0]},  # not of unit length
        {"ImageOrientationPatient": [1e300, 0, 0, 0, 1, 0]},
        {"ImageOrientationPatient": [1, 0, 0, 0.01, 0.99995, 0]},  # not at right angles
        {"PixelSpacing": None},
        {"PixelSpacing": 0.5},
        {"PixelSpacing": [0.5, -0.5]},
        {"PixelSpacing": [0, 0.5]},
        {"PixelSpacing": [0.5, 101]},
    ],
)
def test_what_is_no_plane(attributes: dict[str, Any]) -> None:
    with pytest.raises(InputRefused) as refused:
        plane(**attributes)
    assert refused.value.code == ReasonCode.GEOMETRY_INVALID


@pytest.mark.parametrize("keyword", ["ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing"])
@pytest.mark.parametrize("data", [b"", b"a\\b\\c ", b"nan\\1\\1 ", b"1e999\\0\\0 ", b"\xff"])
def test_what_is_no_number(keyword: str, data: bytes) -> None:
    dataset = series(block((1, 7, 6)))[0]
    put_raw(dataset, keyword, "DS", data)
    with pytest.raises(InputRefused) as refused:
        read_plane(Slice(ref=ref_of(dataset), header=dataset))
    assert refused.value.code == ReasonCode.GEOMETRY_INVALID


def test_what_is_read_of_a_slice_has_names() -> None:
    assert all(tag_for_keyword(keyword) is not None for keyword in HEADER)
