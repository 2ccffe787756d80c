"""Whatever the grids of two series: a point of one lies where the patient has it; equal grids give equal numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import SimpleITK
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from radlane.domain.channels import Channels
from radlane.domain.input import ClipPercentile, Intensity, MinMax, VolumeGeometry, ZScore
from radlane.domain.tensor import VolumePlacement
from radlane.domain.volume import Box, Grid, Volume
from radlane.imaging.channels import Sampled, channels_reader, channels_to_network
from radlane.imaging.oblique import is_same_grid, sample_volume
from radlane.imaging.patches import Parallel, lay
from radlane.imaging.placement import network_grid, place_volume
from support.grids import ORIENTATIONS, affine, geometry, two_channels, volume

OPERATIONS: tuple[tuple[Intensity, ...], ...] = (
    (),
    (ZScore(op="zscore"),),
    (ClipPercentile(op="clip_percentile", lower=5, upper=90), MinMax(op="minmax")),
)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A reference on the grid of a network, and a grid that lies anyhow to it; a function of the patient's space.

    Attributes
    ----------
    line : float64 [4]
        The function is `line @ (x, y, z, 1)`.
    """

    reference: Volume
    asked: VolumeGeometry
    placement: VolumePlacement
    grid: Grid
    line: NDArray[np.float64]

    def values(self, grid: Grid) -> NDArray[np.float64]:
        """The function at the centres of a grid's voxels."""
        index = np.moveaxis(np.indices(grid.shape, np.float64), 0, -1)
        points = np.concatenate([index, np.ones((*grid.shape, 1))], axis=-1) @ grid.affine.T
        return np.asarray(points @ self.line)


@st.composite
def grids(draw: st.DrawFn, most: int = 12) -> Grid:
    """Any turn, flip and spacing; up to 25 degrees off the patient's axes, and sheared as by a tilted gantry."""
    shape = tuple(draw(st.integers(3, most)) for _ in range(3))
    spacing = tuple(draw(st.floats(0.5, 5)) for _ in range(3))
    matrix = affine(draw(st.sampled_from(ORIENTATIONS)), spacing)
    matrix[:3, 0] += matrix[:3, 1] / np.linalg.norm(matrix[:3, 1]) * draw(st.floats(-0.5, 0.5))
    turn = Rotation.from_rotvec([draw(st.floats(-0.25, 0.25)) for _ in range(3)]).as_matrix()
    matrix[:3, :3] = turn @ matrix[:3, :3]
    return Grid(shape=shape, affine=matrix)


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """A reference, and around its grid another one that reaches beyond it or not."""
    own = draw(grids())
    reference = volume(np.zeros(own.shape, np.int16), own.affine)
    sides = {"size": tuple(draw(st.integers(2, 14)) for _ in range(3))} if draw(st.booleans()) else {}
    asked = geometry(draw(st.sampled_from(ORIENTATIONS)), tilt_degrees=45.0, coverage=0.0, **sides)
    placement = place_volume(own, 0, asked)
    other = draw(grids())
    matrix = other.affine.copy()
    middles = [grid.affine @ [*((np.array(grid.shape) - 1) / 2), 1] for grid in (own, other)]
    matrix[:3, 3] += (middles[0] - middles[1])[:3] + [draw(st.floats(-3, 3)) for _ in range(3)]
    line = np.array([draw(st.floats(-4, 4)) for _ in range(4)])
    return Pair(
        reference=reference,
        asked=asked,
        placement=placement,
        grid=Grid(shape=other.shape, affine=matrix),
        line=line,
    )


