"""Where a CT volume cuts the body off.

In: `Volume` in HU. Out: for each side of the patient, how much of the body lies on the outermost plane. What is denser
than -500 HU is body, a table that reaches the border too.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from radlane.domain.image import Direction
from radlane.domain.volume import Volume
from radlane.imaging.sample import sample_of, seen_of

_BODY_HU = -500
_SIDES = ((Direction.R, Direction.L), (Direction.A, Direction.P), (Direction.F, Direction.H))  # along x, y, z of LPS


def cut_shares(volume: Volume) -> Mapping[Direction, float] | None:
    """Return the body's area on the outermost plane at each side, as a share of that on the plane where it is largest.

    Planes are those of the array; each of its axes stands for the axis of the patient that it is near to.

    Returns
    -------
    mapping of Direction to float, or None
        0 to 1 for each of the six sides: 0 where the body ends inside, 1 where it is nowhere larger than at that side.
        None where there is no body.
    """
    sample = sample_of(volume)
    body = _is_body(sample.values, sample.seen, volume)
    shares: dict[Direction, float] = {}
    for axis, sides in enumerate(_sides_of(volume)):
        areas = body.mean(axis=tuple({0, 1, 2} - {axis}))
        outermost = [_area_of(volume, axis, plane) for plane in (0, -1)]
        largest = max(float(areas.max()), *outermost)
        if largest == 0:
            return None
        shares.update((side, area / largest) for side, area in zip(sides, outermost, strict=True))
    return shares


def _area_of(volume: Volume, axis: int, plane: int) -> float:
    """The body's share of a plane."""
    values: NDArray[Any] = np.moveaxis(volume.values, axis, 0)[plane]
    return float(_is_body(values, seen_of(values, volume), volume).mean())


def _is_body(values: NDArray[Any], seen: NDArray[np.bool_], volume: Volume) -> NDArray[np.bool_]:
    limit = (_BODY_HU - volume.intercept) / volume.slope
    dense: NDArray[np.bool_] = values > limit if volume.slope > 0 else values < limit
    return dense & seen


def _sides_of(volume: Volume) -> tuple[tuple[Direction, Direction], ...]:
    """Which sides of the patient lie before the first and behind the last plane, along z, y and x."""
    directions = volume.grid.affine[:3, :3] / np.linalg.norm(volume.grid.affine[:3, :3], axis=0)
    order = max(permutations(range(3)), key=lambda axes: sum(abs(directions[axes[k], k]) for k in range(3)))
    return tuple(
        _SIDES[axis] if directions[axis, k] > 0 else (_SIDES[axis][1], _SIDES[axis][0]) for k, axis in enumerate(order)
    )
