"""Stacks: planes of one direction, their order and measures."""

from dataclasses import replace

import numpy as np
import pytest

from radlane.encode.planes import PatientPlane, read_plane
from radlane.encode.source_frame import every_frame
from radlane.encode.stacks import measure, measures_of, ranks_along, stacks_of
from support.frame_sources import CORONAL, enhanced_ct, stack_planes, uneven
from support.volume_sources import CT, MR, TILTED, Stack, slices


def planes_of(*images: object) -> list[PatientPlane]:
    found = [read_plane(frame) for frame in every_frame(images)]  # type: ignore[arg-type]
    return [plane for plane in found if plane is not None]


def test_planes_of_one_direction_are_one_stack() -> None:
    planes = planes_of(enhanced_ct([*stack_planes(2), *stack_planes(2, orientation=CORONAL), *stack_planes(1)]))
    assert stacks_of(planes) == (1, 1, 2, 2, 1)
    turned = replace(planes[1], orientation=(1, 0.0009, 0, 0, 1, 0))  # less than two slices of one stack may differ
    assert stacks_of([planes[0], turned]) == (1, 1)


@pytest.mark.parametrize("stack", [CT, MR, TILTED])
def test_planes_are_counted_against_their_normal(stack: Stack) -> None:
    planes = planes_of(*slices(stack))
    assert ranks_along(planes) == tuple(range(len(planes), 0, -1))
    assert ranks_along(planes[::-1]) == tuple(range(1, len(planes) + 1))


def test_planes_at_one_place_have_one_rank() -> None:
    planes = planes_of(*slices(CT)[:3])
    near = replace(planes[1], position=(*planes[1].position[:2], planes[1].position[2] + 0.0005))
    assert ranks_along([*planes, planes[0], near]) == (3, 2, 1, 3, 2)


def test_a_tilted_stack_is_measured_along_the_normal() -> None:
    found = measure(planes_of(*slices(TILTED)))
    assert found is not None
    assert found.distance_mm == pytest.approx(3.0 * np.cos(np.radians(15)), rel=1e-8)
    assert (found.spacing_mm, found.thickness_mm) == (TILTED.spacing, 2.0)


def test_slices_of_several_thicknesses_fill_their_distance() -> None:
    sources = slices()
    sources[1].SliceThickness = 1
    found = measure(planes_of(*sources))
    assert found is not None
    assert found.thickness_mm == found.distance_mm == 2.5


def test_slices_that_are_not_quite_even_have_the_distance_of_the_line_through_all() -> None:
    sources = slices()
    for place, offset in enumerate((0.0, 0.01, -0.02, 0.02, 0.0, 0.01)):
        sources[place].ImagePositionPatient[2] += offset
    found = measure(planes_of(*sources))
    assert found is not None
    heights = [float(source.ImagePositionPatient[2]) for source in sources]
    assert found.distance_mm == pytest.approx(np.polyfit(range(len(heights)), heights, 1)[0], rel=1e-12)


def test_uneven_slices_and_a_single_one_have_no_distance() -> None:
    for sources in (uneven(), slices()[:1]):
        found = measure(planes_of(*sources))
        assert found is not None
        assert (found.distance_mm, found.thickness_mm) == (None, 2.0)
    alone = measure(planes_of(*slices(SliceThickness=None)[:1]))
    assert alone is not None
    assert alone.thickness_mm is None


def test_planes_of_several_spacings_have_no_common_measures() -> None:
    planes = planes_of(*slices())
    near = replace(planes[0], spacing_mm=(0.7000001, 0.9))
    assert measure([*planes, near]) is not None
    assert measure([*planes, replace(planes[0], spacing_mm=(0.71, 0.9))]) is None


def test_planes_have_the_measures_of_their_stack() -> None:
    first, second = stack_planes(3, 2.0), stack_planes(2, 5.0, CORONAL)
    found = measures_of(planes_of(enhanced_ct([first[0], *second, *first[1:]])))
    assert [own.distance_mm for own in found] == [pytest.approx(d) for d in (2.0, 5.0, 5.0, 2.0, 2.0)]
    assert {own.thickness_mm for own in found} == {planes_of(enhanced_ct(first))[0].thickness_mm}


def test_no_plane_states_what_another_lacks() -> None:
    planes = planes_of(enhanced_ct([*stack_planes(3, 2.0), *stack_planes(1, orientation=CORONAL)]))
    assert {own.distance_mm for own in measures_of(planes)} == {None}
    assert {own.thickness_mm for own in measures_of(planes)} == {planes[0].thickness_mm}
    unknown = [*planes[:3], replace(planes[3], thickness_mm=None)]
    assert {own.thickness_mm for own in measures_of(unknown)} == {None}


def test_planes_of_one_direction_and_several_spacings_have_their_own_measures() -> None:
    planes = planes_of(*slices(CT))
    mixed = [replace(planes[0], spacing_mm=(0.71, 0.9), thickness_mm=1.25), *planes[1:]]
    assert [own.spacing_mm for own in measures_of(mixed)] == [plane.spacing_mm for plane in mixed]
    assert [own.thickness_mm for own in measures_of(mixed)] == [plane.thickness_mm for plane in mixed]
    assert {own.distance_mm for own in measures_of(mixed)} == {None}
