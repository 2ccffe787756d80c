"""Data sets as JSON, read without trust.

In: what an archive answered. Out: texts and items; what is absent, empty or of another shape is an empty text, or no
item.
Reference: PS3.18 annex F (DICOM JSON Model).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from radlane.errors import ArchiveError

Item = Mapping[str, Any]
"""One data set: tag in hexadecimal -> `vr` and `Value`."""


def items_of(answer: object) -> tuple[Item, ...]:
    """Return the data sets of an answer.

    Raises
    ------
    ArchiveError
        If it is no list of data sets.
    """
    if not isinstance(answer, list) or not all(isinstance(item, dict) for item in answer):
        raise ArchiveError("The archive's answer is no list of DICOM data sets", remedy="Look at the archive's url")
    return tuple(answer)


def values_of(item: Item, tag: str) -> Sequence[object]:
    """Return the values of an attribute."""
    attribute = item.get(tag)
    values = attribute.get("Value") if isinstance(attribute, dict) else None
    return values if isinstance(values, list) else ()


def text_of(item: Item, tag: str) -> str:
    """Return the only value of an attribute as text; of several the first."""
    value = next(iter(values_of(item, tag)), None)
    return str(value).strip() if isinstance(value, str | int) else ""


def sequence_of(item: Item, tag: str) -> tuple[Item, ...]:
    """Return the items of a sequence."""
    return tuple(value for value in values_of(item, tag) if isinstance(value, dict))


def number_of(item: Item, tag: str) -> int | None:
    """Return the only value of an attribute as a number; some archives write it as text, also in hexadecimal."""
    text = text_of(item, tag)
    for base in (10, 16):
        try:
            return int(text, base)
        except ValueError:
            continue
    return None
