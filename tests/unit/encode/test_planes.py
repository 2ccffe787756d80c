"""Planes of frames, of single-frame and of multi-frame images."""

from typing import Any

import numpy as np
import pytest
from pydicom.uid import DigitalXRayImageStorageForPresentation

from radlane.encode.planes import PatientPlane, normal, read_plane
from radlane.encode.source_frame import SourceFrame, every_frame
from support.frame_sources import CORONAL, cine, enhanced_ct, enhanced_mr, slide, stack_planes
from support.volume_sources import CT, MR, TILTED, Stack, slices


def read(image: Any, number: int | None = None) -> PatientPlane | None:
    return read_plane(SourceFrame(image=image, number=number))


@pytest.mark.parametrize("stack", [CT, MR, TILTED])
def test_the_plane_of_a_slice_is_in_its_header(stack: Stack) -> None:
    for z, source in enumerate(slices(stack)):
        plane = read(source)
        assert plane is not None
        np.testing.assert_allclose(plane.position, np.array(stack.origin) + z * np.array(stack.step), atol=1e-6)
        np.testing.assert_allclose(plane.orientation, stack.orientation, atol=1e-10)
        assert (plane.spacing_mm, plane.thickness_mm) == (stack.spacing, 2.0)


def test_the_plane_of_a_frame_is_in_its_functional_groups() -> None:
    planes = [*stack_planes(2), *stack_planes(2, orientation=CORONAL)]
    image = enhanced_ct(planes, spacings=(0.7, 0.7, 0.9, 0.9))
    image.ImagePositionPatient = [0, 0, 0]  # of which frame, nobody says
    for (position, orientation), frame in zip(planes, every_frame([image]), strict=True):
        plane = read_plane(frame)
        assert plane is not None
        np.testing.assert_allclose(plane.position, position, atol=1e-6)
        assert plane.orientation == orientation
    assert plane is not None
    assert plane.spacing_mm == (0.9, 0.9)


def test_what_was_converted_lies_where_it_did() -> None:
    frames = every_frame([enhanced_mr(MR)])
    expected = {tuple(map(float, source.ImagePositionPatient)) for source in slices(MR)}
    assert {plane.position for plane in map(read_plane, frames) if plane is not None} == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (2, 2.0),
        (None, None),  # nobody says
        ("", None),
        (0, None),  # no thickness
        (-2, None),
        ("1e300", None),
        ("0.009", None),
        (1000, 1000.0),
        ("0.01", 0.01),
        ("3\\4", None),  # not one number
    ],
)
def test_a_thickness_is_one_that_a_slice_can_have(stated: object, expected: float | None) -> None:
    plane = read(slices(SliceThickness=stated)[0])
    assert plane is not None
    assert plane.thickness_mm == expected


@pytest.mark.parametrize(
    "change",
    [
        {"ImagePositionPatient": None},
        {"ImagePositionPatient": [1, 2]},
        {"ImageOrientationPatient": None},
        {"ImageOrientationPatient": [1, 0, 0, 1, 0, 0]},  # no plane
        {"PixelSpacing": None},
        {"PixelSpacing": [0, 0]},
        {"SOPClassUID": DigitalXRayImageStorageForPresentation},  # a plane of the detector
    ],
)
def test_what_has_no_plane(change: dict[str, Any]) -> None:
    assert read(slices(**change)[0]) is None


def test_loops_and_slides_have_no_planes_in_the_patient() -> None:
    assert read(cine(), 1) is None
    assert read(slide(), 1) is None


def test_the_normal_is_the_cross_product_of_rows_and_columns() -> None:
    np.testing.assert_allclose(normal((1, 0, 0, 0, 1, 0)), (0, 0, 1))
    np.testing.assert_allclose(normal((1, 0, 0, 0, 0, -1)), (0, 1, 0))
    np.testing.assert_allclose(normal((2, 0, 0, 0, 3, 0)), (0, 0, 1))
    np.testing.assert_allclose(normal((1, 0, 0, 1, 0, 0)), (0, 0, 0))
