"""Attributes of data sets that others wrote.

In: a data set and a keyword. Out: a value, numbers or items. What is absent or empty reads as empty; what is there and
cannot be read, as None.
"""

from __future__ import annotations

import math
import struct
from functools import cache
from typing import Any

from pydicom import Dataset
from pydicom.datadict import tag_for_keyword
from pydicom.errors import BytesLengthException
from pydicom.multival import MultiValue
from pydicom.sequence import Sequence
from pydicom.tag import BaseTag

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
    tag = _tag(keyword)
    element = None if tag is None else dataset.get(tag)
    return None if element is None else element.value


@cache  # a dictionary of its own: keywords do not change
def _tag(keyword: str) -> BaseTag | None:
    tag = tag_for_keyword(keyword)
    return None if tag is None else BaseTag(tag)
