"""A volume on the network's grid, whole and patch by patch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from radlane.domain.input import Clip, ClipPercentile, MinMax, Scale, ZScore
from radlane.domain.reason import ReasonCode
from radlane.domain.volume import Box
from radlane.errors import InputRefused
from radlane.imaging.channels import coded_channel
from radlane.imaging.placement import place_volume
from support.channels import alone, patch_reader, to_network
from support.grids import ORIENTATIONS, geometry, turned, volume, wanted

RNG = np.random.default_rng(7)
VALUES = RNG.integers(-1000, 2000, (9, 10, 11)).astype(np.int16)
BOX = Box(start=(1, 0, 2), stop=(8, 9, 11))
PAD = -7.0


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("interpolation", ["linear", "nearest"])
def test_its_own_grid_is_a_turn(orientation: str, interpolation: str) -> None:
    source = volume(VALUES, slope=2.0, intercept=-3.0)
    asked = wanted(geometry(orientation, interpolation=interpolation))
    placement = place_volume(source.grid, 0, asked.geometry, BOX)
    laid = to_network(source, asked, placement)
    assert laid.dtype == np.float32
    np.testing.assert_array_equal(laid, turned(VALUES, placement) * 2.0 - 3.0)


OPERATIONS = {
    "none": (),
    "pointwise": (Clip(op="clip", lower=-500, upper=500), Scale(op="scale", factor=0.001, offset=0.5)),
    "statistics": (ClipPercentile(op="clip_percentile", lower=2, upper=95), ZScore(op="zscore"), MinMax(op="minmax")),
}


@pytest.mark.parametrize("orientation", ["HPL", "LPH", "AFR", "PRH"])
@pytest.mark.parametrize("interpolation", ["linear", "nearest"])
@pytest.mark.parametrize("size", [None, (13, 6, 8)])
@pytest.mark.parametrize("operations", OPERATIONS)
@pytest.mark.parametrize("padding", [None, (-1000.0, -600.5)])
def test_patches_are_parts_of_the_whole(
    orientation: str, interpolation: str, size: Any, operations: str, padding: Any
) -> None:
    source = volume(VALUES, padding=padding)
    asked = wanted(geometry(orientation, interpolation=interpolation, size=size), *OPERATIONS[operations])
    placement = place_volume(source.grid, 0, asked.geometry, BOX)
    whole = to_network(source, asked, placement)
    read = patch_reader(source, asked, placement)
    assert np.isfinite(whole).all()
    for part in [(slice(0, 1), slice(2, 6), slice(1, 7)), tuple(slice(0, side) for side in placement.shape)]:
        patch = np.full((1, *(side.stop - side.start for side in part)), np.nan, np.float32)
        read(part, patch)
        np.testing.assert_allclose(patch[0], whole[part], rtol=1e-6, atol=1e-6)


def test_statistics_are_those_of_the_networks_grid() -> None:
    source = volume(VALUES)
    asked = wanted(geometry(size=(5, 6, 7)), *OPERATIONS["statistics"][:2])
    placement = place_volume(source.grid, 0, asked.geometry)
    plain = to_network(source, wanted(asked.geometry), placement).astype(np.float64)
    clipped = np.clip(plain, *np.percentile(plain, [2, 95]))
    expected = (clipped - clipped.mean()) / clipped.std()
    np.testing.assert_allclose(to_network(source, asked, placement), expected, atol=1e-5)


def test_percentiles_of_what_an_earlier_stage_saw() -> None:
    source = volume(VALUES, slope=3.0)
    first = place_volume(source.grid, 0, geometry("RAH", interpolation="nearest", size=(4, 5, 6)))
    small = to_network(source, wanted(geometry()), first)
    asked = wanted(geometry(), ClipPercentile(op="clip_percentile", lower=10, upper=90, of="box"))
    placement = place_volume(source.grid, 0, asked.geometry, BOX)
    expected = np.clip(turned(VALUES, placement) * 3.0, *np.percentile(small, [10, 90]))
    np.testing.assert_allclose(to_network(source, asked, placement, {"box": first}), expected, rtol=1e-6)
    patch = np.empty((1, *placement.shape), np.float32)
    patch_reader(source, asked, placement, {"box": first})(tuple(slice(0, side) for side in placement.shape), patch)
    np.testing.assert_allclose(patch[0], expected, rtol=1e-6)


def padded(slope: float, kind: str) -> Any:
    """A row of padding, and image of 100 ... 107 beside it."""
    values = np.full((2, 4, 8), 2000 if slope < 0 else 0, kind)
    values[:, 2:] = np.arange(100, 108)
    return values


@pytest.mark.parametrize(
    ("slope", "kind", "padding"),
    [(1.0, "uint16", (0.0, 0.0)), (-1.0, "int16", (1999.5, 2000.5)), (0.5, "float32", (-0.5, 0.5))],
)
def test_padding_does_not_bleed(slope: float, kind: str, padding: tuple[float, float]) -> None:
    source = volume(padded(slope, kind), slope=slope, padding=padding)
    asked = wanted(geometry(size=(2, 8, 8)))
    laid = to_network(source, asked, place_volume(source.grid, 0, asked.geometry))
    image = np.arange(100, 108) * slope
    lowest = image.min()
    np.testing.assert_array_equal(laid[:, :4], PAD)  # their nearest source voxel is padding
    np.testing.assert_allclose(laid[:, 4], [image * 0.75 + lowest * 0.25] * 2)
    np.testing.assert_allclose(laid[:, 5:], np.broadcast_to(image, (2, 3, 8)))


def test_padding_counts_in_no_statistic() -> None:
    source = volume(padded(1, "uint16"), padding=(0.0, 0.0))
    asked = wanted(geometry(), MinMax(op="minmax"))
    laid = to_network(source, asked, place_volume(source.grid, 0, asked.geometry))
    np.testing.assert_allclose(laid[0, 2], np.arange(8) / 7, rtol=1e-6)
    np.testing.assert_array_equal(laid[:, :2], PAD)


@pytest.mark.parametrize("size", [None, (3, 3, 3)])
def test_nothing_but_padding(size: Any) -> None:
    source = volume(np.zeros((2, 2, 2), np.int16), padding=(0.0, 0.0))
    plain = geometry(size=size)
    placement = place_volume(source.grid, 0, plain)
    np.testing.assert_array_equal(to_network(source, wanted(plain), placement), PAD)
    with pytest.raises(InputRefused) as refused:
        to_network(source, wanted(plain, ZScore(op="zscore")), placement)
    assert refused.value.code == ReasonCode.PIXELS_BLANK


def test_many_slabs() -> None:
    values = RNG.integers(0, 500, (40, 160, 160)).astype(np.int16)
    source = volume(values)
    asked = wanted(geometry("LPH"), *OPERATIONS["statistics"][:2])
    placement = place_volume(source.grid, 0, asked.geometry)
    whole = to_network(source, asked, placement)
    patch = np.empty((1, 3, 160, 40), np.float32)
    patch_reader(source, asked, placement)((slice(5, 8), slice(0, 160), slice(0, 40)), patch)
    clipped = np.clip(turned(values, placement).astype(float), *np.percentile(values, [2, 95]))
    np.testing.assert_allclose(whole, (clipped - clipped.mean()) / clipped.std(), atol=1e-5)
    np.testing.assert_allclose(patch[0], whole[5:8], atol=1e-6)


@pytest.mark.parametrize("value", [-2000, 3000])
@pytest.mark.parametrize("interpolation", ["linear", "nearest"])
@pytest.mark.parametrize("size", [None, (13, 6, 8)])
def test_padding_as_it_is_stored_goes_through_every_step_as_for_monai_and_nnunet(
    value: int, interpolation: str, size: Any
) -> None:
    """They know no padding: what they are given is a volume whose header says nothing of one."""
    tissue = np.full((6, 8, 9), 50, np.int16)
    tissue[:, 6:], tissue[:, :2] = -1000, value
    padding = (float(value), float(value))
    for operations, expected in [
        ((ZScore(op="zscore"),), (tissue - tissue.mean()) / tissue.std()),
        ((MinMax(op="minmax"),), (tissue - float(tissue.min())) / (float(tissue.max()) - float(tissue.min()))),
        (
            (Clip(op="clip", lower=-100, upper=300), Scale(op="scale", factor=0.1, offset=2)),
            0.1 * tissue.clip(-100, 300) + 2,
        ),
        ((ClipPercentile(op="clip_percentile", lower=10, upper=70),), tissue.clip(*np.percentile(tissue, [10, 70]))),
        ((ClipPercentile(op="clip_percentile", lower=10, upper=70, of="box"),), None),
    ]:
        asked = wanted(geometry(interpolation=interpolation, size=size, pad=0.0, padding="as-stored"), *operations)
        source = volume(tissue, padding=padding)
        placement = place_volume(source.grid, 0, asked.geometry)
        earlier = {"box": place_volume(source.grid, 0, geometry("RAH", interpolation="nearest", size=(4, 5, 6)))}
        laid = to_network(source, asked, placement, earlier)
        np.testing.assert_array_equal(laid, to_network(volume(tissue), asked, placement, earlier))
        if size is None and expected is not None:
            np.testing.assert_allclose(laid, expected, rtol=1e-5, atol=1e-5)
        patch = np.empty((1, *laid.shape), np.float32)
        patch_reader(source, asked, placement, earlier)(tuple(slice(0, side) for side in laid.shape), patch)
        np.testing.assert_allclose(patch[0], laid, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("orientation", ["HPL", "LPH", "AFR", "PRH"])
@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int16, np.uint16])
@pytest.mark.parametrize("operations", OPERATIONS)
@pytest.mark.parametrize("padding", [None, (-100.0, 5.5)])
def test_codes_are_looked_up_to_the_last_bit(orientation: str, dtype: Any, operations: str, padding: Any) -> None:
    source = volume((VALUES % 100).astype(dtype), slope=1.7, intercept=-1024.3, padding=padding)
    asked = wanted(geometry(orientation), *OPERATIONS[operations])
    placement = place_volume(source.grid, 0, asked.geometry, BOX)
    coded = coded_channel(alone(source, "a"), asked, placement)
    assert coded is not None
    assert coded.codes.kind == "u"
    read = patch_reader(source, asked, placement)
    for part in [(slice(0, 1), slice(2, 6), slice(1, 7)), tuple(slice(0, side) for side in placement.shape)]:
        shape = (1, *(side.stop - side.start for side in part))
        patch, codes = np.full(shape, np.nan, np.float32), np.zeros(shape, coded.codes)
        read(part, patch)
        coded.read(part, codes)
        np.testing.assert_array_equal(coded.table[codes], patch)


@pytest.mark.parametrize(
    ("values", "where"),
    [
        (VALUES, {"size": (13, 6, 8)}),  # values between those that are stored
        (VALUES.astype(np.int32), {}),  # too many of them
        (VALUES.astype(np.float32), {}),
    ],
)
def test_what_cannot_be_looked_up_has_no_codes(values: Any, where: Any) -> None:
    source, asked = volume(values), wanted(geometry(**where))
    assert coded_channel(alone(source, "a"), asked, place_volume(source.grid, 0, asked.geometry)) is None
