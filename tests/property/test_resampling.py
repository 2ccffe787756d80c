"""Whatever the shape, the turn and the spacing: values are SimpleITK's, and all comes to where the patient has it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import SimpleITK
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from radlane.domain.input import Crop
from radlane.domain.tensor import VolumePlacement
from radlane.domain.volume import Box, Grid, Volume
from radlane.imaging.box import box_of
from radlane.imaging.placement import network_grid, place_volume
from radlane.imaging.restore import labels_to_source, maps_to_source_labels
from support.channels import patch_reader, to_network
from support.grids import ORIENTATIONS, affine, geometry, point, upwards, volume, wanted

OUTSIDE = -1e9
RANGE = 3000 * 2.5


@dataclass(frozen=True, kw_only=True)
class Case:
    """A volume whose axes lie up to 25 degrees off the patient's, and the grid that a network asks for."""

    volume: Volume
    placement: VolumePlacement

    @property
    def grid(self) -> Grid:
        return network_grid(self.volume.grid, self.placement)


@st.composite
def cases(draw: st.DrawFn, interpolation: str = "linear", finer: bool = False) -> Case:
    shape = tuple(draw(st.integers(1, 16)) for _ in range(3))
    seed = draw(st.integers(0, 2**32 - 1))
    rng = np.random.default_rng(seed)
    kind = draw(st.sampled_from(["int16", "uint16", "int32", "float32"]))
    spacing = tuple(draw(st.floats(0.3, 6)) for _ in range(3))
    matrix = affine(draw(st.sampled_from(ORIENTATIONS)), spacing)
    matrix[:3] = Rotation.from_rotvec(rng.uniform(-0.25, 0.25, 3)).as_matrix() @ matrix[:3]
    source = volume(rng.integers(0, 3000, shape).astype(kind), matrix, slope=draw(st.sampled_from([1.0, -0.5, 2.5])))
    start = [draw(st.integers(0, side - 1)) for side in shape]
    stop = [draw(st.integers(first + 1, side)) for first, side in zip(start, shape, strict=True)]
    box = draw(st.sampled_from([None, Box(start=tuple(start), stop=tuple(stop))]))
    asked = geometry(draw(st.sampled_from(ORIENTATIONS)), interpolation=interpolation)
    if finer:
        own = place_volume(source.grid, 0, asked, box).shape
        asked = replace(asked, size=tuple(side + draw(st.integers(0, 24)) for side in own))
    elif draw(st.booleans()):
        asked = replace(asked, size=tuple(draw(st.integers(1, 30)) for _ in range(3)))
    elif draw(st.booleans()):
        asked = replace(asked, spacing_mm=tuple(draw(st.floats(0.5, 5)) for _ in range(3)))
    return Case(volume=source, placement=place_volume(source.grid, 0, asked, box))


def resampled(values: NDArray[Any], own: Grid, other: Grid, how: int) -> NDArray[np.float64]:
    """SimpleITK's ResampleImageFilter from one grid to another."""
    image = SimpleITK.GetImageFromArray(values.astype(np.float64))
    spacing, direction = _axes(own)
    image.SetSpacing(spacing)
    image.SetDirection(direction)
    image.SetOrigin(own.affine[:3, 3].tolist())
    spacing, direction = _axes(other)
    origin = other.affine[:3, 3].tolist()
    size = other.shape[::-1]
    done = SimpleITK.Resample(
        image, size, SimpleITK.Transform(), how, origin, spacing, direction, OUTSIDE, SimpleITK.sitkFloat64
    )
    found: NDArray[np.float64] = SimpleITK.GetArrayFromImage(done)
    return found


def _axes(grid: Grid) -> tuple[list[float], list[float]]:
    """Spacing and direction in ITK's order x, y, z."""
    columns = grid.affine[:3, :3][:, ::-1]
    spacing = np.linalg.norm(columns, axis=0)
    return spacing.tolist(), (columns / spacing).ravel().tolist()


def cut(case: Case) -> tuple[NDArray[Any], Grid]:
    """The box alone, in modality units: what lies around it is not to be seen."""
    box, own = case.placement.box, case.volume.grid
    matrix = own.affine.copy()
    matrix[:3, 3] = point(own, box.start)
    values = case.volume.values[box.slices].astype(np.float64) * case.volume.slope
    return values, Grid(shape=box.shape, affine=matrix)


def ties(placement: VolumePlacement) -> NDArray[np.bool_]:
    """Voxels of the network's grid that look exactly between two source voxels along some axis."""
    mask = np.zeros(placement.shape, np.bool_)
    for k, (count, size) in enumerate(zip(placement.turned, placement.shape, strict=True)):
        between = (2 * np.arange(size) + 1) * count % (2 * size) == 0
        mask |= between.reshape([-1 if axis == k else 1 for axis in range(3)])
    return mask


@settings(max_examples=150, deadline=None)
@given(cases())
def test_linear_is_simpleitks(case: Case) -> None:
    laid = to_network(case.volume, wanted(geometry()), case.placement)
    expected = resampled(*cut(case), case.grid, SimpleITK.sitkLinear)
    assert expected.min() > OUTSIDE
    assert np.abs(laid - expected).max() <= 1e-6 * RANGE


