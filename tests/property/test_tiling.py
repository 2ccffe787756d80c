"""Whatever the sizes, windows cover the volume, and slabs hold what full maps of the volume would."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from radlane.inference.weights import WeightSums, gaussian_weights
from radlane.inference.windows import Windows, lay_windows
from support.tiles import stitched, stitched_plainly, volume_of


@dataclass(frozen=True, kw_only=True)
class Case:
    """Windows over a volume, windows in a run, and what lies around the volume."""

    windows: Windows
    batch: int
    pad: float


@st.composite
def cases(draw: st.DrawFn) -> Case:
    volume = draw(st.integers(1, 14)), draw(st.integers(1, 9)), draw(st.integers(1, 9))
    roi = draw(st.integers(1, 7)), draw(st.integers(1, 6)), draw(st.integers(1, 6))
    overlap = draw(st.one_of(st.sampled_from([0.0, 0.25, 0.5]), st.floats(0, 0.95)))
    return Case(
        windows=lay_windows(volume, roi, overlap), batch=draw(st.integers(1, 9)), pad=draw(st.sampled_from([0.0, -3.5]))
    )


@settings(max_examples=200)
@given(cases())
def test_every_voxel_is_covered_and_no_window_leaves_the_grid(case: Case) -> None:
    windows = case.windows
    for starts, padded, side in zip(windows.starts, windows.padded, windows.roi, strict=True):
        assert list(starts) == sorted(set(starts))
        assert {first + step for first in starts for step in range(side)} == set(range(padded))


@settings(max_examples=150, deadline=None)
@given(cases())
def test_slabs_hold_what_full_maps_would(case: Case) -> None:
    volume = volume_of(case.windows.volume)
    expected = stitched_plainly(case.windows, volume, case.pad)
    found = stitched(case.windows, volume, batch=case.batch, pad=case.pad)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-5)


@settings(max_examples=100, deadline=None)
@given(cases())
def test_the_batch_changes_nothing(case: Case) -> None:
    volume = volume_of(case.windows.volume)
    single = stitched(case.windows, volume, pad=case.pad)
    assert stitched(case.windows, volume, batch=case.batch, pad=case.pad).tobytes() == single.tobytes()


@settings(max_examples=150, deadline=None)
@given(cases())
def test_sums_of_weights_are_those_of_a_full_map(case: Case) -> None:
    windows = case.windows
    weights = gaussian_weights(windows.roi)
    full = np.zeros(windows.padded)
    for start in windows:
        full[tuple(slice(first, first + side) for first, side in zip(start, windows.roi, strict=True))] += weights
    sums = WeightSums(windows, weights)
    np.testing.assert_allclose([sums.plane(z) for z in range(windows.padded[0])], full, rtol=1e-6)