@settings(deadline=None)
@given(pairs())
def test_a_linear_function_of_space_is_found_at_the_same_points(pair: Pair) -> None:
    moving = volume(pair.values(pair.grid).astype(np.float32), pair.grid.affine)
    grid = network_grid(pair.reference.grid, pair.placement)
    found = Sampled.of(moving, grid, "linear")
    index = np.linalg.solve(pair.grid.affine, grid.affine)
    at = np.moveaxis(np.indices(grid.shape, np.float64), 0, -1)
    at = (np.concatenate([at, np.ones((*grid.shape, 1))], axis=-1) @ index.T)[..., :3]
    last = np.array(pair.grid.shape) - 1
    between = ((at >= 0) & (at <= last)).all(axis=-1)
    expected = pair.values(grid)
    np.testing.assert_allclose(
        found.values[between], expected[between], rtol=0, atol=2e-5 * (1 + np.abs(expected).max())
    )
    beyond = ((at < -0.51) | (at > last + 0.51)).any(axis=-1)
    assert np.isnan(found.values[beyond]).all()
    rim = ((at > -0.49) & (at < last + 0.49)).all(axis=-1)
    assert np.isfinite(found.values[rim]).all()
    held = np.clip(at, 0, last)[rim & ~between]
    edge = (np.concatenate([held, np.ones((len(held), 1))], axis=1) @ pair.grid.affine.T) @ pair.line
    np.testing.assert_allclose(found.values[rim & ~between], edge, rtol=0, atol=2e-5 * (1 + np.abs(expected).max()))
    assert round(found.covered * found.values.size) == np.count_nonzero(np.isfinite(found.values))


@settings(deadline=None)
@given(pairs(), st.integers(0, 2**32 - 1))
def test_what_is_sampled_is_what_simpleitk_resamples(pair: Pair, seed: int) -> None:
    """SimpleITK's grids have no shear: both are taken as indices, and what lies between them as its transform."""
    values = np.random.default_rng(seed).integers(-500, 500, pair.grid.shape).astype(np.int16)
    grid = network_grid(pair.reference.grid, pair.placement)
    to_volume = np.linalg.solve(pair.grid.affine, grid.affine)[::-1, ::-1]  # of x, y, z, as SimpleITK counts
    between = SimpleITK.AffineTransform(to_volume[1:, 1:].ravel().tolist(), to_volume[1:, 0].tolist())
    image = SimpleITK.GetImageFromArray(values.astype(np.float64))
    frame = SimpleITK.Image([*map(int, grid.shape[::-1])], SimpleITK.sitkFloat64)
    theirs = SimpleITK.GetArrayFromImage(
        SimpleITK.Resample(image, frame, between, SimpleITK.sitkLinear, math.inf, SimpleITK.sitkFloat64)
    )
    ours = np.stack([plane.values for plane in sample_volume(volume(values, pair.grid.affine), grid, "linear")])
    index = np.concatenate([np.indices(grid.shape, np.float64), np.ones((1, *grid.shape))])
    places = np.tensordot(np.linalg.solve(pair.grid.affine, grid.affine)[:3], index, 1)
    face = np.array(pair.grid.shape)[:, None, None, None] - 0.5
    clear = (np.minimum(np.abs(places + 0.5), np.abs(places - face)) > 1e-3).all(axis=0)  # of the outermost faces
    np.testing.assert_allclose(ours[clear], np.where(np.isinf(theirs), np.nan, theirs)[clear], atol=1e-2)


