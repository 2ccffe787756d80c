from typing import Any

import numpy as np
import pytest

from radlane.encode.planes import normal, read_planes
from support.volume_sources import CT, FRAME_OF_REFERENCE, MR, TILTED, Stack, slices


@pytest.mark.parametrize("stack", [CT, MR, TILTED])
def test_planes_are_those_of_the_slices(stack: Stack) -> None:
    planes = read_planes(slices(stack))
    assert planes is not None
    expected = np.array(stack.origin) + np.arange(stack.shape[0])[:, np.newaxis] * np.array(stack.step)
    np.testing.assert_allclose(planes.positions, expected, atol=1e-6)
    np.testing.assert_allclose(planes.orientation, stack.orientation, atol=1e-10)
    assert (planes.spacing_mm, planes.frame_of_reference_uid) == (stack.spacing, FRAME_OF_REFERENCE)
    assert planes.voxel_ml == pytest.approx(stack.voxel_ml, rel=1e-8)


def test_a_tilted_stack_is_as_thick_as_its_distance_along_the_normal() -> None:
    planes = read_planes(slices(TILTED))
    assert planes is not None
    assert planes.distance_mm == pytest.approx(3.0 * np.cos(np.radians(15)), rel=1e-8)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (2, 2.0),
        (None, 2.5),  # nobody says
        ("", 2.5),
        (0, 2.5),  # no thickness
        (-2, 2.5),
        ("1e300", 2.5),
        ("1e-300", 2.5),
        ("0.009", 2.5),
        (1001, 2.5),
        (1000, 1000.0),
        ("0.01", 0.01),
        ("3\\4", 2.5),  # not one number
    ],
)
def test_the_thickness_is_what_all_slices_say(stated: object, expected: float) -> None:
    planes = read_planes(slices(SliceThickness=stated))
    assert planes is not None
    assert planes.thickness_mm == expected


def test_slices_of_several_thicknesses_fill_their_distance() -> None:
    sources = slices()
    sources[1].SliceThickness = 1
    planes = read_planes(sources)
    assert planes is not None
    assert planes.thickness_mm == planes.distance_mm == 2.5


@pytest.mark.parametrize(
    "change",
    [
        {"ImagePositionPatient": None},
        {"ImagePositionPatient": [1, 2]},
        {"ImagePositionPatient": [0, 0, 0]},  # all at one place
        {"ImageOrientationPatient": None},
        {"ImageOrientationPatient": [1, 0, 0, 1, 0, 0]},  # no plane
        {"PixelSpacing": None},
        {"PixelSpacing": [0, 0]},
        {"FrameOfReferenceUID": None},
    ],
)
def test_what_is_no_stack(change: dict[str, Any]) -> None:
    assert read_planes(slices(**change)) is None


def test_slices_in_another_order_or_of_another_frame_are_no_stack() -> None:
    sources = slices()
    assert read_planes(sources[::-1]) is None
    assert read_planes([sources[0], sources[2], sources[1]]) is None
    assert read_planes(sources[:1]) is None
    sources[3].FrameOfReferenceUID = "1.2.3"
    assert read_planes(sources) is None


def test_the_normal_is_the_cross_product_of_rows_and_columns() -> None:
    np.testing.assert_allclose(normal((1, 0, 0, 0, 1, 0)), (0, 0, 1))
    np.testing.assert_allclose(normal((1, 0, 0, 0, 0, -1)), (0, 1, 0))
    np.testing.assert_allclose(normal((2, 0, 0, 0, 3, 0)), (0, 0, 1))


def test_slices_that_are_not_quite_regular_have_the_distance_of_the_line_through_all() -> None:
    sources = slices()
    for place, offset in enumerate((0.0, 0.01, -0.02, 0.02, 0.0, 0.01)):
        sources[place].ImagePositionPatient[2] += offset
    planes = read_planes(sources)
    assert planes is not None
    heights = [float(source.ImagePositionPatient[2]) for source in sources]
    assert planes.distance_mm == pytest.approx(np.polyfit(range(len(heights)), heights, 1)[0], rel=1e-12)
