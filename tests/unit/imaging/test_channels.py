"""The channels of an input on the network's grid; whatever the grids: tests/property/test_channels.py."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from radlane.domain.channels import Channels
from radlane.domain.input import Clip, ClipPercentile, Input, MinMax, Scale, ZScore
from radlane.domain.volume import Box, Grid, Volume
from radlane.errors import InputRefused
from radlane.imaging.channels import channels_reader, channels_to_network, coded_channel, count_sampled, nonzero_part
from radlane.imaging.placement import place_volume
from support.grids import affine, geometry, two_channels, volume

RNG = np.random.default_rng(3)
SHAPE = (6, 7, 8)
PAD = -7.0
SERIES = "1.2.3"
HALF = (Scale(op="scale", factor=0.5, offset=0.0),)


def reference(**changes: Any) -> Volume:
    return volume(RNG.integers(1, 900, SHAPE).astype(np.int16), **changes)


def moved(source: Volume, by: tuple[float, float, float], values: Any = None) -> Volume:
    """The volume (or other values) moved by voxels along z, y and x."""
    matrix = source.grid.affine.copy()
    matrix[:3, 3] += matrix[:3, :3] @ np.array(by)
    found = source.values if values is None else values
    return replace(source, values=found, grid=Grid(shape=found.shape, affine=matrix), refs=(_Ref(),))  # type: ignore[arg-type]


class _Ref:
    series_instance_uid = SERIES


def laid(first: Volume, second: Volume | None, wanted: Input, **earlier: Any) -> Any:
    volumes = {"a": first} | ({} if second is None else {"b": second})
    channels = Channels(reference=first, volumes=volumes)
    placement = place_volume(first.grid, 0, wanted.geometry)  # type: ignore[arg-type]
    whole = channels_to_network(channels, wanted, placement, earlier)
    patch = np.empty_like(whole)
    parts = tuple(slice(0, side) for side in placement.shape)
    channels_reader(channels, wanted, placement, earlier)(parts, patch)  # type: ignore[arg-type]
    np.testing.assert_allclose(patch, whole, rtol=1e-5, atol=1e-5)
    return whole


def test_each_channel_goes_through_its_own_operations() -> None:
    first, second = reference(), reference()
    wanted = two_channels(geometry(), Clip(op="clip", lower=0, upper=100), intensity=HALF)
    found = laid(first, second, wanted)
    np.testing.assert_array_equal(found[0], np.clip(first.values, 0, 100))
    np.testing.assert_array_equal(found[1], second.values / 2)
    plain = laid(first, second, two_channels(geometry(), *HALF))
    np.testing.assert_array_equal(plain[1], second.values / 2)


def test_a_moved_channel_is_brought_to_the_grid_and_padded_where_it_shows_nothing() -> None:
    first = reference()
    found = laid(first, moved(first, (0, 0, 1)), two_channels(geometry(coverage=0.5)))
    np.testing.assert_allclose(found[1, ..., 1:], first.values[..., :-1], rtol=1e-6)
    np.testing.assert_array_equal(found[1, ..., 0], PAD)


def test_what_is_not_shown_counts_in_no_statistic() -> None:
    first = reference()
    found = laid(first, moved(first, (0, 0, 1)), two_channels(geometry(coverage=0.5), ZScore(op="zscore")))
    inside = found[1, ..., 1:]
    np.testing.assert_allclose([inside.mean(), inside.std()], [0, 1], atol=1e-5)
    assert (found[1, ..., 0] == PAD).all()


def test_operations_follow_each_other_also_where_windows_are_read() -> None:
    first = reference()
    operations = (ClipPercentile(op="clip_percentile", lower=5, upper=80), MinMax(op="minmax"))
    found = laid(first, moved(first, (0, 0, 1)), two_channels(geometry(coverage=0.5), *operations))
    low, high = np.percentile(first.values[..., :-1], [5, 80])
    expected = (np.clip(first.values[..., :-1], low, high) - low) / (high - low)
    np.testing.assert_allclose(found[1, ..., 1:], expected, atol=1e-5)


def test_a_channel_that_is_not_there_is_one_value() -> None:
    first = reference()
    found = laid(first, None, two_channels(geometry(), ZScore(op="zscore")))
    assert (found[1] == PAD).all()
    assert abs(found[0].mean()) < 1e-5


@pytest.mark.parametrize(("coverage", "refused"), [(0.9, True), (0.875, False), (0.0, False)])
def test_a_channel_has_to_show_enough_of_the_grid(coverage: float, refused: bool) -> None:
    first = reference()
    second = moved(first, (0, 0, 1))  # 7 of 8 columns
    wanted = two_channels(geometry(coverage=coverage))
    if not refused:
        laid(first, second, wanted)
        return
    with pytest.raises(InputRefused, match="The images of channel b show less than 90% of what the network") as found:
        laid(first, second, wanted)
    assert (found.value.code, found.value.uid) == ("channel-coverage", SERIES)


@pytest.mark.parametrize("far", [True, False])
def test_a_channel_that_shows_nothing_is_not_silently_pad(far: bool) -> None:
    first = reference()
    if far:  # beside the reference, and the manifest asks for no coverage
        second = moved(first, (0, 0, 100))
    else:  # padding is all of it that lies on the reference
        wide = np.full((*SHAPE[:2], 3 * SHAPE[2]), -2000, np.int16)
        wide[..., -1] = first.values[..., 0]
        second = replace(moved(first, (0, 0, 0), wide), padding=(-2000.0, -2000.0))
    with pytest.raises(InputRefused, match="channel b show") as refused:
        laid(first, second, two_channels(geometry(coverage=0.0), *HALF))
    assert refused.value.code == "pixels-blank"


def test_a_crop_to_padding_of_another_channel_on_the_same_grid_is_refused() -> None:
    first = reference()
    values = np.full(SHAPE, -2000, np.int16)
    values[-1] = first.values[-1]
    second = replace(moved(first, (0, 0, 0), values), padding=(-2000.0, -2000.0))
    wanted = two_channels(geometry(), *HALF)
    laid(first, second, wanted)
    placement = place_volume(first.grid, 0, wanted.geometry, Box(start=(0, 0, 0), stop=(3, *SHAPE[1:])))  # type: ignore[arg-type]
    with pytest.raises(InputRefused, match="channel b show"):
        channels_to_network(Channels(reference=first, volumes={"a": first, "b": second}), wanted, placement)


def test_padding_is_image_where_the_manifest_wants_it() -> None:
    first = reference()
    second = moved(replace(first, padding=(0.0, 300.0)), (0, 0, 0.25))
    stored = laid(first, second, two_channels(geometry(padding="as-stored", coverage=0.5)))
    padded = laid(first, second, two_channels(geometry(coverage=0.5)))
    assert (stored[1] != PAD).all()
    assert (padded[1] == PAD).sum() == (first.values <= 300).sum()


def test_the_nearest_voxel_where_the_manifest_wants_it() -> None:
    first = reference()
    found = laid(first, moved(first, (0, 0, 0.25)), two_channels(geometry(interpolation="nearest")))
    np.testing.assert_array_equal(found[1], first.values)


def test_percentiles_of_what_an_earlier_stage_saw_are_those_of_the_channel() -> None:
    first = reference()
    second = moved(first, (0, 0, 0.5), first.values * 2)
    before = place_volume(first.grid, 0, geometry(), Box(start=(0, 0, 1), stop=(3, 7, 8)))
    operation = ClipPercentile(op="clip_percentile", lower=10, upper=50, of="box")
    found = laid(first, second, two_channels(geometry(coverage=0.5), operation), box=before)
    seen = (second.values[:3, :, :-1].astype(np.float32) + second.values[:3, :, 1:]) / 2
    low, high = np.percentile(seen, [10, 50])
    shown = found[1][found[1] != PAD]
    np.testing.assert_allclose([shown.min(), shown.max()], [low, high], rtol=1e-5)
    np.testing.assert_allclose(found[0].max(), np.percentile(first.values[:3, :, 1:], 50), rtol=1e-6)


def test_how_many_are_held() -> None:
    first = reference()
    wanted = [two_channels(geometry())]
    same = Channels(reference=first, volumes={"a": first, "b": first})
    assert count_sampled(same, wanted) == 0
    assert count_sampled(Channels(reference=first, volumes={"a": first}), wanted) == 0
    assert count_sampled(Channels(reference=first, volumes={"a": first, "b": moved(first, (1, 0, 0))}), wanted) == 1


def zero_but(part: tuple[slice, ...]) -> Volume:
    values = np.zeros(SHAPE, np.int16)
    values[part] = 5
    return volume(values)


ALL = slice(None)


@pytest.mark.parametrize(
    ("second", "start", "stop"),
    [
        (None, (1, 2, 3), (3, 4, 5)),  # filled
        (zero_but((slice(0, 0), ALL, ALL)), (1, 2, 3), (3, 4, 5)),  # zero everywhere
        (zero_but((slice(2, 5), slice(0, 3), slice(4, 5))), (1, 0, 3), (5, 4, 5)),
        (moved(zero_but((slice(2, 3), ALL, ALL)), (1, 0, 0)), (1, 0, 0), (4, 7, 8)),  # on another grid
    ],
)
def test_a_crop_to_what_any_channel_shows(second: Volume | None, start: Any, stop: Any) -> None:
    first = zero_but((slice(1, 3), slice(2, 4), slice(3, 5)))
    volumes = {"a": first} | ({} if second is None else {"b": second})
    laid_out = geometry(crop_nonzero=True)
    found = nonzero_part(Channels(reference=first, volumes=volumes), [two_channels(laid_out)], laid_out)
    assert (found.start, found.stop) == (start, stop)


def test_nothing_to_crop_to_is_the_whole() -> None:
    dark = volume(np.zeros(SHAPE, np.int16), affine("HPL"))
    laid_out = geometry(crop_nonzero=True)
    found = nonzero_part(Channels(reference=dark, volumes={"a": dark, "b": dark}), [two_channels(laid_out)], laid_out)
    assert (found.start, found.stop) == ((0, 0, 0), SHAPE)


def test_several_channels_have_no_codes() -> None:
    first = reference()
    wanted = two_channels(geometry())
    channels = Channels(reference=first, volumes={"a": first, "b": reference()})
    assert coded_channel(channels, wanted, place_volume(first.grid, 0, wanted.geometry)) is None  # type: ignore[arg-type]
