"""Where a CT volume cuts the body off."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from radlane.domain.image import Direction
from radlane.imaging.body import cut_shares
from support.shown import volume
from support.volumes import cranium, rotation, series, volume_of

R, L, A, P, H, F = (Direction(side) for side in "RLAPHF")


def cone() -> NDArray[np.int16]:
    """A body that is cut off below, where it is widest, and touches the left border with a half of its height."""
    values = np.full((10, 30, 30), -1000, np.int16)
    for z in range(8):
        values[z, 10 : 26 - z, 14 : 30 if z < 4 else 22] = 40
    return values


def test_each_side_has_its_share() -> None:
    shares = cut_shares(volume(cone()))
    assert shares is not None
    assert shares == {F: 1.0, H: 0.0, A: 0.0, P: 0.0, R: 0.0, L: pytest.approx(58 / 100)}


def test_sides_are_those_of_the_patient() -> None:
    values = cone()
    straight = volume(values)
    flipped = straight.grid.affine @ np.diag([-1.0, 1, -1, 1])
    shares = cut_shares(replace(straight, grid=replace(straight.grid, affine=flipped)))
    assert shares is not None
    assert (shares[H], shares[F], shares[L]) == (1.0, 0.0, 0.0)
    assert shares[R] == pytest.approx(0.58)
    aslant = rotation((20, 10, 30)) @ straight.grid.affine
    assert cut_shares(replace(straight, grid=replace(straight.grid, affine=aslant))) == cut_shares(straight)


def test_rescaling_and_padding() -> None:
    values = cone()
    assert cut_shares(volume(-values, slope=-1.0)) == cut_shares(volume(values))
    assert cut_shares(volume((values + 1000) // 2, slope=2.0, intercept=-1000.0)) == cut_shares(volume(values))
    values[:, 0] = 3000
    shares = cut_shares(volume(values, padding=(3000.0, 3000.0)))
    assert shares == cut_shares(volume(cone()))


def test_what_only_the_outermost_planes_hold_is_body_too() -> None:
    values = np.full((40, 200, 200), -1000, np.int16)
    values[-1] = 40
    shares = cut_shares(volume(values))
    assert shares is not None
    assert shares[H] == 1.0


def test_there_may_be_no_body() -> None:
    assert cut_shares(volume(np.full((3, 4, 5), -1000, np.int16))) is None


def test_a_real_head_is_cut_at_the_neck_alone() -> None:
    head = volume_of(series(cranium()))
    shares = cut_shares(head)
    assert shares is not None
    assert shares[F] > 0.8
    assert shares[P] < 0.2  # what it lies on
    assert max(shares[side] for side in (H, A, L, R)) == 0.0
    lower = cut_shares(volume_of(series(cranium().part(slice(0, 70), slice(None), slice(None)))))
    narrow = cut_shares(volume_of(series(cranium().part(slice(None), slice(None), slice(0, 150)))))
    assert lower is not None
    assert lower[H] > 0.8
    assert narrow is not None
    assert max(narrow[L], narrow[R]) > 0.8
