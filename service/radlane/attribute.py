"""Attributes of data sets that others wrote.

In: a data set and a keyword. Out: a value, numbers or items. What is absent or empty reads as empty; what is there and
cannot be read, as None.
"""

from __future__ import annotations

import math
import struct
from functools import cache, lru_cache
from typing import Any

from pydicom import Dataset
from pydicom.datadict import tag_for_keyword
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.errors import BytesLengthException
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence
from pydicom.tag import BaseTag
from pydicom.values import convert_value

# What pydicom raises when it turns raw bytes into a value and they are not what their VR promises.
UNREADABLE = (
    BytesLengthException,
    ValueError,
    TypeError,
    NotImplementedError,
    OverflowError,
    LookupError,
    AttributeError,
    OSError,
    EOFError,
    RecursionError,
    struct.error,
)

# Values that depend on no other attribute, and those that depend on the character set alone.
_ALONE, _TEXTS = frozenset({"CS", "DS", "IS", "SS", "UI", "US"}), frozenset({"LO", "PN", "SH"})
_LONGEST_KEPT = 128  # bytes of a value: six numbers of an orientation; what is longer could be made to fill the memory
_DESCRIPTORS = frozenset({0x00281101, 0x00281102, 0x00281103, 0x00283002})  # of tables: pydicom mends their first value


@lru_cache(1 << 13)  # more than a dictionary has of what is read
def known_tag(tag: int) -> BaseTag:
    """Return a tag, most often the same object as before: pydicom compares others in Python at each look-up."""
    return BaseTag(tag)


def has(dataset: Dataset, keyword: str) -> bool:
    """Whether an attribute is there, whatever its value; `in` asks the same in ten times the time."""
    tag = tag_of(keyword)
    return tag is not None and tag in dataset.keys()  # noqa: SIM118 - see above


def value(dataset: Dataset, keyword: str) -> Any:  # noqa: ANN401 - as pydicom types it
    """Return an attribute's value, None where it is absent, empty or unreadable."""
    try:
        found = _read(dataset, keyword)
    except UNREADABLE:
        return None
    return None if found == "" else found


def numbers(dataset: Dataset, keyword: str) -> tuple[float, ...] | None:
    """Return an attribute's values as finite numbers; None where it is there and one of them is none."""
    try:
        found = _read(dataset, keyword)
        parts = found if isinstance(found, MultiValue | list) else [] if found in (None, "") else [found]
        result = tuple(float(part) for part in parts)
    except UNREADABLE:
        return None
    return result if all(math.isfinite(number) for number in result) else None


def integer(dataset: Dataset, keyword: str) -> int | None:
    """Return an attribute's single value as an integer, None where it is none."""
    found = numbers(dataset, keyword)
    return int(found[0]) if found and len(found) == 1 and found[0].is_integer() else None


def items(dataset: Dataset, keyword: str) -> tuple[Dataset, ...] | None:
    """Return the items of a sequence; None where it is there and is no sequence."""
    try:
        found = _read(dataset, keyword)
    except UNREADABLE:
        return None
    if found is None:
        return ()
    return tuple(found) if isinstance(found, Sequence) else None


def _read(dataset: Dataset, keyword: str) -> Any:  # noqa: ANN401 - as pydicom types it
    """Return an attribute's value, None where it is absent; by its tag, which takes half as long as by its keyword."""
    tag = tag_of(keyword)
    if tag is None:
        return None
    element: RawDataElement | DataElement | None = dataset.get_item(tag)
    if isinstance(element, RawDataElement):
        if element.value and element.VR in _ALONE and tag not in _DESCRIPTORS and len(element.value) <= _LONGEST_KEPT:
            return _converted(element.VR, element.value, element.is_little_endian)
        if element.value and element.VR in _TEXTS and (charset := dataset.original_character_set):
            return convert_value(element.VR, element, charset)  # names of patients are kept nowhere
        element = dataset.get(tag)
    return None if element is None else element.value


@lru_cache(1 << 14)  # slices of a series say the same of most things; what they say apart they are asked several times
def _converted(vr: str, content: bytes, is_little_endian: bool) -> Any:  # noqa: ANN401 - as pydicom types it
    """Convert what depends on nothing else in its data set, as pydicom does."""
    return convert_value(vr, RawDataElement(BaseTag(0), vr, len(content), content, 0, False, is_little_endian))


@cache  # a dictionary of its own: keywords do not change
def tag_of(keyword: str) -> BaseTag | None:
    """Return the tag of a keyword, always the same object: data sets find that sooner than an equal one."""
    tag = tag_for_keyword(keyword)
    return None if tag is None else known_tag(tag)
