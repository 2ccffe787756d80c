"""The content of an SR of ours, for tests that spoil it.

In: the objects of a run in their order (SEG, Secondary Capture, SR), or an item. Out: content items.
"""

from __future__ import annotations

from typing import Any

from pydicom.dataset import Dataset


def named(item: Dataset, value: str) -> Any:
    """The first content item right below one whose concept name has a code value."""
    return next(child for child in item.ContentSequence if child.ConceptNameCodeSequence[0].CodeValue == value)


def without(item: Dataset, value: str) -> None:
    """Remove that content item."""
    item.ContentSequence.remove(named(item, value))


def groups(objects: list[Dataset]) -> Any:
    """The measurement groups."""
    return named(objects[-1], "126010").ContentSequence


def group(objects: list[Dataset], index: int = 0) -> Any:
    """One measurement group: right lung, left lung, ratio."""
    return groups(objects)[index]


def measured(objects: list[Dataset], index: int = 0) -> Any:
    """The value of the area of a lung (0, 1), or of the ratio (2)."""
    name = "lung-area-ratio" if index == 2 else "42798000"
    return named(group(objects, index), name).MeasuredValueSequence[0]


def scoord(objects: list[Dataset], index: int = 0) -> Any:
    """The contour of a lung."""
    return next(item for item in group(objects, index).ContentSequence if item.ValueType == "SCOORD")
