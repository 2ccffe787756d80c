"""Pictures and clips on any grid: points, boxes and colours come back to where they were."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from radlane.domain.planar import CountedSampling, EvenSampling, TimedSampling
from radlane.errors import InputRefused
from radlane.imaging.fit import boxes_to_picture, filled, lay, picture_to_source, place_picture, seen
from radlane.imaging.planar import to_picture_tensor
from radlane.imaging.sampling import sample_frames
from support.planar_models import cine_geometry, picture_geometry, planar_input, seen_picture

SIDES = st.integers(8, 120)
SHAPES = st.tuples(SIDES, SIDES)


@st.composite
def geometries(draw: st.DrawFn) -> Any:
    size, fit = draw(SHAPES), draw(st.sampled_from(["pad", "crop", "stretch"]))
    shorter = draw(st.none() | st.integers(max(size), 140)) if fit == "crop" else None
    return picture_geometry(size=size, fit=fit, shorter=shorter)


@settings(deadline=None)
@given(SHAPES, geometries())
def test_a_point_comes_back_to_itself(shape: tuple[int, int], geometry: Any) -> None:
    """Coordinates are laid on the grid and brought back: they differ by half of what the coarser grid does not tell.

    At the ends of the picture filters have one side only.
    """
    placement = place_picture(shape, geometry)
    part = seen(placement, geometry.size)
    there = np.ones(shape, bool) if part is None else part
    for axis, coordinate in enumerate(np.mgrid[: shape[0], : shape[1]].astype(np.float32)):
        found = picture_to_source(lay(coordinate, placement, geometry.size), placement)
        np.testing.assert_array_equal(np.isfinite(found), there)
        step = max(1.0, shape[axis] / placement.scaled[axis])
        away = np.abs(found - coordinate)
        assert away[there].max() <= 2 * step
        ends = np.flatnonzero(there.any(axis=1 - axis))[[0, -1]]
        inner = there & (coordinate >= ends[0] + 3 * step) & (coordinate <= ends[1] - 3 * step)
        assert not inner.any() or away[inner].max() <= 0.51 * step


@settings(deadline=None)
@given(SHAPES, geometries(), st.data())
def test_a_box_comes_back_to_where_it_is_shown(shape: tuple[int, int], geometry: Any, data: st.DataObject) -> None:
    placement = place_picture(shape, geometry)
    ends = [sorted(data.draw(st.tuples(st.integers(0, side), st.integers(0, side)))) for side in shape]
    source = np.array(ends, np.float64).T[None]
    scale, offset = np.divide(placement.scaled, shape), np.array(placement.offset)
    found = boxes_to_picture(source * scale + offset, placement, geometry.size)
    part = np.clip(np.array([-offset, geometry.size - offset]) / scale, 0, shape)
    np.testing.assert_allclose(found, np.clip(source, part[0], part[1]), atol=1e-6)


@settings(deadline=None)
@given(SHAPES, geometries(), st.permutations([0.2, 0.5, 0.9]))
def test_planes_keep_their_order(shape: tuple[int, int], geometry: Any, colour: list[float]) -> None:
    """A red picture is red, however it is laid."""
    picture = seen_picture(np.broadcast_to(np.array(colour, np.float32), (*shape, 3)))
    found = to_picture_tensor(picture, planar_input(geometry))
    there = filled(found.placement, geometry.size)
    assert there.any()
    for plane, value in enumerate(colour):
        np.testing.assert_allclose(found.values[0, plane][there], value, atol=1e-5)
        assert not found.values[0, plane][~there].any()


@st.composite
def clips(draw: st.DrawFn) -> Any:
    begin = draw(st.sampled_from(["first", "middle"]))
    sampling = draw(
        st.sampled_from(
            [
                EvenSampling(by="evenly"),
                CountedSampling(by="frames", step=draw(st.integers(1, 9)), begin=begin),
                TimedSampling(by="seconds", step=draw(st.floats(0.001, 3)), begin=begin),
            ]
        )
    )
    short = draw(st.sampled_from(["refused", "repeated", "looped"]))
    return cine_geometry(frames=draw(st.integers(1, 40)), sampling=sampling, short=short)


@given(clips(), st.lists(st.floats(1e-3, 2), min_size=0, max_size=60))
def test_frames_are_those_of_the_clip_and_as_many_as_asked_for(geometry: Any, increments: list[float]) -> None:
    times = np.concatenate([[0.0], np.cumsum(increments)])
    try:
        found = sample_frames(geometry, len(times), times, "1.3")
    except InputRefused:
        assert geometry.short == "refused"
        return
    assert len(found) == geometry.frames
    assert 0 <= found.min() <= found.max() < len(times)
    if geometry.short != "looped":
        assert (np.diff(found) >= 0).all()  # time does not run backwards
    sampling = geometry.sampling
    if isinstance(sampling, TimedSampling) and geometry.short == "refused":
        wanted = np.arange(geometry.frames) * sampling.step
        begin = max(times[-1] - wanted[-1], 0) / 2 if sampling.begin == "middle" else 0.0
        apart = np.abs(times - (wanted + begin)[:, None])
        np.testing.assert_allclose(apart[np.arange(len(found)), found], apart.min(axis=1), atol=1e-8)
