"""What the stored values of a stack mean.

In: the headers of its slices. Out: Rescale Slope and Intercept of each, or why the values cannot be read as one volume.
Reference: PS3.3 sections C.8.2.1 (CT Image), C.11.1.1.2 (Rescale Type), C.8.9.4 (PET Image), C.7.6.16.2.11 (Real World
Value Mapping).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from pydicom import Dataset

from radlane.attribute import items, numbers
from radlane.domain.reason import ReasonCode
from radlane.errors import InputRefused
from radlane.imaging.agreement import odd_one
from radlane.imaging.modality import rescale_factors
from radlane.imaging.reading import codes, text
from radlane.imaging.slices import Slice

_HU = ("UCUM", "[hnsf'U]")
_SAME = 1e-6  # relative: slopes of real world values are doubles, those of Rescale Slope decimals
_Line = tuple[float, float]


def read_rescale(slices: Sequence[Slice]) -> tuple[tuple[float, float], ...]:
    """Read Rescale Slope and Intercept of the slices of a stack.

    They may differ from slice to slice in PET only, where each slice is scaled to its own maximum. CT has to be in
    HU: Rescale Type is HU, or absent and the image not of a multi-energy acquisition, where absence means HU. Slope
    and Intercept are required of a CT image; what has neither, of another modality, is stored in its units. A Modality
    LUT is refused.

    A Real World Value Mapping is not applied: it is a second description beside Rescale Slope, of quantities that no
    modality LUT can name. But it may not contradict the first: where it maps CT to HU it has to be the same line; where
    it differs between slices (but of PET), their stored values do not mean the same.

    Returns
    -------
    tuple of (slope, intercept)
        Of each slice: `stored * slope + intercept` is in the modality's units.

    Raises
    ------
    InputRefused
        `rescale-mixed` where slices differ, `rescale-unsupported` where values are not in the modality's units or by
        a table, `pixel-description-invalid` where the numbers are unusable.
    """
    for item in slices:
        _require_line(item)
    lines = tuple(_factors(item) for item in slices)
    modality = text(slices[0].header, "Modality")
    _require_same(slices, by_slice=modality == "PT")
    if modality == "CT":
        for item, line in zip(slices, lines, strict=True):
            _require_hounsfield(item, line)
    return lines


def _require_line(item: Slice) -> None:
    if items(item.header, "ModalityLUTSequence") != ():
        raise _unsupported("A Modality LUT maps the stored values: no slope and intercept do", item)


def _require_same(slices: Sequence[Slice], *, by_slice: bool) -> None:
    """What is added up between slices has to be in the same units, by the same line."""
    other = odd_one(slices, lambda item: (text(item.header, "RescaleType"), text(item.header, "Units")))
    if other is None and not by_slice:
        other = odd_one(slices, lambda item: (_factors(item), _real_world(item.header)))
    if other is not None:
        raise InputRefused(
            ReasonCode.RESCALE_MIXED,
            "The slice has another rescale slope, intercept, type or unit than the others of its series",
            uid=other.ref.sop_instance_uid,
        )


def _factors(item: Slice) -> _Line:
    return rescale_factors(item.header, item.ref.sop_instance_uid)


def _require_hounsfield(item: Slice, line: _Line) -> None:
    kind = text(item.header, "RescaleType").upper()
    many_energies = text(item.header, "MultienergyCTAcquisition").upper() == "YES"
    if kind != "HU" and (kind or many_energies):
        raise _unsupported("Rescale Type does not say that the values are in HU", item)
    if () in (numbers(item.header, "RescaleSlope"), numbers(item.header, "RescaleIntercept")):
        raise _unsupported("A CT image without Rescale Slope and Intercept does not say what its values are", item)
    for units, mapped in _real_world(item.header):
        if _HU in units and not _same_line(mapped, line):
            raise _unsupported("Real World Value Mapping gives other HU than Rescale Slope and Intercept", item)


def _real_world(header: Dataset) -> frozenset[tuple[tuple[tuple[str, str], ...], _Line | None]]:
    """Units and line of each mapping; None where it is a table. The ranges that they are for may be a slice's own."""
    found = items(header, "RealWorldValueMappingSequence") or ()
    return frozenset((codes(item, "MeasurementUnitsCodeSequence"), _line(item)) for item in found)


def _line(item: Dataset) -> _Line | None:
    slope, intercept = numbers(item, "RealWorldValueSlope"), numbers(item, "RealWorldValueIntercept")
    if slope is None or intercept is None or len(slope) != 1 or len(intercept) != 1:
        return None
    return slope[0], intercept[0]


def _same_line(one: _Line | None, other: _Line) -> bool:
    return one is not None and all(
        math.isclose(a, b, rel_tol=_SAME, abs_tol=_SAME) for a, b in zip(one, other, strict=True)
    )


def _unsupported(why: str, item: Slice) -> InputRefused:
    return InputRefused(ReasonCode.RESCALE_UNSUPPORTED, why, uid=item.ref.sop_instance_uid)
