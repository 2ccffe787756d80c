"""Positions of slices: their order, their step, and what is no lattice."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.lattice import Lattice, fit_lattice

UP = np.array([0.0, 0.0, 1.0])
_R = ReasonCode


def along(*heights: float) -> NDArray[np.float64]:
    """Positions above each other."""
    return np.array([(-100.0, 50.0, height) for height in heights])


def fitted(positions: NDArray[np.float64], normal: NDArray[np.float64] = UP) -> Lattice:
    return fit_lattice(positions, normal, [str(number) for number in range(len(positions))])


def test_slices_are_put_in_order_along_the_normal() -> None:
    found = fitted(along(5, -1, 2))
    assert found.order.tolist() == [1, 2, 0]
    assert found.origin == pytest.approx([-100, 50, -1])
    assert found.step == pytest.approx([0, 0, 3])
    assert found.tilt_degrees == 0


def test_the_normal_says_which_way() -> None:
    found = fitted(along(5, -1, 2), -UP)
    assert found.order.tolist() == [0, 2, 1]
    assert found.origin == pytest.approx([-100, 50, 5])
    assert found.step == pytest.approx([0, 0, -3])


def test_two_slices_are_a_lattice() -> None:
    assert fitted(along(0, 20)).step == pytest.approx([0, 0, 20])


def test_decimals_that_were_cut_are_spread_over_all_slices() -> None:
    heights = np.round(np.arange(300) * 0.625, 2)  # off by 0.005 mm
    found = fitted(along(*heights))
    assert found.step[2] == pytest.approx(0.625, abs=1e-5)
    assert np.abs(found.origin[2] + np.arange(300) * found.step[2] - np.arange(300) * 0.625).max() < 0.005


@pytest.mark.parametrize("degrees", [-25, 0.5, 30])
def test_a_constant_shift_sideways_is_a_tilt(degrees: float) -> None:
    positions = along(*np.arange(20) * 3.0)
    positions[:, 1] += np.arange(20) * 3 * np.tan(np.radians(degrees))
    found = fitted(positions)
    assert found.tilt_degrees == pytest.approx(abs(degrees))
    assert found.step == pytest.approx([0, 3 * np.tan(np.radians(degrees)), 3])


def test_a_shear_that_nobody_can_measure_is_none() -> None:
    positions = along(*np.arange(20) * 3.0)
    positions[:, 1] += np.arange(20) * 0.0005
    assert fitted(positions).tilt_degrees == 0


@pytest.mark.parametrize(
    ("heights", "code", "uid"),
    [
        ((0, 1, 1, 2), _R.SLICES_DUPLICATE, "1"),
        ((0, 1, 1.009, 2), _R.SLICES_DUPLICATE, "1"),  # nearer than any two slices are
        ((0, 3, 3.1, 6), _R.SLICES_DUPLICATE, "1"),  # nearer than 5 % of the others
        ((7, 7), _R.SLICES_DUPLICATE, "0"),
        ((0, 1, 2, 4, 5), _R.SLICES_MISSING, "2"),
        ((0, 2, 4, 5), _R.SLICES_MISSING, "0"),  # most are missing
        ((0, 1, 2, 100), _R.SLICES_MISSING, "2"),
        ((0, 1, 2.1, 3), _R.SLICES_IRREGULAR, "1"),
        ((0, 1, 2, 3.5), _R.SLICES_IRREGULAR, "2"),
        ((0, 1, 2, 3.7, 5), _R.SLICES_IRREGULAR, "2"),
        ((0, 1, 2.025, 3.05, 4.1, 5.15), _R.SLICES_IRREGULAR, "0"),  # the step grows
    ],
)
def test_what_is_no_lattice(heights: tuple[float, ...], code: ReasonCode, uid: str) -> None:
    with pytest.raises(InputRefused) as refused:
        fitted(along(*heights))
    assert (refused.value.code, refused.value.uid) == (code, uid)


def test_jitter_is_forgiven_up_to_two_percent() -> None:
    assert fitted(along(0, 5.09, 10, 14.92, 20)).step[2] == pytest.approx(5, abs=0.03)


@pytest.mark.parametrize(
    ("place", "shift", "uid"),
    [
        (2, (0.2, 0, 0), "2"),  # one aside
        (2, (500, 0, -1), "1"),  # beside another, in its plane
    ],
)
def test_a_slice_aside_is_refused(place: int, shift: tuple[float, float, float], uid: str) -> None:
    positions = along(0, 1, 2, 3, 4)
    positions[place] += shift
    with pytest.raises(InputRefused) as refused:
        fitted(positions)
    assert (refused.value.code, refused.value.uid) == (_R.SLICES_IRREGULAR, uid)


def test_slices_that_are_far_apart_are_no_volume() -> None:
    with pytest.raises(InputRefused, match="more than 25 mm apart") as refused:
        fitted(along(0, 26, 52))
    assert refused.value.code == ReasonCode.SLICES_MISSING


@pytest.mark.parametrize("pixel_mm", [0.004, 0.012])
def test_sections_of_an_eye_are_as_near_as_its_pixels(pixel_mm: float) -> None:
    names = [str(number) for number in range(6)]
    heights = np.arange(6) * 0.0094
    found = fit_lattice(along(*heights), UP, names, pixel_mm)
    assert found.step == pytest.approx([0, 0, 0.0094])
    for spoiled, code in ((np.delete(heights, 2), _R.SLICES_MISSING), ([*heights[:5], 0.0376], _R.SLICES_DUPLICATE)):
        with pytest.raises(InputRefused) as refused:
            fit_lattice(along(*spoiled), UP, names[: len(spoiled)], pixel_mm)
        assert refused.value.code == code


def test_slices_of_large_pixels_are_not_so_near() -> None:
    with pytest.raises(InputRefused) as refused:
        fit_lattice(along(0, 0.0094, 0.0188), UP, ["0", "1", "2"], 0.5)
    assert refused.value.code == _R.SLICES_DUPLICATE
