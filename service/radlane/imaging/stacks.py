"""Slices of one series -> its stacks: echoes, phases, b-values, times and orientations told apart.

In: the slices of a series, in any order. Out: stacks, each of which may fill a grid of its own. A series is parted only
by what is said of its slices, and only where each part covers the same places: what jitters from slice to slice (times
of triggers, numbers of acquisitions) parts nothing but a heart of which images say how many phases they have, and
slices that are there twice for no reason stay so.
Reference: PS3.3 sections C.8.3.1 (MR Image), C.8.13.5 (enhanced MR functional groups), C.7.6.16.2.2 (Frame Content).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from radlane.attribute import numbers
from radlane.imaging.reading import text
from radlane.imaging.slices import Slice, directions_of, is_near
from radlane.imaging.stack import FEWEST_SLICES

PARTING = (
    "StackID", "ImageType", "ComplexImageComponent", "EchoTime", "EchoNumbers", "InversionTime", "FlipAngle",
    "DiffusionBValue",
    "DiffusionGradientOrientation", "TemporalPositionIdentifier", "NominalPercentageOfCardiacPhase", "TriggerTime",
    "FrameReferenceTime", "ContrastBolusAgent", "KVP", "ConvolutionKernel", "AcquisitionNumber", "AcquisitionTime",
    "ContentTime",
)  # fmt: skip
"""What may tell the stacks of a series apart, the most telling first."""

_MOST_ORIENTATIONS = 64  # of a series; one with more is no series of stacks, and what it is the geometry says
_Stack = tuple[Slice, ...]
_Key = tuple[tuple[float, ...], str]


def split_stacks(slices: Sequence[Slice]) -> tuple[_Stack, ...]:
    """Part the slices of a series into its stacks.

    Parameters
    ----------
    slices : sequence of Slice
        The slices of one series, without localisers (`image_type.leave_out`); their headers hold `PARTING`.

    Returns
    -------
    tuple of tuple of Slice
        In the order of what tells them apart; the slices as they are where nothing does.
    """
    turned = _by_orientation(slices)
    whole = [tuple(slices)] if min(map(len, turned), default=0) < FEWEST_SLICES else turned
    return tuple(stack for found in whole for stack in _by_repeats(found, PARTING))


def _by_repeats(slices: _Stack, keywords: Sequence[str]) -> Iterable[_Stack]:
    """Part slices that share places, by the first attribute that does so evenly, and go on with the parts."""
    held = {_place(item) for item in slices}
    if () in held or len(held) == len(slices):
        return [slices]
    if not keywords:
        return _by_phase(slices)
    parts = _parts(slices, lambda item: _said(item, keywords[0]))
    places = {frozenset(map(_place, part)) for part in parts}
    whole = parts if len(parts) > 1 and len(places) == 1 else [slices]
    return [stack for part in whole for stack in _by_repeats(part, keywords[1:])]


def _by_phase(slices: _Stack) -> list[_Stack]:
    """Part a heart that was gated slice by slice, whose beats were not equally long: by the order of Trigger Times.

    Only where all images say how many phases there are (Cardiac Number of Images), and each place has so many, each at
    another time, and all begin together: else the first one of a place may be the second one of another.
    """
    series: dict[tuple[float, ...], dict[tuple[float, ...], Slice]] = {}
    for item in slices:
        series.setdefault(_place(item), {})[numbers(item.header, "TriggerTime") or ()] = item
    stated = {numbers(item.header, "CardiacNumberOfImages") for item in slices}
    counts = {(float(len(phases)),) for phases in series.values()}
    if stated != counts or len(counts) > 1 or any(() in phases for phases in series.values()):
        return [slices]
    if len(slices) != sum(map(len, series.values())):  # two at one time
        return [slices]
    begins, ends = zip(*((min(phases)[0], max(phases)[0]) for phases in series.values()), strict=True)
    apart = min(end - begin for begin, end in zip(begins, ends, strict=True)) / (len(slices) / len(series) - 1)
    if max(begins) - min(begins) > apart / 2:
        return [slices]
    return list(zip(*([phases[time] for time in sorted(phases)] for phases in series.values()), strict=True))


def _parts(slices: Sequence[Slice], key: Callable[[Slice], _Key]) -> list[_Stack]:
    found: dict[_Key, list[Slice]] = {}
    for item in slices:
        found.setdefault(key(item), []).append(item)
    return [tuple(found[said]) for said in sorted(found)]


def _said(item: Slice, keyword: str) -> _Key:
    """An attribute in the order of its numbers; of what is none, of its text."""
    said = numbers(item.header, keyword)
    return (said, "") if said else ((), text(item.header, keyword))


def _by_orientation(slices: Sequence[Slice]) -> list[_Stack]:
    """Part slices whose directions are far apart; what lies near, but not the same way, is for the geometry to judge.

    By distance from the first of each part in the order of directions: what is rounded apart at one decimal may be one
    stack.
    """
    parts: list[list[Slice]] = []
    for item in sorted(slices, key=directions_of):
        near = next((part for part in parts if is_near(directions_of(part[0]), directions_of(item))), None)
        if near is not None:
            near.append(item)
        elif len(parts) < _MOST_ORIENTATIONS:
            parts.append([item])
        else:
            return [tuple(slices)]
    return [tuple(part) for part in parts]


def _place(item: Slice) -> tuple[float, ...]:
    """Where a slice lies, to a hundredth of a millimetre."""
    return tuple(round(part, 2) for part in numbers(item.header, "ImagePositionPatient") or ())
