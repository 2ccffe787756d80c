"""What a channel asks of images: whether their headers say it, and which of several it prefers.

In: `Select` and headers. Out: the first thing that does not hold, in the manifest's words, or the preferred ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

import numpy as np
from pydicom import Dataset

from radlane.attribute import items, numbers
from radlane.domain.code import Code
from radlane.domain.patterns import fits_any
from radlane.domain.select import SLICES, Condition, Preference, Select
from radlane.imaging.reading import codes, text

_PLANES = ("sagittal", "coronal", "axial")  # by the axis of the patient that the normal is nearest to


class Held(Protocol):
    """What is chosen among: something with headers."""

    @property
    def headers(self) -> Sequence[Dataset]:
        """The header of each slice, or of the one image."""


_JITTERING = "TriggerTime"  # of a heart that was gated slice by slice: its beats are not equally long

H = TypeVar("H", bound=Held)


def is_of_region(header: Dataset, select: Select) -> bool:
    """Whether neither Body Part Examined nor Anatomic Region Sequence says another region."""
    in_words = says(text(header, "BodyPartExamined"), select.body_parts)
    return in_words and _codes_say(header, "AnatomicRegionSequence", select.regions)


def is_of_view(header: Dataset, select: Select) -> bool:
    """Whether neither View Position nor View Code Sequence, with its modifiers, says another view."""
    in_words = says(text(header, "ViewPosition"), select.views)
    return in_words and _codes_say(header, "ViewCodeSequence", select.view_codes) and _modifiers_say(header, select)


def says(value: str, accepted: Iterable[str] | None) -> bool:
    """Whether an attribute is one of the accepted values; what is absent decides nothing, nor where any is (None)."""
    return value == "" or accepted is None or value in accepted


def complaint(select: Select, headers: Sequence[Dataset]) -> str | None:
    """Return the first condition that does not hold for all headers, in the manifest's words; None where all do."""
    for condition in select.where:
        if not all(_says(condition, header) for header in headers):
            return f"The model asks for {words_of(condition)}"
    if select.slices is not None and not select.slices[0] <= len(headers) <= select.slices[1]:
        return f"It has not {select.slices[0]} to {select.slices[1]} slices"
    if select.plane is not None and any(_plane(header) != select.plane for header in headers):
        return f"Its slices are not {select.plane}"
    return None


def _says(condition: Condition, header: Dataset) -> bool:
    """Whether a condition holds for a header; numbers that cannot be read are not absent."""
    is_counted = condition.least is not None or condition.most is not None
    if is_counted and numbers(header, condition.attribute) is None:
        return False
    return holds(condition, text(header, condition.attribute))


def holds(condition: Condition, said: str) -> bool:
    """Whether a condition holds for what an attribute says, values separated by backslashes."""
    values = [value.strip() for value in said.split("\\") if value.strip()]
    if any(fits_any(condition.unlike, value) for value in values):
        return False
    asks = condition.like or condition.least is not None or condition.most is not None
    if not values:
        return not asks or condition.absent == "fits"
    if condition.like and not any(fits_any(condition.like, value) for value in values):
        return False
    return all(_is_between(condition, value) for value in values)


def words_of(condition: Condition) -> str:
    """Return what a condition asks for, as the manifest says it."""
    parts = [" or ".join(condition.like)] if condition.like else []
    parts += [f"unlike {' and '.join(condition.unlike)}"] if condition.unlike else []
    parts += [] if condition.least is None else [f"at least {condition.least:g}"]
    parts += [] if condition.most is None else [f"at most {condition.most:g}"]
    return f"{condition.attribute} {', '.join(parts)}"


def preferred(found: Sequence[H], select: Select) -> tuple[H, ...]:
    """Return those of several that fit which the preferences leave, in their order."""
    left = tuple(found)
    for preference in select.prefer:
        ranks = [_rank(item, preference) for item in left]
        left = tuple(item for item, rank in zip(left, ranks, strict=True) if rank == min(ranks))
    return left


def _rank(item: Held, preference: Preference) -> float:
    """The lower, the better; infinite where there is no number, or not one for all slices."""
    number = float(len(item.headers)) if preference.by == SLICES else _number(item.headers, preference.by)
    if number is None:
        return float("inf")
    return number if preference.order == "lowest" else -number


def _number(headers: Sequence[Dataset], keyword: str) -> float | None:
    """The first number of an attribute that all slices say alike; of times of triggers, which jitter, the mean."""
    found = {numbers(header, keyword) or () for header in headers}
    if () in found or (len(found) > 1 and keyword != _JITTERING):
        return None
    return float(np.mean([(numbers(header, keyword) or ())[0] for header in headers]))


def _is_between(condition: Condition, value: str) -> bool:
    if condition.least is None and condition.most is None:
        return True
    try:
        number = float(value)
    except ValueError:
        return False
    least = -np.inf if condition.least is None else condition.least
    most = np.inf if condition.most is None else condition.most
    return bool(least <= number <= most)


def _plane(header: Dataset) -> str | None:
    """The plane of the patient that a slice is nearest to."""
    found = numbers(header, "ImageOrientationPatient")
    if found is None or len(found) != 6:
        return None
    return _PLANES[int(np.abs(np.cross(found[:3], found[3:])).argmax())]


def _codes_say(header: Dataset, keyword: str, accepted: Iterable[Code] | None) -> bool:
    """Whether each code of a sequence is one of the accepted codes, or any is; their meanings are for people."""
    return accepted is None or set(codes(header, keyword)) <= {(code.scheme, code.value) for code in accepted}


def _modifiers_say(header: Dataset, select: Select) -> bool:
    """Whether each modifier of a view (magnification, spot compression, cleavage) is one that is accepted.

    One that has no code, or cannot be read, is none of them.
    """
    views = items(header, "ViewCodeSequence") or ()
    return select.view_modifiers is None or all(_modified_as(view, select.view_modifiers) for view in views)


def _modified_as(view: Dataset, accepted: Iterable[Code]) -> bool:
    found = items(view, "ViewModifierCodeSequence")
    is_coded = found is not None and len(codes(view, "ViewModifierCodeSequence")) == len(found)
    return is_coded and _codes_say(view, "ViewModifierCodeSequence", accepted)
