"""Slices in order, and their grid."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.slices import Slice
from radlane.imaging.stack import order_slices
from support.broken_series import BROKEN, Broken
from support.headers import put_raw
from support.volumes import block, series, slices_of, tilted, volume_of

IN_A_SLICE = {ReasonCode.PIXEL_DATA_CORRUPT, ReasonCode.PIXELS_BLANK}
OF_VALUES = IN_A_SLICE | {ReasonCode.RESCALE_MIXED, ReasonCode.RESCALE_UNSUPPORTED}


def code_of(slices: list[Slice]) -> str:
    with pytest.raises(InputRefused) as refused:
        order_slices(slices)
    return refused.value.code


def test_the_grid_is_that_of_the_voxels() -> None:
    stack = order_slices(slices_of(series(block())))
    assert stack.grid.shape == (5, 7, 6)
    assert stack.grid.affine == pytest.approx(block().affine)
    assert stack.grid.spacing_mm == pytest.approx((2.5, 0.8, 0.7))
    assert stack.frame_of_reference_uid == stack.slices[0].header.FrameOfReferenceUID
    assert [float(item.header.ImagePositionPatient[2]) for item in stack.slices] == [-103, -100.5, -98, -95.5, -93]
    assert [form.uid for form in stack.forms] == [item.ref.sop_instance_uid for item in stack.slices]


def test_a_tilted_stack_is_sheared() -> None:
    source = tilted(block(), -12)
    stack = order_slices(slices_of(series(source)))
    assert stack.grid.affine == pytest.approx(source.affine)
    assert stack.tilt_degrees == pytest.approx(12)
    assert stack.grid.voxel_ml == pytest.approx(2.5 * 0.8 * 0.7 / 1000)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_broken_series(broken: Broken) -> None:
    slices = slices_of(broken.make())
    if broken.code in OF_VALUES:
        assert len(order_slices(slices).slices) == len(slices)
    else:
        assert code_of(slices) == broken.code


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_broken_series_never_become_a_volume(broken: Broken) -> None:
    with pytest.raises(InputRefused) as refused:
        volume_of(broken.make())
    assert refused.value.code == broken.code


def test_no_slices_are_no_stack() -> None:
    assert code_of([]) == ReasonCode.SLICES_TOO_FEW


def test_too_many_voxels_are_refused() -> None:
    assert code_of(slices_of(series(block(), Rows=65535, Columns=65535))) == ReasonCode.IMAGE_TOO_LARGE


def test_a_frame_of_reference_is_a_uid() -> None:
    assert code_of(slices_of(series(block(), FrameOfReferenceUID="here"))) == ReasonCode.GEOMETRY_INVALID


@pytest.mark.parametrize(
    "orientation", [[1, 0.0009, 0, 0, 1, 0], ["0.707", "0.707", "0", "-0.707", "0.707", "0"], [1, 0, 0, 0.0008, 1, 0]]
)
def test_axes_come_out_at_right_angles(orientation: list[Any]) -> None:
    affine = order_slices(slices_of(series(block(), ImageOrientationPatient=orientation))).grid.affine[:3, :3]
    axes = affine / np.linalg.norm(affine, axis=0)
    assert axes[:, 1] @ axes[:, 2] == pytest.approx(0, abs=1e-6)
    assert np.linalg.norm(affine[:, 1:], axis=0) == pytest.approx((0.8, 0.7), abs=1e-12)


def test_rounding_of_one_slice_is_forgiven() -> None:
    made = series(block())
    made[1].PixelSpacing = ["0.80001", "0.69999"]
    made[2].ImageOrientationPatient = ["0.99999999", "0.00001", "0", "-0.00001", "0.99999999", "0"]
    assert order_slices(slices_of(made)).grid.affine == pytest.approx(block().affine, abs=1e-4)


def test_what_cannot_be_read_is_a_reason() -> None:
    slices = slices_of(series(block()))
    put_raw(slices[2].header, "ImageOrientationPatient", "SQ", b"\xfe\xff\x00\xe0\xff\xff\xff\xff")
    assert code_of(slices) == ReasonCode.GEOMETRY_INVALID
