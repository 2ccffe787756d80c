"""SUV by body weight of a PET stack: computed from dose, weight and times, or as Real World Value Mapping states it.

In: the headers of its slices, and their lines to the modality's units. Out: each slice's line to g/ml, and the stored
values that it is for.
Reference: PS3.3 section C.7.6.16.2.11 (Real World Value Mapping), PS3.16 CID 85 (SUV Units).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pydicom import Dataset

from radlane.attribute import items, numbers
from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.reading import codes, text
from radlane.imaging.slices import Slice
from radlane.imaging.suv import suv_factor

_SUV = frozenset({("UCUM", "g/ml{SUVbw}"), ("UCUM", "{SUVbw}g/ml")})
_SAME = 0.01  # relative: half-lives and times are rounded here and there
_Line = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class SuvLine:
    """What stored values of one slice mean.

    Attributes
    ----------
    slope, intercept : float
        `stored * slope + intercept` is in g/ml.
    least, most : float
        The stored values that this holds for.
    """

    slope: float
    intercept: float
    least: float = -math.inf
    most: float = math.inf

    @property
    def line(self) -> _Line:
        """Slope and intercept."""
        return self.slope, self.intercept


def suv_lines(slices: Sequence[Slice], lines: Sequence[_Line]) -> tuple[SuvLine, ...]:
    """Return the line of each slice from stored values to SUV by body weight.

    Images with Units are scaled by `suv.suv_factor`; a mapping beside it has to say the same, within 1 %. Images
    without Units, as true Enhanced PET, have the line of their Real World Value Mapping in g/ml, of which each slice
    needs one.

    Parameters
    ----------
    slices : sequence of Slice
        With `suv.SUV_KEYWORDS`.
    lines : sequence of (slope, intercept)
        Of each, to the modality's units (`rescale.read_rescale`).

    Raises
    ------
    InputRefused
        `suv-unknown`.
    """
    if not any(text(item.header, "Units") for item in slices) and any(_mappings(item) for item in slices):
        return tuple(_mapped(item) for item in slices)
    factor = suv_factor(slices)
    made = tuple(SuvLine(slope=slope * factor, intercept=intercept * factor) for slope, intercept in lines)
    for item, computed in zip(slices, made, strict=True):
        for mapping in _mappings(item):
            slope, intercept = (_number(mapping, f"RealWorldValue{name}", item) for name in ("Slope", "Intercept"))
            aside = abs(intercept - computed.intercept)  # less than one stored value
            if not math.isclose(slope, computed.slope, rel_tol=_SAME) or aside > abs(computed.slope):
                raise _unknown("Real World Value Mapping gives another SUV than dose, weight and times", item)
    return made


def _mapped(item: Slice) -> SuvLine:
    found = _mappings(item)
    if len(found) != 1:
        raise _unknown("Not each slice has one Real World Value Mapping to SUV by body weight", item)
    (mapping,) = found
    slope = _number(mapping, "RealWorldValueSlope", item)
    if slope <= 0:
        raise _unknown("The slope of Real World Value Mapping is not above zero", item)
    return SuvLine(
        slope=slope,
        intercept=_number(mapping, "RealWorldValueIntercept", item),
        least=_end(mapping, "First", item),
        most=_end(mapping, "Last", item),
    )


def _mappings(item: Slice) -> tuple[Dataset, ...]:
    """Those to SUV by body weight."""
    found = items(item.header, "RealWorldValueMappingSequence") or ()
    return tuple(one for one in found if _SUV & set(codes(one, "MeasurementUnitsCodeSequence")))


def _end(mapping: Dataset, name: str, item: Slice) -> float:
    """An end of the range that a mapping is for: as an integer, signed as the pixels are, or as a double."""
    if found := numbers(mapping, f"DoubleFloatRealWorldValue{name}ValueMapped"):
        return found[0]
    stated = _number(mapping, f"RealWorldValue{name}ValueMapped", item)
    is_signed = numbers(item.header, "PixelRepresentation") == (1.0,)
    return stated - 65536 if is_signed and stated > 32767 else stated


def _number(mapping: Dataset, keyword: str, item: Slice) -> float:
    found = numbers(mapping, keyword)
    if not found or len(found) != 1:
        raise _unknown(f"{keyword} is absent or no number", item)
    return found[0]


def _unknown(what: str, item: Slice) -> InputRefused:
    return InputRefused(ReasonCode.SUV_UNKNOWN, what, uid=item.ref.sop_instance_uid)
