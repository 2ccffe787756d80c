"""Positions of slices -> one lattice, or why they are none.

In: the positions of parallel slices. Out: their order, the first position and the step from each to the next. One
affine has to describe all slices: what does not lie on the lattice is refused, never resampled or averaged away.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.slices import Vector

_ONE_PLACE_MM = 0.01  # positions are written with two decimals or more; no classic series has slices this close
_ONE_PLACE = 0.25  # of the side of a pixel, where that is less: sections of an eye are 0.01 mm apart, as its pixels
_JITTER = 0.02  # of the distance of slices: tables stop so exactly, decimals are cut so, and no model sees it
_FARTHEST_MM = 25.0  # beyond it what lies between two slices is a guess, and no volume is one
_TWICE = 0.05  # of the usual distance: nearer ones are two images of one place whose positions jitter


@dataclass(frozen=True, kw_only=True)
class Lattice:
    """Where slice z of a stack is: `origin + z * step`.

    Attributes
    ----------
    order : integers [z]
        Index of each slice among the positions that were given.
    origin : float64 [3]
        Position of the first slice in mm, LPS: least squares over all slices, as `step`.
    step : float64 [3]
        From each slice to the next, mm, LPS. It points along the normal, or aslant where the gantry was tilted.
    tilt_degrees : float
        Angle between the step and the normal; 0 where the whole stack is sheared by 0.01 mm or less.
    """

    order: NDArray[np.intp]
    origin: Vector
    step: Vector
    tilt_degrees: float


def fit_lattice(
    positions: NDArray[np.float64], normal: Vector, uids: Sequence[str], pixel_mm: float = math.inf
) -> Lattice:
    """Order slices along their normal and require that they follow each other evenly.

    Parameters
    ----------
    positions : float64 [n, 3]
        Image Position (Patient) of two or more slices, in any order.
    normal : float64 [3]
        Their common normal, unit length.
    uids : sequence of str
        SOP Instance UID of each, for messages.
    pixel_mm : float
        The shorter side of a pixel: what lies within 0.01 mm, or a quarter of this, is in one place.

    Raises
    ------
    InputRefused
        `slices-duplicate` where two slices are in one place along the normal, or within 5 % of the median distance;
        `slices-missing` where all distances are multiples of the smallest, or more than 25 mm; `slices-irregular` where
        they are not, or where a slice is farther from the lattice than one place and 2 % of the slices' distance.
    """
    one_place = min(_ONE_PLACE_MM, _ONE_PLACE * pixel_mm)
    along = positions @ normal
    order = np.argsort(along, kind="stable")
    names = [uids[index] for index in order]
    gaps = np.diff(along[order])
    _require_places(gaps, positions[order], names, one_place)
    _require_even(gaps, names, one_place)
    origin, step = _fit(positions[order])
    expected = origin + np.arange(len(order))[:, np.newaxis] * step
    off = np.linalg.norm(positions[order] - expected, axis=1)
    worst = int(off.argmax())
    if off[worst] > max(one_place, _JITTER * float(step @ normal)):
        raise _irregular("The slice is shifted against the others", names[worst])
    return Lattice(order=order, origin=origin, step=step, tilt_degrees=_tilt(step, normal, len(order)))


def _require_places(
    gaps: NDArray[np.float64], places: NDArray[np.float64], names: Sequence[str], one_place: float
) -> None:
    """Every slice has a place of its own."""
    apart = gaps[gaps > one_place]
    nearest = max(one_place, _TWICE * float(np.median(apart))) if apart.size else one_place
    for after in np.flatnonzero(gaps <= nearest).tolist():
        if np.linalg.norm(places[after + 1] - places[after]) > 2 * nearest:
            raise _irregular("Two slices lie beside each other in one plane", names[after])
    if gaps.min() <= nearest:
        text = "There are several images at one position: a slice twice, or several phases, echoes or kernels"
        raise InputRefused(ReasonCode.SLICES_DUPLICATE, text, uid=names[int(gaps.argmin())])


def _require_even(gaps: NDArray[np.float64], names: Sequence[str], one_place: float) -> None:
    """Every slice is followed by the next at the same distance."""
    smallest = gaps.min()
    common = float(np.median(gaps[np.rint(gaps / smallest) == 1]))
    counts = np.rint(gaps / common)
    uneven = np.abs(gaps - counts * common) > max(one_place, _JITTER * common) * (1 + counts)
    if uneven.any():
        raise _irregular(
            "The distance to the next slice is another than that of the others", names[int(uneven.argmax())]
        )
    if common > _FARTHEST_MM:
        text = f"The slices are more than {_FARTHEST_MM:g} mm apart: what lies between them is not known"
        raise InputRefused(ReasonCode.SLICES_MISSING, text, uid=names[0])
    if counts.max() > 1:
        text = "The distance to the next slice is a multiple of that of the others: slices are missing"
        raise InputRefused(ReasonCode.SLICES_MISSING, text, uid=names[int(counts.argmax())])


def _fit(places: NDArray[np.float64]) -> tuple[Vector, Vector]:
    """Origin and step of the straight line through all places, least squares."""
    index = np.arange(len(places)) - (len(places) - 1) / 2
    middle = places.mean(axis=0)
    step: Vector = index @ (places - middle) / (index @ index)
    return middle + index[0] * step, step


def _tilt(step: Vector, normal: Vector, count: int) -> float:
    along = float(step @ normal)
    aside = float(np.linalg.norm(step - along * normal))
    return math.degrees(math.atan2(aside, along)) if aside * (count - 1) > _ONE_PLACE_MM else 0.0


def _irregular(text: str, uid: str) -> InputRefused:
    return InputRefused(ReasonCode.SLICES_IRREGULAR, text, uid=uid)