@settings(deadline=None)
@given(pairs(), st.integers(0, 2**32 - 1))
def test_nearest_is_the_value_of_the_nearest_centre(pair: Pair, seed: int) -> None:
    values = np.random.default_rng(seed).integers(-500, 500, pair.grid.shape).astype(np.int16)
    moving = volume(values, pair.grid.affine, slope=0.5, intercept=-3.0)
    grid = network_grid(pair.reference.grid, pair.placement)
    for z, plane in enumerate(sample_volume(moving, grid, "nearest")):
        for y, x in ((0, 0), (grid.shape[1] - 1, 0), (grid.shape[1] // 2, grid.shape[2] - 1)):
            at = np.linalg.solve(pair.grid.affine, grid.affine @ [z, y, x, 1])[:3]
            near = np.floor(at + 0.5)
            if np.abs(at - near).max() > 0.499:
                continue  # between two
            inside = ((near >= 0) & (near < pair.grid.shape)).all()
            expected = values[tuple(near.astype(int))] * 0.5 - 3.0 if inside else np.nan
            np.testing.assert_array_equal(plane.values[y, x], np.float32(expected))


@settings(deadline=None)
@given(pairs(), st.sampled_from(OPERATIONS), st.integers(0, 2**32 - 1), st.sampled_from([None, (-500.0, -300.0)]))
def test_what_lies_on_the_same_grid_has_the_very_numbers_of_one_volume(
    pair: Pair, operations: tuple[Intensity, ...], seed: int, padding: tuple[float, float] | None
) -> None:
    rng = np.random.default_rng(seed)
    own = pair.reference.grid
    first, second = (
        replace(pair.reference, values=rng.integers(-500, 500, own.shape).astype(np.int16), padding=padding)
        for _ in range(2)
    )
    jittered = own.affine.copy()
    jittered[:3, 3] += 1e-6  # as headers round
    second = replace(second, grid=Grid(shape=own.shape, affine=jittered))
    wanted = two_channels(pair.asked, *operations)
    laid = channels_to_network(Channels(reference=first, volumes={"a": first, "b": second}), wanted, pair.placement)
    for grid, one in zip(laid, (first, second), strict=True):
        alone = np.empty(pair.placement.shape, np.float32)
        lay(Parallel.of(one, pair.placement), operations, pair.asked.pad, lambda _: None, alone)
        np.testing.assert_array_equal(grid, alone)


@settings(deadline=None)
@given(pairs(), st.sampled_from(OPERATIONS), st.data())
def test_parts_are_those_of_the_whole(pair: Pair, operations: tuple[Intensity, ...], data: st.DataObject) -> None:
    moving = volume(pair.values(pair.grid).astype(np.float32), pair.grid.affine)
    reference = replace(
        pair.reference, values=np.arange(pair.reference.values.size, dtype=np.int16).reshape(pair.reference.grid.shape)
    )
    channels = Channels(reference=reference, volumes={"a": reference, "b": moving})
    wanted = two_channels(pair.asked, *operations)
    if not np.isfinite(Sampled.of(moving, network_grid(reference.grid, pair.placement), "linear").values).any():
        return  # it shows nothing of the grid: there is no statistic
    whole = channels_to_network(channels, wanted, pair.placement)
    starts = [data.draw(st.integers(0, side - 1)) for side in pair.placement.shape]
    part = tuple(
        slice(start, data.draw(st.integers(start + 1, side)))
        for start, side in zip(starts, pair.placement.shape, strict=True)
    )
    patch = np.empty((2, *(bounds.stop - bounds.start for bounds in part)), np.float32)
    channels_reader(channels, wanted, pair.placement)(part, patch)  # type: ignore[arg-type]
    np.testing.assert_allclose(patch, whole[(slice(None), *part)], rtol=1e-5, atol=1e-5)


def test_a_coarse_pet_lies_where_a_fine_ct_has_the_same_point() -> None:
    """A hot voxel of 4 mm: its middle, in the patient, is the middle of what is hot on the grid of 1 mm."""
    values = np.zeros((15, 16, 17), np.float32)
    values[6, 9, 4] = 8.0
    pet = volume(values, affine("FPR", (4.0, 4.0, 4.0)))
    hot = (pet.grid.affine @ [6, 9, 4, 1])[:3]
    turned = affine("HPL", (1.0, 1.0, 1.0))
    turned[:3, :3] = Rotation.from_euler("xyz", [9, -7, 12], degrees=True).as_matrix()
    turned[:3, 3] = hot - turned[:3, :3] @ [20.3, 19.6, 21.2]
    ct = volume(np.zeros((40, 41, 42), np.int16), turned)
    asked = geometry("HPL", tilt_degrees=0.0)
    placement = place_volume(ct.grid, 0, asked, Box(start=(2, 1, 3), stop=(39, 40, 41)))
    grid = network_grid(ct.grid, placement)
    found = np.nan_to_num(Sampled.of(pet, grid, "linear").values)
    index = np.moveaxis(np.indices(grid.shape, np.float64), 0, -1)
    points = (np.concatenate([index, np.ones((*grid.shape, 1))], axis=-1) @ grid.affine.T)[..., :3]
    middle = (points * found[..., None]).sum(axis=(0, 1, 2)) / found.sum()
    np.testing.assert_allclose(middle, hot, atol=0.05)
    assert not is_same_grid(pet.grid, grid)