@settings(max_examples=100, deadline=None)
@given(cases("nearest"))
def test_nearest_is_simpleitks_but_for_ties(case: Case) -> None:
    laid = to_network(case.volume, wanted(geometry()), case.placement)
    expected = resampled(*cut(case), case.grid, SimpleITK.sitkNearestNeighbor)
    assert expected.min() > OUTSIDE
    assert not ((np.abs(laid - expected) > 1e-3) & ~ties(case.placement)).any()


@settings(max_examples=100, deadline=None)
@given(cases())
def test_values_come_back_as_simpleitks(case: Case) -> None:
    maps = np.random.default_rng(0).random((2, *case.placement.shape), np.float32)
    seen: list[NDArray[np.float32]] = []

    def decide(values: NDArray[np.float32]) -> NDArray[np.uint8]:
        seen.append(values.copy())
        return (values[1] > values[0]).astype(np.uint8)

    labels = maps_to_source_labels(maps, case.placement, decide)
    found = np.concatenate(upwards(seen, case.placement), axis=1)
    own = cut(case)[1]
    expected = np.stack([resampled(values, case.grid, own, SimpleITK.sitkLinear) for values in maps])
    assert np.abs(found - expected).max() <= 1e-5
    np.testing.assert_array_equal(labels[case.placement.box.slices], found[1] > found[0])


@settings(max_examples=100, deadline=None)
@given(cases("nearest", finer=True))
def test_labels_come_back_as_they_were_where_the_networks_grid_is_no_coarser(case: Case) -> None:
    source = replace(case.volume, values=(case.volume.values.astype(np.int32) % 251).astype(np.uint16), slope=1.0)
    laid = to_network(source, wanted(geometry()), case.placement).astype(np.uint8)
    expected = np.zeros(source.values.shape, np.uint8)
    expected[case.placement.box.slices] = source.values[case.placement.box.slices]
    np.testing.assert_array_equal(labels_to_source(laid, case.placement), expected)


@settings(max_examples=100, deadline=None)
@given(cases("nearest"), st.data())
def test_a_mark_lands_where_the_patient_has_it(case: Case, data: st.DataObject) -> None:
    """The network's voxel looks at the source voxel whose box holds its centre, and comes back to it."""
    index = tuple(data.draw(st.integers(0, side - 1)) for side in case.placement.shape)
    looked_at = np.linalg.inv(case.volume.grid.affine) @ (*point(case.grid, index), 1)
    labels = np.zeros(case.placement.shape, np.uint8)
    labels[index] = 1
    back = np.argwhere(labels_to_source(labels, case.placement))
    reach = [  # half a voxel of the source and half of the network's, along each source axis
        0.5 + 0.5 * count / size + 1e-6 for count, size in sizes(case.placement)
    ]
    assert (np.abs(back - looked_at[:3]) <= reach).all()
    finer = all(count >= size for count, size in sizes(case.placement))
    assert len(back) > 0 or not finer


def sizes(placement: VolumePlacement) -> list[tuple[int, int]]:
    """Source voxels and network voxels along each source axis."""
    laid = [placement.shape[placement.axes.index(axis)] for axis in range(3)]
    return list(zip(placement.box.shape, laid, strict=True))


@settings(max_examples=100, deadline=None)
@given(cases(), st.data())
def test_a_patch_is_a_part_of_the_whole(case: Case, data: st.DataObject) -> None:
    starts = [data.draw(st.integers(0, side - 1)) for side in case.placement.shape]
    stops = [data.draw(st.integers(first + 1, side)) for first, side in zip(starts, case.placement.shape, strict=True)]
    z, y, x = (slice(first, stop) for first, stop in zip(starts, stops, strict=True))
    patch = np.full((1, z.stop - z.start, y.stop - y.start, x.stop - x.start), np.nan, np.float32)
    patch_reader(case.volume, wanted(geometry()), case.placement)((z, y, x), patch)
    np.testing.assert_array_equal(patch[0], to_network(case.volume, wanted(geometry()), case.placement)[z, y, x])


@settings(max_examples=150, deadline=None)
@given(cases("nearest"), st.floats(0, 1), st.data())
def test_the_box_covers_the_segment_but_for_the_rounding(case: Case, margin: float, data: st.DataObject) -> None:
    labels = np.zeros(case.placement.shape, np.uint8)
    for _ in range(data.draw(st.integers(1, 3))):
        labels[tuple(data.draw(st.integers(0, side - 1)) for side in labels.shape)] = 4
    box = box_of(labels, 4, case.placement, Crop(stage="box", segment="brain", margin=margin))
    assert box is not None
    assert all(0 <= a < b <= side for a, b, side in zip(box.start, box.stop, case.volume.values.shape, strict=True))
    back = labels_to_source(labels, case.placement)
    back[tuple(slice(max(0, start - 1), stop + 1) for start, stop in zip(box.start, box.stop, strict=True))] = 0
    assert not back.any()
