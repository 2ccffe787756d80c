"""What the gates measure is a property of the picture: other numbers for the same picture change nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from radlane.domain.acceptance import Accepts, Range, StatedRange
from radlane.domain.image import Direction, Image
from radlane.errors import InputRefused
from radlane.imaging.air import air_hu
from radlane.imaging.body import cut_shares
from radlane.imaging.emptiness import empty_share
from radlane.imaging.polarity import chest_contrast
from radlane.imaging.saturation import saturated_share
from radlane.pipeline.acceptance import require_accepted
from support.shown import image, volume
from support.volumes import ORDERS

PICTURES = arrays.arrays(
    np.int16, arrays.array_shapes(min_dims=2, max_dims=2, max_side=40), elements=st.integers(-2000, 2000)
)
STACKS = arrays.arrays(
    np.int16, arrays.array_shapes(min_dims=3, max_dims=3, max_side=8), elements=st.sampled_from([-1000, -600, 0, 3000])
)
LINES = st.tuples(st.sampled_from([1.0, 2.0, 4.0, 0.5]), st.integers(-2000, 2000).map(float))
SIDES = {Direction.L: Direction.R, Direction.P: Direction.A, Direction.H: Direction.F}
SIDES |= {other: side for side, other in SIDES.items()}


def padded(values: NDArray[np.int16], *, seed: int) -> Image:
    """A radiograph some of whose pixels are padding."""
    mask = np.random.default_rng(seed).random(values.shape) < 0.2
    return image(values, padding=mask if mask.any() else None)


@given(PICTURES, LINES, st.integers(0, 9))
def test_rescaling_a_radiograph_changes_nothing(
    values: NDArray[np.int16], line: tuple[float, float], seed: int
) -> None:
    shown = padded(values, seed=seed)
    other = replace(shown, values=np.float32(line[0]) * shown.values + np.float32(line[1]))
    for measure in (empty_share, saturated_share):
        assert measure(other) == measure(shown)
    assert chest_contrast(other) == pytest.approx(chest_contrast(shown))


@given(PICTURES, st.integers(0, 9))
def test_inverting_changes_the_sign_and_twice_nothing(values: NDArray[np.int16], seed: int) -> None:
    shown = padded(values, seed=seed)
    inverted = replace(shown, values=-shown.values)
    assert abs(chest_contrast(inverted)) == pytest.approx(abs(chest_contrast(shown)))
    assert chest_contrast(replace(inverted, monochrome1=True)) == chest_contrast(shown)  # it is said: no inversion
    assert chest_contrast(replace(inverted, values=-inverted.values)) == chest_contrast(shown)
    assert saturated_share(inverted) == saturated_share(shown)
    assert empty_share(inverted) == empty_share(shown)
    assert -1 <= chest_contrast(shown) <= 1


@given(STACKS, LINES)
def test_the_same_hu_stored_otherwise_are_the_same(values: NDArray[np.int16], line: tuple[float, float]) -> None:
    slope, intercept = line
    shown = volume(values)
    stored = ((values.astype(np.float64) - intercept) / slope).astype(np.float32)
    for sign in (1, -1):
        other = volume(stored * np.float32(sign), slope=slope * sign, intercept=intercept)
        assert air_hu(other) == air_hu(shown)
        assert cut_shares(other) == cut_shares(shown)
        assert empty_share(other) == empty_share(shown)
        assert saturated_share(other) == saturated_share(shown)


@given(STACKS, st.sampled_from(ORDERS))
def test_a_body_is_cut_at_the_same_sides_however_it_is_stored(
    values: NDArray[np.int16], turn: tuple[tuple[int, ...], tuple[bool, ...]]
) -> None:
    order, flips = turn
    shown = volume(values)
    affine, turned = shown.grid.affine[:, [*order, 3]].copy(), values.transpose(order)
    for axis in np.flatnonzero(flips):
        turned, affine[:, axis] = np.flip(turned, axis), -affine[:, axis]
    other = volume(turned, grid=replace(shown.grid, shape=turned.shape, affine=affine))
    assert cut_shares(other) == cut_shares(shown)
    mirrored = volume(values, grid=replace(shown.grid, affine=np.diag([-1.0, -1, -1, 1]) @ shown.grid.affine))
    found, before = cut_shares(mirrored), cut_shares(shown)
    assert (found is None) == (before is None)
    if found is not None and before is not None:
        assert found == {SIDES[side]: share for side, share in before.items()}
        assert all(0 <= share <= 1 for share in found.values())


@settings(max_examples=50)
@given(st.integers(3, 40), st.floats(0.2, 12), st.floats(0.1, 3), st.floats(0.1, 3))
def test_lengths_that_a_manifest_names_exactly_are_accepted(slices: int, z: float, y: float, x: float) -> None:
    made = volume(np.zeros((slices, 4, 5), np.int16))
    aslant = np.linalg.qr(np.random.default_rng(slices).normal(size=(3, 3)))[0]
    affine = np.eye(4)
    affine[:3, :3] = aslant @ np.diag([z, y, x])
    made = replace(made, grid=replace(made.grid, affine=affine))
    exact = Accepts(
        slices=Range(least=slices, most=slices),
        slice_spacing_mm=Range(least=z, most=z),
        extent_mm=Range(least=slices * z, most=slices * z),
        spacing_mm=StatedRange(least=min(y, x), most=max(y, x)),
        field_of_view_mm=StatedRange(least=min(4 * y, 5 * x), most=max(4 * y, 5 * x)),
    )
    require_accepted(exact, (), made)
    with pytest.raises(InputRefused):
        require_accepted(replace(exact, slice_spacing_mm=Range(least=z * 1.001)), (), made)
