"""Stacks: planes of one direction, which follow each other.

In: planes. Out: which of them are one stack, their order, their distance and thickness.
Reference: PS3.3 sections C.7.6.16.2.2.4 (stacks), C.7.6.2.1.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from radlane.encode.planes import PatientPlane, normal

_SAME_DIRECTION = 1e-3  # of a direction's components: slices of one stack may differ in the last digits
_SAME_SPACING = 1e-3  # relative
_SAME_PLACE_MM = 1e-3  # positions are written with 16 characters
_OFF_MM, _OFF_SHARE = 0.0101, 0.0201  # how far a slice of an even stack may be off: `imaging.lattice` refuses others


@dataclass(frozen=True, kw_only=True)
class Measures:
    """What Pixel Measures says of the planes of one stack.

    Attributes
    ----------
    spacing_mm : (float, float)
        Pixel Spacing.
    distance_mm : float or None
        From plane to plane along the normal, least squares over all, as the grid of a volume is fitted; None for one
        plane, or where the distances differ.
    thickness_mm : float or None
        Slice Thickness where all planes have the same one, else `distance_mm`, else the shortest distance of two
        planes; None for one plane that states none.
    """

    spacing_mm: tuple[float, float]
    distance_mm: float | None
    thickness_mm: float | None


def measure(planes: Sequence[PatientPlane]) -> Measures | None:
    """Return the measures of the planes of one stack; None where their pixels have other spacings."""
    if not all(same_spacing(planes[0].spacing_mm, plane.spacing_mm) for plane in planes):
        return None
    thicknesses = {plane.thickness_mm for plane in planes}
    distance = _distance_mm(planes)
    return Measures(
        spacing_mm=planes[0].spacing_mm,
        distance_mm=distance,
        thickness_mm=(thicknesses.pop() if len(thicknesses) == 1 else None) or distance or _shortest_mm(planes),
    )


def same_spacing(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether two spacings are the same but for their last digits."""
    return all(abs(a - b) <= _SAME_SPACING * a for a, b in zip(one, other, strict=True))


def measures_of(planes: Sequence[PatientPlane]) -> tuple[Measures, ...]:
    """Return the measures of each plane, those of its stack; what one of the stacks lacks none states.

    Frames whose Pixel Measures hold different attributes are allowed, but highdicom reads the first frame's of all.
    """
    stacks = stacks_of(planes)
    of_stacks = {
        stack: measure([plane for plane, other in zip(planes, stacks, strict=True) if other == stack])
        for stack in set(stacks)
    }
    own = [
        of_stacks[stack] or Measures(spacing_mm=plane.spacing_mm, distance_mm=None, thickness_mm=plane.thickness_mm)
        for plane, stack in zip(planes, stacks, strict=True)
    ]
    if any(measures.distance_mm is None for measures in own):
        own = [replace(measures, distance_mm=None) for measures in own]
    if any(measures.thickness_mm is None for measures in own):
        own = [replace(measures, thickness_mm=None) for measures in own]
    return tuple(own)


def stacks_of(planes: Sequence[PatientPlane]) -> tuple[int, ...]:
    """Return the stack of each plane, from 1 in the order of their first planes: those of one direction are one."""
    found: list[NDArray[np.float64]] = []
    stacks = []
    for plane in planes:
        own = np.array(plane.orientation)
        near = [place for place, other in enumerate(found) if np.abs(own - other).max() <= _SAME_DIRECTION]
        if not near:
            found.append(own)
        stacks.append(near[0] + 1 if near else len(found))
    return tuple(stacks)


def ranks_along(planes: Sequence[PatientPlane]) -> tuple[int, ...]:
    """Return the rank of each plane of one stack, from 1, against their normal; planes at one place have one rank.

    highdicom counts in that direction too; the standard leaves it open.
    """
    along = _along(planes)
    order = np.argsort(along, kind="stable")
    ranks = np.empty(len(planes), dtype=np.int64)
    ranks[order] = 1 + np.concatenate([[0], np.cumsum(np.diff(along[order]) > _SAME_PLACE_MM)])
    return tuple(ranks.tolist())


def _distance_mm(planes: Sequence[PatientPlane]) -> float | None:
    along, ranks = _along(planes), np.array(ranks_along(planes))
    count = int(ranks.max())
    if count < 2:
        return None
    places: NDArray[np.float64] = np.bincount(ranks, along)[1:] / np.bincount(ranks)[1:]
    index = np.arange(count) - (count - 1) / 2
    distance = float(index @ (places - places.mean()) / (index @ index))
    off = np.abs(places - places.mean() - index * distance).max()
    return distance if off <= max(_OFF_MM, _OFF_SHARE * distance) else None


def _shortest_mm(planes: Sequence[PatientPlane]) -> float | None:
    """Return the shortest distance of two planes; planes thicker than that would lie in each other."""
    apart = np.diff(np.sort(_along(planes)))
    return float(apart[apart > _SAME_PLACE_MM].min(initial=np.inf)) if (apart > _SAME_PLACE_MM).any() else None


def _along(planes: Sequence[PatientPlane]) -> NDArray[np.float64]:
    """Return where planes lie along their normal, reversed, in mm."""
    found: NDArray[np.float64] = np.array([plane.position for plane in planes]) @ -normal(planes[0].orientation)
    return found
