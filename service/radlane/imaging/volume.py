"""A stack of slices -> the volume of their stored values.

In: a stack, and how to load and decode a slice; pixels are hostile. Out: `Volume`. One array is allocated, of the
narrowest type, and each slice is written into it as it comes: never more than the slices in work are in memory beside
it.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from radlane.domain.input import Quantity
from radlane.domain.reason import Reason, ReasonCode
from radlane.domain.refs import InstanceRef
from radlane.domain.units import SUV_UNITS
from radlane.domain.volume import Grid, Volume
from radlane.errors import InputRefused
from radlane.imaging.decode import MAX_PIXELS, DecodeFrame, FrameFormat, fill_native, is_in_words
from radlane.imaging.modality import require_depth
from radlane.imaging.padding import padding_range
from radlane.imaging.pixels import count_frames, frame_format, grey_format, split_frames
from radlane.imaging.rescale import read_rescale
from radlane.imaging.stack import Stack
from radlane.imaging.suv_mapping import SuvLine, suv_lines
from radlane.imaging.units import value_unit

_TYPES = tuple(np.dtype(name) for name in ("int16", "uint16", "int32", "uint32"))
_Range = tuple[int, int]
_Pixels = tuple[FrameFormat, Sequence[bytes]]  # of one instance: how its frames are stored, and their bytes

LoadSlice = Callable[[InstanceRef], Dataset]
"""Gives one instance whole, with its file meta information and Pixel Data."""

CopySlice = Callable[[InstanceRef, NDArray[Any]], bool]
"""Puts the pixels of an instance of one frame, which are stored as they are, into an array of as many words; False
where it has to be loaded, and the array holds anything."""

Each = Callable[[Callable[[int], None], Iterable[int]], Iterable[None]]
"""Calls a function with each number, at the same time if it likes: `map`, or the `map` of a pool of threads."""


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """How the slices go into the array.

    Attributes
    ----------
    line : (float, float) or None
        Slope and intercept of the stored values; None where each slice has its own, and is scaled by it.
    lines : tuple of (float, float)
        Those of each slice.
    padding : (int, int) or None
        Stored values that are padding, as the slices say that say anything.
    paddings : tuple of (int, int) or None
        What each slice says.
    suv : tuple of SuvLine
        Of each slice; empty where values stay what they are.
    """

    stack: Stack
    line: tuple[float, float] | None
    lines: tuple[tuple[float, float], ...]
    padding: _Range | None
    paddings: tuple[_Range | None, ...]
    suv: tuple[SuvLine, ...] = ()


def load_only(_ref: InstanceRef, _values: NDArray[Any]) -> bool:
    """A `CopySlice` that leaves all instances to be loaded."""
    return False


def read_volume(
    stack: Stack,
    load: LoadSlice,
    decode: DecodeFrame,
    each: Each,
    quantity: Quantity = "as-stored",
    copy: CopySlice = load_only,
) -> tuple[Volume, tuple[Reason, ...]]:
    """Read the pixels of a stack.

    Parameters
    ----------
    stack : Stack
        Slices in order (`stack.order_slices`).
    load : LoadSlice
        Reads one instance; called once for each instance, in whatever thread `each` uses.
    decode : DecodeFrame
        Turns one frame's bytes into stored values.
    each : Each
        Runs the slices.
    quantity : str
        What the values are (`domain.input.Input`); for `suv-body-weight` the slices' headers hold `suv.SUV_KEYWORDS`.
    copy : CopySlice
        Asked first for instances whose words are those of the array.

    Returns
    -------
    volume : Volume
        Stored values, exact. Where the slices of a PET series have slopes of their own: float32 in its units, with a
        slope of 1 and an intercept of 0.
    reasons : tuple of Reason
        `gantry-tilted` where the shear moves the last slice by more than half a pixel against the first.

    Raises
    ------
    InputRefused
        What `rescale.read_rescale`, `suv_mapping.suv_lines` and `pixels.stored_values` refuse; `rescale-mixed` also
        where slices disagree about the padding; `pixel-depth-unsupported` where no integer of 32 bits, or no float32,
        holds all values; `pixels-blank` where all voxels have one value; `pixel-description-invalid` where an instance
        is no longer what its header said.
    """
    plan = _plan(stack, quantity)
    values = np.empty(stack.grid.shape, np.float32 if plan.line is None else _narrowest(stack.forms))

    def fill(pixels: _Pixels, z: int) -> None:
        values[z] = _slice_values(plan, z, pixels, decode)

    def fill_alone(z: int) -> None:
        form = stack.forms[z]
        if _has_words_of(form, values) and copy(stack.slices[z].ref, values[z]):
            fill_native(form, values[z])
            _require_sound(plan, z, values[z])
        else:
            fill(_open(stack, z, load), z)

    alone, together = _by_instance(stack)
    deque(each(fill_alone, alone), maxlen=0)
    for places in together:  # one instance after the other: each may be as large as the volume
        deque(each(partial(fill, _open(stack, places[0], load)), places), maxlen=0)
    slope, intercept = plan.line or (1.0, 0.0)
    uid = stack.slices[0].ref.series_instance_uid
    lowest, highest = _extremes(values, plan.padding, uid)
    if plan.line is not None:  # else each slice was tested with its own
        require_depth((lowest, highest), slope, intercept, uid)
    volume = Volume(
        refs=tuple(item.ref for item in stack.slices),
        frame_of_reference_uid=stack.frame_of_reference_uid,
        values=values,
        slope=slope,
        intercept=intercept,
        padding=None if plan.padding is None else (float(plan.padding[0]), float(plan.padding[1])),
        grid=stack.grid,
        tilt_degrees=stack.tilt_degrees,
        unit=value_unit(stack.slices[0].header) if quantity == "as-stored" else SUV_UNITS["GML", "BW"],
    )
    return volume, _about_tilt(stack.grid)


def _plan(stack: Stack, quantity: Quantity) -> _Plan:
    lines = read_rescale(stack.slices)
    suv = () if quantity == "as-stored" else suv_lines(stack.slices, lines)
    lines = tuple(one.line for one in suv) or lines
    line = lines[0] if len(set(lines)) == 1 else None
    paddings = tuple(
        padding_range(item.header, form.dtype) for item, form in zip(stack.slices, stack.forms, strict=True)
    )
    for found, form in zip(paddings, stack.forms, strict=True):
        if found is not None and not (_limits(form)[0] <= found[0] and found[1] <= _limits(form)[1]):
            raise InputRefused(
                ReasonCode.PIXEL_DESCRIPTION_INVALID,
                "Pixel Padding Value has no room in Bits Stored: padding and image cannot be told apart",
                uid=form.uid,
            )
    stated = {found for found in paddings if found is not None}
    if len(stated) > 1 or (stated and line is None):
        raise InputRefused(
            ReasonCode.RESCALE_MIXED,
            "The slices have different padding values, or padding and different slopes",
            uid=stack.slices[0].ref.series_instance_uid,
        )
    return _Plan(stack=stack, line=line, lines=lines, padding=next(iter(stated), None), paddings=paddings, suv=suv)


def _narrowest(forms: Sequence[FrameFormat]) -> np.dtype[Any]:
    """The first type that holds what the bits of every slice can say."""
    lowest = min(_limits(form)[0] for form in forms)
    highest = max(_limits(form)[1] for form in forms)
    for dtype in _TYPES:
        limits = np.iinfo(dtype)
        if limits.min <= lowest and highest <= limits.max:
            return dtype
    raise InputRefused(
        ReasonCode.PIXEL_DEPTH_UNSUPPORTED, "No integer of 32 bits holds the values of all slices", uid=forms[0].uid
    )


def _limits(form: FrameFormat) -> _Range:
    """The lowest and the highest stored value that Bits Stored has room for."""
    return (-(2 ** (form.bits_stored - 1)) if form.signed else 0), 2 ** (form.bits_stored - form.signed) - 1


def _by_instance(stack: Stack) -> tuple[list[int], list[list[int]]]:
    """The places of the slices that are instances, and those of frames, by instance."""
    alone: list[int] = []
    together: dict[str, list[int]] = {}
    for z, item in enumerate(stack.slices):
        places = alone if item.number is None else together.setdefault(item.ref.sop_instance_uid, [])
        places.append(z)
    return alone, list(together.values())


def _open(stack: Stack, z: int, load: LoadSlice) -> _Pixels:
    """Load the instance of a slice, which has to be what its header said."""
    item, form = stack.slices[z], stack.forms[z]
    dataset = load(item.ref)
    found = frame_format(dataset, form.uid) if item.number is None else grey_format(dataset, form.uid)
    if replace(found, transfer_syntax=form.transfer_syntax) != form:
        raise _changed(form.uid)
    count = 1 if item.number is None else count_frames(dataset, form.uid)
    return found, split_frames(dataset, found, count)


def _changed(uid: str) -> InputRefused:
    return InputRefused(ReasonCode.PIXEL_DESCRIPTION_INVALID, "The instance is no longer what its header said", uid=uid)


def _slice_values(plan: _Plan, z: int, pixels: _Pixels, decode: DecodeFrame) -> NDArray[Any]:
    """The values of one slice, as they go into the array."""
    form, frames = pixels
    number = plan.stack.slices[z].number or 1
    if number > len(frames):
        raise _changed(form.uid)
    stored = decode(form, frames[number - 1])
    _require_sound(plan, z, stored)
    if plan.line is not None:
        return stored
    slope, intercept = plan.lines[z]
    require_depth((int(stored.min()), int(stored.max())), slope, intercept, form.uid)
    scaled: NDArray[np.float64] = stored * slope + intercept
    return scaled


def _has_words_of(form: FrameFormat, values: NDArray[Any]) -> bool:
    """Whether a native frame has the words of a volume."""
    return is_in_words(form) and form.dtype == values.dtype and form.rows * form.columns <= MAX_PIXELS


def _require_sound(plan: _Plan, z: int, stored: NDArray[Any]) -> None:
    """See that the stored values of a slice are what its header, and those of the others, say of them."""
    uid = plan.stack.forms[z].uid
    if plan.padding is not None and plan.paddings[z] is None and _within(stored, plan.padding).any():
        raise InputRefused(
            ReasonCode.RESCALE_MIXED,
            "The slice holds a value that the others call padding, and does not say that it is",
            uid=uid,
        )
    if plan.suv and not (plan.suv[z].least <= int(stored.min()) and int(stored.max()) <= plan.suv[z].most):
        raise InputRefused(ReasonCode.SUV_UNKNOWN, "The mapping to SUV is not for all values of the slice", uid=uid)


def _extremes(values: NDArray[Any], padding: _Range | None, uid: str) -> tuple[float, float]:
    """The lowest and the highest value that is no padding. Slice by slice: a mask of all would be half a volume."""
    ends = []
    for plane in values:
        seen = plane if padding is None else plane[~_within(plane, padding)]
        if seen.size:
            ends.append((seen.min().item(), seen.max().item()))
    lowest, highest = min((low for low, _ in ends), default=0), max((high for _, high in ends), default=0)
    if lowest == highest:
        raise InputRefused(ReasonCode.PIXELS_BLANK, "The slices hold one value only: nothing to analyse", uid=uid)
    return lowest, highest


def _within(values: NDArray[Any], padding: _Range) -> NDArray[np.bool_]:
    mask: NDArray[np.bool_] = (values >= padding[0]) & (values <= padding[1])
    return mask


def _about_tilt(grid: Grid) -> tuple[Reason, ...]:
    """What a reader has to know of a sheared stack, once the shear can be seen."""
    step, column, row = grid.affine[:3, :3].T
    normal = np.cross(row, column) / math.prod(grid.spacing_mm[1:])
    aside = np.linalg.norm(step - (step @ normal) * normal) * (grid.shape[0] - 1)
    if aside <= min(grid.spacing_mm[1:]) / 2:
        return ()
    return (
        Reason(
            code=ReasonCode.GANTRY_TILTED,
            text="The slices are sheared, as of a tilted gantry: volumes are those of sheared voxels",
        ),
    )
