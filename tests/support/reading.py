"""Results read by pydicom alone: the report's measurements by walking its content, the segments by counting bits.

Nothing of radlane and nothing of highdicom is used here, so that they cannot agree with themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

# Code Values: DCM unless said otherwise
MEASUREMENT_GROUP = "125007"
TRACKING_UID = "112040"
FINDING = "121071"
FINDING_SITE = "363698007"  # SCT
LATERALITY = "272741003"  # SCT
AREA = "42798000"  # SCT
PRESENCE = {"52101004": "present", "272519000": "absent", "373068000": "indeterminate"}  # SCT, CID 240
SIDES = {"24028007": "right", "7771000": "left"}  # SCT


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A NUM: concept's Code Value, number, unit's Code Value."""

    concept: str
    value: float
    unit: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """One Measurement Group (TID 1410, 1411 or 1501)."""

    tracking_uid: str
    finding: str | None
    side: str | None
    presence: str | None
    quantities: tuple[Quantity, ...]

    @property
    def area(self) -> Quantity | None:
        """The group's area, where it has one."""
        return next((quantity for quantity in self.quantities if quantity.concept == AREA), None)


@dataclass(frozen=True, kw_only=True)
class Segment:
    """One segment: its description, and bool [y, x] of all its frames."""

    number: int
    tracking_uid: str
    side: str | None
    mask: NDArray[np.bool_]


def groups(report: Dataset) -> tuple[Group, ...]:
    """The measurement groups of an SR, in its order."""
    return tuple(_group(item) for item in _walk(report) if _concept(item) == MEASUREMENT_GROUP)


def words(report: Dataset) -> str:
    """All TEXT of an SR, a line each."""
    return "\n".join(str(item.TextValue) for item in _walk(report) if item.ValueType == "TEXT")


def segments(segmentation: Dataset) -> tuple[Segment, ...]:
    """The segments of a BINARY SEG; frames are packed without a gap, lowest bit first (PS3.5 section 8.1.1)."""
    shape = int(segmentation.NumberOfFrames), int(segmentation.Rows), int(segmentation.Columns)
    bits = np.unpackbits(np.frombuffer(segmentation.PixelData, np.uint8), bitorder="little")
    frames = bits[: np.prod(shape)].reshape(shape).astype(bool)
    of_frames = np.array(
        [item.SegmentIdentificationSequence[0].ReferencedSegmentNumber for item in _per_frame(segmentation)]
    )
    return tuple(
        Segment(
            number=int(item.SegmentNumber),
            tracking_uid=str(item.TrackingUID),
            side=_side_of_segment(item),
            mask=frames[of_frames == item.SegmentNumber].any(axis=0),
        )
        for item in segmentation.SegmentSequence
    )


def side_in_image(mask: NDArray[np.bool_]) -> str:
    """The half of the picture, left or right as it is stored, in which a mask's centre lies."""
    return "left" if np.argwhere(mask)[:, 1].mean() < mask.shape[1] / 2 else "right"


def overlap(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    """Dice coefficient of two masks."""
    return float(2 * (one & other).sum() / (one.sum() + other.sum()))


def _walk(item: Dataset) -> Iterator[Dataset]:
    for child in item.get("ContentSequence") or []:
        yield child
        yield from _walk(child)


def _concept(item: Dataset) -> str:
    names = item.get("ConceptNameCodeSequence")
    return str(names[0].CodeValue) if names else ""


def _code(items: list[Dataset], concept: str) -> str | None:
    found = (item.ConceptCodeSequence[0].CodeValue for item in items if _concept(item) == concept)
    return next((str(value) for value in found), None)


def _group(item: Dataset) -> Group:
    inside = list(_walk(item))
    presence = [PRESENCE.get(str(i.ConceptCodeSequence[0].CodeValue)) for i in inside if i.ValueType == "CODE"]
    return Group(
        tracking_uid=next(str(i.UID) for i in inside if _concept(i) == TRACKING_UID),
        finding=_code(inside, FINDING),
        side=SIDES.get(_code(inside, LATERALITY) or ""),
        presence=next((value for value in presence if value), None),
        quantities=tuple(_quantity(i) for i in inside if i.ValueType == "NUM"),
    )


def _quantity(item: Dataset) -> Quantity:
    measured = item.MeasuredValueSequence[0]
    unit = str(measured.MeasurementUnitsCodeSequence[0].CodeValue)
    return Quantity(concept=_concept(item), value=float(measured.NumericValue), unit=unit)


def _per_frame(segmentation: Dataset) -> list[Dataset]:
    return list(segmentation.PerFrameFunctionalGroupsSequence)


def _side_of_segment(item: Dataset) -> str | None:
    modifiers = item.SegmentedPropertyTypeCodeSequence[0].get("SegmentedPropertyTypeModifierCodeSequence") or []
    return next((SIDES[str(code.CodeValue)] for code in modifiers if str(code.CodeValue) in SIDES), None)
