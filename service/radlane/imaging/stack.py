"""Slices of one series -> a stack in the order of their positions.

In: the headers of a series, in any order. Out: the slices in order and the grid that they fill, or why they fill none.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from radlane.domain.reason import ReasonCode
from radlane.domain.refs import is_uid
from radlane.domain.volume import Grid
from radlane.errors import InputRefused
from radlane.imaging.agreement import require_one_kind, require_one_series
from radlane.imaging.decode import FrameFormat
from radlane.imaging.lattice import fit_lattice
from radlane.imaging.pixels import frame_format
from radlane.imaging.reading import text
from radlane.imaging.slices import Plane, Slice, Vector, read_plane

FEWEST_SLICES = 3  # of two, nothing says whether they follow each other
MAX_VOXELS = 2**31  # 4 GiB of 16 bits: two thousand slices of 1024 x 1024

_SAME = 1e-4  # of directions, and of spacing relative to itself: 0.05 mm at the far end of 512 mm


@dataclass(frozen=True, kw_only=True)
class Stack:
    """Slices that fill one grid.

    Attributes
    ----------
    slices : tuple of Slice
        `slices[z]` lies at z of the grid; z grows along the normal.
    forms : tuple of FrameFormat
        How each one's pixels are described by its header.
    frame_of_reference_uid : str
        Frame of Reference UID that all share.
    grid : Grid
        Where the voxels are.
    tilt_degrees : float
        Angle between the direction in which the slices follow each other and their normal.
    """

    slices: tuple[Slice, ...]
    forms: tuple[FrameFormat, ...]
    frame_of_reference_uid: str
    grid: Grid
    tilt_degrees: float


def order_slices(slices: Sequence[Slice]) -> Stack:
    """Verify that slices make one regular stack, and put them in order.

    Parameters
    ----------
    slices : sequence of Slice
        The slices of a series in any order, without localisers (`image_type.leave_out`).

    Raises
    ------
    InputRefused
        `slices-foreign`; `slices-mixed`, also where directions or relative spacing differ by more than 1e-4;
        `slices-too-few` below two; `geometry-invalid`; `slices-duplicate`, `slices-missing` and `slices-irregular` as
        `lattice.fit_lattice` says; `image-too-large` beyond 2^31 voxels; and what `pixels.frame_format`
        refuses, several frames among it.
    """
    forms = [frame_format(item.header, item.ref.sop_instance_uid) for item in slices]
    require_one_series(slices)
    _require_once(slices)
    require_one_kind(slices)
    if len(slices) < FEWEST_SLICES:
        uid = slices[0].ref.series_instance_uid if slices else None
        raise InputRefused(ReasonCode.SLICES_TOO_FEW, f"There are fewer than {FEWEST_SLICES} slices", uid=uid)
    frame_of_reference_uid = _frame_of_reference(slices[0])
    planes = [read_plane(item) for item in slices]
    row, column = _directions(slices, planes)
    spacing = _common(slices, np.stack([plane.spacing for plane in planes]), "Pixel Spacing", relative=True)
    lattice = fit_lattice(
        np.stack([plane.position for plane in planes]),
        np.cross(row, column),
        [form.uid for form in forms],
        float(spacing.min()),
    )
    shape = len(slices), forms[0].rows, forms[0].columns
    if math.prod(shape) > MAX_VOXELS:
        raise InputRefused(
            ReasonCode.IMAGE_TOO_LARGE,
            f"The stack has more than {MAX_VOXELS} voxels",
            uid=slices[0].ref.series_instance_uid,
        )
    affine = np.eye(4)
    affine[:3] = np.stack([lattice.step, column * spacing[0], row * spacing[1], lattice.origin], axis=1)
    return Stack(
        slices=tuple(slices[index] for index in lattice.order),
        forms=tuple(forms[index] for index in lattice.order),
        frame_of_reference_uid=frame_of_reference_uid,
        grid=Grid(shape=shape, affine=affine),
        tilt_degrees=lattice.tilt_degrees,
    )


def _require_once(slices: Sequence[Slice]) -> None:
    found = Counter((item.ref.sop_instance_uid, item.number) for item in slices).most_common(1)
    for (uid, _), count in found:
        if count > 1:
            raise InputRefused(ReasonCode.SLICES_DUPLICATE, "One instance is there several times", uid=uid)


def _frame_of_reference(item: Slice) -> str:
    uid = text(item.header, "FrameOfReferenceUID")
    if not is_uid(uid):
        raise InputRefused(
            ReasonCode.GEOMETRY_INVALID,
            "The slices have no Frame of Reference: nothing says what their positions refer to",
            uid=item.ref.series_instance_uid,
        )
    return uid


def _directions(slices: Sequence[Slice], planes: Sequence[Plane]) -> tuple[Vector, Vector]:
    """The common directions of rows and columns, unit length and at right angles: each gives way by half."""
    both = np.stack([np.concatenate([plane.row, plane.column]) for plane in planes])
    row, column = _common(slices, both, "orientation", relative=False).reshape(2, 3)
    aslant = float(row @ column) / 2
    row, column = row - aslant * column, column - aslant * row
    return row / np.linalg.norm(row), column / np.linalg.norm(column)


def _common(slices: Sequence[Slice], values: NDArray[np.float64], name: str, *, relative: bool) -> NDArray[np.float64]:
    """The mean of what should be the same in all slices."""
    usual = np.median(values, axis=0)
    off = (np.abs(values - usual) / (usual if relative else 1)).max(axis=1)
    worst = int(off.argmax())
    if off[worst] > _SAME:
        raise InputRefused(
            ReasonCode.SLICES_MIXED,
            f"The slice has another {name} than the others of its series",
            uid=slices[worst].ref.sop_instance_uid,
        )
    common: NDArray[np.float64] = values.mean(axis=0)
    return common
